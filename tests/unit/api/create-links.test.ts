/**
 * `POST /links`: what is added, and what is refused and how.
 */
import { describe, expect, test } from 'vitest'
import { parseSite } from '../../../src/core/site.ts'
import { StoreUnavailable } from '../../../src/stores/store.ts'
import { openTestApi } from '../../support/api.ts'
import { link, linkSet } from '../../support/links.ts'

const LINKS = linkSet([
  link({ slug: 'docs', url: 'https://example.com/docs', title: 'Docs' }),
  link({ slug: 'old', state: 'gone' }),
])

describe('one link', () => {
  test('is committed and answered with its short URL, entity tag and commit', async () => {
    const { send, store } = await openTestApi(LINKS)
    const { status, body, headers } = await send('POST', '/links', {
      url: 'https://example.com/talk',
      slug: 'talks/2026',
      title: 'A talk',
      tags: ['b', 'a', 'b'],
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      slug: 'talks/2026',
      url: 'https://example.com/talk',
      status: 302,
      state: 'active',
      listed: true,
      title: 'A talk',
      tags: ['a', 'b'],
      owner: null,
      startsAt: null,
      expiresAt: null,
      createdAt: '2026-11-25T10:00:00Z',
      createdBy: 'carol',
      shortUrl: 'http://localhost:8888/talks/2026',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      commit: (await store.read()).revision,
      live: false,
      notices: [],
    })
    expect(headers.get('location')).toBe('/api/v1/links/talks%2F2026')
    expect(headers.get('etag')).toBe(body.etag)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(store.commits).toEqual([
      expect.objectContaining({
        author: 'carol',
        message: 'Add /talks/2026\n\nRequested-by: carol\n',
      }),
    ])
  })

  test('without slug gets a random one', async () => {
    const { send } = await openTestApi(LINKS)
    const { status, body } = await send('POST', '/links', { url: 'https://example.com/' })
    expect(status).toBe(201)
    expect(body.slug).toMatch(/^[23456789abcdefghjkmnpqrstuvwxyz]{6}$/)
  })

  test('is lower-cased, and the answer says so; keepCase keeps it', async () => {
    const { send } = await openTestApi(LINKS)
    const lowered = await send('POST', '/links', { url: 'https://example.com/', slug: 'Apple' })
    expect(lowered.body.slug).toBe('apple')
    expect(lowered.body.notices).toEqual([expect.stringContaining('"Apple" was lower-cased')])
    const kept = await send('POST', '/links', {
      url: 'https://example.com/',
      slug: 'Pear',
      keepCase: true,
    })
    expect(kept.body).toMatchObject({ slug: 'Pear', notices: [] })
  })

  test('that is there already with equal given fields is answered without a commit', async () => {
    const { send, store } = await openTestApi(LINKS)
    const given = { url: 'https://example.com/docs', slug: 'docs' }
    const { status, body } = await send('POST', '/links', given)
    expect(status).toBe(200)
    expect(body).toMatchObject({ slug: 'docs', title: 'Docs', commit: expect.any(String) })
    expect(store.commits).toEqual([])
  })

  test('that is there already is live when the live commit is the head', async () => {
    const { send, store } = await openTestApi(LINKS, {
      liveRevision: async () => (await store.read()).revision,
    })
    const { body } = await send('POST', '/links', { url: 'https://example.com/docs', slug: 'docs' })
    expect(body.live).toBe(true)
  })

  test('of a taken slug is refused with what stands there', async () => {
    const { send } = await openTestApi(LINKS)
    const { status, body } = await send('POST', '/links', {
      url: 'https://b.example/',
      slug: 'docs',
    })
    expect(status).toBe(409)
    expect(body.errors).toEqual([
      {
        path: '/slug',
        message: '/docs is taken, so choose another slug: it leads to https://example.com/docs',
      },
    ])
  })

  test('of a tombstone is refused, unless an admin reuses it', async () => {
    const { send } = await openTestApi(LINKS)
    const given = { url: 'https://b.example/', slug: 'old' }
    expect(await send('POST', '/links', given)).toMatchObject({ status: 409 })
    expect(await send('POST', '/links', { ...given, reuse: true })).toMatchObject({ status: 403 })
    const admin = { role: 'admin' } as const
    expect(await send('POST', '/links', given, admin)).toMatchObject({ status: 409 })
    expect(await send('POST', '/links', { ...given, reuse: true }, admin)).toMatchObject({
      status: 201,
      body: { slug: 'old', url: 'https://b.example/', state: 'active', createdBy: 'ada' },
    })
  })

  test('of a tombstone with the same target is no less refused, and revived by reuse', async () => {
    const { send } = await openTestApi(LINKS)
    const given = { url: 'https://example.com/docs', slug: 'old' }
    const admin = { role: 'admin' } as const
    expect(await send('POST', '/links', given)).toMatchObject({ status: 409 })
    expect(await send('POST', '/links', { ...given, reuse: true }, admin)).toMatchObject({
      status: 201,
      body: { slug: 'old', state: 'active' },
    })
  })

  test('of a pattern with the shape of a tombstone is refused, since no rule could reach it', async () => {
    const { send } = await openTestApi(
      linkSet([link({ slug: 'pr/:id', url: 'https://e.com/:id', state: 'gone' })]),
    )
    const given = { url: 'https://e.com/:n', slug: 'pr/:n' }
    expect(await send('POST', '/links', given)).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/slug', message: expect.stringContaining('/pr/:id') }] },
    })
  })

  test('that the host could not take is refused before it is committed', async () => {
    const { send, store } = await openTestApi(LINKS, {
      site: parseSite({ host: 'cloudflare', baseUrl: 'https://go.example.org' }),
    })
    const given = { url: `https://e.com/${'x'.repeat(1_100)}`, slug: 'long' }
    expect(await send('POST', '/links', given)).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('Cloudflare takes 1,000') },
    })
    const many = Array.from({ length: 400 }, (_, index) => ({ url: `https://e.com/${index}` }))
    expect((await send('POST', '/links', many)).status).toBe(201)
    expect((await send('POST', '/links', many)).status).toBe(201)
    expect(await send('POST', '/links', many)).toMatchObject({ status: 422 })
    expect(store.commits).toHaveLength(2)
  })

  test('with more mistakes than anybody reads is refused all the same', async () => {
    const { send } = await openTestApi(LINKS)
    const tags = Array(250_000).fill('')
    for (const body of [{ url: 'https://e.com/', tags }, [{ url: 'https://e.com/', tags }]]) {
      const answer = await send('POST', '/links', body)
      expect(answer.status).toBe(422)
      expect(answer.body.errors).toHaveLength(500)
    }
  })

  test('as an alias leads to a link that exists', async () => {
    const { send } = await openTestApi(LINKS)
    expect(await send('POST', '/links', { url: '/docs', slug: 'd' })).toMatchObject({
      status: 201,
      body: { url: '/docs' },
    })
    expect(await send('POST', '/links', { url: '/nothing', slug: 'e' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/url', message: '/e stands for /nothing, which does not exist' }] },
    })
  })

  test.each<[string, object, string]>([
    ['no target', {}, '/url'],
    ['a target without scheme', { url: 'example.com/x' }, '/url'],
    ['a script as target', { url: 'javascript:alert(1)' }, '/url'],
    ['markup as target', { url: '"><script>alert(1)</script>' }, '/url'],
    ['a number as target', { url: 1 }, '/url'],
    ['a private host', { url: 'http://169.254.169.254/latest/meta-data' }, '/url'],
    ['the own host', { url: 'http://localhost:8888/docs' }, '/url'],
    ['a slug with a query', { url: 'https://e.com/', slug: 'abcd?env=prod' }, '/slug'],
    ['a reserved slug', { url: 'https://e.com/', slug: 'API/v1' }, '/slug'],
    ['a number as slug', { url: 'https://e.com/', slug: 0 }, '/slug'],
    ['null as slug', { url: 'https://e.com/', slug: null }, '/slug'],
    ['a bad tag', { url: 'https://e.com/', tags: ['ok', 'not ok'] }, '/tags'],
    ['tags as text', { url: 'https://e.com/', tags: 'a,b' }, '/tags'],
    ['a title with a hidden character', { url: 'https://e.com/', title: 'a\u202eb' }, '/title'],
    ['a title of two lines', { url: 'https://e.com/', title: 'a\nb' }, '/title'],
    ['an unknown status', { url: 'https://e.com/', status: 404 }, '/status'],
    ['a status as text', { url: 'https://e.com/', status: '302' }, '/status'],
    ['a status that the host lacks', { url: 'https://e.com/', status: 307 }, '/status'],
    [
      'a time without zone',
      { url: 'https://e.com/', startsAt: '2026-11-25T10:48:00' },
      '/startsAt',
    ],
    [
      'an end before the start',
      {
        url: 'https://e.com/',
        startsAt: '2026-12-01T00:00:00Z',
        expiresAt: '2026-11-30T00:00:00Z',
      },
      '/expiresAt',
    ],
    ['an owner with a space', { url: 'https://e.com/', owner: 'a b' }, '/owner'],
    ['listed as text', { url: 'https://e.com/', listed: 'yes' }, '/listed'],
    ['an unknown key', { url: 'https://e.com/', colour: 'red' }, '/colour'],
    ['a state of its own', { url: 'https://e.com/', state: 'gone' }, '/state'],
    ['another author', { url: 'https://e.com/', createdBy: 'root' }, '/createdBy'],
    ['a key with a slash', { url: 'https://e.com/', 'a/b~c': 1 }, '/a~1b~0c'],
    ['an undeclared placeholder', { url: 'https://e.com/:id/', slug: 'x' }, '/url'],
    ['an overlapping placeholder', { url: 'https://e.com/:cats/:c', slug: 'x/:c' }, '/url'],
  ])('with %s is refused at its field, and nothing is committed', async (_name, body, path) => {
    const { send, store } = await openTestApi(LINKS)
    const answer = await send('POST', '/links', body)
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({ type: 'about:blank', title: 'Invalid', status: 422 })
    expect(
      answer.body.errors.map((error: { path: string }) =>
        error.path.split('/').slice(0, 2).join('/'),
      ),
    ).toContain(path)
    expect(store.commits).toEqual([])
  })

  test.each([null, 'text', 42, true, [[]]])('is no %j', async (body) => {
    const { send } = await openTestApi(LINKS)
    const answer = await send('POST', '/links', JSON.stringify(body))
    const message = expect.stringMatching(/^a link is a JSON object, such as /)
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ message }] } })
  })

  test('with bad tags names each by its place', async () => {
    const { send } = await openTestApi(LINKS)
    const tags = ['ok', 'My', 'a_b']
    const { body } = await send('POST', '/links', { url: 'https://e.com/', tags })
    expect(body.errors).toEqual([
      expect.objectContaining({ path: '/tags/1', suggestion: 'my' }),
      expect.objectContaining({ path: '/tags/2', suggestion: 'a-b' }),
    ])
    const many = await send('POST', '/links', [{ url: 'https://e.com/', tags }])
    expect(many.body.errors[0].path).toBe('/0/tags/1')
  })

  test('with suggestions carries them', async () => {
    const { send } = await openTestApi(LINKS)
    const { body } = await send('POST', '/links', { url: 'example.com/x', slug: 'My Talk' })
    expect(body.errors).toEqual([
      expect.objectContaining({ path: '/url', suggestion: 'https://example.com/x' }),
      expect.objectContaining({ path: '/slug', suggestion: 'my-talk' }),
    ])
  })

  test('carries its target byte for byte', async () => {
    const { send, store } = await openTestApi(LINKS)
    const url =
      "https://example.com/notepad%2B%2B_%2f'()!*:?2+2_(TV_channel)#/p/1?email=user%2Btag%40example.com"
    await send('POST', '/links', { url, slug: 'bytes' })
    expect((await store.links()).get('bytes')?.url).toBe(url)
  })
})

