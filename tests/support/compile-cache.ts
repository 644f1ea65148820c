/**
 * What Node made of our TypeScript, for the copies of the project that tests make: each start in
 * a new folder would strip and compile all of it again, and leave a cache of its own behind.
 */
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'

const SHARED = join(import.meta.dirname, '../../.cache/node')

/** Gives the copy of the project in `folder`, or just below it, a part in the cache of all copies. */
export async function shareCompileCache(folder: string): Promise<void> {
  await mkdir(SHARED, { recursive: true })
  await mkdir(join(folder, '.cache'), { recursive: true })
  await symlink(SHARED, join(folder, '.cache/node'))
}

/**
 * Tells Node of that cache. It finds a file there by the way from the cache to the file, and takes
 * it only with the same content (https://nodejs.org/api/module.html#portability-of-the-compile-cache).
 */
export function compileCacheOf(folder: string): Record<string, string> {
  return { NODE_COMPILE_CACHE: join(folder, '.cache/node'), NODE_COMPILE_CACHE_PORTABLE: '1' }
}
