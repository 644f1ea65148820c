/**
 * What is baked for whom: order of rules, states and times, the two hosts, the visitor's query.
 */
import { describe, expect, it } from 'vitest'
import { hostCapabilities } from '../../../src/core/hosts.ts'
import type { Link } from '../../../src/core/link.ts'
import { withQuery } from '../../../src/core/redirecting/query.ts'
import {
  bakeRules,
  findDestination,
  findNextChange,
  formatRules,
  resolvePath,
} from '../../../src/core/redirects.ts'
import { expandSlug } from '../../../src/core/slugs/matching.ts'
import { link, linkSet, NOW } from '../../support/links.ts'

const netlify = hostCapabilities('netlify')
const cloudflare = hostCapabilities('cloudflare')
const BEFORE = '2026-11-25T09:59:59Z'
const AFTER = '2026-11-25T10:00:01Z'

function bake(given: readonly Partial<Link>[], host = netlify): string[] {
  return formatRules(bakeRules(linkSet(given), host, NOW))
    .split('\n')
    .slice(0, -1)
}

describe('the rules of a set', () => {
  it('are none for no links', () => {
    expect(bakeRules(new Map(), netlify, NOW)).toEqual([])
    expect(formatRules([])).toBe('')
  })

  it('stand in the order in which a host must try them', () => {
    const slugs = bake([
      { slug: 'gh/*', createdAt: '2020-01-01T00:00:00Z' },
      { slug: 'a/*' },
      { slug: 'a/:id/edit' },
      { slug: 'a/b/*' },
      { slug: 'a/:id' },
      { slug: 'a/:id/*' },
      { slug: 'oldest', createdAt: '2020-01-01T00:00:00Z' },
      { slug: 'gh/me', createdAt: '2026-11-01T00:00:00Z' },
      { slug: 'newest', createdAt: '2026-11-02T00:00:00Z' },
      { slug: 'b-same', createdAt: '2024-01-01T00:00:00Z' },
      { slug: 'a-same', createdAt: '2024-01-01T00:00:00Z' },
      { slug: 'a/new/edit', createdAt: '2021-01-01T00:00:00Z' },
      { slug: 'a/new/:x' },
    ]).map((line) => line.split(' ')[0])
    expect(slugs).toEqual([
      '/newest',
      '/gh/me',
      '/a-same',
      '/b-same',
      '/a/new/edit',
      '/oldest',
      '/a/new/:x',
      '/a/:id/edit',
      '/a/:id',
      '/a/b/*',
      '/a/:id/*',
      '/a/*',
      '/gh/*',
    ])
  })

  it('are the same whatever the order of the links', () => {
    const given: Partial<Link>[] = [{ slug: 'a' }, { slug: 'b' }, { slug: 'c/*' }, { slug: 'c/:x' }]
    expect(bake(given.toReversed())).toEqual(bake(given))
  })

  it.each<[string, Partial<Link>[], string[]]>([
    ['a link', [{}], ['/docs https://example.com/docs 302']],
    ['a status', [{ status: 301 }], ['/docs https://example.com/docs 301']],
    ['a disabled link', [{ state: 'disabled' }], ['/docs /p/off/ 404']],
    [
      'a permanent link that is disabled',
      [{ status: 301, state: 'disabled' }],
      ['/docs /p/off/ 404'],
    ],
    ['a tombstone', [{ state: 'gone' }], ['/docs /p/gone/ 404']],
    ['a link that is to start', [{ startsAt: AFTER }], ['/docs /p/off/ 404']],
    ['a link that starts now', [{ startsAt: NOW }], ['/docs https://example.com/docs 302']],
    ['a link that is to expire', [{ expiresAt: AFTER }], ['/docs https://example.com/docs 302']],
    ['a link that expires now', [{ expiresAt: NOW }], ['/docs /p/off/ 404']],
    ['a link that has expired', [{ expiresAt: BEFORE }], ['/docs /p/off/ 404']],
    ['a link that is not listed', [{ listed: false }], ['/docs https://example.com/docs 302']],
    ['a disabled splat', [{ slug: 'gh/*', state: 'disabled' }], ['/gh/* /p/off/ 404']],
    [
      'an alias',
      [{}, { slug: 'd', url: '/docs', status: 301, createdAt: '2020-01-01T00:00:00Z' }],
      ['/docs https://example.com/docs 302', '/d https://example.com/docs 301'],
    ],
    [
      'an alias of an alias',
      [
        { createdAt: '2026-02-01T00:00:00Z' },
        { slug: 'd', url: '/docs' },
        { slug: 'e', url: '/d' },
      ],
      [
        '/docs https://example.com/docs 302',
        '/d https://example.com/docs 302',
        '/e https://example.com/docs 302',
      ],
    ],
    [
      'an alias of a disabled link',
      [{ state: 'disabled' }, { slug: 'd', url: '/docs' }],
      ['/d /p/off/ 404', '/docs /p/off/ 404'],
    ],
    [
      'an alias of a tombstone',
      [{ state: 'gone' }, { slug: 'd', url: '/docs' }],
      ['/d /p/gone/ 404', '/docs /p/gone/ 404'],
    ],
    [
      'a disabled alias',
      [{ createdAt: '2026-02-01T00:00:00Z' }, { slug: 'd', url: '/docs', state: 'disabled' }],
      ['/docs https://example.com/docs 302', '/d /p/off/ 404'],
    ],
    [
      'an alias of an expired link',
      [{ expiresAt: NOW }, { slug: 'd', url: '/docs' }],
      ['/d /p/off/ 404', '/docs /p/off/ 404'],
    ],
    [
      'an alias in a circle',
      [
        { slug: 'a', url: '/b' },
        { slug: 'b', url: '/a' },
      ],
      ['/a /p/off/ 404', '/b /p/off/ 404'],
    ],
    ['an alias of nothing', [{ slug: 'a', url: '/b' }], ['/a /p/off/ 404']],
  ])('for %s', (_name, given, lines) => {
    expect(bake(given)).toEqual(lines)
  })

  it.each<[string, Partial<Link>[], string[]]>([
    [
      'two for an exact slug',
      [{}],
      ['/docs https://example.com/docs 302', '/docs/ https://example.com/docs 302'],
    ],
    [
      'two for a placeholder',
      [{ slug: 'pr/:id' }],
      ['/pr/:id https://example.com/docs 302', '/pr/:id/ https://example.com/docs 302'],
    ],
    ['one for a splat', [{ slug: 'gh/*', status: 308 }], ['/gh/* https://example.com/docs 308']],
    ['none for a disabled link', [{ state: 'disabled' }], []],
    ['none for a tombstone', [{ state: 'gone' }], []],
    ['none for an expired link', [{ expiresAt: NOW }], []],
  ])('on Cloudflare are %s', (_name, given, lines) => {
    expect(bake(given, cloudflare)).toEqual(lines)
  })

  it('name the slug that they serve', () => {
    expect(bakeRules(linkSet([{}]), cloudflare, NOW).map(({ slug }) => slug)).toEqual([
      'docs',
      'docs',
    ])
  })

  it('may stand above static files', () => {
    expect(formatRules([{ slug: null, from: '/', to: '/p/', status: 302, force: true }])).toBe(
      '/ /p/ 302!\n',
    )
  })

  it('are ASCII with one line each, whatever the target', () => {
    const text = bake([{ slug: 'x', url: 'https://bücher.example/é?q=é#é' }]).join()
    expect(text).toBe('/x https://xn--bcher-kva.example/%C3%A9?q=%C3%A9#%C3%A9 302')
  })
})