describe('an array', () => {
  test('is added in one commit, and answered as an array', async () => {
    const { send, store } = await openTestApi(LINKS)
    const { status, body } = await send('POST', '/links', [
      { url: 'https://e.com/1', slug: 'one' },
      { url: 'https://e.com/2' },
      { url: '/one', slug: 'uno' },
    ])
    expect(status).toBe(201)
    expect(body.map(({ slug }: { slug: string }) => slug)).toEqual([
      'one',
      expect.any(String),
      'uno',
    ])
    expect(store.commits).toHaveLength(1)
    expect(store.commits[0]?.message).toMatch(/^Add 3 links\n\n\/one\n/)
  })

  test('of what is there already is 200 without a commit', async () => {
    const { send, store } = await openTestApi(LINKS)
    const { status, body } = await send('POST', '/links', [
      { url: 'https://example.com/docs', slug: 'docs' },
    ])
    expect(status).toBe(200)
    expect(body).toHaveLength(1)
    expect(store.commits).toEqual([])
  })

  test('is added whole or not at all; every error is named at its place', async () => {
    const { send, store } = await openTestApi(LINKS)
    const { status, body } = await send('POST', '/links', [
      { url: 'https://e.com/1', slug: 'one' },
      { url: 'javascript:x', slug: 'two' },
      { url: 'https://e.com/3', slug: 'a b' },
    ])
    expect(status).toBe(422)
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['/1/url', '/2/slug'])
    expect(store.commits).toEqual([])
  })

  test('with one slug for two targets is refused, as is one with a taken slug', async () => {
    const { send } = await openTestApi(LINKS)
    const { status, body } = await send('POST', '/links', [
      { url: 'https://e.com/1', slug: 'one' },
      { url: 'https://e.com/2', slug: 'one' },
      { url: 'https://e.com/3', slug: 'docs' },
    ])
    expect(status).toBe(409)
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['/1/slug', '/2/slug'])
  })

  test.each([
    ['none', 0, 422],
    ['500', 500, 201],
    ['501', 501, 422],
  ])('of %s', async (_name, count, expected) => {
    const { send } = await openTestApi(LINKS)
    const many = Array.from({ length: count }, (_, index) => ({ url: `https://e.com/${index}` }))
    const { status, body } = await send('POST', '/links', many)
    expect(status).toBe(expected)
    if (status !== 201) expect(body.errors).toEqual([{ path: '', message: body.detail }])
  })
})

