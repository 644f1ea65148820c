/**
 * Whatever is sent to the API, its answer is one of its own: a success, or a problem that says
 * what the client did.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createApi } from '../../../src/api/handler.ts'
import { openTestApi, TOKENS } from '../../support/api.ts'
import { arbSlug } from '../../support/arbitraries.ts'
import { linkSet } from '../../support/links.ts'
import { runs } from '../../support/runs.ts'

const LINKS = linkSet([
  { slug: 'docs', title: 'The Manual' },
  { slug: 'me', url: '/docs' },
  { slug: 'talks/2026', owner: 'carol' },
  { slug: 'gh/*', url: 'https://github.com/:splat' },
  { slug: 'old', state: 'gone' },
])

const arbText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
const arbName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('docs', 'me', 'talks%2F2026', 'gh%2F*', 'old', 'new') },
  { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%2e%2e', '..', '', '%00', '__proto__') },
  { weight: 1, arbitrary: arbSlug.map(encodeURIComponent) },
  { weight: 1, arbitrary: arbText.map((text) => text.replace(/[/?#\\\ud800-\udfff]/g, '')) },
)
const arbPath = fc.oneof(
  { weight: 6, arbitrary: arbName.map((name) => `/links/${name}`) },
  { weight: 1, arbitrary: arbName.map((name) => `/resolve/${name}`) },
  { weight: 2, arbitrary: fc.constant('/links') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('/links', '/database', '/status', '/publish', '/constructor', '/'),
  },
)
const arbQuery = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('?purge=true', '?withAliases=true', '?purge=true&withAliases=true'),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('purge', 'limit', 'offset', 'state', 'x'), arbText)
      .map(([name, value]) => `?${new URLSearchParams({ [name]: value })}`),
  },
)

// What each field may hold, rightly or not.
const arbValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', 'x', 0, 302, true, '/docs', '/me', 'https://example.org/', 'disabled'),
  arbSlug,
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.array(arbText),
)
const FIELDS = ['url', 'slug', 'title', 'tags', 'status', 'state', 'owner', 'startsAt', 'listed']
const arbChange = fc.dictionary(
  fc.constantFrom(...FIELDS, 'expiresAt', 'keepCase', 'oldSlug', 'reuse', '__proto__', 'a/~b'),
  arbValue,
  { maxKeys: 4 },
)
const arbMany = fc.array(
  fc.record(
    {
      slug: fc.oneof(fc.constantFrom('docs', 'me', 'talks/2026', 'gh/*', 'old', 'new'), arbText),
      ifMatch: fc.oneof(fc.constantFrom('*', '"x"', 'W/"x"', '"a,b"', '"'), arbValue),
      change: fc.oneof(
        fc.constantFrom({ state: 'gone' }, { state: 'gone', withAliases: true }, { tags: ['a'] }),
        arbChange,
      ),
      more: arbValue,
    },
    { requiredKeys: ['slug', 'change'] },
  ),
  { maxLength: 4 },
)
const arbBody = fc.oneof(
  { weight: 3, arbitrary: arbMany.map((changes) => JSON.stringify(changes)) },
  { weight: 6, arbitrary: arbChange.map((change) => JSON.stringify(change)) },
  { weight: 1, arbitrary: fc.array(arbChange).map((changes) => JSON.stringify(changes)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: arbText },
)
const arbHeader = fc.oneof(
  fc.constantFrom('*', '"x"', 'W/"x"', '"x", *', ',', '"'),
  fc.string({ unit: 'grapheme-ascii' }),
)
const arbRequest = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PATCH', 'PATCH', 'DELETE', 'PUT', 'OPTIONS'),
  path: fc.tuple(arbPath, arbQuery).map((parts) => parts.join('')),
  token: fc.constantFrom(TOKENS.create, TOKENS.edit, TOKENS.admin, TOKENS.admin, 'nobody', ''),
  type: fc.constantFrom('application/json', 'application/merge-patch+json', 'text/plain', '/'),
  condition: fc.option(arbHeader),
  key: fc.option(arbHeader),
  body: arbBody,
})

type Generated = typeof arbRequest extends fc.Arbitrary<infer T> ? T : never

function toRequest({ method, path, token, type, condition, key, body }: Generated): Request {
  const headers = new Headers({ authorization: `Bearer ${token}`, 'content-type': type })
  if (condition !== null) {
    headers.set('if-match', condition)
    headers.set('if-none-match', condition)
  }
  if (key !== null) headers.set('idempotency-key', key)
  const hasBody = !['GET', 'HEAD'].includes(method)
  return new Request(`https://go.example.org/api/v1${path}`, {
    method,
    headers,
    body: hasBody ? body : null,
  })
}

test('no request makes the API fail', async () => {
  let live: string | null = null
  const { context, log, store } = await openTestApi(LINKS, {
    bakeNow: async () => {
      live = (await store.read()).revision
    },
    liveRevision: async () => live,
  })
  const api = createApi(context)
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(arbRequest, async (generated) => {
      const { status, headers } = await api(toRequest(generated))
      seen.add(status)
      expect(status).toBeLessThan(500)
      if (status >= 400) expect(headers.get('content-type')).toBe('application/problem+json')
      expect(log).toEqual([])
    }),
    { numRuns: runs(600) },
  )
  // Else it would prove little.
  expect([...seen]).toEqual(expect.arrayContaining([200, 401, 403, 404, 405, 415, 422]))
})
