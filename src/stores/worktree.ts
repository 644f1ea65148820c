/**
 * The store for `npm start` and the command line: commits to the checkout itself, beside a
 * person who may be editing it. Their uncommitted and staged edits survive each commit.
 */
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SqlJsStatic } from 'sql.js'
import { checkLinks } from '../core/check.ts'
import { DatabaseError, decodeLinks, encodeLinks } from '../core/database.ts'
import { hasErrors } from '../core/finding.ts'
import { mergeLinks } from '../core/merge.ts'
import type { Site } from '../core/site.ts'
import { type Checkout, findObstacle, hasIdentity, LINKS_PATH } from './checkout.ts'
import { readFileIfAny, writeFileAtomic } from './files.ts'
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
  { bytes, parent, message, author }: Commit,
): Promise<string> {
  const { git, treePath } = checkout
  await finishInterrupted(checkout)
  const obstacle = await findObstacle(checkout)
  if (obstacle !== null) throw new StoreUnavailable(obstacle)
  const branch = await git.text(['symbolic-ref', '-q', 'HEAD'])
  const head = await git.text(['rev-parse', '--verify', 'HEAD^{commit}'])
  if (head !== parent) throw new Conflict(parent)

  const base = await readBlob(checkout, `${parent}:${treePath}`)
  const merge = (edit: Uint8Array, where: string) =>
    mergeEdit(SQL, site, { base, edit, bytes, where })
  const file = await readFileIfAny(join(checkout.root, LINKS_PATH))
  if (file === null) {
    throw new EditConflict(
      `${LINKS_PATH} is deleted in the work tree; bring it back (git restore ${LINKS_PATH}), or commit its removal`,
    )
  }
  const mergedFile = merge(file, 'the work tree')
  const stagedBlob = await git.tryText(['rev-parse', '-q', '--verify', `:0:${treePath}`])
  const staged = stagedBlob === null ? null : await git.bytes(['cat-file', 'blob', stagedBlob])
  const mergedStage = staged === null ? null : merge(staged, 'the index')

  const revision = await makeCommit(checkout, { bytes, parent, message, author })
  const follow: Follow = {
    revision,
    branch,
    fileBefore: sha256(file),
    stagedBefore: stagedBlob,
    stagedAfter: mergedStage === null ? null : await writeBlob(checkout, mergedStage),
  }
  await prepareFollow(checkout, mergedFile, follow)
  // The index goes first: a plain `git commit` in between then takes the link along, where a
  // stale index would have it take the link back.
  if (!(await stage(checkout, follow.stagedBefore, follow.stagedAfter))) {
    await dropFollow(checkout)
    throw new StoreUnavailable(
      'another git holds the index; if none runs any more, remove .git/index.lock',
    )
  }
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
  await finishInterrupted(checkout)
  return revision
}

interface Edit {
  base: Uint8Array | null
  /** What a person has in the work tree or the index. */
  edit: Uint8Array
  /** What is about to be committed. */
  bytes: Uint8Array
  where: string
}

