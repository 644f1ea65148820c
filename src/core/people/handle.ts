/**
 * Handles: how links and tokens name people and teams. Never a mail address.
 */
import { foldAccents } from '../text.ts'

/** Longest handle, in characters. */
const HANDLE_MAX = 39

/** What a handle is made of. */
export const HANDLE = /^[A-Za-z0-9-]{1,39}$/

/**
 * A name as a handle, or `null` where it is a mail address or nothing ASCII is left.
 *
 * @example
 * reduceToHandle('Søren Aabye') // => 'Soren-Aabye'
 */
export function reduceToHandle(name: string): string | null {
  if (name.includes('@')) return null
  const handle = foldAccents(name)
    .replace(/[\s_.]+/g, '-')
    .replace(/[^A-Za-z0-9-]/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-/, '')
    .slice(0, HANDLE_MAX)
    .replace(/-$/, '')
  return handle === '' ? null : handle
}
