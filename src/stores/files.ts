/**
 * Whole files, read and written so that a reader never sees half of one.
 */

import { randomUUID } from 'node:crypto'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** The bytes of a file, or `null` where there is none. */
export async function readFileIfAny(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Whether a system call failed because there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Replaces a file in one step: the old bytes or the new ones, also after a crash. */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/**
 * Removes what a process that was killed while it replaced `path` has left beside it. Call it
 * where nobody else writes the file, as under a lock.
 */
export async function sweepTemporary(path: string): Promise<void> {
  const folder = dirname(path)
  const prefix = `.${basename(path)}.`
  for (const name of await readdir(folder)) {
    const isLeft = name.startsWith(prefix) && name.endsWith('.tmp')
    if (isLeft) await rm(join(folder, name), { force: true })
  }
}
