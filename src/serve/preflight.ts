/**
 * What people should know before they use `npm start` on this checkout. None of it stops the
 * server: reading works always, and writing says again why it can't.
 */
import {
  type Checkout,
  findObstacle,
  hasIdentity,
  LINKS_PATH,
} from '../stores/checkout/checkout.ts'

/** Sentences about this checkout, each with the way on. */
export async function inspectCheckout(checkout: Checkout): Promise<string[]> {
  const { git } = checkout
  const notices: string[] = []
  const obstacle = await findObstacle(checkout)
  if (obstacle !== null) notices.push(`new links can't be committed: ${obstacle}`)
  if (!(await hasIdentity(checkout))) {
    notices.push(
      'git knows no name for you, so commits carry the handle alone; set one with: git config user.name "Your Name" && git config user.email you@example.org',
    )
  }
  if ((await git.tryText(['rev-parse', '--is-shallow-repository'])) === 'true') {
    notices.push(
      'this is a shallow clone: commits work, but history ends early; fetch the rest with: git fetch --unshallow',
    )
  }
  const edit = describeEdit((await git.tryText(['status', '--porcelain', '--', LINKS_PATH])) ?? '')
  if (edit !== null) notices.push(edit)
  return notices
}

// By the letters of `git status --porcelain`, of which white space is none.
function describeEdit(status: string): string | null {
  const [letters = ''] = status.trim().split(' ', 1)
  // A merge that is not settled is an obstacle, and told as such.
  if (letters === '' || /U|AA|DD/.test(letters)) return null
  if (letters.endsWith('D')) {
    return `${LINKS_PATH} is missing here; the last commit's is served; bring it back with: git checkout HEAD -- ${LINKS_PATH}`
  }
  return `${LINKS_PATH} has uncommitted edits: they are kept, and go live once committed: git commit -m "Edit links" ${LINKS_PATH}`
}
