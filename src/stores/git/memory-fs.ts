/**
 * A file system in memory, as much of it as isomorphic-git asks for: a function has no folder of
 * its own that would outlive it.
 * https://isomorphic-git.org/docs/en/fs
 */
import type { PromiseFsClient } from 'isomorphic-git'

export interface MemoryFs {
  fs: PromiseFsClient
  /** Bytes of all files. */
  size(): number
}

/** An empty file system. */
export function openMemoryFs(): MemoryFs {
  const files = new Map<string, Buffer>()
  const folders = new Set<string>(['/'])
  let size = 0

  function remove(path: string): boolean {
    size -= files.get(path)?.byteLength ?? 0
    return files.delete(path)
  }

  const promises = {
    async readFile(path: string, options?: string | { encoding?: string }) {
      const bytes = files.get(path)
      if (bytes === undefined) throw failure(folders.has(path) ? 'EISDIR' : 'ENOENT', path)
      const encoding = typeof options === 'string' ? options : options?.encoding
      return encoding === 'utf8' ? bytes.toString('utf8') : bytes
    },
    async writeFile(path: string, content: string | Uint8Array) {
      if (!folders.has(parentOf(path))) throw failure('ENOENT', path)
      remove(path)
      const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
      files.set(path, bytes)
      size += bytes.byteLength
    },
    async unlink(path: string) {
      if (!remove(path)) throw failure('ENOENT', path)
    },
    async readdir(path: string) {
      if (!folders.has(path)) throw failure('ENOENT', path)
      const inside = [...files.keys(), ...folders].filter(
        (child) => child !== '/' && parentOf(child) === path,
      )
      return inside.map((child) => child.slice(child.lastIndexOf('/') + 1))
    },
    async mkdir(path: string) {
      if (folders.has(path)) throw failure('EEXIST', path)
      if (!folders.has(parentOf(path))) throw failure('ENOENT', path)
      folders.add(path)
    },
    async rmdir(path: string) {
      if (!folders.delete(path)) throw failure('ENOENT', path)
    },
    async stat(path: string) {
      const bytes = files.get(path)
      if (bytes === undefined && !folders.has(path)) throw failure('ENOENT', path)
      return {
        size: bytes?.byteLength ?? 0,
        mode: bytes === undefined ? 0o040000 : 0o100644,
        mtimeMs: 0,
        ctimeMs: 0,
        isFile: () => bytes !== undefined,
        isDirectory: () => bytes === undefined,
        isSymbolicLink: () => false,
      }
    },
    lstat: (path: string) => promises.stat(path),
    async readlink(path: string): Promise<string> {
      throw failure('EINVAL', path)
    },
    async symlink(_target: string, path: string) {
      throw failure('EPERM', path)
    },
  }
  return { fs: { promises }, size: () => size }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
