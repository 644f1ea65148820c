/**
 * What is searched for among all links: to and from the page's address, and as SQL.
 * Pure: knows neither the page nor where the database comes from.
 */
import { LINKS_COLUMNS } from '../../core/schema.ts'

/** States to search for; beside the stored ones what start and expiry make of them. */
export const STATE_FILTERS = [
  'active',
  'expiring',
  'scheduled',
  'expired',
  'disabled',
  'gone',
] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

export const SORTS = ['newest', 'oldest', 'slug', 'title', 'host', 'expiring'] as const
export type Sort = (typeof SORTS)[number]

export interface Search {
  /** Words that all stand in slug, target, title, tags or owner. */
  text: string
  /** `null`: any. */
  state: StateFilter | null
  tag: string | null
  /** Host of the target; those below it count, too. */
  host: string | null
  owner: string | null
  sort: Sort
  /** From 1. */
  page: number
}

/** Links on one page of the list. */
export const PAGE_SIZE = 50

/** All links, newest first. */
export const EVERYTHING: Search = {
  text: '',
  state: null,
  tag: null,
  host: null,
  owner: null,
  sort: 'newest',
  page: 1,
}

// Expiring soon is within thirty days.
const SOON_MS = 30 * 24 * 60 * 60 * 1000

/**
 * Reads a search from an address's query; what it does not know counts as not given.
 *
 * @example
 * readSearch('?q=docs&tag=talk') // => { ...EVERYTHING, text: 'docs', tag: 'talk' }
 */
export function readSearch(query: string): Search {
  const parameters = new URLSearchParams(query)
  const page = parameters.get('page') ?? ''
  return {
    text: parameters.get('q') ?? '',
    state: STATE_FILTERS.find((state) => state === parameters.get('state')) ?? null,
    tag: parameters.get('tag') || null,
    host: parameters.get('host') || null,
    owner: parameters.get('owner') || null,
    sort: SORTS.find((sort) => sort === parameters.get('sort')) ?? EVERYTHING.sort,
    page: /^[1-9]\d{0,6}$/.test(page) ? Number(page) : 1,
  }
}

/**
 * The query of an address that says the search; empty for everything.
 *
 * @example
 * writeSearch({ ...EVERYTHING, text: 'a b', page: 2 }) // => '?q=a+b&page=2'
 */
export function writeSearch({ text, state, tag, host, owner, sort, page }: Search): string {
  const parameters = new URLSearchParams()
  const set = (name: string, value: string | null) => {
    if (value !== null && value !== '') parameters.set(name, value)
  }
  set('q', text.trim())
  set('state', state)
  set('tag', tag)
  set('host', host)
  set('owner', owner)
  set('sort', sort === EVERYTHING.sort ? null : sort)
  set('page', page === 1 ? null : String(page))
  const query = parameters.toString()
  return query === '' ? '' : `?${query}`
}

export interface Query {
  /** What stands behind `FROM`, for the count and the rows alike. */
  where: string
  whereValues: string[]
  order: string
  orderValues: string[]
}

/**
 * Makes the table that is searched, with what is asked of links worked out: all texts and the
 * title folded, the host of the target. Needs the functions `fold` and `host_of`.
 */
export const SEARCHED_TABLE = `CREATE TEMP TABLE searched AS SELECT ${LINKS_COLUMNS.join(', ')},
  fold(slug || char(10) || url || char(10) || coalesce(title, '') || char(10) || tags ||
    char(10) || coalesce(owner, '')) AS text,
  fold(title) AS folded_title, host_of(url) AS host FROM main.links`

/** What makes its orders and look-ups quick. */
export const SEARCHED_INDEXES = [
  'CREATE UNIQUE INDEX temp.searched_slug ON searched (slug)',
  'CREATE INDEX temp.searched_newest ON searched (created_at DESC, slug)',
  'CREATE INDEX temp.searched_url ON searched (url)',
  'CREATE INDEX temp.searched_title ON searched (folded_title IS NULL, folded_title, slug)',
  'CREATE INDEX temp.searched_host ON searched (host IS NULL, host, slug)',
]

