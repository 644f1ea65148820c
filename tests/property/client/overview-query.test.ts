/**
 * The overview's numbers from a real file: each is what the list finds, and together they are all.
 */
import process from 'node:process'
import fc from 'fast-check'
import type { Database, SqlValue } from 'sql.js'
import { afterAll, expect, test } from 'vitest'
import { buildQuery } from '../../../src/client/database/search-sql.ts'
import { EVERYTHING, type Search } from '../../../src/client/links/search.ts'
import { type Overview, queryOverview } from '../../../src/client/overview/query.ts'
import { encodeLinks } from '../../../src/core/database.ts'
import { type LinkSet, toLinkSet } from '../../../src/core/link-set.ts'
import { STATES_NOW } from '../../../src/core/overview.ts'
import { arbLinkSet } from '../../support/arbitraries.ts'
import { SQL } from '../../support/database.ts'
import { link, linkSet, NOW } from '../../support/links.ts'
import { runs } from '../../support/runs.ts'

const zone = process.env.TZ

afterAll(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

async function overlook(links: LinkSet, now = NOW): Promise<Overview> {
  const database = new SQL.Database(encodeLinks(SQL, links))
  try {
    return await queryOverview(async (sql, values) => select(database, sql, values), now)
  } finally {
    database.close()
  }
}

function select(database: Database, sql: string, values: SqlValue[]) {
  const statement = database.prepare(sql, values)
  const rows = []
  while (statement.step()) rows.push(statement.get())
  statement.free()
  return rows
}

function countFound(links: LinkSet, wish: Partial<Search>): number {
  const database = new SQL.Database(encodeLinks(SQL, links))
  const { where, whereValues } = buildQuery({ ...EVERYTHING, ...wish }, NOW)
  const [row] = select(database, `SELECT count(*) FROM links WHERE ${where}`, whereValues)
  database.close()
  return Number(row?.[0])
}

test('whatever links there are, each number is what the list finds, and all are counted', async () => {
  await fc.assert(
    fc.asyncProperty(arbLinkSet(), async (links) => {
      const all = [...links.values()]
      const { states, hosts, aliases, tags, untagged, otherTagged, ...overview } =
        await overlook(links)
      expect(overview.total).toBe(links.size)
      expect(overview.timeline.buckets.at(-1)?.total ?? 0).toBe(links.size)
      for (const state of STATES_NOW) expect(states[state]).toBe(countFound(links, { state }))
      expect(STATES_NOW.reduce((sum, state) => sum + states[state], 0)).toBe(links.size)
      for (const { name, links: count } of tags.top) {
        expect(count).toBe(countFound(links, { tag: name }))
      }
      const top = new Set(tags.top.map(({ name }) => name))
      expect(otherTagged).toBe(all.filter((one) => one.tags.some((tag) => !top.has(tag))).length)
      expect(untagged).toBe(all.filter((one) => one.tags.length === 0).length)
      const targets = all.filter(({ url }) => !url.startsWith('/')).map(({ url }) => new URL(url))
      for (const { name, links: count } of hosts.top) {
        expect(count).toBe(targets.filter(({ hostname }) => hostname === name).length)
      }
      const counted = hosts.top.reduce((sum, host) => sum + host.links, hosts.othersLinks)
      expect(counted + aliases).toBe(links.size)
      const next = all
        .filter(({ state, expiresAt }) => state === 'active' && (expiresAt ?? '') > NOW)
        .map(({ slug, expiresAt }) => ({ slug, expiresAt: expiresAt ?? '' }))
        .sort((a, b) => (`${a.expiresAt} ${a.slug}` < `${b.expiresAt} ${b.slug}` ? -1 : 1))
      expect(overview.expires).toBe(next.length)
      expect(overview.expiresSoon).toBe(countFound(links, { state: 'expiring' }))
      expect(overview.expiring).toEqual(next.slice(0, 10))
    }),
    { numRuns: runs(40) },
  )
})

test('an empty database is all zeros', async () => {
  expect(await overlook(toLinkSet([]))).toMatchObject({
    total: 0,
    recent: 0,
    states: { active: 0, scheduled: 0, expired: 0, disabled: 0, gone: 0 },
    hosts: { top: [], others: 0, othersLinks: 0 },
    tags: { top: [] },
    expiring: [],
  })
})

test('a link starts and ends at its very second', async () => {
  const { states } = await overlook(
    linkSet([
      { slug: 'starts', startsAt: NOW },
      { slug: 'ends', expiresAt: NOW },
      { slug: 'later', startsAt: '2026-11-25T10:00:01Z' },
      { slug: 'lasts', expiresAt: '2026-11-25T10:00:01Z' },
    ]),
  )
  expect(states).toEqual({ active: 2, scheduled: 1, expired: 1, disabled: 0, gone: 0 })
})

test('ten hosts and tags are named, the others summed up', async () => {
  const links = toLinkSet(
    Array.from({ length: 15 }, (_, index) => {
      const letter = String.fromCharCode(97 + index)
      return link({
        slug: letter,
        url: `https://${letter}.example${index % 2 ? ':8443' : ''}/?x=https://y.example/`,
        // The last has two of the tags that are summed up, and counts once.
        tags: index === 14 ? ['n', 'o'] : [letter],
      })
    }),
  )
  const { hosts, tags, otherTagged } = await overlook(links)
  expect(hosts.top.map(({ name }) => name)[0]).toBe('a.example')
  expect(hosts).toMatchObject({ others: 5, othersLinks: 5 })
  expect(tags.top.map(({ name }) => name)).toEqual(['n', ...'abcdefghi'])
  expect(tags.others).toBe(5)
  expect(otherTagged).toBe(5)
})

test('a host is one at all its ports', async () => {
  const urls = [
    'https://a.example/',
    'http://a.example:8080/x',
    'https://[::1]/',
    'https://[::1]:9/',
  ]
  const { hosts } = await overlook(linkSet(urls.map((url, index) => ({ slug: `s${index}`, url }))))
  expect(hosts.top).toEqual([
    { name: '[::1]', links: 2 },
    { name: 'a.example', links: 2 },
  ])
})

test('the next to expire come first, ten at most; what is off or gone does not expire', async () => {
  const expiring = Array.from({ length: 12 }, (_, index) =>
    link({ slug: `e${index}`, expiresAt: `2027-01-${30 - index}T00:00:00Z` }),
  )
  const off = { expiresAt: '2026-12-01T00:00:00Z' }
  const overview = await overlook(
    toLinkSet([
      ...expiring,
      link({ slug: 'off', state: 'disabled', ...off }),
      link({ slug: 'gone', state: 'gone', ...off }),
      link({ slug: 'over', expiresAt: NOW }),
      link({ slug: 'soon', ...off }),
    ]),
  )
  expect(overview.expiring.map(({ slug }) => slug).slice(0, 2)).toEqual(['soon', 'e11'])
  expect(overview.expiring.length).toBe(10)
  expect(overview).toMatchObject({ expires: 13, expiresSoon: 1 })
})

test.each([
  ['UTC', '2026-11-25', 1],
  ['Europe/Berlin', '2026-11-26', 0],
  ['America/New_York', '2026-11-25', 1],
  ['Pacific/Kiritimati', '2026-11-26', 1],
])('days are those of the clock in %s', async (name, day, recent) => {
  process.env.TZ = name
  const links = linkSet([{ slug: 'late', createdAt: '2026-11-25T23:30:00Z' }])
  const { timeline } = await overlook(links, '2026-11-26T00:30:00Z')
  expect(timeline.buckets.find(({ added }) => added === 1)?.first).toBe(day)
  // In Berlin today is a day later than in London; in Kiritimati that day was, too.
  const old = linkSet([{ slug: 'old', createdAt: '2026-10-27T12:00:00Z' }])
  expect((await overlook(old, '2026-11-25T23:00:00Z')).recent).toBe(recent)
})

test.each(['Europe/Berlin', 'America/New_York'])('in %s no time is too far', async (name) => {
  process.env.TZ = name
  const links = linkSet([
    { slug: 'first', createdAt: '0000-01-01T00:00:00Z' },
    { slug: 'last', createdAt: '9999-12-31T23:59:59Z' },
  ])
  const { buckets } = (await overlook(links)).timeline
  expect(buckets.at(0)).toMatchObject({ first: '0000-01-01', added: 1 })
  expect(buckets.at(-1)).toMatchObject({ last: '9999-12-31', added: 1, total: 2 })
})