describe('the standing of a link', () => {
  const start = '2026-11-25T10:00:00Z'
  const end = '2026-11-26T10:00:00Z'
  it.each<[string, Partial<Link>, string, string]>([
    ['before its start', { startsAt: start }, '2026-11-25T09:59:59Z', 'off'],
    ['at its start', { startsAt: start }, start, 'redirects'],
    ['in its last second', { expiresAt: end }, '2026-11-26T09:59:59Z', 'redirects'],
    ['at its end', { expiresAt: end }, end, 'off'],
    ['gone, before its start', { startsAt: start, state: 'gone' }, '2020-01-01T00:00:00Z', 'gone'],
    ['disabled in its time', { startsAt: start, state: 'disabled' }, start, 'off'],
  ])('%s', (_name, given, now, standing) => {
    const links = linkSet([given])
    expect(findDestination(links, link(given), now).standing).toBe(standing)
  })
})

describe('the next change', () => {
  it.each<[string, Partial<Link>[], string | null]>([
    ['is none without links', [], null],
    ['is none without times', [{}], null],
    ['is a start', [{ startsAt: AFTER }], AFTER],
    ['is an end', [{ expiresAt: AFTER }], AFTER],
    ['is none at this very moment', [{ startsAt: NOW }], null],
    ['is none in the past', [{ expiresAt: BEFORE }], null],
    [
      'is the earliest',
      [
        { slug: 'a', expiresAt: '2027-01-01T00:00:00Z' },
        { slug: 'b', startsAt: AFTER, expiresAt: '2026-12-01T00:00:00Z' },
      ],
      AFTER,
    ],
    ['is an end after a past start', [{ startsAt: BEFORE, expiresAt: AFTER }], AFTER],
    ['is none of a disabled link', [{ state: 'disabled', startsAt: AFTER }], null],
    ['is none of a tombstone', [{ state: 'gone', expiresAt: AFTER }], null],
  ])('%s', (_name, given, expected) => {
    expect(findNextChange(linkSet(given), NOW)).toBe(expected)
  })
})

