/**
 * Index and work tree along with a commit: both take it in before the branch moves, and no git
 * can write in between, since we hold the index as git itself does. So a plain `git commit` never
 * takes a commit of ours back: one that began before fails, as HEAD has moved. A note tells the
 * next process how to go back, should this one be killed in between.
 */
import { existsSync } from 'node:fs'
import { copyFile, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Checkout, LINKS_PATH } from '../checkout/checkout.ts'
import { readFileIfAny, sweepTemporary, writeFileAtomic } from '../files.ts'
import { Conflict, StoreUnavailable } from '../store.ts'
import { isSameBytes } from './edits.ts'

/** Ids of two blobs of git. */
export interface Replacement {
  before: string
  after: string
}

/** What a commit that is about to be made does to index and work tree. */
export interface Follow {
  /** The commit; the branch does not have it yet. */
  revision: string
  branch: string
  parent: string
  file: Replacement
  /** `null` where the index has no such entry. */
  index: Replacement | null
}

const NOTE = 'shortcrust.follow'

/**
 * Puts a commit into index and file and then moves the branch. Call it under the lock of ours.
 *
 * @param moveBranch compare-and-swap; where it throws, index and file go back
 * @throws {Conflict} when HEAD, index or file are no longer what the commit was made from
 * @throws {StoreUnavailable} when another git holds the index for 2 s
 */
export async function followCommit(
  checkout: Checkout,
  follow: Follow,
  moveBranch: () => Promise<void>,
): Promise<void> {
  await writeFileAtomic(join(checkout.gitDir, NOTE), JSON.stringify(follow))
  try {
    await lockIndex(checkout)
    const isAsBefore =
      (await readHead(checkout)) === follow.parent &&
      (await replaceInIndex(checkout, follow.index)) &&
      (await replaceFile(checkout, follow.file))
    if (!isAsBefore) throw new Conflict(follow.parent)
    await moveBranch()
  } finally {
    await finishInterrupted(checkout)
  }
}

/** Id of the commit at HEAD. */
export function readHead({ git }: Checkout): Promise<string | null> {
  return git.tryText(['rev-parse', '-q', '--verify', 'HEAD^{commit}'])
}

/**
 * Ends what a commit began, this process's or that of one that was killed: where the branch did
 * not move, index and file go back. Call it under the lock of ours.
 */
export async function finishInterrupted(checkout: Checkout): Promise<void> {
  const { git, gitDir, root } = checkout
  const note = join(gitDir, NOTE)
  const links = join(root, LINKS_PATH)
  // What was cut off while it was written is of no use to anyone.
  if (existsSync(links)) await sweepTemporary(links)
  await sweepTemporary(note)
  const text = await readFileIfAny(note)
  if (text === null) return
  const follow: Follow = JSON.parse(new TextDecoder().decode(text))
  const landed = ['merge-base', '--is-ancestor', follow.revision, follow.branch]
  if ((await git.tryText(landed)) === null) await goBack(checkout, follow)
  await unlockIndex(checkout)
  await rm(note, { force: true })
}

// Without the index in our hands nothing was replaced, or somebody has taken it over since.
async function goBack(checkout: Checkout, { file, index }: Follow): Promise<void> {
  if (!(await holdsIndex(checkout))) return
  await replaceInIndex(checkout, reverse(index))
  await replaceFile(checkout, reverse(file))
}

function reverse<T extends Replacement | null>(replacement: T): T | Replacement {
  if (replacement === null) return replacement
  return { before: replacement.after, after: replacement.before }
}

// False where the file is not `before`: a person, or an editor of theirs, has written it.
async function replaceFile(
  { git, root }: Checkout,
  { before, after }: Replacement,
): Promise<boolean> {
  const path = join(root, LINKS_PATH)
  const file = await readFileIfAny(path)
  const old = await git.bytes(['cat-file', 'blob', before])
  if (file === null || !isSameBytes(file, old)) return false
  if (before === after) return true
  await writeFileAtomic(path, await git.bytes(['cat-file', 'blob', after]))
  return true
}

// False where the entry is not `before`: a person has staged something else. Git's own
// `update-index` would want the lock that we hold, so it works on a copy.
async function replaceInIndex(
  { git, gitDir, treePath }: Checkout,
  replacement: Replacement | null,
): Promise<boolean> {
  const entry = await git.tryText(['rev-parse', '-q', '--verify', `:0:${treePath}`])
  if (entry !== (replacement?.before ?? null)) return false
  if (replacement === null || replacement.before === replacement.after) return true
  const index = join(gitDir, 'index')
  const copy = join(gitDir, 'shortcrust.index')
  await copyFile(index, copy)
  const cacheInfo = `100644,${replacement.after},${treePath}`
  await git.text(['update-index', '--cacheinfo', cacheInfo], { env: { GIT_INDEX_FILE: copy } })
  await rename(copy, index)
  return true
}

// Git takes the index by making this file, whatever is in it.
// https://git-scm.com/docs/api-lockfile
const INDEX_LOCK = 'index.lock'
const OURS = 'held by shortcrust\n'
const TRIES = 80

async function lockIndex({ gitDir }: Checkout): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const lock = await open(join(gitDir, INDEX_LOCK), 'wx')
      await lock.writeFile(OURS)
      await lock.close()
      return
    } catch (error) {
      const isHeld = error instanceof Error && 'code' in error && error.code === 'EEXIST'
      if (!isHeld) throw error
      await sleep(25)
    }
  }
  throw new StoreUnavailable(
    'another git holds the index; if none runs any more, remove .git/index.lock',
  )
}

async function holdsIndex({ gitDir }: Checkout): Promise<boolean> {
  const text = await readFile(join(gitDir, INDEX_LOCK), 'utf8').catch(() => '')
  return text === OURS
}

async function unlockIndex(checkout: Checkout): Promise<void> {
  if (await holdsIndex(checkout)) await rm(join(checkout.gitDir, INDEX_LOCK), { force: true })
}
