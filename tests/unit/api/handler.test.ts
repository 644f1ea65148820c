/**
 * The API's frame: routes, methods, tokens, bodies; and reading.
 */
import { describe, expect, test } from 'vitest'
import { BODY_MAX } from '../../../src/api/contract.ts'
import { openTestApi } from '../../support/api.ts'
import { link, linkSet } from '../../support/links.ts'

const LINKS = linkSet([
  link({ slug: 'docs', url: 'https://example.com/docs', title: 'The Manual', tags: ['a'] }),
  link({ slug: 'talks/2026', url: 'https://example.com/talk', owner: 'team-x' }),
  link({ slug: 'gh/*', url: 'https://github.com/:splat' }),
  link({ slug: 'me', url: '/docs' }),
  link({ slug: 'off', state: 'disabled' }),
  link({ slug: 'off-too', url: '/off' }),
  link({ slug: 'old', state: 'gone' }),
  link({ slug: 'soon', startsAt: '2026-12-01T00:00:00Z' }),
  link({ slug: 'over', expiresAt: '2026-11-25T10:00:00Z' }),
  link({ slug: 'Caps', url: 'https://example.com/caps' }),
])

describe('routes', () => {
  test.each([
    ['GET', '/links/talks/2026', 404],
    ['GET', '/links/docs/', 404],
    ['GET', '/links//docs', 404],
    ['GET', '/links/', 404],
    ['GET', '/nothing', 404],
    ['GET', '/resolve', 404],
    ['GET', '/', 404],
    ['GET', '/links/%zz', 400],
    ['PUT', '/links', 405],
    ['OPTIONS', '/links', 405],
    ['POST', '/status', 405],
    ['POST', '/resolve/docs', 405],
  ])('%s %s is %i', async (method, path, status) => {
    const { send } = await openTestApi(LINKS)
    const answer = await send(method, path)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ status, detail: expect.any(String) })
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/GET/)
  })

  test('HEAD answers as GET without a body', async () => {
    const { send } = await openTestApi(LINKS)
    const { status, headers, body } = await send('HEAD', '/links')
    expect([status, headers.get('x-total-count'), body]).toEqual([200, '10', ''])
  })
})

describe('tokens', () => {
  test.each([
    ['none', {}],
    ['an unknown one', { authorization: 'Bearer nonsense' }],
    ['a hash in place of a token', { authorization: `Bearer ${'0'.repeat(64)}` }],
    ['another scheme', { authorization: 'Basic dG9rZW4=' }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['two in one', { authorization: 'Bearer token-of-ada token-of-ed' }],
  ])('with %s every door but resolve is closed', async (_name, headers: Record<string, string>) => {
    const { send, store } = await openTestApi(LINKS)
    for (const [method, path] of [
      ['POST', '/links'],
      ['GET', '/links'],
      ['GET', '/links/docs'],
      ['GET', '/status'],
    ] as const) {
      const body = method === 'POST' ? { url: 'https://e.com/' } : undefined
      const answer = await send(method, path, body, { role: null, headers })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    }
    expect(store.commits).toEqual([])
    expect((await send('GET', '/resolve/docs', undefined, { role: null })).status).toBe(200)
  })

  test('the scheme is read without regard to case', async () => {
    const { send } = await openTestApi(LINKS)
    const headers = { authorization: 'bearer token-of-ada' }
    expect((await send('GET', '/status', undefined, { role: null, headers })).status).toBe(200)
  })

  test('without any configured token every write is 503', async () => {
    const { send } = await openTestApi(LINKS, { tokens: [] })
    const answer = await send('POST', '/links', { url: 'https://e.com/' })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).not.toBeNull()
    expect(answer.body.detail).toContain('SHORTCRUST_TOKENS')
  })
})

describe('parameters', () => {
  test.each([
    ['POST', '/links', { url: 'https://e.com/' }],
    ['PATCH', '/links', [{ slug: 'docs', change: {} }]],
    ['GET', '/links/docs', undefined],
    ['PATCH', '/links/docs', {}],
    ['DELETE', '/links/docs', undefined],
    ['GET', '/status', undefined],
    ['GET', '/me', undefined],
    ['GET', '/database', undefined],
    ['POST', '/publish', undefined],
  ] as const)('%s %s refuses one that it does not know', async (method, path, body) => {
    const { send, store } = await openTestApi(LINKS)
    const answer = await send(method, `${path}?keepcase=true`, body, { role: 'admin' })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: '/keepcase' }] } })
    expect(store.commits).toEqual([])
  })
})

