/**
 * `/openapi.json` is valid, and it is the API: no call, status, header or field more or less.
 * Besides, every answer of every other test of the API is held against it (`support/api.ts`).
 */
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { ROUTES } from '../../../src/api/handler.ts'
import type { Operation } from '../../../src/api/openapi/types.ts'
import { METHODS } from '../../../src/api/openapi/types.ts'
import { ROLES } from '../../../src/config.ts'
import { EditConflict, StoreUnavailable } from '../../../src/stores/store.ts'
import { openTestApi, type SendOptions, type TestApi } from '../../support/api.ts'
import { link, linkSet } from '../../support/links.ts'
import { DOCUMENT, findCall, findDepartures, judge } from '../../support/openapi.ts'

const LINKS = linkSet([
  link({ slug: 'docs', url: 'https://example.com/docs', title: 'Docs', tags: ['a'] }),
  link({ slug: 'me', url: '/docs' }),
  link({ slug: 'old', state: 'gone' }),
  link({ slug: 'theirs', owner: 'bob' }),
])

const CALLS = Object.entries(DOCUMENT.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation: Operation | undefined = item[method]
    return operation === undefined ? [] : [{ path, method: method.toUpperCase(), operation }]
  }),
)

test('is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate({ ...structuredClone(DOCUMENT) })).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  const broken = { ...structuredClone(DOCUMENT), paths: { links: {} } }
  expect((await new Validator().validate(broken)).valid).toBe(false)
})

