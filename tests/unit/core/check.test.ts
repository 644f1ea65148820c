/**
 * Findings over a whole set: circles, chains, lost aliases, rival patterns, look-alikes, hosts.
 */
import { describe, expect, it } from 'vitest'
import { checkLinks } from '../../../src/core/check.ts'
import { hasErrors, notice, refusal } from '../../../src/core/finding.ts'
import type { Link } from '../../../src/core/link.ts'
import { parseSite, type Site } from '../../../src/core/site.ts'
import { link, linkSet, SITE } from '../../support/links.ts'

function findingsOf(given: readonly Partial<Link>[], site: Site = SITE): string[] {
  return checkLinks(linkSet(given), site).map(({ severity, rule, slug }) => {
    return `${severity} ${rule} ${slug}`
  })
}

function messagesOf(given: readonly Partial<Link>[], site: Site = SITE): string[] {
  return checkLinks(linkSet(given), site).map(({ message }) => message)
}

describe('a set', () => {
  it('of nothing has no findings', () => {
    expect(checkLinks(new Map(), SITE)).toEqual([])
  })

  it.each<[string, Partial<Link>[]]>([
    [
      'links, an alias and patterns',
      [
        { slug: 'docs' },
        { slug: 'd', url: '/docs' },
        { slug: 'gh/*' },
        { slug: 'gh/me' },
        { slug: 'pr/:id' },
      ],
    ],
    [
      'patterns of different shapes',
      [{ slug: 'a/:id' }, { slug: 'a/*' }, { slug: 'a/:id/*' }, { slug: 'a/:id/edit' }],
    ],
    ['an alias that drops what a splat takes', [{ slug: 'docs' }, { slug: 'd/*', url: '/docs' }]],
    [
      'an alias with the placeholders of its target',
      [
        { slug: 'pr/:id', url: 'https://example.com/:id' },
        { slug: 'pull/:id', url: '/pr/:id' },
      ],
    ],
    [
      'an alias of a disabled link',
      [
        { slug: 'docs', state: 'disabled' },
        { slug: 'd', url: '/docs' },
      ],
    ],
  ])('of %s has none', (_name, given) => {
    expect(findingsOf(given)).toEqual([])
  })
})

describe('aliases', () => {
  it.each<[string, Partial<Link>[], string[]]>([
    ['of itself', [{ slug: 'a', url: '/a' }], ['/a leads in a circle: /a → /a']],
    [
      'in a circle of three',
      [
        { slug: 'a', url: '/b' },
        { slug: 'b', url: '/c' },
        { slug: 'c', url: '/a' },
      ],
      [
        '/a leads in a circle: /a → /b → /c → /a',
        '/b leads in a circle: /b → /c → /a → /b',
        '/c leads in a circle: /c → /a → /b → /c',
      ],
    ],
    [
      'that leads into a circle, which is named without it',
      [
        { slug: 'x', url: '/a' },
        { slug: 'a', url: '/b' },
        { slug: 'b', url: '/a' },
      ],
      [
        '/x leads in a circle: /a → /b → /a',
        '/a leads in a circle: /a → /b → /a',
        '/b leads in a circle: /b → /a → /b',
      ],
    ],
    ['of nothing', [{ slug: 'd', url: '/docs' }], ['/d stands for /docs, which does not exist']],
    [
      'of another case than its target',
      [{ slug: 'docs' }, { slug: 'd', url: '/Docs' }],
      ['/d stands for /Docs, which does not exist'],
    ],
    [
      'of an alias of nothing',
      [
        { slug: 'e', url: '/d' },
        { slug: 'd', url: '/docs' },
      ],
      ['/e stands for /docs, which does not exist', '/d stands for /docs, which does not exist'],
    ],
    [
      'of an alias',
      [{ slug: 'docs' }, { slug: 'd', url: '/docs' }, { slug: 'e', url: '/d' }],
      ['/e stands for another alias, /d; let it stand for /docs'],
    ],
    [
      'that lacks a placeholder of its target',
      [
        { slug: 'gh/*', url: 'https://example.com/:splat' },
        { slug: 'g', url: '/gh/*' },
      ],
      [
        '/g stands for /gh/*, but the target has the placeholder ":splat", which the slug "g" does not declare; write "%3Asplat" if you mean the text',
      ],
    ],
  ])('%s', (_name, given, messages) => {
    expect(messagesOf(given)).toEqual(messages)
  })

  it('in a circle and of nothing are errors, a chain is a warning', () => {
    expect(findingsOf([{ slug: 'a', url: '/a' }])).toEqual(['error alias-loop a'])
    expect(findingsOf([{ slug: 'd', url: '/docs' }])).toEqual(['error alias-missing d'])
    expect(
      findingsOf([{ slug: 'docs' }, { slug: 'd', url: '/docs' }, { slug: 'e', url: '/d' }]),
    ).toEqual(['warning alias-chain e'])
  })

  it('that are gone lead nowhere and harm nothing', () => {
    expect(findingsOf([{ slug: 'd', url: '/docs', state: 'gone' }])).toEqual([])
  })
})

