/**
 * `PATCH /links`: many links in one commit, all or none; who may, what is stale, what is said.
 */
import { describe, expect, test } from 'vitest'
import { entityTag } from '../../../src/api/answer.ts'
import { parseSite } from '../../../src/core/site.ts'
import { openTestApi } from '../../support/api.ts'
import { link, linkSet } from '../../support/links.ts'

const site = parseSite({ teams: { crew: ['Ed'] } })
const LINKS = linkSet([
  { slug: 'a', tags: ['x'] },
  { slug: 'b', title: 'B' },
  { slug: 'alias', url: '/a' },
  { slug: 'deep', url: '/alias' },
  { slug: 'crews', owner: 'crew' },
  { slug: 'carols', owner: 'carol' },
  { slug: 'carols-alias', url: '/b', owner: 'carol' },
  { slug: 'off', state: 'disabled' },
  { slug: 'old', state: 'gone', title: 'Old', createdBy: 'eve', createdAt: '2025-01-01T00:00:00Z' },
  { slug: 'Caps' },
])

const open = () => openTestApi(LINKS, { site })
const edit = { role: 'edit' } as const
const admin = { role: 'admin' } as const

test('changes all in one commit, and answers with them in their order', async () => {
  const { send, store } = await open()
  const { status, body } = await send(
    'PATCH',
    '/links',
    [
      { slug: 'b', change: { title: null, tags: ['z', 'y'] } },
      { slug: 'a', change: { state: 'disabled' } },
      { slug: 'off', change: { state: 'active', owner: 'crew', listed: false } },
      { slug: 'Caps', change: { title: 'Caps' } },
    ],
    edit,
  )
  expect([status, body.map(({ slug }: { slug: string }) => slug)]).toEqual([
    200,
    ['b', 'a', 'off', 'Caps'],
  ])
  const links = await store.links()
  expect(links.get('b')).toMatchObject({ title: null, tags: ['y', 'z'] })
  expect(links.get('a')).toMatchObject({ state: 'disabled', tags: ['x'] })
  expect(links.get('off')).toMatchObject({ state: 'active', owner: 'crew', listed: false })
  expect(body[0]).toMatchObject({ commit: (await store.read()).revision, live: false, notices: [] })
  expect(store.commits.map(({ message, author }) => [message, author])).toEqual([
    ['Change 4 links\n\n/Caps\n/a\n/b\n/off\n\nRequested-by: ed\n', 'ed'],
  ])
})

test.each([
  [[['a', { state: 'disabled' }]], 'Disable /a'],
  [[['b', { title: 'C' }]], 'Edit /b'],
  [[['b', { url: 'https://elsewhere.example/' }]], 'Edit /b'],
  [
    [
      ['a', { title: 'A' }],
      ['b', { url: 'https://elsewhere.example/' }],
    ],
    'Change 2 links',
  ],
  [[['old', { state: 'active' }]], 'Restore /old'],
  [
    [
      ['a', { state: 'disabled' }],
      ['b', { state: 'disabled' }],
    ],
    'Disable 2 links',
  ],
  [
    [
      ['a', { title: 'A' }],
      ['b', { title: 'C' }],
    ],
    'Change 2 links',
  ],
  [[['a', { state: 'gone', withAliases: true }]], 'Remove 3 links'],
] as const)('%j is the commit %s', async (changes, title) => {
  const { send, store } = await open()
  const body = changes.map(([slug, change]) => ({ slug, change }))
  expect((await send('PATCH', '/links', body, admin)).status).toBe(200)
  expect(store.commits[0]?.message.split('\n')[0]).toBe(title)
})

test('what changes nothing makes no commit', async () => {
  const { send, store } = await open()
  const same = [
    { slug: 'a', change: { tags: ['x'] } },
    { slug: 'old', change: { state: 'gone' } },
  ]
  expect((await send('PATCH', '/links', same, edit)).status).toBe(200)
  expect(store.commits).toEqual([])
})

