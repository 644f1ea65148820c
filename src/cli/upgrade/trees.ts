/** Trees and histories as the plan of an upgrade needs them, by git's plumbing. */
import type { Git } from '../../stores/checkout/git-command.ts'
import type { Change, Tree, TreeFile } from './plan.ts'

/** All files of a commit. */
export async function readTree(git: Git, commit: string): Promise<Tree> {
  const list = await git.text(['ls-tree', '-r', '-z', '--full-tree', commit])
  const tree = new Map<string, TreeFile>()
  for (const [, mode = '', id = '', path = ''] of list.matchAll(/(\d+) \w+ (\w+)\t([^\0]+)\0/g)) {
    tree.set(path, { mode, id })
  }
  return tree
}

/** The ids that each path has had in the history of these commits. */
export async function readVersions(
  git: Git,
  commits: readonly string[],
): Promise<Map<string, Set<string>>> {
  const versions = new Map<string, Set<string>>()
  // -m, since a merge may bring versions of its own.
  const raw = await readHistory(git, commits, ['-m', '--diff-filter=AMT'])
  for (const [, id = '', path = ''] of raw.matchAll(/:\d+ \d+ \w+ (\w+) \w\0([^\0]+)\0/g)) {
    const ids = versions.get(path)
    if (ids === undefined) versions.set(path, new Set([id]))
    else ids.add(id)
  }
  return versions
}

/** How the message of an upgrade begins. */
export const UPGRADE = 'Upgrade Shortcrust to '

/** The paths that were removed in the history of a commit, upgrades and their undoing left out. */
export async function readRemoved(git: Git, commit: string): Promise<Set<string>> {
  const others = ['--extended-regexp', '--invert-grep', `--grep=^(Revert ")?${UPGRADE}`]
  const names = await readHistory(git, [...others, commit], ['--diff-filter=D', '--name-only'])
  return new Set(names.split('\0'))
}

/** What each of these commits changed, by plumbing, which no configuration changes. */
async function readHistory(
  git: Git,
  commits: readonly string[],
  options: readonly string[],
): Promise<string> {
  const input = await git.bytes(['rev-list', ...commits])
  const args = ['--stdin', '-r', '--root', '-z', '--no-renames', '--no-commit-id']
  return git.text(['diff-tree', ...args, ...options], { input })
}

/**
 * Makes a tree of a commit and changes.
 *
 * @param index path of an index to use, which then holds the tree; not the repository's own
 */
export async function writeTree(
  git: Git,
  index: string,
  commit: string,
  changes: readonly Change[],
): Promise<string> {
  const env = { GIT_INDEX_FILE: index }
  const none = '0'.repeat(commit.length)
  const line = ({ path, to }: Change) => `${to?.mode ?? '0'} ${to?.id ?? none}\t${path}\0`
  // What goes, first: a folder may take the place of a file.
  const [gone, come] = [true, false].map((goes) => {
    return changes.filter(({ to }) => (to === null) === goes).map(line)
  })
  await git.text(['read-tree', commit], { env })
  const input = [gone, come].flat().join('')
  await git.text(['update-index', '-z', '--add', '--index-info'], { env, input })
  return git.text(['write-tree'], { env })
}
