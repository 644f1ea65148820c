/**
 * Who is at the keyboard: the handle that links and commits name. Never a mail address.
 */
import { gitIn } from '../stores/git-command.ts'
import { refused } from './failure.ts'

/**
 * `git config shortcrust.handle`, else `user.name` reduced to a handle, or `null`.
 *
 * @throws {Refused} when `shortcrust.handle` is no handle
 */
export async function findHandle(root: string): Promise<string | null> {
  const git = gitIn(root)
  const own = await git.tryText(['config', '--get', 'shortcrust.handle'])
  if (own !== null && own !== '') {
    if (/^[A-Za-z0-9-]{1,39}$/.test(own)) return own
    const message = `git's shortcrust.handle is ${JSON.stringify(own)}; a handle is 1 to 39 of A-Z, a-z, 0-9 and "-"`
    throw refused('handle', message)
  }
  const name = await git.tryText(['config', '--get', 'user.name'])
  return name === null ? null : reduceToHandle(name)
}

/** As `findHandle`. @throws {Refused} with the way to set one, when there is none */
export async function requireHandle(root: string): Promise<string> {
  const handle = await findHandle(root)
  if (handle !== null) return handle
  const message =
    'git knows no name for you that makes a handle; set one with: git config shortcrust.handle alice'
  throw refused('handle', message)
}

// Letters that don't fall into a base letter and an accent.
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'Th',
}
const HANDLE_MAX = 39

/**
 * A name as a handle, or `null` where it is a mail address or nothing ASCII is left.
 *
 * @example
 * reduceToHandle('Søren Aabye') // => 'Soren-Aabye'
 */
export function reduceToHandle(name: string): string | null {
  if (name.includes('@')) return null
  const handle = name
    .replace(/./gu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_.]+/g, '-')
    .replace(/[^A-Za-z0-9-]/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-/, '')
    .slice(0, HANDLE_MAX)
    .replace(/-$/, '')
  return handle === '' ? null : handle
}