describe('nothing is changed, and each entry to blame is named, where', () => {
  test.each([
    [
      'a value is wrong',
      [
        ['a', {}],
        ['b', { tags: ['No'] }],
      ],
      422,
      ['/1/change/tags/0'],
    ],
    ['a field is unknown', [['a', { slug: 'c' }]], 422, ['/0/change/slug']],
    ['a title is empty', [['a', { title: ' ' }]], 422, ['/0/change/title']],
    ['a removal also changes', [['b', { state: 'gone', title: 'x' }]], 422, ['/0/change/title']],
    [
      'aliases go along with nothing',
      [['b', { withAliases: true }]],
      422,
      ['/0/change/withAliases'],
    ],
    [
      'a link is given twice',
      [
        ['b', {}],
        ['b', { title: 'x' }],
      ],
      422,
      ['/1/change'],
    ],
    [
      'the end is before the start',
      [['b', { startsAt: '2027-01-02T00:00:00Z', expiresAt: '2027-01-01T00:00:00Z' }]],
      422,
      ['/0/change/expiresAt'],
    ],
    ['an alias would lead in a circle', [['a', { url: '/deep' }]], 422, ['/0/change/url']],
    [
      'links are missing',
      [
        ['none', {}],
        ['a', {}],
        ['caps', {}],
      ],
      404,
      ['/0/slug', '/2/slug'],
    ],
    [
      'links are others’',
      [
        ['carols', {}],
        ['a', {}],
      ],
      403,
      ['/0'],
    ],
    ['an alias of others would go, too', [['b', { state: 'gone', withAliases: true }]], 403, []],
    ['only an admin may restore', [['old', { state: 'active' }]], 403, ['/0/change/state']],
    ['what was removed is edited', [['old', { title: 'x' }]], 409, ['/0/change/state']],
    [
      'aliases would lead nowhere',
      [['a', { state: 'gone' }]],
      409,
      ['/0/change/state', '/0/change/state'],
    ],
  ] as const)('%s', async (_name, changes, status, paths) => {
    const { send, store } = await open()
    const body = changes.map(([slug, change]) => ({ slug, change }))
    const answer = await send('PATCH', '/links', body, edit)
    expect([answer.status, answer.body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      status,
      paths,
    ])
    expect(store.commits).toEqual([])
  })

  test.each([
    ['no array', {}],
    ['an empty one', []],
    ['more than 500', Array.from({ length: 501 }, () => ({ slug: 'a', change: {} }))],
  ])('the body is %s', async (_name, body) => {
    const { send } = await open()
    const answer = await send('PATCH', '/links', body, edit)
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: '' }] } })
  })

  test.each([
    ['an entry', [1], '/0', /^an entry is a JSON object/],
    ['a change', [{ slug: 'a', change: null }], '/0/change', /^a change is a JSON object/],
  ])('%s is no object', async (_name, body, path, message) => {
    const { send } = await open()
    const answer = await send('PATCH', '/links', body, edit)
    const errors = [{ path, message: expect.stringMatching(message) }]
    expect(answer).toMatchObject({ status: 422, body: { errors } })
  })

  test('the role is too small', async () => {
    const { send } = await open()
    expect((await send('PATCH', '/links', [{ slug: 'a', change: {} }])).status).toBe(403)
  })
})

test('aliases in the way are told', async () => {
  const { send } = await open()
  const { body } = await send('PATCH', '/links', [{ slug: 'a', change: { state: 'gone' } }], edit)
  expect(body.aliases).toEqual(['alias', 'deep'])
})

test('a link and its aliases go together in any order', async () => {
  const { send, store } = await open()
  const body = ['deep', 'a', 'alias'].map((slug) => ({ slug, change: { state: 'gone' } }))
  expect((await send('PATCH', '/links', body, edit)).status).toBe(200)
  expect((await store.links()).get('alias')).toMatchObject({ state: 'gone' })
  const back = ['alias', 'deep', 'a'].map((slug) => ({ slug, change: { state: 'active' } }))
  expect((await send('PATCH', '/links', back, admin)).status).toBe(200)
  expect(await store.links()).toEqual(LINKS)
})