describe('slugs', () => {
  it.each<[string, Partial<Link>[], string[]]>([
    [
      'of one shape',
      [{ slug: 'pr/:id' }, { slug: 'pr/:number' }],
      ['error pattern-twice pr/:id', 'error pattern-twice pr/:number'],
    ],
    [
      'of one shape, one of them gone',
      [{ slug: 'pr/:id' }, { slug: 'pr/:number', state: 'gone' }],
      ['error pattern-twice pr/:id', 'error pattern-twice pr/:number'],
    ],
    [
      'of one shape, one of them disabled',
      [{ slug: 'pr/:id' }, { slug: 'pr/:number', state: 'disabled' }],
      ['error pattern-twice pr/:id', 'error pattern-twice pr/:number'],
    ],
    [
      'that differ by case',
      [{ slug: 'docs' }, { slug: 'Docs' }],
      ['warning look-alike docs', 'warning look-alike Docs'],
    ],
    [
      'that differ by hyphen and underscore',
      [{ slug: 'a-b' }, { slug: 'a_b' }],
      ['warning look-alike a-b', 'warning look-alike a_b'],
    ],
    [
      'that differ by o and 0, l and 1',
      [{ slug: 'lo' }, { slug: '10' }],
      ['warning look-alike lo', 'warning look-alike 10'],
    ],
    ['that differ by more', [{ slug: 'docs' }, { slug: 'dogs' }], []],
  ])('%s', (_name, given, findings) => {
    // Shapes alone say too little, since names of placeholders may look alike as well.
    expect(findingsOf(given).filter((one) => !/look-alike pr/.test(one))).toEqual(findings)
  })

  it('name all their twins', () => {
    const [first] = messagesOf([{ slug: 'docs' }, { slug: 'Docs' }, { slug: 'd0cs' }])
    expect(first).toBe('/docs looks like /Docs, /d0cs; people will mistake one for the other')
  })
})

describe('statuses', () => {
  const cloudflare = parseSite({ host: 'cloudflare' })
  it.each([
    [301, SITE, ['warning status-permanent docs']],
    [302, SITE, []],
    [303, SITE, ['error status-host docs']],
    [307, SITE, ['error status-host docs']],
    [308, SITE, ['error status-host docs']],
    [301, cloudflare, ['warning status-permanent docs']],
    [302, cloudflare, []],
    [303, cloudflare, []],
    [307, cloudflare, []],
    [308, cloudflare, ['warning status-permanent docs']],
  ] as const)('%i on $host', (status, site, findings) => {
    expect(findingsOf([{ status }], site)).toEqual(findings)
    expect(findingsOf([{ status, state: 'gone' }], site)).toEqual([])
  })

  it('that a host drops are refused with those that it knows', () => {
    expect(messagesOf([{ status: 308 }])).toEqual([
      '/docs has the status 308; Netlify documents only 301, 302 for redirects',
    ])
  })
})

describe('targets', () => {
  const site = parseSite({
    baseUrl: 'https://go.example.org',
    privateHosts: ['wiki.internal'],
    blockedHosts: ['evil.example'],
  })
  it.each([
    ['https://go.example.org./docs', ['error target-own x']],
    ['http://127.1/', ['error target-private x']],
    ['http://intranet/', ['error target-private x']],
    ['https://a.evil.example/', ['error target-blocked x']],
    ['http://wiki.internal/', []],
    ['https://example.org/', []],
  ])('%s: %j', (url, findings) => {
    expect(findingsOf([{ slug: 'x', url }], site)).toEqual(findings)
    expect(findingsOf([{ slug: 'x', url, state: 'disabled' }], site)).toEqual(findings)
    expect(findingsOf([{ slug: 'x', url, state: 'gone' }], site)).toEqual([])
  })

  it('that lead to the site itself say which alias would do', () => {
    const [finding] = checkLinks(
      linkSet([{ slug: 'x', url: 'https://go.example.org/docs/' }]),
      site,
    )
    expect(finding).toMatchObject({ slug: 'x', field: 'url', suggestion: '/docs' })
  })
})

describe('judging some links of a set', () => {
  const links = linkSet([
    { slug: 'a', url: '/a' },
    { slug: 'docs' },
    { slug: 'Docs' },
    { slug: 'pr/:id' },
    { slug: 'pr/:number' },
  ])

  it.each([
    [['docs'], ['look-alike docs']],
    [['pr/:id'], ['pattern-twice pr/:id']],
    [['a', 'nope'], ['alias-loop a']],
    [[], []],
  ])('looks at the whole set and speaks of %j alone', (only, expected) => {
    const findings = checkLinks(links, SITE, new Set(only))
    expect(findings.map(({ rule, slug }) => `${rule} ${slug}`)).toEqual(expected)
  })
})

describe('findings', () => {
  it.each([
    [[], false],
    [[notice('x', null, null, 'x')], false],
    [[notice('x', null, null, 'x'), refusal('x', null, null, 'x')], true],
  ])('%j forbid going on: %s', (findings, expected) => {
    expect(hasErrors(findings)).toBe(expected)
  })

  it('hold a suggestion only where there is one', () => {
    expect(refusal('x', link().slug, 'url', 'x', null)).not.toHaveProperty('suggestion')
    expect(refusal('x', link().slug, 'url', 'x', 'y').suggestion).toBe('y')
  })
})
