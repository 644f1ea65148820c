/**
 * `PATCH` and `DELETE /links/{slug}`: merge patches, guards, owners, tombstones.
 */
import { describe, expect, test } from 'vitest'
import { parseSite } from '../../../src/core/site.ts'
import { CommitUncertain } from '../../../src/stores/store.ts'
import { openTestApi } from '../../support/api.ts'
import { link, linkSet, NOW } from '../../support/links.ts'

const site = parseSite({ teams: { writers: ['Ed', 'bob'], ed: ['bob'] } })
const docs = link({
  slug: 'docs',
  title: 'The Manual',
  tags: ['a', 'b'],
  expiresAt: '2027-01-01T00:00:00Z',
})
const LINKS = linkSet([
  docs,
  { slug: 'me', url: '/docs' },
  { slug: 'me-too', url: '/me' },
  { slug: 'talks/2026', url: 'https://example.com/talk' },
  { slug: 'gh/*', url: 'https://github.com/:splat' },
  { slug: 'pr/:id', url: 'https://example.com/pull/:id' },
  { slug: 'old', state: 'gone' },
  { slug: 'Caps', url: 'https://example.com/caps' },
  { slug: 'team', url: 'https://example.com/team', owner: 'writers' },
  { slug: 'carols', url: 'https://example.com/carol', owner: 'carol' },
  { slug: 'named-ed', url: 'https://example.com/ed', owner: 'ed' },
  { slug: 'shared', url: 'https://example.com/shared' },
  { slug: 'carols-alias', url: '/shared', owner: 'carol' },
])

const open = () => openTestApi(LINKS, { site })
const edit = { role: 'edit' } as const
const admin = { role: 'admin' } as const