test('a restored link is the one that it was, and may come back otherwise', async () => {
  const { send, store } = await open()
  const change = { state: 'disabled', title: 'New' }
  expect((await send('PATCH', '/links', [{ slug: 'old', change }], admin)).status).toBe(200)
  expect((await store.links()).get('old')).toEqual({
    ...link({ slug: 'old', createdBy: 'eve', createdAt: '2025-01-01T00:00:00Z' }),
    ...change,
  })
})

describe('ifMatch', () => {
  const tagOf = (slug: string) => entityTag(LINKS.get(slug) ?? link())

  test('lets through whoever knows the link as it is', async () => {
    const { send } = await open()
    const body = [
      { slug: 'a', ifMatch: tagOf('a'), change: { title: 'A' } },
      { slug: 'b', ifMatch: `W/${tagOf('b')}`, change: { title: 'C' } },
      { slug: 'off', ifMatch: '*', change: { title: 'D' } },
    ]
    expect((await send('PATCH', '/links', body, edit)).status).toBe(200)
  })

  test('stops all where one is stale, names those, and shows how they are', async () => {
    const { send, store } = await open()
    const body = [
      { slug: 'a', ifMatch: tagOf('a'), change: { title: 'A' } },
      { slug: 'b', ifMatch: '"old"', change: { title: 'C' } },
      { slug: 'off', ifMatch: '"older"', change: { title: 'D' } },
    ]
    const answer = await send('PATCH', '/links', body, edit)
    expect([answer.status, answer.body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      412,
      ['/1/ifMatch', '/2/ifMatch'],
    ])
    expect(answer.body.current).toMatchObject([{ slug: 'b', etag: tagOf('b') }, { slug: 'off' }])
    expect(store.commits).toEqual([])
  })

  test('is no obstacle to a request that is sent again', async () => {
    const { send, store } = await open()
    const body = [
      { slug: 'a', ifMatch: tagOf('a'), change: { state: 'gone', withAliases: true } },
      { slug: 'b', ifMatch: tagOf('b'), change: { tags: ['z', 'y'] } },
    ]
    for (const _try of [1, 2]) {
      expect((await send('PATCH', '/links', body, edit)).status).toBe(200)
    }
    expect(store.commits).toHaveLength(1)
  })

  test.each(['nonsense', '"a", "b"', '"a,b"', ''])('%j is 422', async (ifMatch) => {
    const { send } = await open()
    const answer = await send('PATCH', '/links', [{ slug: 'a', ifMatch, change: {} }], edit)
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, '/0/ifMatch'])
  })
})

test('500 of 10,000 links are changed in time', async () => {
  const many = linkSet(Array.from({ length: 10_000 }, (_, index) => ({ slug: `l${index}` })))
  const { send } = await openTestApi(many)
  const body = Array.from({ length: 500 }, (_, index) => {
    return { slug: `l${index}`, change: { tags: ['x'] } }
  })
  const start = performance.now()
  expect((await send('PATCH', '/links', body, edit)).status).toBe(200)
  expect(performance.now() - start).toBeLessThan(5_000)
})

test('an end that is past is noted, also by the other calls, where the link is on', async () => {
  const { send } = await open()
  const expiresAt = '2026-11-25T09:59:59Z'
  const said = (slug: string) => [
    `/${slug} ended at ${expiresAt}, which is past, so it does not redirect; give it a later end, or none`,
  ]
  const url = 'https://example.com/new'
  const added = await send('POST', '/links', { url, slug: 'new', expiresAt }, edit)
  expect([added.status, added.body.notices]).toEqual([201, said('new')])
  const changed = await send('PATCH', '/links/new', { title: 'New' }, edit)
  expect([changed.status, changed.body.notices]).toEqual([200, said('new')])
  const slugs = ['b', 'off', 'Caps']
  const entries = slugs.map((slug) => ({ slug, change: { expiresAt } }))
  const { body } = await send('PATCH', '/links', entries, edit)
  const notices = body.map((one: { notices: string[] }) => one.notices)
  expect(notices).toEqual([said('b'), [], said('Caps')])
  const later = await send('PATCH', '/links/b', { expiresAt: '2026-11-25T10:00:01Z' }, edit)
  expect(later.body.notices).toEqual([])
})
