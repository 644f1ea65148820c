/** Changes to links as requests of the API. Pure: sends nothing, knows no page. */
import type { StoredLink } from '../database/protocol.ts'
import type { ComparedField } from './differences.ts'

/** What becomes of the slug that a rename leaves. */
export type OldSlug = 'alias' | 'retire'

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

/** The request that makes `change` of a link that still has the entity tag. */
export function patchRequest(slug: string, change: LinkChange, etag: string): ChangeRequest {
  return { method: 'PATCH', path: pathOf(slug), body: JSON.stringify(change), ifMatch: etag }
}

/** The requests that change many links, each a commit. */
export function manyRequests(entries: readonly ManyEntry[]): ChangeRequest[] {
  const requests: ChangeRequest[] = []
  for (let start = 0; start < entries.length; start += MANY_MAX) {
    requests.push(manyRequest(entries.slice(start, start + MANY_MAX)))
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
  return stateRequest(slug, etag, aliases, 'gone')
}

/** The request that makes the links of their tombstones again, which only admins may. */
export function restoreRequest(
  slug: string,
  etag: string,
  aliases: readonly string[],
): ChangeRequest {
  return stateRequest(slug, etag, aliases, 'active')
}

function stateRequest(
  slug: string,
  etag: string,
  aliases: readonly string[],
  state: StoredLink['state'],
): ChangeRequest {
  return manyRequest([
    { slug, ifMatch: etag, change: { state } },
    ...aliases.map((alias) => ({ slug: alias, change: { state } })),
  ])
}

function manyRequest(entries: readonly ManyEntry[]): ChangeRequest {
  return { method: 'PATCH', path: '/links', body: JSON.stringify(entries) }
}

function pathOf(slug: string): string {
  return `/links/${encodeURIComponent(slug)}`
}