describe('PATCH', () => {
  test('changes what it says, leaves the rest, and answers with the link and its commit', async () => {
    const { send, store } = await open()
    const { status, body, headers } = await send('PATCH', '/links/docs', { title: 'Docs' }, edit)
    const head = (await store.read()).revision
    expect(status).toBe(200)
    expect(body).toMatchObject({
      slug: 'docs',
      title: 'Docs',
      tags: ['a', 'b'],
      expiresAt: docs.expiresAt,
      createdBy: docs.createdBy,
      shortUrl: 'http://localhost:8888/docs',
      commit: head,
      live: false,
    })
    expect(headers.get('etag')).toBe(body.etag)
    expect((await store.links()).get('docs')).toEqual({ ...docs, title: 'Docs' })
    expect(store.commits.map(({ message, author }) => [message, author])).toEqual([
      ['Edit /docs\n\nRequested-by: ed\n', 'ed'],
    ])
    const read = await send('GET', '/links/docs')
    expect(read.headers.get('etag')).toBe(body.etag)
  })

  test.each([
    [
      { expiresAt: null, title: null, tags: [] },
      { expiresAt: null, title: null, tags: [] },
    ],
    [{ tags: null }, { tags: [] }],
    [{ url: 'https://Example.org/a' }, { url: 'https://example.org/a' }],
    [{ tags: ['z', 'a', 'z'] }, { tags: ['a', 'z'] }],
    [{ owner: 'carol' }, { owner: 'carol' }],
    [{ state: 'disabled' }, { state: 'disabled' }],
    [
      { status: 301, listed: false },
      { status: 301, listed: false },
    ],
    [
      { startsAt: '2026-12-01T01:00:00+01:00', expiresAt: '2026-12-02T00:00:00Z' },
      { startsAt: '2026-12-01T00:00:00Z', expiresAt: '2026-12-02T00:00:00Z' },
    ],
  ])('%j', async (patch, expected) => {
    const { send, store } = await open()
    expect((await send('PATCH', '/links/docs', patch, edit)).status).toBe(200)
    expect((await store.links()).get('docs')).toEqual({ ...docs, ...expected })
  })

  test.each([
    [{ title: '' }, '/title', 'null clears it'],
    [{ title: '  ' }, '/title', 'null clears it'],
    [{ title: 'a\u202eb' }, '/title', 'U+202E'],
    [{ title: 7 }, '/title', 'a title is text or null'],
    [{ colour: 'red' }, '/colour', 'unknown field'],
    [{ createdBy: 'eve' }, '/createdBy', 'unknown field'],
    [{ shortUrl: 'http://localhost:8888/docs' }, '/shortUrl', 'unknown field'],
    [{ url: null }, '/url', 'a target is text'],
    [{ url: 'javascript:alert(1)' }, '/url', 'javascript'],
    [{ url: '/nowhere' }, '/url', 'nowhere'],
    [{ url: '/me' }, '/url', 'me'],
    [{ url: 'http://10.0.0.1/' }, '/url', '10.0.0.1'],
    [{ slug: 'a b' }, '/slug', 'space'],
    [{ slug: null }, '/slug', 'a slug is text'],
    [{ slug: 0 }, '/slug', 'a slug is text'],
    [{ slug: 'api' }, '/slug', 'reserved'],
    [{ state: 'gone' }, '/state', 'DELETE makes a tombstone'],
    [{ status: 404 }, '/status', '301'],
    [{ status: 307 }, '/status', '307'],
    [{ startsAt: '2027-01-01T00:00:00Z' }, '/expiresAt', 'not after its start'],
    [{ oldSlug: 'burn', slug: 'x' }, '/oldSlug', 'alias, retire, forget'],
    ['text', '', ''],
    [[{ title: 'x' }], '', ''],
    [null, '', ''],
  ])('%j is 422 at %s', async (patch, path, message) => {
    const { send, store } = await open()
    const { status, body, headers } = await send(
      'PATCH',
      '/links/docs',
      JSON.stringify(patch),
      edit,
    )
    expect(status).toBe(422)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body.errors).toContainEqual(
      expect.objectContaining({ path, message: expect.stringContaining(message) }),
    )
    expect(store.commits).toEqual([])
  })

  test.each([{}, { title: 'The Manual' }, { slug: 'docs', tags: ['b', 'a'] }])(
    '%j changes nothing: 200 without a commit',
    async (patch) => {
      let live: string | null = null
      const { send, store } = await openTestApi(LINKS, { site, liveRevision: async () => live })
      live = (await store.read()).revision
      const { status, body } = await send('PATCH', '/links/docs', patch, edit)
      expect([status, body.commit, body.live]).toEqual([200, live, true])
      expect(store.commits).toEqual([])
    },
  )

  test.each([
    ['application/merge-patch+json', 200],
    ['application/json; charset=utf-8', 200],
    ['application/json-patch+json', 415],
    ['text/plain', 415],
  ])('takes %s: %i', async (type, status) => {
    const { send } = await open()
    const headers = { 'content-type': type }
    const answer = await send('PATCH', '/links/docs', { title: 'D' }, { ...edit, headers })
    expect(answer.status).toBe(status)
  })

  test.each([
    ['talks%2F2026', 'talks/2026'],
    ['gh%2F*', 'gh/*'],
    ['gh%2f%2A', 'gh/*'],
    ['Caps', 'Caps'],
  ])('%s is the link %s', async (path, slug) => {
    const { send, store } = await open()
    const patched = await send('PATCH', `/links/${path}`, { title: 'T' }, edit)
    expect([patched.status, patched.body.slug]).toEqual([200, slug])
    expect((await store.links()).get(slug)?.title).toBe('T')
    const removed = await send('DELETE', `/links/${path}`, undefined, edit)
    expect([removed.status, removed.body.slug, removed.body.state]).toEqual([200, slug, 'gone'])
  })

  test.each(['talks/2026', 'nothing', 'DOCS', 'docs%2F', 'docs/'])('%s is 404', async (path) => {
    const { send, store } = await open()
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { title: 'T' } : undefined
      expect((await send(method, `/links/${path}`, body, edit)).status).toBe(404)
    }
    expect(store.commits).toEqual([])
  })

  test('a tombstone can not be edited', async () => {
    const { send } = await open()
    const { status, body } = await send('PATCH', '/links/old', { state: 'active' }, admin)
    expect([status, body.detail]).toEqual([409, expect.stringContaining('tombstone')])
  })
})

