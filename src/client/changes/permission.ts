/** Whose links may be changed by whom: what the page offers; the API decides. Pure. */
import type { Me } from '../api/answers.ts'
import type { StoredLink } from '../database/protocol.ts'

/** Whether the bearer may change the link, so that the page offers it. */
export function mayChange({ owner }: Pick<StoredLink, 'owner'>, me: Me): boolean {
  if (me.role === 'create') return false
  if (me.role === 'admin' || owner === null) return true
  return me.owners.some((name) => name.toLowerCase() === owner.toLowerCase())
}
