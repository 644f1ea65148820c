/** What the page and the worker that holds the database say to each other. */
import type { Link } from '../api/answers.ts'
import type { Search } from '../links/search.ts'
import type { Overview } from '../overview/query.ts'

/** A link as the database holds it. */
export type StoredLink = Omit<Link, 'shortUrl' | 'etag'>

/** One page of what was found. */
export interface FoundLinks {
  links: StoredLink[]
  /** How many match in all. */
  total: number
  /** The page that `links` are, which is the last one where a later one was asked for. */
  page: number
}

/**
 * How many links there are, and what they can be filtered by: where there are very many of a kind,
 * those of the most links.
 */
export interface Facets {
  total: number
  tags: Facet[]
  owners: Facet[]
  /** Hosts of targets. */
  hosts: Facet[]
}

export interface Facet {
  name: string
  links: number
}

export type Ask =
  | { kind: 'open'; bytes: ArrayBuffer }
  | { kind: 'find'; search: Search; now: string }
  | { kind: 'findAll'; search: Search; now: string }
  | { kind: 'get'; slugs: readonly string[] }
  | { kind: 'aliases'; slugs: readonly string[] }
  | { kind: 'overview'; now: string }

export interface Answers {
  open: Facets
  find: FoundLinks
  findAll: { slugs: string[] }
  get: StoredLink[]
  aliases: StoredLink[]
  overview: Overview
}