describe('PATCH of the slug', () => {
  test('renames, leaves an alias, and leads other aliases on', async () => {
    const { send, store } = await open()
    const { status, body, headers } = await send('PATCH', '/links/docs', { slug: 'manual' }, edit)
    expect([status, body.slug]).toEqual([200, 'manual'])
    expect(headers.get('content-location')).toBe('/api/v1/links/manual')
    const links = await store.links()
    expect(links.get('manual')).toEqual({ ...docs, slug: 'manual' })
    expect(links.get('docs')).toMatchObject({ url: '/manual', createdBy: 'ed', createdAt: NOW })
    expect(links.get('me')?.url).toBe('/manual')
    expect(store.commits[0]?.message).toMatch(/^Rename \/docs to \/manual\n/)
  })

  test.each([
    ['retire', 'edit', { state: 'gone' }],
    ['forget', 'admin', undefined],
  ] as const)('with oldSlug %s', async (oldSlug, role, left) => {
    const { send, store } = await open()
    const answer = await send('PATCH', '/links/docs', { slug: 'manual', oldSlug }, { role })
    expect(answer.status).toBe(200)
    const row = (await store.links()).get('docs')
    if (left === undefined) expect(row).toBeUndefined()
    else expect(row).toMatchObject(left)
  })

  test('forgetting the old slug takes an admin, as a purge does', async () => {
    const { send, store } = await open()
    const answer = await send('PATCH', '/links/docs', { slug: 'x', oldSlug: 'forget' }, edit)
    expect([answer.status, store.commits]).toEqual([403, []])
  })

  test.each([
    [{ slug: 'team' }, 'taken'],
    [{ slug: 'old' }, 'tombstone'],
  ])('%j is 409', async (patch, message) => {
    const { send } = await open()
    const { status, body } = await send('PATCH', '/links/docs', patch, admin)
    expect([status, body.errors[0].path]).toEqual([409, '/slug'])
    expect(body.errors[0].message).toContain(message)
  })

  test('lower-cases a new slug and says so; keepCase keeps it; its own slug stays', async () => {
    const { send } = await open()
    const lowered = await send('PATCH', '/links/docs', { slug: 'Manual' }, edit)
    expect(lowered.body.slug).toBe('manual')
    expect(lowered.body.notices).toContainEqual(expect.stringContaining('lower-cased'))
    const kept = await send('PATCH', '/links/manual', { slug: 'Manual', keepCase: true }, edit)
    expect(kept.body.slug).toBe('Manual')
    const own = await send('PATCH', '/links/Caps', { slug: 'Caps', title: 'C' }, edit)
    expect(own.body.slug).toBe('Caps')
  })

  test('a pattern gets its new placeholder and target together', async () => {
    const { send } = await open()
    const patch = { slug: 'pull/:number', url: 'https://example.com/:number', oldSlug: 'retire' }
    const { status, body } = await send('PATCH', '/links/pr%2F:id', patch, edit)
    expect([status, body.slug, body.url]).toEqual([200, patch.slug, patch.url])
  })

  test('sent again after its answer was lost, finds that it is done', async () => {
    const { send, store } = await open()
    const patch = { slug: 'manual', title: 'M' }
    const first = await send('PATCH', '/links/docs', patch, edit)
    const again = await send('PATCH', '/links/docs', patch, edit)
    const { notices: _said, ...done } = first.body
    expect([again.status, again.body]).toEqual([200, { ...done, notices: [] }])
    expect(store.commits).toHaveLength(1)
    const other = await send('PATCH', '/links/docs', { ...patch, title: 'N' }, edit)
    expect(other.status).toBe(409)
  })
})

