/**
 * What is searched for among all links: in the address and in SQLite itself.
 */
import { describe, expect, test } from 'vitest'
import {
  buildQuery,
  hostOf,
  SEARCHED_INDEXES,
  SEARCHED_TABLE,
} from '../../../../src/client/database/search-sql.ts'
import {
  EVERYTHING,
  readHost,
  readSearch,
  type Search,
  writeSearch,
} from '../../../../src/client/links/search.ts'
import { fold } from '../../../../src/client/words/fold.ts'
import { encodeLinks } from '../../../../src/core/database.ts'
import { loadSql } from '../../../../src/stores/sql.ts'
import { linkSet, NOW } from '../../../support/links.ts'

describe('a search in the address', () => {
  test.each<[string, Partial<Search>]>([
    ['', {}],
    ['?q=docs', { text: 'docs' }],
    ['?q=a+b%26c', { text: 'a b&c' }],
    [
      '?state=expiring&tag=talk&host=example.com&owner=ed&sort=slug&page=3',
      {
        state: 'expiring',
        tag: 'talk',
        host: 'example.com',
        owner: 'ed',
        sort: 'slug',
        page: 3,
      },
    ],
  ])('%j is read and written', (query, search) => {
    expect(readSearch(query)).toEqual({ ...EVERYTHING, ...search })
    expect(writeSearch({ ...EVERYTHING, ...search })).toBe(query)
  })

  test.each([
    '?page=0',
    '?page=-1',
    '?page=1e9',
    '?page=99999999',
    '?state=on',
    '?sort=__proto__',
    '?x=1',
    '?tag=&owner=&host=',
  ])('%j counts as nothing said', (query) => expect(readSearch(query)).toEqual(EVERYTHING))
})

const LINKS = linkSet([
  { slug: 'cafe', title: 'Café Über', createdAt: '2026-01-05T00:00:00Z' },
  { slug: 'cafeteria', tags: ['food', 'foods'], createdAt: '2026-01-04T00:00:00Z' },
  {
    slug: 'percent',
    url: 'https://a.shop.example:8443/x?y',
    title: '100%_sure',
    owner: 'ed',
    createdAt: '2026-01-03T00:00:00Z',
  },
  { slug: 'soon', expiresAt: '2026-12-01T00:00:00Z', createdAt: '2026-01-02T00:00:00Z' },
  { slug: 'sooner', expiresAt: '2026-11-26T00:00:00Z' },
  { slug: 'much-later', expiresAt: '2027-12-01T00:00:00Z' },
  { slug: 'over', expiresAt: NOW },
  { slug: 'starts-now', startsAt: NOW },
  { slug: 'starts', startsAt: '2026-11-25T10:00:01Z' },
  {
    slug: 'off',
    url: 'https://shop.example',
    state: 'disabled',
    expiresAt: '2026-12-01T00:00:00Z',
  },
  { slug: 'gone', url: 'https://myshop.example/shop.example', state: 'gone' },
  { slug: 'alias', url: '/off', title: 'an alias' },
])

async function find(given: Partial<Search>): Promise<string[]> {
  const SQL = await loadSql()
  const database = new SQL.Database(encodeLinks(SQL, LINKS))
  database.create_function('fold', fold)
  database.create_function('host_of', hostOf)
  database.run(SEARCHED_TABLE)
  for (const index of SEARCHED_INDEXES) database.run(index)
  const { where, whereValues, order, orderValues } = buildQuery({ ...EVERYTHING, ...given }, NOW)
  const statement = database.prepare(`SELECT slug FROM searched WHERE ${where} ORDER BY ${order}`, [
    ...whereValues,
    ...orderValues,
  ])
  const slugs: string[] = []
  while (statement.step()) slugs.push(String(statement.get()[0]))
  statement.free()
  database.close()
  return slugs
}

describe('a search finds', () => {
  test.each<[string, Partial<Search>, string[]]>([
    ['accents and case as one', { text: 'CAFE uber' }, ['cafe']],
    ['all words, wherever they stand', { text: ' 100% ed ' }, ['percent']],
    ['no wildcards', { text: '1_0%' }, []],
    ['quotes as text', { text: `'"` }, []],
    ['the very slug first', { text: 'cafe', sort: 'newest' }, ['cafe', 'cafeteria']],
    ['a tag, not its beginning', { tag: 'food' }, ['cafeteria']],
    ['no tag that is half of one', { tag: 'foo' }, []],
    ['a hostile tag as no tag', { tag: '"' }, []],
    ['an owner', { owner: 'ed' }, ['percent']],
    ['a host and those below it', { host: 'shop.example', sort: 'slug' }, ['off', 'percent']],
    ['no host that ends like it', { host: 'hop.example' }, []],
    ['a hostile host as no host', { host: "%' OR true --" }, []],
    [
      'what is active at this moment',
      { state: 'active', sort: 'slug' },
      ['alias', 'cafe', 'cafeteria', 'much-later', 'percent', 'soon', 'sooner', 'starts-now'],
    ],
    [
      'what expires within thirty days, not what is off',
      { state: 'expiring', sort: 'slug' },
      ['soon', 'sooner'],
    ],
    ['what has expired', { state: 'expired' }, ['over']],
    ['what has not started', { state: 'scheduled' }, ['starts']],
    ['what is off', { state: 'disabled' }, ['off']],
    ['what is gone', { state: 'gone' }, ['gone']],
  ])('%s', async (_name, search, slugs) => {
    expect(await find(search)).toEqual(slugs)
  })

  test('everything, ordered as was asked', async () => {
    const newest = await find({})
    expect(newest.slice(0, 4)).toEqual(['cafe', 'cafeteria', 'percent', 'soon'])
    expect(newest).toHaveLength(LINKS.size)
    const bySlug = await find({ sort: 'slug' })
    expect(bySlug).toEqual([...bySlug].sort())
    const expiring = await find({ sort: 'expiring' })
    expect(expiring.slice(0, 3)).toEqual(['sooner', 'soon', 'much-later'])
    expect((await find({ sort: 'oldest' })).at(-1)).toBe('cafe')
    const byTitle = await find({ sort: 'title' })
    expect(byTitle.slice(0, 4)).toEqual(['percent', 'alias', 'cafe', 'cafeteria'])
    const byHost = await find({ sort: 'host' })
    expect([byHost[0], byHost.at(-1)]).toEqual(['percent', 'alias'])
  })
})

test.each([
  ['https://example.com/a', 'example.com'],
  ['http://a.example:80?x', 'a.example'],
  ['https://xn--mnchen-3ya.de', 'xn--mnchen-3ya.de'],
  ['/docs', null],
])('the host of %j is %j', (url, host) => expect(hostOf(url)).toBe(host))

test.each([
  ['Example.COM', 'example.com'],
  [' https://München.de/x ', 'xn--mnchen-3ya.de'],
  ['a.example:8443', 'a.example'],
  ['', null],
  ['no host', 'no host'],
])('%j typed is the host %j', (typed, host) => expect(readHost(typed)).toBe(host))