/**
 * The search as parts of a statement over the table that `SEARCHED_TABLE` makes.
 *
 * @param now RFC 3339, UTC, whole seconds, as links hold times
 */
export function buildQuery({ text, state, tag, host, owner, sort }: Search, now: string): Query {
  const words = fold(text).split(/\s+/).filter(Boolean)
  const conditions = words.map(() => 'instr(text, ?) > 0')
  const whereValues = [...words]
  if (state !== null) {
    const { sql, values } = stateCondition(state, now)
    conditions.push(sql)
    whereValues.push(...values)
  }
  if (tag !== null) {
    // Tags are kept as JSON, and no tag holds what JSON would escape.
    conditions.push('instr(tags, ?) > 0')
    whereValues.push(JSON.stringify(tag))
  }
  if (host !== null) {
    conditions.push('(host = ? OR substr(host, -length(?)) = ?)')
    whereValues.push(host, `.${host}`, `.${host}`)
  }
  if (owner !== null) {
    conditions.push('owner = ?')
    whereValues.push(owner)
  }
  const orderValues = sort === 'expiring' ? [now] : []
  // A slug that is just what was typed is what is meant, whatever the order.
  const [exact, exactValues] = words.length === 1 ? ['slug = ? DESC, ', words] : ['', []]
  return {
    where: conditions.join(' AND ') || 'true',
    whereValues,
    order: `${exact}${ORDERS[sort]}`,
    orderValues: [...exactValues, ...orderValues],
  }
}

const ORDERS: Readonly<Record<Sort, string>> = {
  newest: 'created_at DESC, slug',
  // The index of the newest, read backwards.
  oldest: 'created_at, slug DESC',
  slug: 'slug',
  // Without a title, or as aliases without a host, they come last.
  title: 'folded_title IS NULL, folded_title, slug',
  host: 'host IS NULL, host, slug',
  // What has expired, or never does, comes last.
  expiring: `(state = 'active' AND expires_at > ?) IS TRUE DESC, expires_at IS NULL, expires_at, slug`,
}

function stateCondition(state: StateFilter, now: string): { sql: string; values: string[] } {
  const started = '(starts_at IS NULL OR starts_at <= ?)'
  const running = '(expires_at IS NULL OR expires_at > ?)'
  switch (state) {
    case 'active':
      return { sql: `state = 'active' AND ${started} AND ${running}`, values: [now, now] }
    case 'scheduled':
      return { sql: `state = 'active' AND starts_at > ?`, values: [now] }
    case 'expired':
      return { sql: `state = 'active' AND expires_at <= ?`, values: [now] }
    case 'expiring':
      return {
        sql: `state = 'active' AND expires_at > ? AND expires_at <= ?`,
        values: [now, formatNow(Date.parse(now) + SOON_MS)],
      }
    default:
      return { sql: 'state = ?', values: [state] }
  }
}

/** Text as it is searched: people type "cafe" and mean "CAFÉ", and SQLite folds ASCII only. */
export function fold(text: string): string
export function fold(text: string | null): string | null
export function fold(text: string | null): string | null {
  if (text === null) return null
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** A moment as links hold it. */
export function formatNow(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -5)}Z`
}

/** The host of a target as links hold it, `null` for an alias. Never parsed: there are many. */
export function hostOf(url: string): string | null {
  return /^https?:\/\/([^/?#:]+)/.exec(url)?.[1] ?? null
}

/**
 * A host as somebody types or pastes it, as links hold it; `null` for none.
 *
 * @example
 * readHost('https://München.de/x') // => 'xn--mnchen-3ya.de'
 */
export function readHost(typed: string): string | null {
  const text = typed.trim().replace(/^https?:\/\//i, '')
  if (text === '') return null
  const url = `http://${text}`
  // What is no host finds nothing, as any other that no link has.
  return URL.canParse(url) ? new URL(url).hostname : text
}
