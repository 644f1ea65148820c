/**
 * Slugs and targets from anything that can be typed: no exception, no second thoughts, and a
 * suggestion that is itself right.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTime, parseForeignTime, parseTime } from '../../../src/core/fields/time.ts'
import { isReserved, RESERVED_NAMES } from '../../../src/core/reserved.ts'
import { parseSite } from '../../../src/core/site.ts'
import { parseSlug, SLUG_MAX, suggestSlug } from '../../../src/core/slug.ts'
import { findTargetProblem, parseTarget, URL_MAX } from '../../../src/core/target.ts'
import { findPrivateReason } from '../../../src/core/targets/address.ts'
import { findHidden } from '../../../src/core/text.ts'
import { arbSlug, arbTarget } from '../../support/arbitraries.ts'
import { runs } from '../../support/runs.ts'

const PIECES = [
  'https://',
  'HTTP://',
  'javascript:',
  '//',
  '/',
  '\\',
  ':',
  ':id',
  '*',
  '@',
  '?',
  '#',
  '.',
  '..',
  '%',
  '%20',
  '%2F',
  '%E2%80%8B',
  '[::1]',
  '127.1',
  'example.com',
  'localhost',
  'xn--',
  ':80',
  ' ',
  '\u00a0',
  '\n',
  '\t',
  '\u200b',
  '\u202e',
  '\ufe0f',
  '。',
  'ß',
  'é',
  'İ',
  '℡',
  '구',
  '😀',
  '\ud800',
  '_',
  '-',
  'api',
  'admin.html',
  'A',
  'x',
]
// What a URL's host, and all behind it, may be made of; some of it is serialised otherwise.
const HOST_PIECES = ['example', 'a-b', 'a--b', '-', 'xn--', '.', '.com', '.org', '.1', '.0x7f', 'A']
const URL_PIECES = [
  ...'/?#&=.-_~!$()*+,;@%:\'"<>[]{}|^`\\',
  ...['/a', 'x', '..', '/..', '%2e', '/%2E', '%20', '%zz', 'é', ' ', '\t', '\u200b', '\u0000'],
]
// Anything, and above all what comes near to a slug or a URL.
const arbTyped = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  arbTarget,
  arbSlug,
)

describe('anything typed as a slug', () => {
  it('is taken as it is or refused with a reason, and a suggestion is a valid slug', () => {
    fc.assert(
      fc.property(arbTyped, (text) => {
        const parsed = parseSlug(text)
        if (parsed.ok) {
          expect(parsed.slug).toBe(text)
          expect(text.length).toBeLessThanOrEqual(SLUG_MAX)
          expect(isReserved(text)).toBe(false)
          // The URL parser, which browsers use, leaves its path as it is.
          expect(new URL(`https://example.com/${text}`).pathname).toBe(`/${text}`)
          return
        }
        expect(parsed.message).not.toBe('')
        if (parsed.suggestion === null) return
        const { suggestion } = parsed
        expect(suggestion).not.toMatch(/^-*$/)
        expect(parseSlug(suggestion)).toEqual({ ok: true, slug: suggestion })
        expect(suggestSlug(suggestion)).toBe(suggestion)
      }),
      { numRuns: runs(3_000) },
    )
  })

  it('is never a reserved name, in whatever case and with whatever behind it', () => {
    const arbReserved = fc
      .tuple(
        fc.constantFrom(...RESERVED_NAMES),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        fc.constantFrom('', '.html', '.HTM'),
        fc.oneof(
          fc.constant(''),
          arbSlug.map((slug) => `/${slug}`),
        ),
      )
      .map(([name, capitals, ending, rest]) => {
        const mixed = [...name].map((letter, n) => (capitals[n] ? letter.toUpperCase() : letter))
        return `${mixed.join('')}${ending}${rest}`
      })
    fc.assert(
      fc.property(arbReserved, (slug) => {
        expect(parseSlug(slug).ok).toBe(false)
      }),
      { numRuns: runs(500) },
    )
  })
})

describe('anything typed as a target', () => {
  it('is serialised once and for all or refused, and a suggestion is a valid target', () => {
    fc.assert(
      fc.property(arbTyped, (text) => {
        const parsed = parseTarget(text)
        if (!parsed.ok) {
          expect(parsed.message).not.toBe('')
          if (parsed.suggestion !== null) expect(parseTarget(parsed.suggestion).ok).toBe(true)
          return
        }
        const { url } = parsed
        expect(parseTarget(url)).toEqual({ ok: true, url })
        // Printable ASCII without a space: a rule of `_redirects` can hold it on one line.
        expect(url).toMatch(/^[!-~]+$/)
        expect(url.length).toBeLessThanOrEqual(URL_MAX)
        if (url.startsWith('/')) return
        const { protocol, username, password, href } = new URL(url)
        expect(['http:', 'https:']).toContain(protocol)
        expect(username + password).toBe('')
        expect(href).toBe(url)
        expect(findHidden(text.trim())).toBeNull()
      }),
      { numRuns: runs(3_000) },
    )
  })

  it('is the same with white space around it, however plain it is', () => {
    // What is plain takes a short way, and white space the long one.
    const arbHost = fc
      .array(fc.constantFrom(...HOST_PIECES), { minLength: 1, maxLength: 5 })
      .map((pieces) => pieces.join(''))
    const arbRest = fc
      .array(fc.constantFrom(...URL_PIECES), { maxLength: 8 })
      .map((pieces) => pieces.join(''))
    const arbPlain = fc
      .tuple(fc.constantFrom('https://', 'http://', 'HTTP://', 'https:/'), arbHost, arbRest)
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: arbPlain }, arbTyped), (text) => {
        expect(parseTarget(` ${text}`)).toEqual(parseTarget(text.trim()))
      }),
      { numRuns: runs(10_000) },
    )
  })

  it('is judged without exception by what the owner decided', () => {
    const site = parseSite({ baseUrl: 'https://example.com', blockedHosts: ['evil.example'] })
    fc.assert(
      fc.property(arbTyped, (text) => {
        const parsed = parseTarget(text)
        if (!parsed.ok) return
        const problem = findTargetProblem(parsed.url, site)
        if (problem?.suggestion != null) expect(parseTarget(problem.suggestion).ok).toBe(true)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('that is a private IPv4 address is private in every spelling', () => {
    const arbPrivate = fc.oneof(
      fc.nat({ max: 0xffffff }).map((rest) => 0x7f000000 + rest),
      fc.nat({ max: 0xffffff }).map((rest) => 0x0a000000 + rest),
      fc.nat({ max: 0xfffff }).map((rest) => 0xac100000 + rest),
      fc.nat({ max: 0xffff }).map((rest) => 0xc0a80000 + rest),
      fc.nat({ max: 0xffff }).map((rest) => 0xa9fe0000 + rest),
    )
    const arbRadix = fc.constantFrom('', '0x', '0X', '0')
    const write = (n: number, prefix: string) => {
      const radix = prefix === '' ? 10 : prefix === '0' ? 8 : 16
      return `${prefix}${n.toString(radix)}`
    }
    fc.assert(
      fc.property(
        arbPrivate,
        fc.integer({ min: 1, max: 4 }),
        fc.tuple(arbRadix, arbRadix, arbRadix, arbRadix),
        fc.constantFrom('', '.'),
        (address, parts, prefixes, dot) => {
          const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff)
          const head = bytes.slice(0, parts - 1)
          const last = address % 256 ** (5 - parts)
          const host = [...head, last].map((n, index) => write(n, prefixes[index] ?? '')).join('.')
          const hex = address.toString(16).padStart(8, '0')
          const [high, low] = [hex.slice(0, 4), hex.slice(4)]
          const spellings = [
            `${host}${dot}`,
            `[::ffff:${high}:${low}]`,
            `[::${high}:${low}]`,
            `[64:ff9b::${high}:${low}]`,
            `[2002:${high}:${low}::]`,
          ]
          for (const spelling of spellings) {
            const parsed = parseTarget(`http://${spelling}/`)
            expect({ spelling, ok: parsed.ok }).toEqual({ spelling, ok: true })
            const hostname = parsed.ok ? new URL(parsed.url).hostname : ''
            expect({ spelling, reason: findPrivateReason(hostname) }).not.toEqual({
              spelling,
              reason: null,
            })
          }
        },
      ),
      { numRuns: runs(500) },
    )
  })
})

describe('anything typed as a time', () => {
  const arbTime = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc
      .tuple(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
        fc.constantFrom('Z', 'z', '+00:00', '-05:30', '+14:00', '+25:00', '', ' '),
      )
      .map(([date, zone]) => `${date.toISOString().slice(0, 19)}${zone}`),
  )
  it('is the same with its Z in the other case, though one of them takes a shorter way', () => {
    const arbDay = fc.nat({ max: 32 }).map((day) => String(day).padStart(2, '0'))
    const arbParts = fc.tuple(
      fc.constantFrom('2023', '2024', '0000'),
      fc.constantFrom('00', '01', '02', '04', '12', '13'),
      arbDay,
      fc.constantFrom('00', '19', '23', '24'),
      fc.constantFrom('00', '59', '60'),
      fc.constantFrom('00', '59', '60'),
    )
    fc.assert(
      fc.property(arbParts, ([year, month, day, hour, minute, second]) => {
        const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`
        const [upper, lower] = [parseTime(`${text}Z`), parseTime(`${text}z`)]
        expect(upper.ok).toBe(lower.ok)
        if (upper.ok) expect(upper).toEqual(lower)
      }),
      { numRuns: runs(2_000) },
    )
  })

  it('is the same moment in UTC, or is refused', () => {
    fc.assert(
      fc.property(arbTime, (text) => {
        parseForeignTime(text)
        const parsed = parseTime(text)
        if (!parsed.ok) return
        expect(parsed.time).toBe(formatTime(Date.parse(text.toUpperCase())))
        expect(parseTime(parsed.time)).toEqual(parsed)
      }),
      { numRuns: runs(1_000) },
    )
  })
})
