/**
 * What the overview asks of the database. Knows SQL over the table of links; the worker lends it a
 * way to run a statement, so it knows nothing of sql.js and runs in tests as it does there.
 */
import type { SqlValue } from 'sql.js'
import {
  bucketDays,
  type Counted,
  countRecent,
  type Ranking,
  rank,
  STATES_NOW,
  type StateNow,
  type Timeline,
} from '../core/overview.ts'
import { formatNow } from './link-search.ts'

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
 * Counts all links, what is gone among them: each number is how many the list finds.
 *
 * @param now RFC 3339, UTC, whole seconds, as links hold times
 */
export async function queryOverview(select: Select, now: string): Promise<Overview> {
  const one = async (sql: string, values: SqlValue[] = []) =>
    Number((await select(sql, values))[0]?.[0] ?? 0)
  const counted = async (sql: string, values: SqlValue[] = []): Promise<Counted[]> =>
    (await select(sql, values)).map(([name, links]) => {
      return { name: String(name), links: Number(links) }
    })

  const today = String((await select(`SELECT ${localDay('?1')}`, [now]))[0]?.[0])
  const days = await counted(`SELECT ${localDay('created_at')}, count(*) FROM links GROUP BY 1`)
  const hosts = await counted(
    `SELECT ${HOST}, count(*) FROM links WHERE NOT ${IS_ALIAS} GROUP BY 1`,
  )
  const tags = rank(
    await counted('SELECT value, count(*) FROM links, json_each(tags) GROUP BY value'),
    SHOWN,
  )
  const runsOut = `state = 'active' AND expires_at > ?`
  const soon = formatNow(Date.parse(now) + RECENT_DAYS * 864e5)
  const expiring = await select(
    `SELECT slug, expires_at FROM links WHERE ${runsOut} ORDER BY expires_at, slug LIMIT ?`,
    [now, SHOWN],
  )
  return {
    total: await one('SELECT count(*) FROM links'),
    recent: countRecent(days, today, RECENT_DAYS),
    timeline: bucketDays(days, today),
    states: statesOf(await counted(`SELECT ${STATE_NOW}, count(*) FROM links GROUP BY 1`, [now])),
    hosts: rank(hosts, SHOWN),
    aliases: await one(`SELECT count(*) FROM links WHERE ${IS_ALIAS}`),
    tags,
    // Summing up would count a link at each of its tags.
    otherTagged: await one(OTHER_TAGGED, [JSON.stringify(tags.top.map(({ name }) => name))]),
    untagged: await one(`SELECT count(*) FROM links WHERE tags = '[]'`),
    expiring: expiring.map(([slug, at]) => ({ slug: String(slug), expiresAt: String(at) })),
    expires: await one(`SELECT count(*) FROM links WHERE ${runsOut}`, [now]),
    expiresSoon: await one(`SELECT count(*) FROM links WHERE ${runsOut} AND expires_at <= ?`, [
      now,
      soon,
    ]),
  }
}

const OTHER_TAGGED = `SELECT count(*) FROM links WHERE EXISTS (SELECT 1 FROM json_each(tags)
  WHERE value NOT IN (SELECT value FROM json_each(?)))`

// As the filters of the list have it (`link-search.ts`); an end comes after its start, so a link
// that has yet to start has not expired.
const STATE_NOW = `CASE WHEN state <> 'active' THEN state WHEN starts_at > ?1 THEN 'scheduled'
  WHEN expires_at <= ?1 THEN 'expired' ELSE 'active' END`

function statesOf(counted: readonly Counted[]): Record<StateNow, number> {
  const states = { active: 0, scheduled: 0, expired: 0, disabled: 0, gone: 0 }
  for (const state of STATES_NOW) {
    states[state] = counted.find(({ name }) => name === state)?.links ?? 0
  }
  return states
}