test('has the calls that the API answers, and no other', () => {
  const answered = Object.entries(ROUTES).flatMap(([path, answers]) =>
    Object.keys(answers).map((method) => `${method} ${path}`),
  )
  expect(CALLS.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(answered.sort())
})

test('names each call once', () => {
  const names = CALLS.map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(names.length)
})

interface Try {
  call: [method: string, path: string, body?: unknown]
  options?: SendOptions
  given?: Parameters<typeof openTestApi>[1]
  /** What happens meanwhile. */
  before?: (api: TestApi) => void
}

const ed = { role: 'edit' } as const
const ada = { role: 'admin' } as const
const failing = (error: Error) => (api: TestApi) => {
  api.store.read = async () => {
    throw error
  }
}
const broken = failing(new Error('ours'))
const unreachable = failing(new StoreUnavailable('the host is away', 7))
const contested = (api: TestApi) => {
  api.store.beforeCommit = () => {
    throw new EditConflict('somebody edits it')
  }
}
const tooLong = ' '.repeat(1024 * 1024 + 1)
const asText = { headers: { 'content-type': 'text/plain' } }
const badCondition = { headers: { 'if-match': 'unquoted' } }
const otherTag = { headers: { 'if-match': '"other"' } }
const noTokens = { tokens: [] }
const NEW = { url: 'https://example.com/new' }
const RETITLED = { title: 'New' }

const TRIES: Readonly<Record<string, readonly Try[]>> = {
  'GET /links': [
    ...common(['GET', '/links']),
    { call: ['GET', '/links?limit=1&offset=1'] },
    { call: ['GET', '/links?limit=0'] },
  ],
  'POST /links': [
    ...common(['POST', '/links', NEW]),
    { call: ['POST', '/links', [NEW, { ...NEW, slug: 'Caps' }]] },
    { call: ['POST', '/links', { slug: 'docs', url: 'https://example.com/docs' }] },
    { call: ['POST', '/links', [{ slug: 'docs', url: 'https://example.com/docs' }]] },
    { call: ['POST', '/links', '{'] },
    { call: ['POST', '/links', { ...NEW, slug: 'old', reuse: true }] },
    { call: ['POST', '/links', { ...NEW, slug: 'docs' }] },
    { call: ['POST', '/links', tooLong] },
    { call: ['POST', '/links', '{}'], options: asText },
    { call: ['POST', '/links', { url: 'example.com:80/x', tags: ['No Tag'] }] },
  ],
  'PATCH /links': [
    ...common(['PATCH', '/links', many('docs', RETITLED)], ed),
    { call: ['PATCH', '/links', many('docs', { state: 'gone', withAliases: true })], options: ed },
    { call: ['PATCH', '/links', many('old', { state: 'active' })], options: ada },
    { call: ['PATCH', '/links', many('old', { state: 'active' })], options: ed },
    { call: ['PATCH', '/links', '['], options: ed },
    { call: ['PATCH', '/links', many('none', RETITLED)], options: ed },
    { call: ['PATCH', '/links', many('docs', { state: 'gone' })], options: ed },
    { call: ['PATCH', '/links', many('docs', RETITLED)], options: ed, before: contested },
    { call: ['PATCH', '/links', many('docs', RETITLED, '"other"')], options: ed },
    { call: ['PATCH', '/links', tooLong], options: ed },
    { call: ['PATCH', '/links', '[]'], options: { ...ed, ...asText } },
    { call: ['PATCH', '/links', many('docs', { url: null }, 'unquoted')], options: ed },
  ],
  'GET /links/{slug}': [
    ...common(['GET', '/links/docs']),
    { call: ['GET', '/links/%zz'] },
    { call: ['GET', '/links/none'] },
    { call: ['GET', '/links/docs?x=y'] },
  ],
  'PATCH /links/{slug}': [
    ...common(['PATCH', '/links/docs', RETITLED], ed),
    { call: ['PATCH', '/links/docs', RETITLED], options: { ...ed, ...badCondition } },
    { call: ['PATCH', '/links/theirs', RETITLED], options: ed },
    { call: ['PATCH', '/links/none', RETITLED], options: ed },
    { call: ['PATCH', '/links/docs', { slug: 'theirs' }], options: ada },
    { call: ['PATCH', '/links/docs', RETITLED], options: ed, before: contested },
    { call: ['PATCH', '/links/docs', RETITLED], options: { ...ed, ...otherTag } },
    { call: ['PATCH', '/links/docs', tooLong], options: ed },
    { call: ['PATCH', '/links/docs', '{}'], options: { ...ed, ...asText } },
    { call: ['PATCH', '/links/docs', { url: null }], options: ed },
  ],
  'DELETE /links/{slug}': [
    ...common(['DELETE', '/links/me'], ed),
    { call: ['DELETE', '/links/me?purge=true'], options: ada },
    { call: ['DELETE', '/links/me'], options: { ...ed, ...badCondition } },
    { call: ['DELETE', '/links/theirs'], options: ed },
    { call: ['DELETE', '/links/none'], options: ed },
    { call: ['DELETE', '/links/docs'], options: ed },
    { call: ['DELETE', '/links/me'], options: ed, before: contested },
    { call: ['DELETE', '/links/me'], options: { ...ed, ...otherTag } },
    { call: ['DELETE', '/links/me?purge=perhaps'], options: ed },
  ],
  'GET /database': [
    ...common(['GET', '/database']),
    { call: ['GET', '/database'], options: { headers: { 'if-none-match': '*' } } },
    { call: ['GET', '/database'], options: { headers: { 'if-none-match': 'unquoted' } } },
    { call: ['GET', '/database?x=y'] },
    { call: ['GET', '/database'], given: { answerMax: 1 } },
  ],
  'GET /resolve/{slug}': [
    { call: ['GET', '/resolve/docs'], options: { role: null } },
    { call: ['GET', '/resolve/old'], options: { role: null } },
    { call: ['GET', '/resolve/%zz'], options: { role: null } },
    { call: ['GET', '/resolve/none'], options: { role: null } },
    { call: ['GET', '/resolve/docs'], options: { role: null }, before: broken },
    { call: ['GET', '/resolve/docs'], options: { role: null }, before: unreachable },
  ],
  'GET /status': [...common(['GET', '/status']), { call: ['GET', '/status?x=y'] }],
  'GET /me': [...common(['GET', '/me']), { call: ['GET', '/me?x=y'] }],
  'POST /publish': [
    ...common(['POST', '/publish'], ed, {
      bakeNow: async () => {},
      liveRevision: async () => null,
      callBuildHook: async () => ({ ok: true }),
    }),
    { call: ['POST', '/publish', {}], options: ed, given: { bakeNow: async () => {} } },
    { call: ['POST', '/publish'], options: ed },
    { call: ['POST', '/publish'], options: { role: 'create' } },
    { call: ['POST', '/publish', '{'], options: ed },
    { call: ['POST', '/publish', tooLong + tooLong], options: ed },
    { call: ['POST', '/publish', '{}'], options: { ...ed, ...asText } },
    { call: ['POST', '/publish', { x: 1 }], options: ed },
  ],
}

/** The body that changes one of many links. */
function many(slug: string, change: object, ifMatch?: string): object[] {
  return [{ slug, change, ...(ifMatch !== undefined && { ifMatch }) }]
}

/** What befalls every call that needs a token. */
function common(call: Try['call'], options: SendOptions = {}, given: Try['given'] = {}): Try[] {
  return [
    { call, options, given },
    { call, options: { role: null } },
    { call, options, given: noTokens },
    { call, options, given, before: broken },
    { call, options, given, before: unreachable },
  ]
}

describe('every status that is described can happen, and no other:', () => {
  test.each(CALLS.map(({ method, path, operation }) => [`${method} ${path}`, operation] as const))(
    '%s',
    async (name, operation) => {
      const happened = new Set<string>()
      for (const { call, options, given, before } of TRIES[name] ?? []) {
        let live: string | null = null
        const api = await openTestApi(LINKS, { liveRevision: async () => live, ...given })
        if (given?.bakeNow != null) live = (await api.store.read()).revision
        before?.(api)
        const [method, path, body] = call
        expect(findCall(method, path)?.operation).toBe(operation)
        happened.add(String((await api.send(method, path, body, options)).status))
      }
      expect([...happened].sort()).toEqual(Object.keys(operation.responses).sort())
    },
  )
})

describe('the role that a call names', () => {
  const secured = CALLS.filter(({ operation }) => operation.security.length > 0)
  test.each(secured.map(({ method, path, operation }) => [method, path, operation] as const))(
    'of %s %s is enough, and needed',
    async (method, path, { security }) => {
      const least = ROLES.findIndex((role) => security[0]?.token.includes(role))
      for (const [rank, role] of ROLES.entries()) {
        const { send } = await openTestApi(LINKS, { bakeNow: async () => {} })
        const { status } = await send(method, path.replace('{slug}', 'me'), undefined, { role })
        expect(status === 403).toBe(rank < least)
      }
      const { send } = await openTestApi(LINKS)
      const { status } = await send(method, path.replace('{slug}', 'me'), undefined, { role: null })
      expect(status).toBe(401)
    },
  )

  test('is none for what is public', () => {
    const open = CALLS.filter(({ operation }) => operation.security.length === 0)
    expect(open.map(({ path }) => path)).toEqual(['/resolve/{slug}'])
  })
})

describe('query parameters', () => {
  test.each(CALLS.filter(({ method }) => ['GET', 'DELETE'].includes(method)))(
    'of $method $path are those that it takes',
    async ({ method, path, operation }) => {
      const described = (operation.parameters ?? []).flatMap((one) =>
        'in' in one && one.in === 'query' ? [one.name] : [],
      )
      const { send } = await openTestApi(LINKS)
      const at = `${path.replace('{slug}', 'me')}?no-such=1`
      const { status, body } = await send(method, at, undefined, ada)
      if (status !== 422) return expect(described).toEqual([])
      const known = / known are (.*)$/.exec(body.errors[0].message)?.[1]?.split(', ') ?? []
      expect(described).toEqual(known)
    },
  )
})

describe('examples', () => {
  const bodies = CALLS.flatMap(({ method, path, operation }) =>
    Object.entries(operation.requestBody?.content ?? {}).flatMap(
      ([type, { example, examples }]) => {
        const values = Object.values(examples ?? {}).map(({ value }) => value)
        return [...(example === undefined ? [] : [example]), ...values].map(
          (value) => [method, path.replace('{slug}', 'docs'), type, value] as const,
        )
      },
    ),
  )

  test.each(bodies)('%s %s as %s: %j is taken', async (method, path, type, value) => {
    const { send } = await openTestApi(LINKS)
    const headers = { 'content-type': type }
    expect((await send(method, path, value, { ...ed, headers })).status).toBeLessThan(300)
  })

  test('are there', () => expect(bodies.length).toBeGreaterThan(3))
})

describe('an answer departs from the document', () => {
  const headers = new Headers({ 'content-type': 'application/json', etag: '"x"' })
  const exchange = { method: 'GET', path: '/links/docs', request: undefined, status: 200, headers }
  const body = {
    ...link({ slug: 'docs' }),
    shortUrl: 'https://go.example.org/docs',
    etag: '"x"',
  }

  test.each([
    ['in nothing', exchange, body, []],
    ['by a field more', exchange, { ...body, clicks: 1 }, [/additional/]],
    ['by a field less', exchange, { ...body, etag: undefined }, [/required property 'etag'/]],
    ['by a wrong value', exchange, { ...body, status: '302' }, [/\/status/, /\/status/]],
    ['by a status', { ...exchange, status: 418 }, body, [/status is not described/]],
    ['by a call', { ...exchange, path: '/clicks' }, body, [/not described/]],
    [
      'by a header less',
      { ...exchange, headers: new Headers({ 'content-type': 'application/json' }) },
      body,
      [/ETag is missing/],
    ],
    [
      'by a header more',
      { ...exchange, headers: new Headers([...headers, ['x-clicks', '1']]) },
      body,
      [/x-clicks is not described/],
    ],
  ])('%s', (_name, rest, content, expected) => {
    const departures = findDepartures({ ...rest, body: JSON.parse(JSON.stringify(content)) })
    expect(departures).toEqual(expected.map((pattern) => expect.stringMatching(pattern)))
  })

  test('and a body that the schemas refuse is seen', () => {
    const pointer = '/components/schemas/NewLink'
    expect(judge(pointer, { url: 'https://example.com/' })).toEqual([])
    expect(judge(pointer, { url: 'https://example.com/', tags: ['No'] })).not.toEqual([])
  })
})
