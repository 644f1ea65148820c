/**
 * Facts about the git checkout that a folder lies in: where it is, and whether one can commit.
 */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreUnavailable } from '../store.ts'
import { type Git, GitError, gitIn } from './git-command.ts'

/** Where the links stand in a repository, relative to the project's folder. */
export const LINKS_PATH = 'data/links.db'

export interface Checkout {
  git: Git
  /** Folder of the project: the one that holds `data/`. */
  root: string
  /** The git directory of this work tree, absolute. */
  gitDir: string
  /** Path of `data/links.db` from the top of the work tree, for `git` commands. */
  treePath: string
}

/**
 * Looks at the checkout around `root`.
 *
 * @throws {StoreUnavailable} when git is missing or `root` is not in a checkout, with the way on
 */
export async function findCheckout(root: string): Promise<Checkout> {
  const git = gitIn(root)
  try {
    const answer = await git.text(['rev-parse', '--absolute-git-dir', '--show-prefix'])
    const [gitDir = '', prefix = ''] = answer.split('\n')
    return { git, root, gitDir, treePath: `${prefix}${LINKS_PATH}` }
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    throw new StoreUnavailable(describeFailure(root, error))
  }
}

function describeFailure(root: string, { exitCode, stderr }: GitError): string {
  if (exitCode === null) return 'git was not found; install it (https://git-scm.com/downloads)'
  if (stderr.includes('dubious ownership')) {
    return `git refuses this checkout, because another user owns it; run: git config --global --add safe.directory ${root}`
  }
  return `${root} is no git checkout; links live in Git, so make it one: git init && git add -A && git commit -m "Start"`
}

/** What keeps a checkout from taking commits, as a sentence with the way on, or `null`. */
export async function findObstacle({ git, gitDir }: Checkout): Promise<string | null> {
  if ((await git.tryText(['symbolic-ref', '-q', 'HEAD'])) === null) {
    return 'HEAD is detached, so commits would belong to no branch; run: git switch <branch>'
  }
  if ((await git.tryText(['rev-parse', '-q', '--verify', 'HEAD^{commit}'])) === null) {
    return 'the repository has no commit yet; run: git add -A && git commit -m "Start"'
  }
  for (const [file, operation] of OPERATIONS) {
    if (await exists(join(gitDir, file))) {
      return `a ${operation} is in progress; finish it (git ${operation} --continue) or take it back (git ${operation} --abort)`
    }
  }
  return null
}

const OPERATIONS = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
] as const

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

/** Whether git knows under which name to commit. */
export async function hasIdentity({ git }: Checkout): Promise<boolean> {
  return (await git.tryText(['var', 'GIT_COMMITTER_IDENT'])) !== null
}
