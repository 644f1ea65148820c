/**
 * Who is at this checkout: the handle that git's configuration gives.
 */
import { HANDLE, reduceToHandle } from '../../core/people/handle.ts'
import type { Git } from './git-command.ts'

export type FoundHandle =
  | { ok: true; handle: string }
  /** No handle, or one that is none; the message says how to set it. */
  | { ok: false; message: string }

const FIX = 'set one with: git config shortcrust.handle alice'

/** `git config shortcrust.handle`, else `user.name` reduced to a handle. */
export async function findHandle(git: Git): Promise<FoundHandle> {
  const own = await git.tryText(['config', '--get', 'shortcrust.handle'])
  if (own !== null && own !== '') {
    if (HANDLE.test(own)) return { ok: true, handle: own }
    const quoted = JSON.stringify(own)
    const message = `git's shortcrust.handle is ${quoted}; a handle is 1 to 39 of A-Z, a-z, 0-9 and "-"; ${FIX}`
    return { ok: false, message }
  }
  const name = await git.tryText(['config', '--get', 'user.name'])
  const handle = name === null ? null : reduceToHandle(name)
  if (handle !== null) return { ok: true, handle }
  return { ok: false, message: `git knows no name for you that makes a handle; ${FIX}` }
}
