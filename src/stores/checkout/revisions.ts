/**
 * Revisions as people name them, and the links' file at one. Nothing that a person types is ever
 * read as an option of git.
 */
import { LINKS_PATH } from './checkout.ts'
import type { Git } from './git-command.ts'

/** The id of the commit that `name` stands for (`main`, `HEAD~3`, a tag, an id), or `null`. */
export async function findCommit(git: Git, name: string): Promise<string | null> {
  const id = await findObject(git, name)
  // Asked for by its id, since a name such as ":/text" would take what is added to it as text.
  return id === null ? null : findObject(git, `${id}^{commit}`)
}

/** The id of the file that `name` stands for, such as `HEAD:data/links.db`, or `null`. */
export async function findBlob(git: Git, name: string): Promise<string | null> {
  const id = await findObject(git, name)
  return id === null ? null : findObject(git, `${id}^{blob}`)
}

async function findObject(git: Git, name: string): Promise<string | null> {
  return git.tryText(['rev-parse', '-q', '--verify', '--end-of-options', name])
}

/** What stands at a path of a commit's tree. */
export interface TreeEntry {
  /** As Git writes it: `100644` a file, `120000` a symbolic link, `160000` a submodule. */
  mode: string
  id: string
}

/**
 * What stands at a path of a commit, `null` where nothing does.
 *
 * @param git in the folder that `path` begins at
 * @param commit an id
 * @throws {GitError} where the clone lacks what would tell, as a partial one does offline
 */
export async function findEntry(git: Git, commit: string, path: string): Promise<TreeEntry | null> {
  // Not rev-parse, which knows no difference between no such file and one that is not here.
  const line = await git.text(['ls-tree', '-z', commit, '--', path])
  const [, mode, id] = /^(\d+) \w+ ([0-9a-f]+)\t/.exec(line) ?? []
  return mode === undefined || id === undefined ? null : { mode, id }
}

/** The bytes of the links' file at a commit; `null` where it has none. */
export async function readFileAt(git: Git, commit: string): Promise<Uint8Array | null> {
  const entry = await findEntry(git, commit, LINKS_PATH)
  return entry === null ? null : readBlob(git, entry.id)
}

export async function readBlob(git: Git, id: string): Promise<Uint8Array> {
  return git.bytes(['cat-file', 'blob', id])
}

/** The parents of a commit, the one that was merged into first. */
export async function findParents(git: Git, commit: string): Promise<string[]> {
  const line = await git.text(['rev-list', '--parents', '--max-count=1', commit])
  return line.split(' ').slice(1)
}

/** The first line of a commit's message. */
export async function findSubject(git: Git, commit: string): Promise<string> {
  const options = ['--no-commit-header', '--max-count=1', '--encoding=UTF-8', '--format=%s']
  return git.text(['rev-list', ...options, commit])
}
