/** `github merge`: merges the base into pull requests that only our driver can merge. */
import { appendFile } from 'node:fs/promises'
import { code } from '../../formats/diff-markdown.ts'
import { type Checkout, findCheckout } from '../../stores/checkout/checkout.ts'
import { GitError } from '../../stores/checkout/git-command.ts'
import { mergeTree } from '../../stores/checkout/merge-tree.ts'
import { OWN_PROGRAMS, register } from '../merging/registration.ts'
import { findRoot } from '../project/project.ts'
import { requireCommit } from '../project/revisions.ts'
import { print } from '../terminal/output.ts'
import { type GitHub, isOwn, openGitHub, type Pull, pullSchema } from './api.ts'
import { keepComment } from './comment.ts'
import { commitTree, fetchRef, pushCommit } from './remote.ts'

/** What was found of a pull request, or done. */
type Outcome =
  /** The host can merge it by itself. */
  | { kind: 'clean' }
  /** More than the links is in conflict: not ours to settle. */
  | { kind: 'elsewhere'; paths: string[] }
  /** Both sides changed one link: a person has to choose. */
  | { kind: 'undecided' }
  /** The driver merges it. */
  | { kind: 'settled'; tree: string }
  /** Somebody pushed meanwhile, or the branch went away. */
  | { kind: 'moved' }
  | { kind: 'failed'; reason: string }

/**
 * Looks at all open pull requests to the branch that is checked out. Where the links are the only
 * conflict and the driver settles it, the merge is pushed to branches of this repository, never
 * by force; people with a fork are told how to do it.
 */
export async function mergePulls(baseName: string): Promise<void> {
  const github = openGitHub()
  const root = findRoot()
  const checkout = await findCheckout(root)
  await register(root, OWN_PROGRAMS)
  const base = await requireCommit(checkout.git, 'HEAD')
  const query = `state=open&base=${encodeURIComponent(baseName)}`
  const pulls = await github.list(`/pulls?${query}`, pullSchema)
  for (const pull of pulls) {
    const outcome = await tryMerge(checkout, base, pull)
    const line = await follow(github, checkout, { base, baseName, pull, outcome })
    await report(`- #${pull.number}: ${line}\n`)
  }
  if (pulls.length === 0) await report('No pull request is open.\n')
}

async function tryMerge(checkout: Checkout, base: string, pull: Pull): Promise<Outcome> {
  const { git, treePath } = checkout
  try {
    const head = await fetchRef(git, `refs/pull/${pull.number}/head`)
    if (head !== pull.head.sha) return { kind: 'moved' }
    const byHost = await mergeTree(git, head, base, 'none')
    if (byHost.conflicts.length === 0) return { kind: 'clean' }
    const paths = byHost.conflicts.filter((path) => path !== treePath)
    if (paths.length > 0) return { kind: 'elsewhere', paths }
    const { tree, conflicts } = await mergeTree(git, head, base, 'own')
    return conflicts.length === 0 ? { kind: 'settled', tree } : { kind: 'undecided' }
  } catch (error) {
    // One that can't be merged, such as one without common history, must not stop the others.
    if (error instanceof GitError) return { kind: 'failed', reason: error.message }
    throw error
  }
}

interface Found {
  base: string
  baseName: string
  pull: Pull
  outcome: Outcome
}

/** Does what an outcome asks for, and says so. */
async function follow(github: GitHub, checkout: Checkout, found: Found): Promise<string> {
  const { pull, outcome } = found
  const needsPerson =
    outcome.kind === 'undecided' || (outcome.kind === 'settled' && !isOwn(github, pull))
  await keepComment(
    github,
    pull.number,
    'merge',
    needsPerson ? adviseMerge(github, found) : null,
    'The links merge again; nothing is left to do here.\n',
  )
  if (outcome.kind === 'clean') return 'merges without us'
  if (outcome.kind === 'elsewhere') return `has conflicts in ${outcome.paths.map(code).join(', ')}`
  if (outcome.kind === 'undecided')
    return 'changes what the base changed as well; told how to choose'
  if (outcome.kind === 'moved') return 'was pushed to meanwhile'
  if (outcome.kind === 'failed') return `can not be merged: ${code(outcome.reason)}`
  if (needsPerson) return 'is of a fork; told how to merge'
  return pushMerge(checkout, found, outcome.tree)
}

async function pushMerge(
  { git }: Checkout,
  { base, baseName, pull }: Found,
  tree: string,
): Promise<string> {
  const message = `Merge branch '${baseName}' into ${pull.head.ref}\n\nThe links were merged row by row.\n`
  const commit = await commitTree(git, tree, [pull.head.sha, base], message)
  // A plain push: whoever pushed since then comes first, and the next run merges what they have.
  const refusal = await pushCommit(git, commit, pull.head.ref)
  return refusal === null ? 'merged' : `was not pushed: ${code(refusal)}`
}

/** The two commands, for somebody who has a clone of the pull request's branch. */
function adviseMerge({ repository }: GitHub, { baseName, pull, outcome }: Found): string {
  const server = process.env.GITHUB_SERVER_URL ?? 'https://github.com'
  const choose =
    outcome.kind === 'undecided'
      ? '\nBoth changed the same link, so the first one stops: `npm run links -- conflicts` shows what to choose, `npm run links -- resolve` settles it, then `git commit --no-edit`.\n'
      : ''
  return `${code(baseName)} has moved, and only the links are in conflict. Your clone can merge them (after \`npm ci\`, on the branch ${code(pull.head.ref)}):

\`\`\`sh
git pull --no-rebase ${server}/${repository} ${baseName}
git push
\`\`\`
${choose}`
}

async function report(line: string): Promise<void> {
  const summary = process.env.GITHUB_STEP_SUMMARY
  if (summary !== undefined && summary !== '') await appendFile(summary, line)
  print(line)
}