describe('bodies', () => {
  test.each([
    ['text/plain', '{"url":"https://e.com/"}', 415],
    ['application/x-www-form-urlencoded', 'url=https://e.com/', 415],
    ['application/jsonx', '{}', 415],
    ['application/json', '{"url":', 400],
    ['application/json; charset=utf-8', '{"url":"https://e.com/"}', 201],
    ['application/json', `"${'x'.repeat(BODY_MAX)}"`, 413],
  ])('%s of that kind is answered %#', async (type, body, status) => {
    const { send } = await openTestApi(LINKS)
    const answer = await send('POST', '/links', body, { headers: { 'content-type': type } })
    expect(answer.status).toBe(status)
  })
})

describe('GET /links', () => {
  const slugs = (body: { slug: string }[]) => body.map(({ slug }) => slug)

  test('lists all in slug order', async () => {
    const { send } = await openTestApi(LINKS)
    const { body, headers } = await send('GET', '/links')
    expect(slugs(body)).toEqual([
      'Caps',
      'docs',
      'gh/*',
      'me',
      'off',
      'off-too',
      'old',
      'over',
      'soon',
      'talks/2026',
    ])
    expect(headers.get('x-total-count')).toBe('10')
    expect(headers.get('link')).toBeNull()
    expect(body[1]).toMatchObject({
      shortUrl: 'http://localhost:8888/docs',
      etag: expect.any(String),
    })
  })

  test.each([
    ['slug=gh%2F*', ['gh/*']],
    ['slug=free', []],
    ['search=MANUAL', ['docs']],
    ['search=team-x', ['talks/2026']],
    ['search=github', ['gh/*']],
    ['tag=a', ['docs']],
    ['state=gone', ['old']],
    ['state=disabled&search=o', ['off']],
    ['tag=none', []],
    ['limit=2&offset=1', ['docs', 'gh/*']],
    ['sort=newest&limit=1', ['Caps']],
  ])('?%s', async (query, expected) => {
    const { send } = await openTestApi(LINKS)
    expect(slugs((await send('GET', `/links?${query}`)).body)).toEqual(expected)
  })

  test('30 links, 12 of a tag: pages of five', async () => {
    const many = linkSet(
      Array.from({ length: 30 }, (_, index) =>
        link({ slug: `l${String(index).padStart(2, '0')}`, tags: index < 12 ? ['a'] : [] }),
      ),
    )
    const { send } = await openTestApi(many)
    const first = await send('GET', '/links?tag=a&limit=5')
    expect(first.headers.get('link')).toBe('</api/v1/links?tag=a&limit=5&offset=5>; rel="next"')
    const last = await send('GET', '/links?tag=a&limit=5&offset=10')
    expect(last.body).toHaveLength(2)
    expect(last.headers.get('x-total-count')).toBe('12')
    expect(last.headers.get('link')).toBe('</api/v1/links?tag=a&limit=5&offset=5>; rel="prev"')
    const beyond = await send('GET', '/links?tag=a&limit=5&offset=100')
    expect([beyond.body, beyond.headers.get('x-total-count')]).toEqual([[], '12'])
    expect(beyond.headers.get('link')).toBe('</api/v1/links?tag=a&limit=5&offset=10>; rel="prev"')
  })

  test('all that is wrong with a query is told at once', async () => {
    const { send } = await openTestApi(LINKS)
    const query = 'page=2&limit=0&offset=x&state=on&sort=url&tag=a&tag=b'
    const { status, body } = await send('GET', `/links?${query}`)
    const known = 'known are slug, search, tag, state, sort, limit, offset'
    expect([status, body.errors]).toEqual([
      422,
      [
        { path: '/page', message: `unknown parameter "page"; ${known}` },
        { path: '/tag', message: '"tag" is given twice' },
        {
          path: '/state',
          message: '"state" is "on"; it must be one of: active, disabled, gone',
        },
        { path: '/sort', message: '"sort" is "url"; it must be one of: slug, newest' },
        { path: '/limit', message: '"limit" is "0"; it must be a whole number from 1' },
        { path: '/offset', message: '"offset" is "x"; it must be a whole number from 0' },
      ],
    ])
    const flags = await send('DELETE', '/links/docs?purge=yes&withAliases=1', undefined, {
      role: 'admin',
    })
    const paths = flags.body.errors.map(({ path }: { path: string }) => path)
    expect([flags.status, paths]).toEqual([422, ['/purge', '/withAliases']])
  })

  test.each([
    'limit=0',
    'limit=x',
    'limit=-1',
    'offset=1.5',
    'state=open',
    'colour=red',
    'tag=a&tag=b',
  ])('?%s is refused at its parameter', async (query) => {
    const { send } = await openTestApi(LINKS)
    const { status, body } = await send('GET', `/links?${query}`)
    expect(status).toBe(422)
    expect(body.errors[0].path).toBe(`/${query.split('=')[0]}`)
  })
})

