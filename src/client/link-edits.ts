/**
 * Changes to one link as requests: what a form differs in, what two versions differ in, and what
 * takes a change back. Pure: sends nothing, knows no page.
 */
import type { Link, Me } from './api.ts'
import type { StoredLink } from './links-protocol.ts'

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

/** Fields in which versions can differ, with their names for people. */
export const FIELD_NAMES = {
  slug: 'Slug',
  url: 'Target URL',
  title: 'Title',
  tags: 'Tags',
  status: 'Redirect status',
  startsAt: 'Starts',
  expiresAt: 'Expires',
  owner: 'Owner',
  listed: 'Listed',
  state: 'State',
} as const

export type ComparedField = keyof typeof FIELD_NAMES
type Editable = Pick<StoredLink, (typeof EDITABLE)[number]>

/** The body of a `PATCH`; what is missing stays. */
export type LinkChange = Partial<Pick<StoredLink, ComparedField>> & {
  oldSlug?: OldSlug | 'forget'
  keepCase?: boolean
}

/** A call of the API. */
export interface ChangeRequest {
  method: 'PATCH' | 'DELETE' | 'POST'
  path: string
  body?: string
  ifMatch?: string
}

/** The fields of `edited` that differ from `link`. */
export function changesOf(link: Editable, edited: Editable): LinkChange {
  const changed = EDITABLE.filter((field) => !isSame(link[field], edited[field]))
  return Object.fromEntries(changed.map((field) => [field, edited[field]]))
}

/** The request that makes `change` of a link that still has the entity tag. */
export function patchRequest(slug: string, change: LinkChange, etag: string): ChangeRequest {
  return { method: 'PATCH', path: pathOf(slug), body: JSON.stringify(change), ifMatch: etag }
}

/** The request that leaves a tombstone. */
export function removeRequest(slug: string, etag: string, withAliases: boolean): ChangeRequest {
  const query = withAliases ? '?withAliases=true' : ''
  return { method: 'DELETE', path: `${pathOf(slug)}${query}`, ifMatch: etag }
}

/** The request that adds links in place of their tombstones, which only admins may. */
export function restoreRequest(links: readonly StoredLink[]): ChangeRequest {
  const drafts = links.map((link) => {
    return { ...pickEditable(link), reuse: true, keepCase: true }
  })
  return { method: 'POST', path: '/links', body: JSON.stringify(drafts) }
}

/** A change that was made, as far as taking it back needs to know. */
export interface MadeChange {
  before: StoredLink
  after: Link
  /** What a rename left. */
  oldSlug: OldSlug
  /** Aliases that were removed with the link, as they were. */
  aliases: readonly StoredLink[]
}

/** The request that takes the change back, or `null` where the role or the API can't. */
export function undoRequest(
  { before, after, oldSlug, aliases }: MadeChange,
  role: Me['role'],
): ChangeRequest | null {
  if (after.state === 'gone') {
    // What is added is active, so nothing else comes back as it was.
    const removed = [before, ...aliases]
    const isPossible = role === 'admin' && removed.every(({ state }) => state === 'active')
    return isPossible ? restoreRequest(removed) : null
  }
  if (before.state === 'gone') return removeRequest(after.slug, after.etag, false)
  const isRename = before.slug !== after.slug
  // A tombstone's slug can't be renamed to.
  if (isRename && oldSlug === 'retire') return null
  const state = before.state === after.state ? {} : { state: before.state }
  const change: LinkChange = { ...changesOf(after, before), ...state }
  if (Object.keys(change).length === 0) return null
  if (!isRename) return patchRequest(after.slug, change, after.etag)
  const leaving = role === 'admin' ? 'forget' : 'alias'
  return patchRequest(after.slug, { ...change, oldSlug: leaving, keepCase: true }, after.etag)
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

function pickEditable(link: Editable): Editable {
  const { slug, url, title, tags, status, startsAt, expiresAt, owner, listed } = link
  return { slug, url, title, tags, status, startsAt, expiresAt, owner, listed }
}

function pathOf(slug: string): string {
  return `/links/${encodeURIComponent(slug)}`
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