describe('a repeated request', () => {
  test('with its Idempotency-Key finds the same slug and answers 200', async () => {
    const { send, store } = await openTestApi(LINKS)
    const options = { headers: { 'idempotency-key': 'a6b1' } }
    const first = await send('POST', '/links', { url: 'https://e.com/' }, options)
    const second = await send('POST', '/links', { url: 'https://e.com/' }, options)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body.slug).toBe(first.body.slug)
    expect(store.commits).toHaveLength(1)
  })

  test('adds no second link where the first has changed since, or asked for another', async () => {
    const { send, store } = await openTestApi(LINKS)
    const headers = { 'idempotency-key': 'a6b1' }
    const first = await send('POST', '/links', { url: 'https://e.com/' }, { headers })
    const { slug } = first.body
    await send('PATCH', `/links/${slug}`, { url: 'https://f.com/' }, { role: 'edit' })
    const second = await send('POST', '/links', { url: 'https://e.com/' }, { headers })
    const detail = expect.stringContaining(`this Idempotency-Key has added /${slug}`)
    expect(second).toMatchObject({ status: 409, body: { detail, errors: [{ path: '' }] } })
    await send('DELETE', `/links/${slug}`, undefined, { role: 'edit' })
    const third = await send('POST', '/links', { url: 'https://e.com/' }, { headers })
    expect(third.status).toBe(409)
    expect(store.commits).toHaveLength(3)
  })

  test('of an array finds all its slugs', async () => {
    const { send } = await openTestApi(LINKS)
    const options = { headers: { 'idempotency-key': 'a6b1' } }
    const many = [{ url: 'https://e.com/' }, { url: 'https://e.com/' }, { url: 'https://f.com/' }]
    const first = await send('POST', '/links', many, options)
    const second = await send('POST', '/links', many, options)
    expect(second.status).toBe(200)
    expect(second.body.map(({ slug }: { slug: string }) => slug)).toEqual(
      first.body.map(({ slug }: { slug: string }) => slug),
    )
  })

  test('of another person, or with another key, gets another slug', async () => {
    const { send } = await openTestApi(LINKS)
    const headers = { 'idempotency-key': 'a6b1' }
    const slugs = [
      await send('POST', '/links', { url: 'https://e.com/' }, { headers }),
      await send('POST', '/links', { url: 'https://e.com/' }, { headers, role: 'edit' }),
      await send(
        'POST',
        '/links',
        { url: 'https://e.com/' },
        { headers: { 'idempotency-key': 'b' } },
      ),
    ].map(({ body }) => body.slug)
    expect(new Set(slugs).size).toBe(3)
  })

  test.each(['', 'a b', 'x'.repeat(256)])('with the bad key %j is refused', async (key) => {
    const { send } = await openTestApi(LINKS)
    const answer = await send(
      'POST',
      '/links',
      { url: 'https://e.com/' },
      { headers: { 'idempotency-key': key } },
    )
    expect(answer.status).toBe(400)
  })
})

