/**
 * Several writers at once over one repository on a Git host, each a process of its own.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import type { GitServer } from './git-server.ts'
import type { Written } from './writer.ts'

const SCRIPT = join(import.meta.dirname, 'writer.ts')

/** Lets `writers` processes add `each` links at once, `w0-0`, `w0-1` and so on. */
export function runWriters(
  { url, token }: GitServer,
  { writers, each }: { writers: number; each: number },
): Promise<Written[]> {
  return Promise.all(
    Array.from({ length: writers }, async (_, index) => {
      const args = [SCRIPT, url, token, `w${index}`, String(each)]
      const { stdout } = await promisify(execFile)(process.execPath, args)
      return JSON.parse(stdout)
    }),
  )
}
