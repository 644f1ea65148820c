/**
 * The store for `npm start` and the command line: commits to the checkout itself, beside a
 * person who may be editing it. Their uncommitted and staged edits survive each commit.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import type { Site } from '../core/site.ts'
import { findHandle } from './author.ts'
import { type Checkout, findObstacle, hasIdentity, LINKS_PATH } from './checkout.ts'
import { isSameBytes, mergeEdit } from './edits.ts'
import { readFileIfAny, writeFileAtomic } from './files.ts'
import { beginFollow, finishInterrupted, type Replacement } from './follow.ts'
import { GitError } from './git-command.ts'
import { withLock } from './lock.ts'
import {
  type Commit,
  Conflict,
  EditConflict,
  type LinkStore,
  type Snapshot,
  StoreUnavailable,
} from './store.ts'

/** The lock that all writers of a checkout share: `npm start` and the command line. */
export function lockPath({ gitDir }: Pick<Checkout, 'gitDir'>): string {
  return join(gitDir, 'shortcrust.lock')
}

/**
 * A store over the checkout that the project lies in.
 *
 * @param site its rules are kept also by what a person's edit and a commit make together
 */
export function openWorktreeStore(checkout: Checkout, SQL: SqlJsStatic, site: Site): LinkStore {
  const { git, treePath } = checkout
  let last: { object: string; bytes: Uint8Array } | undefined
  return {
    async read(): Promise<Snapshot> {
      const names = ['HEAD^{commit}', `HEAD:${treePath}`]
      const both = await git.tryText(['rev-parse', '-q', ...names])
      if (both === null) return readWithoutFile(checkout)
      const [revision = '', object = ''] = both.split('\n')
      if (last?.object !== object) {
        last = { object, bytes: await git.bytes(['cat-file', 'blob', object]) }
      }
      return { bytes: last.bytes, revision }
    },
    async readAt(revision) {
      // What comes from outside must not be read as an option or an expression.
      if (!/^[0-9a-f]{40,64}$/.test(revision)) return null
      return readBlob(checkout, `${revision}:${treePath}`)
    },
    commit(commit) {
      return withLock(lockPath(checkout), () => commitLocked(checkout, SQL, site, commit))
    },
  }
}

async function readWithoutFile(checkout: Checkout): Promise<Snapshot> {
  const revision = await checkout.git.tryText(['rev-parse', '-q', '--verify', 'HEAD^{commit}'])
  if (revision !== null) return { bytes: null, revision }
  throw new StoreUnavailable((await findObstacle(checkout)) ?? 'git can not read HEAD')
}

async function readBlob({ git }: Checkout, name: string): Promise<Uint8Array | null> {
  const object = await git.tryText(['rev-parse', '-q', '--verify', name])
  return object === null ? null : git.bytes(['cat-file', 'blob', object])
}

async function commitLocked(
  checkout: Checkout,
  SQL: SqlJsStatic,
  site: Site,
  commit: Commit,
): Promise<string> {
  const { git, treePath, root } = checkout
  const { bytes, parent, message, author } = commit
  await finishInterrupted(checkout)
  const obstacle = await findObstacle(checkout)
  if (obstacle !== null) throw new StoreUnavailable(obstacle)
  const branch = await git.text(['symbolic-ref', '-q', 'HEAD'])
  const head = await git.text(['rev-parse', '--verify', 'HEAD^{commit}'])
  if (head !== parent) throw new Conflict(parent)

  const base = await readBlob(checkout, `${parent}:${treePath}`)
  const merge = (edit: Uint8Array, where: string) =>
    mergeEdit(SQL, site, { base, edit, bytes, where })
  const file = await readFileIfAny(join(root, LINKS_PATH))
  if (file === null) {
    throw new EditConflict(
      `${LINKS_PATH} is deleted in the work tree; bring it back (git restore ${LINKS_PATH}), or commit its removal`,
    )
  }
  const staged = await readBlob(checkout, `:0:${treePath}`)
  const mergedFile = merge(file, 'the work tree')
  const mergedStage = staged === null ? null : merge(staged, 'the index')

  const revision = await makeCommit(checkout, commit)
  await beginFollow(checkout, {
    revision,
    branch,
    parent,
    file: await writeBlobs(checkout, file, mergedFile),
    index:
      staged === null || mergedStage === null
        ? null
        : await writeBlobs(checkout, staged, mergedStage),
  })
  try {
    const env = await identity(checkout, author)
    const log = `shortcrust: ${firstLine(message)}`
    await git.text(['update-ref', '-m', log, branch, revision, parent], { env })
  } catch (error) {
    await finishInterrupted(checkout)
    // The ref moved between our look and the swap, by a writer without our lock, such as git.
    if (error instanceof GitError && error.stderr.includes('but expected')) {
      throw new Conflict(parent)
    }
    throw error instanceof GitError ? new StoreUnavailable(error.message) : error
  }
  await keepInFile(checkout, mergedFile, (edit) => merge(edit, 'the work tree'))
  await finishInterrupted(checkout)
  return revision
}

// An editor that heeds no lock may have written the file from what it had read before. Without the
// commit in it, it would look as if the person had taken the commit back.
async function keepInFile(
  { root }: Checkout,
  written: Uint8Array,
  merge: (edit: Uint8Array) => Uint8Array,
): Promise<void> {
  const path = join(root, LINKS_PATH)
  const file = await readFileIfAny(path)
  if (file === null || isSameBytes(file, written)) return
  try {
    await writeFileAtomic(path, merge(file))
  } catch (error) {
    // Theirs stays as it is; the commit is made all the same.
    if (!(error instanceof EditConflict)) throw error
  }
}

async function makeCommit(checkout: Checkout, commit: Commit): Promise<string> {
  const { git, gitDir, treePath } = checkout
  const index = join(gitDir, 'shortcrust.index')
  try {
    const blob = await git.text(['hash-object', '-w', '--stdin'], { input: commit.bytes })
    const env = { GIT_INDEX_FILE: index }
    await git.text(['read-tree', commit.parent], { env })
    await git.text(['update-index', '--add', '--cacheinfo', `100644,${blob},${treePath}`], { env })
    const tree = await git.text(['write-tree'], { env })
    return await git.text(['commit-tree', tree, '-p', commit.parent, '-F', '-'], {
      input: commit.message,
      env: await identity(checkout, commit.author),
    })
  } catch (error) {
    throw error instanceof GitError ? new StoreUnavailable(error.message) : error
  } finally {
    await rm(index, { force: true })
  }
}

// The author is the person who asked, by their own name where that is who runs this checkout; the
// committer is whoever runs this checkout, where known.
// RFC 2606 reserves `.invalid`, so the address of a handle is nobody's.
async function identity(checkout: Checkout, author: string): Promise<Record<string, string>> {
  const own = await findHandle(checkout.git)
  if (own.ok && own.handle === author && (await hasIdentity(checkout))) return {}
  const email = `${author}@shortcrust.invalid`
  const env: Record<string, string> = { GIT_AUTHOR_NAME: author, GIT_AUTHOR_EMAIL: email }
  if (await hasIdentity(checkout)) return env
  return { ...env, GIT_COMMITTER_NAME: author, GIT_COMMITTER_EMAIL: email }
}

async function writeBlobs(
  { git }: Checkout,
  before: Uint8Array,
  after: Uint8Array,
): Promise<Replacement> {
  const write = (input: Uint8Array) => git.text(['hash-object', '-w', '--stdin'], { input })
  return { before: await write(before), after: await write(after) }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? ''
}