describe('a moving head', () => {
  test('is read again, and the other change is kept', async () => {
    const { send, store } = await openTestApi(LINKS)
    const others = linkSet([...LINKS.values(), link({ slug: 'other' })])
    store.beforeCommit = async () => {
      store.beforeCommit = () => {}
      await store.push(others)
    }
    const { status } = await send('POST', '/links', { url: 'https://e.com/', slug: 'mine' })
    expect(status).toBe(201)
    expect([...(await store.links()).keys()].sort()).toEqual(['docs', 'mine', 'old', 'other'])
  })

  test('that took the slug meanwhile makes it a conflict', async () => {
    const { send, store } = await openTestApi(LINKS)
    const others = linkSet([
      ...LINKS.values(),
      link({ slug: 'mine', url: 'https://other.example/' }),
    ])
    store.beforeCommit = () => store.push(others)
    expect((await send('POST', '/links', { url: 'https://e.com/', slug: 'mine' })).status).toBe(409)
  })

  test('a random slug is the same in each try', async () => {
    const { send, store } = await openTestApi(LINKS)
    let tries = 0
    store.beforeCommit = async () => {
      tries += 1
      if (tries < 3)
        await store.push(linkSet([...LINKS.values(), link({ slug: `other-${tries}` })]))
    }
    const { body } = await send('POST', '/links', { url: 'https://e.com/' })
    const again = await openTestApi(LINKS)
    const { body: undisturbed } = await again.send('POST', '/links', { url: 'https://e.com/' })
    expect(body.slug).toBe(undisturbed.slug)
  })

  test('20 requests at once add 20 links', async () => {
    const { send, store } = await openTestApi(LINKS)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send('POST', '/links', { url: `https://e.com/${index}` }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    expect((await store.links()).size).toBe(LINKS.size + 20)
  })

  test('a store that can not commit is 503 with Retry-After', async () => {
    const { send, store } = await openTestApi(LINKS)
    store.beforeCommit = () => {
      throw new StoreUnavailable('HEAD is detached', 7)
    }
    const { status, headers, body } = await send('POST', '/links', { url: 'https://e.com/' })
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('7')
    expect(body.detail).toBe('HEAD is detached')
  })

  test('an error of ours is 500 without a word of its inside, and logged', async () => {
    const { send, store, log } = await openTestApi(LINKS)
    store.beforeCommit = () => {
      throw new Error('secret detail')
    }
    const { status, body } = await send('POST', '/links', { url: 'https://e.com/' })
    expect(status).toBe(500)
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(log.join()).toContain('secret detail')
  })
})
