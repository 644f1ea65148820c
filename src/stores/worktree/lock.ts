/**
 * A lock between processes that dies with its holder: SQLite's own file lock, so that a killed
 * process leaves nothing behind that someone must clean up.
 */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { StoreUnavailable } from '../store.ts'

// https://www.sqlite.org/rescode.html
const SQLITE_BUSY = 5
const SQLITE_FULL = 13
const PATIENCE = 20_000

/**
 * Runs `work` while holding the lock file at `path`, which is made if needed and stays empty.
 *
 * @throws {StoreUnavailable} when another process holds it for 20 s, or the disk is full
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquire(path)
  try {
    return await work()
  } finally {
    lock.close()
  }
}

async function acquire(path: string): Promise<DatabaseSync> {
  const end = Date.now() + PATIENCE
  const lock = new DatabaseSync(path, { timeout: 0 })
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE')
      return lock
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) {
        lock.close()
        if (hasCode(error, SQLITE_FULL)) {
          throw new StoreUnavailable('the disk is full; make room on it, and try again')
        }
        if (!isBusy(error)) throw error
        throw new StoreUnavailable(`another process has held the lock ${path} for 20 s`)
      }
      await sleep(5 + Math.random() * 20)
    }
  }
}

function isBusy(error: unknown): boolean {
  return hasCode(error, SQLITE_BUSY)
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === code
}