describe('a path', () => {
  const links = linkSet([
    { slug: 'gh/*', url: 'https://example.com/:splat', createdAt: '2020-01-01T00:00:00Z' },
    { slug: 'gh/me', url: 'https://example.com/me' },
    { slug: 'a/*', url: 'https://example.com/a/:splat' },
    { slug: 'a/:id/edit', url: 'https://example.com/edit/:id' },
    { slug: 'sink', url: 'https://example.com/sink' },
    { slug: 'g/*', url: '/gh/*' },
    { slug: 'Apple', url: 'https://example.com/apple' },
    { slug: 'off', state: 'disabled', url: 'https://example.com/off' },
    { slug: 'gone/*', state: 'gone', url: 'https://example.com/gone/:splat' },
  ])

  it.each([
    ['sink', 'sink', 'redirects', 'https://example.com/sink'],
    ['sink/', 'sink', 'redirects', 'https://example.com/sink'],
    ['gh/me', 'gh/me', 'redirects', 'https://example.com/me'],
    ['gh/me/', 'gh/me', 'redirects', 'https://example.com/me'],
    ['gh/me/x', 'gh/*', 'redirects', 'https://example.com/me/x'],
    ['gh', 'gh/*', 'redirects', 'https://example.com/'],
    ['gh/', 'gh/*', 'redirects', 'https://example.com/'],
    ['gh/*', 'gh/*', 'redirects', 'https://example.com/*'],
    ['a/1/edit', 'a/:id/edit', 'redirects', 'https://example.com/edit/1'],
    ['a/1/edits', 'a/*', 'redirects', 'https://example.com/a/1/edits'],
    ['g/x/y', 'g/*', 'redirects', 'https://example.com/x/y'],
    ['Apple', 'Apple', 'redirects', 'https://example.com/apple'],
    ['off', 'off', 'off', 'https://example.com/off'],
    ['gone/x', 'gone/*', 'gone', 'https://example.com/gone/x'],
  ])('%s is answered by %s, which %s', (path, slug, standing, url) => {
    expect(resolvePath(links, path, NOW)).toMatchObject({ link: { slug }, standing, url })
  })

  it.each([
    '',
    '/',
    '//',
    'sink//',
    '/sink',
    'apple',
    'nope',
    'ghx',
    'gh.',
    'sin',
    'sink/x',
    'SINK',
    'a%2F1',
  ])('%j is answered by none', (path) => {
    expect(resolvePath(links, path, NOW)).toBeNull()
  })

  it.each([
    ['pr/:id', 'https://example.org/p/:id', 'pr/12', 'https://example.org/p/12'],
    ['pr/:id', 'https://example.org/p/:id', 'pr/12/', 'https://example.org/p/12'],
    ['pr/:id', 'https://example.org/p/:id', 'pr/', null],
    ['pr/:id', 'https://example.org/p/:id', 'pr/1/2', null],
    ['pr/:id', 'https://example.org/?q=:id#:id', 'pr/a%20b', 'https://example.org/?q=a%20b#a%20b'],
    [
      'docs',
      'https://example.org/wiki/Category:URL',
      'docs',
      'https://example.org/wiki/Category:URL',
    ],
    ['docs', 'https://example.org/', 'Docs', null],
  ])('/%s → %s for %s gives %s', (slug, url, path, expected) => {
    expect(expandSlug(slug, url, path)).toBe(expected)
  })
})

describe('the query of a visitor', () => {
  it.each([
    ['is passed on', 'https://example.com/l', 'a=1', 'https://example.com/l?a=1'],
    ['may have its question mark', 'https://example.com/l', '?a=1', 'https://example.com/l?a=1'],
    [
      'stands before the fragment',
      'https://example.com/l#top',
      'a=1',
      'https://example.com/l?a=1#top',
    ],
    [
      'is dropped where the target has one',
      'https://example.com/l?utm_source=web#top',
      'utm_campaign=s',
      'https://example.com/l?utm_source=web#top',
    ],
    [
      'is dropped where the target has an empty one',
      'https://example.com/l?',
      'a=1',
      'https://example.com/l?',
    ],
    [
      'is passed on where only the fragment has one',
      'https://example.com/#/p?x',
      'a=1',
      'https://example.com/?a=1#/p?x',
    ],
    [
      'keeps a second number sign of the fragment',
      'https://example.com/#a#b',
      'a=1',
      'https://example.com/?a=1#a#b',
    ],
    [
      'is carried byte for byte',
      'https://example.com/',
      '?q=%2B+a&&b',
      'https://example.com/?q=%2B+a&&b',
    ],
    ['keeps its own question marks', 'https://example.com/', '??', 'https://example.com/??'],
    ['may be none', 'https://example.com/l#top', '', 'https://example.com/l#top'],
    ['may be a question mark alone', 'https://example.com/l', '?', 'https://example.com/l'],
  ])('%s', (_name, url, search, expected) => {
    expect(withQuery(url, search)).toBe(expected)
  })
})