describe('GET /links/{slug}', () => {
  test.each([
    ['docs', 'docs'],
    ['talks%2F2026', 'talks/2026'],
    ['gh%2F*', 'gh/*'],
    ['gh%2f%2A', 'gh/*'],
    ['Caps', 'Caps'],
  ])('%s is %s, with its entity tag in head and body', async (path, slug) => {
    const { send } = await openTestApi(LINKS)
    const { status, body, headers } = await send('GET', `/links/${path}`)
    expect([status, body.slug]).toEqual([200, slug])
    expect(headers.get('etag')).toBe(body.etag)
  })

  test.each(['DOCS', 'caps', 'nothing', 'docs%2F', '%2Fdocs', 'docs%00', '..%2Fdocs'])(
    '%s is not found',
    async (path) => {
      const { send } = await openTestApi(LINKS)
      expect((await send('GET', `/links/${path}`)).status).toBe(404)
    },
  )
})

describe('GET /resolve/{path}', () => {
  test.each([
    ['docs', { slug: 'docs', state: 'active', url: 'https://example.com/docs' }],
    ['docs%2F', { slug: 'docs', state: 'active', url: 'https://example.com/docs' }],
    ['DOCS', { slug: 'docs', state: 'active', url: 'https://example.com/docs' }],
    ['Caps', { slug: 'Caps', state: 'active', url: 'https://example.com/caps' }],
    ['me', { slug: 'me', state: 'active', url: 'https://example.com/docs' }],
    ['gh%2Fa%2Fb', { slug: 'gh/*', state: 'active', url: 'https://github.com/a/b' }],
    ['gh%2Fa%252Fb', { slug: 'gh/*', state: 'active', url: 'https://github.com/a%2Fb' }],
    ['GH%2FCase%2FStays', { slug: 'gh/*', state: 'active', url: 'https://github.com/Case/Stays' }],
    [
      'gh%2Fa%20b%3Fc%23d',
      { slug: 'gh/*', state: 'active', url: 'https://github.com/a%20b%3Fc%23d' },
    ],
    ['gh%2F100%25', { slug: 'gh/*', state: 'active', url: 'https://github.com/100%25' }],
    ['gh%2F%E5%8D%97', { slug: 'gh/*', state: 'active', url: 'https://github.com/%E5%8D%97' }],
    ['off', { slug: 'off', state: 'disabled' }],
    ['off-too', { slug: 'off-too', state: 'disabled' }],
    ['old', { slug: 'old', state: 'gone' }],
    ['soon', { slug: 'soon', state: 'active' }],
    ['over', { slug: 'over', state: 'active' }],
  ])('%s', async (path, expected) => {
    const { send } = await openTestApi(LINKS)
    const { status, body, headers } = await send('GET', `/resolve/${path}`, undefined, {
      role: null,
    })
    expect([status, body]).toEqual([200, expected])
    expect(headers.get('netlify-cdn-cache-control')).toBe('public, max-age=30')
  })

  test.each(['nothing', 'caps', 'gh2', '%2F%2Fevil.example'])('%s is not found', async (path) => {
    const { send } = await openTestApi(LINKS)
    expect((await send('GET', `/resolve/${path}`, undefined, { role: null })).status).toBe(404)
  })
})

describe('GET /status', () => {
  test('tells head and live, and the links that differ', async () => {
    let live: string | null = null
    const { send, store } = await openTestApi(LINKS, { liveRevision: async () => live })
    const unknown = await send('GET', '/status')
    expect(unknown.body).toMatchObject({ live: null, publish: 'now' })
    expect(unknown.body.pending).toHaveLength(10)
    live = (await store.read()).revision
    expect((await send('GET', '/status')).body).toEqual({
      head: live,
      live,
      pending: [],
      publish: 'now',
      canPublish: false,
    })
    await send('POST', '/links', { url: 'https://e.com/', slug: 'new' })
    const after = await send('GET', '/status')
    expect(after.body).toMatchObject({ live, pending: ['new'] })
    expect(after.body.head).not.toBe(live)
  })
})
