/** What takes a change back, as requests of the API. Pure: sends nothing, knows no page. */
import type { Link, Me } from '../api/answers.ts'
import type { StoredLink } from '../database/protocol.ts'
import { changesOf } from './differences.ts'
import {
  type ChangeRequest,
  type LinkChange,
  type ManyEntry,
  manyRequests,
  type OldSlug,
  patchRequest,
} from './requests.ts'

/** A change that was made, as far as taking it back needs to know. */
export interface MadeChange {
  /** The links as they were. */
  before: readonly StoredLink[]
  /** The same links in the same order as they are now. */
  after: readonly Link[]
  /** What a rename left. */
  oldSlug: OldSlug
}

/** The requests that take the change back, or `null` where the role or the API can't. */
export function undoRequests(made: MadeChange, role: Me['role']): ChangeRequest[] | null {
  const pairs = made.before.flatMap((before, index) => {
    const after = made.after[index]
    return after === undefined ? [] : [{ before, after }]
  })
  const renamed = pairs.find(({ before, after }) => before.slug !== after.slug)
  if (renamed !== undefined) {
    const request = undoRename(renamed.before, renamed.after, made.oldSlug, role)
    return request === null ? null : [request]
  }
  const isRestoration = pairs.some(
    ({ before, after }) => after.state === 'gone' && before.state !== 'gone',
  )
  if (isRestoration && role !== 'admin') return null
  // The other way round, so that aliases go before what they lead to, and come after it.
  const entries = pairs.reverse().flatMap(({ before, after }) => undoEntry(before, after))
  return entries.length === 0 ? null : manyRequests(entries)
}

function undoRename(
  before: StoredLink,
  after: Link,
  oldSlug: OldSlug,
  role: Me['role'],
): ChangeRequest | null {
  // A tombstone's slug can't be renamed to.
  if (oldSlug === 'retire') return null
  const leaving = role === 'admin' ? 'forget' : 'alias'
  const change = { ...changesOf(after, before), oldSlug: leaving, keepCase: true } as const
  return patchRequest(after.slug, change, after.etag)
}

function undoEntry(before: StoredLink, after: Link): ManyEntry[] {
  const { slug, etag: ifMatch } = after
  const state: LinkChange = before.state === after.state ? {} : { state: before.state }
  const isThere = before.state !== 'gone' && after.state !== 'gone'
  const change = isThere ? { ...changesOf(after, before), ...state } : state
  return Object.keys(change).length === 0 ? [] : [{ slug, ifMatch, change }]
}
