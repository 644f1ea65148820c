/**
 * The handle of whoever is at the keyboard, which links and commits name.
 */
import { findHandle } from '../../stores/checkout/author.ts'
import { gitIn } from '../../stores/checkout/git-command.ts'
import { refused } from '../failure.ts'

/** The handle. @throws {Refused} with the way to set one, when there is none */
export async function requireHandle(root: string): Promise<string> {
  const found = await findHandle(gitIn(root))
  if (found.ok) return found.handle
  throw refused('handle', found.message)
}

/** The handle, or a name for nobody where git knows none. */
export async function handleOrNobody(root: string): Promise<string> {
  const found = await findHandle(gitIn(root))
  return found.ok ? found.handle : 'nobody'
}
