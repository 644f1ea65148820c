/**
 * What people should know before they use `npm start` on this checkout. None of it stops the
 * server: reading works always, and writing says again why it can't.
 */
import { type Checkout, findObstacle, hasIdentity, LINKS_PATH } from '../stores/checkout.ts'

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
  const edits = await git.tryText(['status', '--porcelain', '--', LINKS_PATH])
  if (edits !== null && edits !== '') {
    notices.push(
      `${LINKS_PATH} has uncommitted edits: they are kept, and go live once committed: git commit -m "Edit links" ${LINKS_PATH}`,
    )
  }
  return notices
}
