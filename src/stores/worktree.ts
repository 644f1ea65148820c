/**
 * The store for `npm start` and the command line: commits to the checkout itself, beside a
 * person who may be editing it. Their uncommitted and staged edits survive each commit.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import type { Site } from '../core/site.ts'
import { findHandle } from './checkout/author.ts'
import { type Checkout, findObstacle, hasIdentity, LINKS_PATH } from './checkout/checkout.ts'
import { GitError } from './checkout/git-command.ts'
import { describeSparse } from './checkout/sparse.ts'
import { readFileIfAny, writeFileAtomic } from './files.ts'
import {
  type Commit,
  Conflict,
  EditConflict,
  type LinkStore,
  type Snapshot,
  StoreUnavailable,
} from './store.ts'
import { isSameBytes, mergeEdit } from './worktree/edits.ts'
import { finishInterrupted, followCommit, readHead } from './worktree/follow.ts'
import { withLock } from './worktree/lock.ts'

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
  let last: Blob | undefined
  // The lock is taken once, by a change as a whole or by a lone commit.
  const holding = new AsyncLocalStorage<true>()
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    if (holding.getStore()) return work()
    return withLock(lockPath(checkout), () => holding.run(true, work))
  }
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
      return (await readBlob(checkout, `${revision}:${treePath}`, last))?.bytes ?? null
    },
    async probe() {
      const obstacle = await findObstacle(checkout)
      if (obstacle !== null) throw new StoreUnavailable(obstacle)
      return []
    },
    commit: (commit) => exclusively(() => commitLocked(checkout, SQL, site, commit, last)),
    exclusively,
  }
}

async function readWithoutFile(checkout: Checkout): Promise<Snapshot> {
  const revision = await checkout.git.tryText(['rev-parse', '-q', '--verify', 'HEAD^{commit}'])
  if (revision !== null) return { bytes: null, revision }
  throw new StoreUnavailable((await findObstacle(checkout)) ?? 'git can not read HEAD')
}

interface Blob {
  object: string
  bytes: Uint8Array
}

// The blob of that name, or `null`; not read again where it is the one that is known.
async function readBlob(
  { git }: Checkout,
  name: string,
  known: Blob | null | undefined,
): Promise<Blob | null> {
  const object = await git.tryText(['rev-parse', '-q', '--verify', name])
  if (object === null) return null
  if (known?.object === object) return known
  return { object, bytes: await git.bytes(['cat-file', 'blob', object]) }
}

async function commitLocked(
  checkout: Checkout,
  SQL: SqlJsStatic,
  site: Site,
  commit: Commit,
  known: Blob | undefined,
): Promise<string> {
  const { git, treePath, root } = checkout
  const { bytes, parent, message, author } = commit
  await finishInterrupted(checkout)
  const obstacle = await findObstacle(checkout)
  if (obstacle !== null) throw new StoreUnavailable(obstacle)
  if (parent === null || (await readHead(checkout)) !== parent) throw new Conflict(parent)
  const branch = await git.text(['symbolic-ref', '-q', 'HEAD'])

  const base = await readBlob(checkout, `${parent}:${treePath}`, known)
  const merge = (edit: Uint8Array, where: string) =>
    mergeEdit(SQL, site, { base: base?.bytes ?? null, edit, bytes, where })
  const file = await readFileIfAny(join(root, LINKS_PATH))
  if (file === null) {
    const sparse = await describeSparse(root)
    const message = `${LINKS_PATH} is deleted in the work tree; bring it back (git restore ${LINKS_PATH}), or commit its removal`
    throw new EditConflict(sparse ?? message)
  }
  const staged = await readBlob(checkout, `:0:${treePath}`, base)
  const mergedFile = merge(file, 'the work tree')
  const mergedStage = staged === null ? null : merge(staged.bytes, 'the index')

  const made: Blob = { object: await writeObject(checkout, bytes), bytes }
  const env = await identity(checkout, author)
  const revision = await makeCommit(checkout, { parent, message }, made.object, env)
  // Most copies are one of these, whose ids are known.
  const idOf = async (copy: Uint8Array) => {
    const same = [base, staged, made].find((blob) => blob && isSameBytes(blob.bytes, copy))
    return same?.object ?? (await writeObject(checkout, copy))
  }
  const follow = {
    revision,
    branch,
    parent,
    file: { before: await idOf(file), after: await idOf(mergedFile) },
    index:
      staged === null || mergedStage === null
        ? null
        : { before: staged.object, after: await idOf(mergedStage) },
  }
  await followCommit(checkout, follow, async () => {
    const log = `shortcrust: ${firstLine(message)}`
    try {
      await git.text(['update-ref', '-m', log, branch, revision, parent], { env })
    } catch (error) {
      if (!(error instanceof GitError)) throw error
      // The ref was moved by a writer that needs no index, such as `git update-ref`.
      const isConflict = error.stderr.includes('but expected')
      throw isConflict ? new Conflict(parent) : new StoreUnavailable(error.message)
    }
  })
  await keepInFile(checkout, mergedFile, (edit) => merge(edit, 'the work tree'))
  return revision
}

function writeObject({ git }: Checkout, input: Uint8Array): Promise<string> {
  return git.text(['hash-object', '-w', '--stdin'], { input })
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

async function makeCommit(
  { git, gitDir, treePath }: Checkout,
  { parent, message }: { parent: string; message: string },
  blob: string,
  person: Readonly<Record<string, string>>,
): Promise<string> {
  const index = join(gitDir, 'shortcrust.index')
  try {
    const env = { GIT_INDEX_FILE: index }
    await git.text(['read-tree', parent], { env })
    await git.text(['update-index', '--add', '--cacheinfo', `100644,${blob},${treePath}`], { env })
    const tree = await git.text(['write-tree'], { env })
    const args = ['commit-tree', tree, '-p', parent, '-F', '-']
    return await git.text(args, { input: message, env: person })
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

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? ''
}
