/**
 * Files that a person names, from the folder where they stand, and standard input.
 */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { refused } from '../failure.ts'

// Those of package.json that run this command line.
const SCRIPTS = ['links', 'doctor', 'upgrade']

/** Where a file lies that a person named: npm runs us in the project, whatever their folder. */
export function resolveFile(path: string): string {
  const { npm_lifecycle_event: script = '', INIT_CWD: folder = '' } = process.env
  return SCRIPTS.includes(script) ? resolve(folder, path) : resolve(path)
}

/**
 * The bytes of a file that a person named, or of standard input for `-`.
 *
 * @throws {Refused} when there is no such file, or it is a folder
 */
export async function readInput(name: string): Promise<Uint8Array> {
  return name === '-' ? buffer(process.stdin) : readNamedFile(name)
}

/** As `readInput`, of a file alone. */
export async function readNamedFile(name: string): Promise<Uint8Array> {
  const path = resolveFile(name)
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refused('file', `there is no file ${path}`)
    if (code === 'EISDIR') throw refused('file', `${path} is a folder; name a file in it`)
    throw error
  }
}
