/**
 * Index and work tree along with a commit. Both take the commit in before the branch moves: a
 * plain `git commit -a` in between then takes the link along, where a stale index or file would
 * have it take the link back. A note tells the next process how to go back, should this one be
 * killed in between.
 */
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Checkout, LINKS_PATH } from './checkout.ts'
import { isSameBytes } from './edits.ts'
import { readFileIfAny, sweepTemporary, writeFileAtomic } from './files.ts'
import { Conflict, StoreUnavailable } from './store.ts'

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
 * Puts a commit into index and file, before the branch moves. Call it under the lock.
 *
 * @throws {Conflict} when the file is no longer what the merge began with; all is as it was
 * @throws {StoreUnavailable} when another git holds the index; all is as it was
 */
export async function beginFollow(checkout: Checkout, follow: Follow): Promise<void> {
  await writeFileAtomic(join(checkout.gitDir, NOTE), JSON.stringify(follow))
  if (!(await replaceInIndex(checkout, follow.index))) {
    await finishInterrupted(checkout)
    throw new StoreUnavailable(
      'another git holds the index; if none runs any more, remove .git/index.lock',
    )
  }
  if (await replaceFile(checkout, follow.file)) return
  await finishInterrupted(checkout)
  throw new Conflict(follow.parent)
}

/**
 * Ends what a commit began, this process's or that of one that was killed: where the branch did
 * not move, index and file go back. Call it under the lock.
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
  await rm(note, { force: true })
}

async function goBack(checkout: Checkout, { file, index }: Follow): Promise<void> {
  const { git, treePath } = checkout
  // A plain `git commit` may have taken it along; then it stays.
  const committed = await git.tryText(['rev-parse', '-q', '--verify', `HEAD:${treePath}`])
  if (index !== null && committed !== index.after) await replaceInIndex(checkout, reverse(index))
  if (committed !== file.after) await replaceFile(checkout, reverse(file))
}

function reverse({ before, after }: Replacement): Replacement {
  return { before: after, after: before }
}

// False where the file is not `before`: a person, or an editor of theirs, has written it.
async function replaceFile(
  { git, root }: Checkout,
  { before, after }: Replacement,
): Promise<boolean> {
  if (before === after) return true
  const path = join(root, LINKS_PATH)
  const [old, fresh] = [
    await git.bytes(['cat-file', 'blob', before]),
    await git.bytes(['cat-file', 'blob', after]),
  ]
  const file = await readFileIfAny(path)
  if (file === null || !isSameBytes(file, old)) return false
  await writeFileAtomic(path, fresh)
  return true
}

const TRIES = 40

// Replaces the index's entry, if it still is `before`: a person may have staged something else.
// False where another git holds the index for 2 s.
async function replaceInIndex(
  { git, treePath }: Checkout,
  replacement: Replacement | null,
): Promise<boolean> {
  if (replacement === null || replacement.before === replacement.after) return true
  for (let tries = 0; tries < TRIES; tries += 1) {
    const current = await git.tryText(['rev-parse', '-q', '--verify', `:0:${treePath}`])
    if (current !== replacement.before) return true
    const entry = `100644,${replacement.after},${treePath}`
    if ((await git.tryText(['update-index', '--cacheinfo', entry])) !== null) return true
    await sleep(50)
  }
  return false
}
