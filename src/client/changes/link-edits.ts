/**
 * Changes to links as requests: what a form differs in, what two versions differ in, and what
 * takes a change back. Pure: sends nothing, knows no page.
 */
import type { Link, Me } from '../api/answers.ts'
import type { StoredLink } from '../database/protocol.ts'

/** What becomes of the slug that a rename leaves. */
export type OldSlug = 'alias' | 'retire'

/** Fields that a form can change. */
export const EDITABLE = [
  'slug',
  'url',
  'title',
  'tags',
  'status',
  'startsAt',
  'expiresAt',
  'owner',
  'listed',
] as const

export type ComparedField = (typeof EDITABLE)[number] | 'state'
export type Editable = Pick<StoredLink, (typeof EDITABLE)[number]>

/** The body of a `PATCH`; what is missing stays. */
export type LinkChange = Partial<Pick<StoredLink, ComparedField>> & {
  oldSlug?: OldSlug | 'forget'
  keepCase?: boolean
}

/** One of many links, and what changes of it. */
export interface ManyEntry {
  slug: string
  /** Entity tag that the link must still have; missing where the page can't know it. */
  ifMatch?: string
  change: LinkChange
}

/** A call of the API. */
export interface ChangeRequest {
  method: 'PATCH' | 'DELETE'
  path: string
  body?: string
  ifMatch?: string
}

/** Most links that the API changes in one request. */
export const MANY_MAX = 500

/** The fields of `edited` that differ from `link`. */
export function changesOf(link: Editable, edited: Editable): LinkChange {
  const changed = EDITABLE.filter((field) => !isSame(link[field], edited[field]))
  return Object.fromEntries(changed.map((field) => [field, edited[field]]))
}

/** The request that makes `change` of a link that still has the entity tag. */
export function patchRequest(slug: string, change: LinkChange, etag: string): ChangeRequest {
  return { method: 'PATCH', path: pathOf(slug), body: JSON.stringify(change), ifMatch: etag }
}

/** The requests that change many links, each a commit. */
export function manyRequests(entries: readonly ManyEntry[]): ChangeRequest[] {
  const requests: ChangeRequest[] = []
  for (let start = 0; start < entries.length; start += MANY_MAX) {
    const body = JSON.stringify(entries.slice(start, start + MANY_MAX))
    requests.push({ method: 'PATCH', path: '/links', body })
  }
  return requests
}

/** The request that leaves tombstones of the link and the aliases that are named. */
export function removeRequest(
  slug: string,
  etag: string,
  aliases: readonly string[],
): ChangeRequest {
  if (aliases.length === 0) return { method: 'DELETE', path: pathOf(slug), ifMatch: etag }
  return manyRequest([
    { slug, ifMatch: etag, change: { state: 'gone' } },
    ...aliases.map((alias) => ({ slug: alias, change: { state: 'gone' as const } })),
  ])
}

/** The request that makes the links of their tombstones again, which only admins may. */
export function restoreRequest(
  slug: string,
  etag: string,
  aliases: readonly string[],
): ChangeRequest {
  return manyRequest([
    { slug, ifMatch: etag, change: { state: 'active' } },
    ...aliases.map((alias) => ({ slug: alias, change: { state: 'active' as const } })),
  ])
}

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

/** One field in which somebody else's version and ours differ. */
export interface Difference {
  field: ComparedField
  /** `null`: we did not change it, so theirs stays whatever is chosen. */
  mine: string | null
  theirs: string
}

/** Fields that `current` has otherwise than we opened them, or than we want them. */
export function differencesOf(
  opened: StoredLink,
  change: LinkChange,
  current: StoredLink,
  describe: (field: ComparedField, value: unknown) => string,
): Difference[] {
  return comparedFields().flatMap((field): Difference[] => {
    const wanted = change[field]
    const isMine = wanted !== undefined
    if (isSame(isMine ? wanted : opened[field], current[field])) return []
    const theirs = describe(field, current[field])
    return [{ field, mine: isMine ? describe(field, wanted) : null, theirs }]
  })
}

/** Whether `current` already is as the change wants it, as when an answer was lost. */
export function isMade(change: LinkChange, current: StoredLink): boolean {
  return comparedFields().every(
    (field) => change[field] === undefined || isSame(change[field], current[field]),
  )
}

/** Whether the bearer may change the link, so that the page offers it. */
export function mayChange({ owner }: Pick<StoredLink, 'owner'>, me: Me): boolean {
  if (me.role === 'create') return false
  if (me.role === 'admin' || owner === null) return true
  return me.owners.some((name) => name.toLowerCase() === owner.toLowerCase())
}

function comparedFields(): ComparedField[] {
  return [...EDITABLE, 'state']
}

function manyRequest(entries: readonly ManyEntry[]): ChangeRequest {
  return { method: 'PATCH', path: '/links', body: JSON.stringify(entries) }
}

function pathOf(slug: string): string {
  return `/links/${encodeURIComponent(slug)}`
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