describe('If-Match', () => {
  const tagOf = async ({ send }: Awaited<ReturnType<typeof open>>) =>
    (await send('GET', '/links/docs')).body.etag

  test.each([
    ['the tag', (tag: string) => tag],
    ['a weak one', (tag: string) => `W/${tag}`],
    ['one of a list', (tag: string) => `"x", ${tag}`],
    ['any', () => '*'],
  ])('lets %s through', async (_name, condition) => {
    const api = await open()
    const headers = { 'if-match': condition(await tagOf(api)) }
    const answer = await api.send('PATCH', '/links/docs', { title: 'D' }, { ...edit, headers })
    expect(answer.status).toBe(200)
  })

  test('stops whoever saw an older link, and shows how it is now', async () => {
    const api = await open()
    const headers = { 'if-match': await tagOf(api) }
    const changed = await api.send('PATCH', '/links/docs', { title: 'First' }, edit)
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { title: 'Second' } : undefined
      const stopped = await api.send(method, '/links/docs', body, { ...edit, headers })
      expect(stopped.status).toBe(412)
      expect(stopped.headers.get('etag')).toBe(changed.body.etag)
      expect(stopped.body).toMatchObject({
        status: 412,
        errors: [],
        current: { slug: 'docs', title: 'First', etag: changed.body.etag },
      })
    }
    expect(api.store.commits).toHaveLength(1)
  })

  test('is judged again when the head moves during the commit', async () => {
    const api = await open()
    const headers = { 'if-match': await tagOf(api) }
    api.store.beforeCommit = async () => {
      api.store.beforeCommit = () => {}
      await api.store.push(new Map(LINKS).set('docs', { ...docs, title: 'Theirs' }))
    }
    const answer = await api.send('PATCH', '/links/docs', { title: 'Ours' }, { ...edit, headers })
    expect([answer.status, answer.body.current.title]).toEqual([412, 'Theirs'])
    expect(api.store.commits).toEqual([])
  })

  test.each(['nonsense', '"open', ''])('%j is 400', async (condition) => {
    const { send } = await open()
    const headers = { 'if-match': condition }
    expect((await send('PATCH', '/links/docs', {}, { ...edit, headers })).status).toBe(400)
  })
})

describe('who may', () => {
  test('create may neither change nor remove', async () => {
    const { send, store } = await open()
    expect((await send('PATCH', '/links/docs', { title: 'T' })).status).toBe(403)
    expect((await send('DELETE', '/links/docs')).status).toBe(403)
    expect(store.commits).toEqual([])
  })

  test.each([
    ['shared', 'edit', 200],
    ['team', 'edit', 200],
    ['carols', 'edit', 403],
    // A team's name is nobody's handle.
    ['named-ed', 'edit', 403],
    ['carols', 'admin', 200],
    ['named-ed', 'admin', 200],
  ] as const)('%s, as %s: %i', async (slug, role, status) => {
    const { send } = await open()
    const patched = await send('PATCH', `/links/${slug}`, { title: 'T' }, { role })
    expect(patched.status).toBe(status)
    const query = slug === 'shared' ? '?withAliases=true' : ''
    const removed = await send('DELETE', `/links/${slug}${query}`, undefined, { role })
    // One of its aliases is Carol's.
    expect(removed.status).toBe(slug === 'shared' ? 403 : status)
  })

  test.each([{ url: 'https://evil.example/' }, { state: 'disabled' }, { slug: 'mine' }, {}])(
    'others learn that it is not theirs, whatever they send: %j',
    async (patch) => {
      const { send, store } = await open()
      const headers = { 'if-match': '"old"' }
      const { status, body } = await send('PATCH', '/links/carols', patch, { ...edit, headers })
      expect([status, body.detail]).toEqual([403, expect.stringContaining('belongs to carol')])
      expect(store.commits).toEqual([])
    },
  )

  test('a rename leads aliases of others on, since they go on leading there', async () => {
    const { send, store } = await open()
    expect((await send('PATCH', '/links/shared', { slug: 'common' }, edit)).status).toBe(200)
    expect((await store.links()).get('carols-alias')?.url).toBe('/common')
  })
})