// What the person's copy becomes: untouched copies take the commit's bytes, edited ones are merged.
function mergeEdit(SQL: SqlJsStatic, site: Site, { base, edit, bytes, where }: Edit): Uint8Array {
  if (isSameBytes(edit, bytes) || (base !== null && isSameBytes(edit, base))) return bytes
  try {
    const none = new Map()
    const theirs = decodeLinks(SQL, bytes)
    const merged = mergeLinks(
      base === null ? none : decodeLinks(SQL, base),
      decodeLinks(SQL, edit),
      theirs,
    )
    const [conflict] = merged.conflicts
    if (conflict !== undefined) {
      throw new EditConflict(
        `an uncommitted edit of /${conflict.slug} in ${where} contradicts this change; commit it or take it back first`,
      )
    }
    const broken = checkLinks(merged.links, site).filter(({ severity }) => severity === 'error')
    if (hasErrors(broken)) {
      throw new EditConflict(
        `with the uncommitted edits in ${where}, this change would break a rule: ${broken[0]?.message}`,
      )
    }
    return encodeLinks(SQL, merged.links)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    throw new EditConflict(
      `${LINKS_PATH} in ${where} can not be read, so it can not be kept: ${error.message}`,
    )
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

// The author is the person who asked; the committer is whoever runs this checkout, where known.
// RFC 2606 reserves `.invalid`, so the address of a handle is nobody's.
async function identity(checkout: Checkout, author: string): Promise<Record<string, string>> {
  const email = `${author}@shortcrust.invalid`
  const env: Record<string, string> = { GIT_AUTHOR_NAME: author, GIT_AUTHOR_EMAIL: email }
  if (await hasIdentity(checkout)) return env
  return { ...env, GIT_COMMITTER_NAME: author, GIT_COMMITTER_EMAIL: email }
}

async function writeBlob({ git }: Checkout, bytes: Uint8Array): Promise<string> {
  return git.text(['hash-object', '-w', '--stdin'], { input: bytes })
}

/**
 * What index and file become with a commit. It is written down before the branch moves, so that
 * a process killed in between doesn't leave a work tree that looks as if a person had taken the
 * commit back.
 */
interface Follow {
  revision: string
  branch: string
  /** SHA-256 of the work tree's file that the prepared one replaces. */
  fileBefore: string
  /** Blobs of the index's entry; `null` where it has none. */
  stagedBefore: string | null
  stagedAfter: string | null
}

const FOLLOW_NOTE = 'shortcrust.follow'
const FOLLOW_FILE = 'shortcrust.follow.db'

async function prepareFollow(
  { gitDir }: Checkout,
  file: Uint8Array,
  follow: Follow,
): Promise<void> {
  await writeFileAtomic(join(gitDir, FOLLOW_FILE), file)
  await writeFileAtomic(join(gitDir, FOLLOW_NOTE), JSON.stringify(follow))
}

async function dropFollow({ gitDir }: Checkout): Promise<void> {
  for (const name of [FOLLOW_NOTE, FOLLOW_FILE]) await rm(join(gitDir, name), { force: true })
}

/**
 * Ends what a commit began, this process's or that of one that was killed: once the branch has
 * moved, the file follows; otherwise the index goes back. Call it under the lock.
 */
export async function finishInterrupted(checkout: Checkout): Promise<void> {
  const { git, gitDir } = checkout
  const note = await readFileIfAny(join(gitDir, FOLLOW_NOTE))
  if (note === null) return
  const follow: Follow = JSON.parse(new TextDecoder().decode(note))
  const { revision, branch } = follow
  const hasLanded = (await git.tryText(['merge-base', '--is-ancestor', revision, branch])) !== null
  if (hasLanded) await followWithFile(checkout, follow)
  else await unstage(checkout, follow)
  await dropFollow(checkout)
}

async function followWithFile(
  { git, gitDir, root }: Checkout,
  { revision, fileBefore }: Follow,
): Promise<void> {
  // After another commit or on another branch, the file is git's own business again.
  if ((await git.tryText(['rev-parse', '-q', '--verify', 'HEAD^{commit}'])) !== revision) return
  const prepared = await readFileIfAny(join(gitDir, FOLLOW_FILE))
  const path = join(root, LINKS_PATH)
  const file = await readFileIfAny(path)
  if (prepared === null || file === null || sha256(file) !== fileBefore) return
  await writeFileAtomic(path, prepared)
}

async function unstage(checkout: Checkout, { stagedBefore, stagedAfter }: Follow): Promise<void> {
  const { git, treePath } = checkout
  // A plain `git commit` may have taken what was staged along; then it stays.
  const committed = await git.tryText(['rev-parse', '-q', '--verify', `HEAD:${treePath}`])
  if (committed !== stagedAfter) await stage(checkout, stagedAfter, stagedBefore)
}

const INDEX_TRIES = 40

// Replaces the index's entry, if it still is `before`: a person may have staged something else.
// False where another git holds the index for 2 s.
async function stage(
  { git, treePath }: Checkout,
  before: string | null,
  after: string | null,
): Promise<boolean> {
  if (before === null || after === null || before === after) return true
  for (let tries = 0; tries < INDEX_TRIES; tries += 1) {
    const current = await git.tryText(['rev-parse', '-q', '--verify', `:0:${treePath}`])
    if (current !== before) return true
    const entry = `100644,${after},${treePath}`
    if ((await git.tryText(['update-index', '--cacheinfo', entry])) !== null) return true
    await sleep(50)
  }
  return false
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? ''
}
