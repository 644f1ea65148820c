/**
 * How a link that was just added is taken back. Pure: sends nothing, knows no page.
 */
import type { Me, SavedLink } from '../api/answers.ts'
import type { ChangeRequest } from '../changes/requests.ts'

/** What is known of the link's few moments. */
export interface Moments {
  role: Me['role'] | undefined
  /** Milliseconds since it was saved here. */
  age: number
  /** Whether its address was copied, opened or drawn as a code from here. */
  isHandedOut: boolean
}

/** So long after its adding, a link that was not handed out here is taken to be known to nobody. */
const UNKNOWN_MS = 60_000

/** Whether nothing need be left of the link, since nobody was given it. */
export function isUnknown({ role, age, isHandedOut }: Moments): boolean {
  return role === 'admin' && !isHandedOut && age < UNKNOWN_MS
}

/** The request that takes the link back: it leaves a tombstone unless nobody can have it yet. */
export function undoRequest({ slug, etag }: SavedLink, moments: Moments): ChangeRequest {
  const path = `/links/${encodeURIComponent(slug)}${isUnknown(moments) ? '?purge=true' : ''}`
  return { method: 'DELETE', path, ifMatch: etag }
}
