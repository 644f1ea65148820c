/**
 * The short way to prove a stored link and the schema, which is the definition, never disagree.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isSameValue, LINK_FIELDS, type Link, parseLink } from '../../../../src/core/link.ts'
import { isNormalLink } from '../../../../src/core/sqlite/normal-link.ts'
import { arbLink } from '../../../support/arbitraries.ts'
import { runs } from '../../../support/runs.ts'

type Stored = Readonly<Record<keyof Link, unknown>>

/** What may stand in a field that is not there by our hand: nearly right, or of another kind. */
const STRANGE: Record<keyof Link, readonly unknown[]> = {
  slug: ['', '007', 'API', 'a b', 'a/', 'pr/:id', 'pr/:id/:id', 'gh/*', '*', 'x'.repeat(129)],
  url: [
    'https://example.com',
    'https://example.com/',
    'HTTPS://example.com/',
    ' https://example.com/',
    'https://example.com:443/',
    'https://example.com/a/../b',
    'https://example.com/%2e/b',
    'https://example.com/é',
    'https://example.com/:id',
    'https://example.com/:idle/:id',
    'https://xn--a.com/',
    'https://0x7f.1/',
    'https://user@example.com/',
    `https://example.com/${'x'.repeat(2_048 - 20)}`,
    `https://example.com/${'x'.repeat(2_048 - 19)}`,
    'javascript:alert(1)',
    '/docs',
    '/api',
    '//example.com/',
  ],
  status: [200, 301, 308, '302', 302.5],
  state: ['active', 'gone', 'Active', 'deleted'],
  listed: [true, false, 0, 1, 'true'],
  title: [null, '', ' ', 'Docs', 'Docs ', 'a\u200bb', '日本語', 'x'.repeat(200), 'x'.repeat(201)],
  tags: [
    [],
    ['a'],
    ['a', 'b'],
    ['b', 'a'],
    ['a', 'a'],
    ['A'],
    [''],
    [1],
    ['x'.repeat(33)],
    Array.from({ length: 20 }, (_, index) => String.fromCharCode(97 + index)),
    Array.from({ length: 21 }, (_, index) => String.fromCharCode(97 + index)),
    '[]',
    {},
  ],
  owner: [null, 'alice', '', 'a b', 'x'.repeat(39), 'x'.repeat(40), 'alice\n'],
  startsAt: [null, '2026-01-31T00:00:00Z', '2026-02-29T00:00:00Z', '2026-01-01T00:00:00+00:00'],
  expiresAt: [null, '2026-01-31T00:00:00Z', '2026-01-01T00:00:00z', '2026-01-01T00:00:00.000Z'],
  createdAt: [null, '2024-02-29T23:59:59Z', '2026-01-01T24:00:00Z', '2026-01-01', '1-1-1'],
  createdBy: [null, 'bob', '', 'bob@example.com'],
}

const arbStrange = fc.constantFrom(...LINK_FIELDS).chain((field) =>
  fc.oneof(
    fc.constantFrom(...STRANGE[field].map((value) => ({ [field]: value }))),
    fc
      .oneof(fc.string({ unit: 'binary' }), fc.anything())
      .map((value): Partial<Stored> => ({ [field]: value })),
  ),
)

// What the schema makes of a link is the link itself.
function isUnchangedBySchema(stored: Stored): boolean {
  const parsed = parseLink(stored)
  return parsed.ok && LINK_FIELDS.every((field) => isSameValue(parsed.link[field], stored[field]))
}

it('any valid link is in its normal form', () => {
  fc.assert(
    fc.property(arbLink, (link) => {
      expect(isNormalLink(link)).toBe(true)
    }),
    { numRuns: runs(500) },
  )
})

it('a link with anything in some of its fields is normal exactly where the schema leaves it as it is', () => {
  fc.assert(
    fc.property(arbLink, fc.array(arbStrange, { maxLength: 3 }), (link, changes) => {
      const stored: Stored = Object.assign({ ...link }, ...changes)
      expect(isNormalLink(stored)).toBe(isUnchangedBySchema(stored))
    }),
    { numRuns: runs(5_000) },
  )
})
