/** A search among all links as SQL. Pure: knows neither the page nor who runs the statements. */
import { formatTime } from '../../core/fields/time.ts'
import { LINKS_COLUMNS } from '../../core/schema.ts'
import type { Search, Sort, StateFilter } from '../links/search.ts'
import { fold } from '../words/fold.ts'

// Expiring soon is within thirty days.
const SOON_MS = 30 * 24 * 60 * 60 * 1000

interface Query {
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
        values: [now, formatTime(Date.parse(now) + SOON_MS)],
      }
    default:
      return { sql: 'state = ?', values: [state] }
  }
}

/** The host of a target as links hold it, `null` for an alias. Never parsed: there are many. */
export function hostOf(url: string): string | null {
  return /^https?:\/\/([^/?#:]+)/.exec(url)?.[1] ?? null
}
