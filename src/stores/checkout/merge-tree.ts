/**
 * Merges commits without a work tree, as a Git host does for its merge button: no file of either
 * side is written or run.
 *
 * https://git-scm.com/docs/git-merge-tree
 */
import { type Git, GitError } from './git-command.ts'

/** A merge of two commits. */
export interface MergedTree {
  /** Id of the tree; with conflicts it holds what Git would leave in the work tree. */
  tree: string
  /** Paths in conflict. */
  conflicts: string[]
}

/**
 * Merges two commits.
 *
 * @param driver `none` merges as a host does, which knows no driver of ours; `own` as the
 *   configuration of this clone says
 * @throws {GitError} where Git can't merge them at all
 */
export async function mergeTree(
  git: Git,
  ours: string,
  theirs: string,
  driver: 'own' | 'none',
): Promise<MergedTree> {
  // Any driver but one that fails would let Git merge the file's bytes as lines.
  const env = driver === 'none' ? setConfig('merge.links.driver', 'false') : {}
  const args = ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', ours, theirs]
  const { output, isClean } = await runMerge(git, args, env)
  const [tree = '', ...conflicts] = output.split('\0').filter((part) => part !== '')
  if (!isClean && conflicts.length === 0) throw new GitError(args, 1, 'a conflict without a path')
  return { tree, conflicts: isClean ? [] : conflicts }
}

function setConfig(key: string, value: string): Record<string, string> {
  return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: key, GIT_CONFIG_VALUE_0: value }
}

const CONFLICTED = 1

async function runMerge(
  git: Git,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ output: string; isClean: boolean }> {
  try {
    return { output: await git.text(args, { env }), isClean: true }
  } catch (error) {
    if (!(error instanceof GitError) || error.exitCode !== CONFLICTED) throw error
    return { output: error.stdout, isClean: false }
  }
}
