/**
 * What the overview asks of the database. Knows SQL over the table of links; the worker lends it a
 * way to run a statement, so it knows nothing of sql.js and runs in tests as it does there.
 */
import type { SqlValue } from 'sql.js'
import { formatTime } from '../../core/fields/time.ts'
import {
  bucketDays,
  type Counted,
  countRecent,
  type Ranking,
  rank,
  type StateNow,
  type Timeline,
} from '../../core/overview.ts'

/** A link that is going to expire. */
export interface Expiring {
  slug: string
  expiresAt: string
}

/** All links in numbers. */
export interface Overview {
  total: number
  /** Links that were added on the last thirty days. */
  recent: number
  timeline: Timeline
  states: Record<StateNow, number>
  /** Hosts that targets name; an alias names none and is counted by itself. */
  hosts: Ranking
  aliases: number
  /** A link with several tags counts at each. */
  tags: Ranking
  /** Links with a tag that is not among the most frequent. */
  otherTagged: number
  untagged: number
  /** Those that expire next. */
  expiring: Expiring[]
  /** How many are going to expire, and within thirty days. */
  expires: number
  expiresSoon: number
}

/** Runs a statement and gives all rows; other questions may be answered in between. */
export type Select = (sql: string, values: SqlValue[]) => Promise<SqlValue[][]>

/** Names that a ranking shows, and links that expire next. */
const SHOWN = 10
const RECENT_DAYS = 30

// The visitor's own days, as everywhere on the page. Far from our time a zone can lead out of the
// years that SQLite knows, or to one with a sign; UTC will do there.
const localDay = (time: string) =>
  `max(coalesce(date(${time}, 'localtime'), substr(${time}, 1, 10)), '0000-01-01')`

// A target is kept as `URL` serialises it, so a slash ends its host.
const AFTER_SCHEME = `substr(url, instr(url, '://') + 3)`
const HOST = `substr(${AFTER_SCHEME}, 1, instr(${AFTER_SCHEME}, '/') - 1)`
const IS_ALIAS = `substr(url, 1, 1) = '/'`

/**
 * Counts all links, what is gone among them: a state or tag has as many as the list finds.
 *
 * @param now RFC 3339, UTC, whole seconds, as links hold times
 */
export async function queryOverview(select: Select, now: string): Promise<Overview> {
  const counted = async (sql: string): Promise<Counted[]> =>
    (await select(sql, [])).map(([name, links]) => ({ name: String(name), links: Number(links) }))

  const soon = formatTime(Date.parse(now) + RECENT_DAYS * 864e5)
  const byState = (await select(BY_STATE, [now, soon])).map(([state, ...counts]) => {
    return { state: String(state), counts: counts.map(Number) }
  })
  const sumUp = (column: number) =>
    byState.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0)
  const today = String((await select(`SELECT ${localDay('?1')}`, [now]))[0]?.[0])
  const days = await counted(`SELECT ${localDay('created_at')}, count(*) FROM links GROUP BY 1`)
  const hosts = await counted(
    `SELECT ${HOST}, count(*) FROM links WHERE NOT ${IS_ALIAS} GROUP BY 1`,
  )
  const tags = rank(await counted(BY_TAG), SHOWN)
  const shownTags = JSON.stringify(tags.top.map(({ name }) => name))
  const otherTagged = tags.others === 0 ? [] : await select(OTHER_TAGGED, [shownTags])
  const expiring = await select(EXPIRING, [now, SHOWN])
  const linksOf = (state: StateNow) => byState.find((one) => one.state === state)?.counts[0] ?? 0
  return {
    total: sumUp(0),
    recent: countRecent(days, today, RECENT_DAYS),
    timeline: bucketDays(days, today),
    states: {
      active: linksOf('active'),
      scheduled: linksOf('scheduled'),
      expired: linksOf('expired'),
      disabled: linksOf('disabled'),
      gone: linksOf('gone'),
    },
    hosts: rank(mergePorts(hosts), SHOWN),
    aliases: sumUp(1),
    tags,
    otherTagged: Number(otherTagged[0]?.[0] ?? 0),
    untagged: sumUp(2),
    expiring: expiring.map(([slug, at]) => ({ slug: String(slug), expiresAt: String(at) })),
    expires: sumUp(3),
    expiresSoon: sumUp(4),
  }
}

// A host is one, whatever its ports; an IPv6 address ends with a bracket.
function mergePorts(hosts: readonly Counted[]): Counted[] {
  const merged = new Map<string, number>()
  for (const { name, links } of hosts) {
    const host = name.replace(/:\d+$/, '')
    merged.set(host, (merged.get(host) ?? 0) + links)
  }
  return [...merged].map(([name, links]) => ({ name, links }))
}

// As the filters of the list have it (`links/search.ts`); an end comes after its start, so a link
// that has yet to start has not expired.
const STATE_NOW = `CASE WHEN state <> 'active' THEN state WHEN starts_at > ?1 THEN 'scheduled'
  WHEN expires_at <= ?1 THEN 'expired' ELSE 'active' END`
const RUNS_OUT = `(state = 'active' AND expires_at > ?1)`

// One look at each link for all that can be counted so.
const BY_STATE = `SELECT ${STATE_NOW}, count(*), total(${IS_ALIAS}), total(tags = '[]'),
  total(${RUNS_OUT}), total(${RUNS_OUT} AND expires_at <= ?2) FROM links GROUP BY 1`

const EXPIRING = `SELECT slug, expires_at FROM links WHERE ${RUNS_OUT}
  ORDER BY expires_at, slug LIMIT ?2`

const BY_TAG = 'SELECT value, count(*) FROM links, json_each(tags) GROUP BY value'

// Summing up the tags that are not shown would count a link at each of its tags.
const OTHER_TAGGED = `SELECT count(*) FROM links WHERE EXISTS (SELECT 1 FROM json_each(tags)
  WHERE value NOT IN (SELECT value FROM json_each(?)))`