describe('DELETE', () => {
  test('leaves a tombstone and answers with it; once more, the same without a commit', async () => {
    const { send, store } = await open()
    const { status, body } = await send('DELETE', '/links/team', undefined, edit)
    expect([status, body.state, body.commit]).toEqual([200, 'gone', (await store.read()).revision])
    expect((await store.links()).get('team')?.state).toBe('gone')
    expect(store.commits[0]?.message).toBe('Remove /team\n\nRequested-by: ed\n')
    const again = await send('DELETE', '/links/team', undefined, edit)
    expect([again.status, again.body]).toEqual([200, body])
    expect(store.commits).toHaveLength(1)
  })

  test('?purge=true leaves nothing, answers 204, and is an admin’s', async () => {
    const { send, store } = await open()
    expect((await send('DELETE', '/links/team?purge=true', undefined, edit)).status).toBe(403)
    const purged = await send('DELETE', '/links/team?purge=true', undefined, admin)
    expect([purged.status, purged.body]).toEqual([204, ''])
    expect((await store.links()).has('team')).toBe(false)
    expect((await send('DELETE', '/links/team?purge=true', undefined, admin)).status).toBe(404)
    expect((await send('DELETE', '/links/old?purge=true', undefined, admin)).status).toBe(204)
  })

  test('a link with aliases is 409 naming them; ?withAliases=true removes them too', async () => {
    const { send, store } = await open()
    const { status, body } = await send('DELETE', '/links/docs', undefined, edit)
    expect([status, body.aliases]).toEqual([409, ['me', 'me-too']])
    expect(body.detail).toContain('?withAliases=true')
    expect(store.commits).toEqual([])
    const all = await send('DELETE', '/links/docs?withAliases=true', undefined, edit)
    expect(all.status).toBe(200)
    const links = await store.links()
    expect(['docs', 'me', 'me-too'].map((slug) => links.get(slug)?.state)).toEqual([
      'gone',
      'gone',
      'gone',
    ])
  })

  test('a purge is 409 also for tombstones of aliases, in words that fit them', async () => {
    const links = linkSet([
      link({ slug: 'docs' }),
      link({ slug: 'me', url: '/docs', state: 'gone' }),
      link({ slug: 'a', url: '/me', state: 'gone' }),
    ])
    const { send, store } = await openTestApi(links)
    const { status, body } = await send('DELETE', '/links/docs?purge=true', undefined, admin)
    expect([status, body.aliases]).toEqual([409, ['a', 'me']])
    expect(body.detail).toBe(
      '/docs is what removed aliases stood for: /a, /me; purge their tombstones with it (?withAliases=true)',
    )
    expect(body.errors[0].message).toBe('/a is the tombstone of an alias of /docs')
    const path = '/links/docs?purge=true&withAliases=true'
    expect((await send('DELETE', path, undefined, admin)).status).toBe(204)
    expect((await store.links()).size).toBe(0)
  })

  test.each(['purge=yes', 'purge', 'force=true', 'purge=true&purge=true'])(
    '?%s is 422',
    async (query) => {
      const { send, store } = await open()
      expect((await send('DELETE', `/links/team?${query}`, undefined, admin)).status).toBe(422)
      expect(store.commits).toEqual([])
    },
  )
})

describe('a request whose answer was lost', () => {
  test('is answered as done when it is sent again, whatever its condition says by then', async () => {
    const { send, store } = await openTestApi(linkSet([link({ slug: 'docs' })]))
    const { body } = await send('GET', '/links/docs')
    const options = { role: 'edit', headers: { 'if-match': body.etag } } as const
    const wish = { title: 'The docs' }
    expect((await send('PATCH', '/links/docs', wish, options)).status).toBe(200)
    expect((await send('PATCH', '/links/docs', wish, options)).status).toBe(200)
    expect((await send('PATCH', '/links/docs', { title: 'Other' }, options)).status).toBe(412)
    expect((await send('DELETE', '/links/docs', undefined, options)).status).toBe(412)
    expect(store.commits).toHaveLength(1)
  })

  test('is published at once where it can not wait, though nobody knows whether it was written', async () => {
    const calls: string[] = []
    const { send, store } = await openTestApi(linkSet([link({ slug: 'docs' })]), {
      publish: 'batch',
      callBuildHook: async (title) => {
        calls.push(title)
        return { ok: true }
      },
    })
    store.beforeCommit = () => {
      throw new CommitUncertain('the host went silent')
    }
    const disable = { state: 'disabled' }
    expect((await send('PATCH', '/links/docs', disable, { role: 'edit' })).status).toBe(503)
    expect(calls).toHaveLength(1)
    await send('PATCH', '/links/docs', { title: 'Can wait' }, { role: 'edit' })
    expect(calls).toHaveLength(1)
  })
})
