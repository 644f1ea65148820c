// Each way in which a bake can be wrong, broken on purpose: the proof finds it and names the slug.

import type { SqlJsStatic } from 'sql.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Artefact, bakeArtefacts, textOf } from '../../../src/bake/artefacts.ts'
import { proveArtefacts } from '../../../src/bake/proof.ts'
import type { Finding } from '../../../src/core/finding.ts'
import type { Link } from '../../../src/core/link.ts'
import type { LinkSet } from '../../../src/core/link-set.ts'
import { parseSite, type Site } from '../../../src/core/site.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { linkSet, NOW, SITE } from '../../support/links.ts'

let SQL: SqlJsStatic
beforeAll(async () => {
  SQL = await loadSql()
})

const PAGES = ['index.html', '404.html', 'admin/index.html', 'p/off/index.html', '_astro/a.css']
const CLOUDFLARE = parseSite({ host: 'cloudflare' })
const LINKS: Partial<Link>[] = [
  { slug: 'docs' },
  { slug: 'help', url: '/docs' },
  { slug: 'pr/:id', url: 'https://example.com/pull/:id' },
  { slug: 'gh/*', url: 'https://github.com/:splat' },
  { slug: 'off', state: 'disabled' },
  { slug: 'gone', state: 'gone' },
]

interface Case {
  links?: LinkSet
  site?: Site
  files?: readonly string[]
  preview?: boolean
  /** Breaks the text of `_redirects`. */
  spoil?: (redirects: string) => string
}

async function prove({
  links = linkSet(LINKS),
  site = SITE,
  files = PAGES,
  preview = false,
  spoil,
}: Case) {
  const baked = bakeArtefacts({ links, site, SQL, now: NOW, commit: null, preview })
  const artefacts = spoil === undefined ? baked : spoilt(baked, spoil)
  return proveArtefacts({ artefacts, links, site, now: NOW, preview, files })
}

function spoilt(artefacts: Artefact[], spoil: (redirects: string) => string): Artefact[] {
  const body = spoil(textOf(artefacts, '_redirects'))
  return artefacts.map((one) => (one.path === '_redirects' ? { path: one.path, body } : one))
}

function brief(findings: Finding[]): [string, string | null][] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, slug }) => [rule, slug])
}

describe('what was baked is proved', () => {
  test.each([
    ['on Netlify', SITE],
    ['on Cloudflare', CLOUDFLARE],
    ['with a home elsewhere', parseSite({ home: 'https://example.org/' })],
    [
      'with a home elsewhere on Cloudflare',
      parseSite({ home: 'https://a.org/', host: 'cloudflare' }),
    ],
    ['with unknown slugs elsewhere', parseSite({ notFound: 'https://example.org/:splat' })],
  ])('%s', async (_, site) => {
    expect(await prove({ site })).toEqual([])
  })

  test.each([SITE, CLOUDFLARE, parseSite({ home: 'https://a.org/', notFound: 'https://b.org/' })])(
    'as a preview, %#',
    async (site) => {
      expect(await prove({ site, preview: true })).toEqual([])
    },
  )

  test('without links', async () => {
    expect(await prove({ links: linkSet([]) })).toEqual([])
  })
})

describe('a preview has no rule that leaves it', () => {
  test.each<[string, (text: string) => string, [string, string | null][]]>([
    [
      'a link that leads to its target',
      (text) => text.replace('/docs /p/?docs', '/docs https://example.com/docs'),
      [['rule-target', 'docs']],
    ],
    [
      "a page of another link's",
      (text) => text.replace('/p/?help', '/p/?docs'),
      [['rule-target', 'help']],
    ],
    [
      'a permanent redirect',
      (text) => text.replace('/p/?docs 302', '/p/?docs 301'),
      [['rule-status', 'docs']],
    ],
    ['a home elsewhere', (text) => `/ https://example.org/ 302!\n${text}`, [['rule-extra', '']]],
  ])('%s', async (_, spoil, expected) => {
    const site = parseSite({ home: 'https://example.org/' })
    expect(brief(await prove({ site, spoil, preview: true }))).toEqual(expected)
  })

  test('the rules of a preview are no live ones', async () => {
    const artefacts = bakeArtefacts({
      links: linkSet([{}]),
      site: SITE,
      SQL,
      now: NOW,
      commit: null,
      preview: true,
    })
    const proof = { artefacts, links: linkSet([{}]), site: SITE, now: NOW, files: PAGES }
    expect(brief(await proveArtefacts(proof))).toEqual([['rule-target', 'docs']])
  })
})

describe('the rules are those of the links, no more and no less', () => {
  const DOCS = '/docs https://example.com/docs 302\n'

  test.each<[string, (text: string) => string, [string, string | null][]]>([
    ['a missing rule', (text) => text.replace(DOCS, ''), [['rule-missing', 'docs']]],
    [
      'an extra rule',
      (text) => `${text}/new/one https://a.org/ 302\n`,
      [['rule-extra', 'new/one']],
    ],
    [
      'a wrong target',
      (text) => text.replace(DOCS, '/docs https://example.com/ 302\n'),
      [['rule-target', 'docs']],
    ],
    [
      'a wrong status',
      (text) => text.replace(DOCS, '/docs https://example.com/docs 301\n'),
      [['rule-status', 'docs']],
    ],
    [
      'a status that Netlify does not document',
      (text) => text.replace(DOCS, '/docs https://example.com/docs 307\n'),
      [['rule-status', 'docs']],
    ],
    [
      'a forced rule',
      (text) => text.replace(DOCS, '/docs https://example.com/docs 302!\n'),
      [['rule-status', 'docs']],
    ],
    [
      'a disabled link that redirects',
      (text) => text.replace('/off /p/off/ 404', '/off https://example.com/docs 302'),
      [
        ['rule-target', 'off'],
        ['rule-status', 'off'],
      ],
    ],
    [
      'a tombstone with a page of 200',
      (text) => text.replace('/gone /p/gone/ 404', '/gone /p/gone/ 200'),
      [['rule-status', 'gone']],
    ],
    [
      'a pattern without its splat',
      (text) => text.replace('https://github.com/:splat', 'https://github.com/'),
      [['rule-target', 'gh/*']],
    ],
    ['two identical rules', (text) => `${DOCS}${text}`, [['rule-twice', 'docs']]],
    [
      'two rules for one path',
      (text) => `/docs https://a.org/ 302\n${text}`,
      [
        ['rule-target', 'docs'],
        ['rule-twice', 'docs'],
      ],
    ],
    [
      'a pattern above an exact slug',
      (text) =>
        `/gh/* https://github.com/:splat 302\n${text.replace('/gh/* https://github.com/:splat 302\n', '')}`,
      [],
    ],
  ])('%s', async (_, spoil, expected) => {
    expect(brief(await prove({ spoil }))).toEqual(expected)
  })

  test('a splat above a slug that it takes all requests from', async () => {
    const links = linkSet([{ slug: 'gh/me' }, { slug: 'gh/:a/x' }, { slug: 'gh/*' }])
    const spoil = (text: string) => text.trimEnd().split('\n').reverse().join('\n').concat('\n')
    const findings = await prove({ links, spoil })
    expect(brief(findings)).toEqual([
      ['rule-unreached', 'gh/:a/x'],
      ['rule-unreached', 'gh/me'],
    ])
    expect(findings[0]?.message).toContain('/gh/* above it')
  })

  test.each<[string, (text: string) => string, [string, string | null][]]>([
    [
      'a line that the parser refuses',
      (text) => text.replace(DOCS, '/docs example.com 302\n'),
      [
        ['rule-parse', 'docs'],
        ['rule-missing', 'docs'],
      ],
    ],
    [
      'a path that belongs to Netlify',
      (text) => `${text}/.netlify/x https://a.org/ 302\n`,
      [['rule-parse', '.netlify/x']],
    ],
    [
      'no target',
      (text) => text.replace(DOCS, '/docs 302\n'),
      [
        ['rule-text', 'docs'],
        ['rule-parse', 'docs'],
        ['rule-missing', 'docs'],
      ],
    ],
    [
      'no status',
      (text) => text.replace(DOCS, '/docs https://example.com/docs\n'),
      [
        ['rule-text', 'docs'],
        ['rule-status', 'docs'],
      ],
    ],
    [
      'a condition',
      (text) => text.replace(DOCS, '/docs https://example.com/docs 302 Country=de\n'),
      [
        ['rule-text', 'docs'],
        ['rule-conditions', 'docs'],
      ],
    ],
    [
      'a query',
      (text) => text.replace(DOCS, '/docs a=:a https://example.com/docs 302\n'),
      [
        ['rule-text', 'docs'],
        ['rule-conditions', 'docs'],
      ],
    ],
    [
      'a comment on the line',
      (text) => text.replace(DOCS, '/docs https://example.com/docs 302 # note\n'),
      [['rule-text', 'docs']],
    ],
    [
      'a rule made a comment',
      (text) => text.replace(DOCS, `#${DOCS}`),
      [
        ['rule-text', null],
        ['rule-missing', 'docs'],
      ],
    ],
    ['a byte order mark', (text) => `\uFEFF${text}`, [['rule-text', 'docs']]],
    [
      'a no-break space in a target',
      (text) => text.replace(DOCS, '/docs https://example.com/do\u00A0cs 302\n'),
      [
        ['rule-text', 'docs'],
        ['rule-parse', 'docs'],
        ['rule-missing', 'docs'],
      ],
    ],
    ['a cut last line', (text) => text.slice(0, -1), [['rule-text', null]]],
  ])('%s', async (_, spoil, expected) => {
    const found = brief(await prove({ spoil }))
    expect(found).toEqual(expect.arrayContaining(expected))
    expect(found.length).toBeGreaterThan(0)
  })

  test('on Cloudflare each slug has a rule with and one without slash', async () => {
    const spoil = (text: string) => text.replace('/docs/ https://example.com/docs 302\n', '')
    const findings = await prove({ site: CLOUDFLARE, spoil })
    expect(brief(findings)).toEqual([['rule-missing', 'docs']])
    expect(findings[0]?.message).toBe('_redirects has no rule for /docs/')
  })

  test('on Cloudflare a disabled link has no rule', async () => {
    const spoil = (text: string) => `/off /p/off/ 404\n${text}`
    expect(brief(await prove({ site: CLOUDFLARE, spoil }))).toEqual([['rule-extra', 'off']])
  })
})

describe('no file of the site is in the way of a link', () => {
  test.each([
    ['docs/index.html', 'docs'],
    ['docs.html', 'docs'],
    ['docs', 'docs'],
    ['Docs/Index.HTML', 'docs'],
    ['off.html', 'off'],
    ['gone/index.html', 'gone'],
    ['gh/logo.svg', 'gh/*'],
    ['gh.html', 'gh/*'],
    ['pr/12.html', 'pr/:id'],
  ])('%s against /%s', async (file, slug) => {
    const findings = await prove({ files: [...PAGES, file] })
    expect(brief(findings)).toContainEqual(['file-shadow', slug])
    const found = findings.find(({ rule }) => rule === 'file-shadow')
    expect(found?.message).toContain(`the built file ${file} and the link /${slug}`)
  })

  test.each(['docs/a/index.html', 'docs.htm.txt', 'pr/1/2.html'])(
    '%s is beside all links',
    async (file) => {
      expect(brief(await prove({ files: [file] })).map(([rule]) => rule)).not.toContain(
        'file-shadow',
      )
    },
  )

  test.each([
    ['about.html', 'about.html'],
    ['blog/2026/index.html', 'blog'],
    ['.DS_Store', '.DS_Store'],
    ['links.old.db', 'links.old.db'],
  ])('%s is not among the reserved names', async (file, name) => {
    const findings = await prove({ files: [...PAGES, file] })
    expect(brief(findings)).toEqual([['file-unreserved', name]])
    expect(findings[0]?.message).toContain(`"${name}"`)
  })

  test('reserved names are free to use', async () => {
    const files = [
      'robots.txt',
      'favicon.ico',
      'custom/logo.svg',
      'links.0123abcd.db',
      'p/docs.html',
    ]
    expect(await prove({ files })).toEqual([])
  })
})

describe("the host's limits", () => {
  function many(count: number, given: (index: number) => Partial<Link>): LinkSet {
    return linkSet(Array.from({ length: count }, (_, index) => given(index)))
  }

  test('Cloudflare: 2,000 rules without patterns', async () => {
    const slug = (index: number) => ({ slug: `s${index}`, url: 'https://a.org/' })
    expect(await prove({ site: CLOUDFLARE, links: many(1000, slug) })).toEqual([])
    const findings = await prove({ site: CLOUDFLARE, links: many(1001, slug) })
    expect(brief(findings)).toEqual([['host-rules', 's999']])
    expect(findings[0]?.message).toBe(
      'Cloudflare takes 2,000 rules without patterns and drops the rest, but there are 2,002; the first that is dropped is /s999',
    )
  })

  test('Cloudflare: 100 rules with patterns', async () => {
    const slug = (index: number) => ({ slug: `s${index}/*` })
    expect(await prove({ site: CLOUDFLARE, links: many(100, slug) })).toEqual([])
    expect(brief(await prove({ site: CLOUDFLARE, links: many(101, slug) }))).toEqual([
      ['host-rules', 's99/*'],
    ])
  })

  test('Cloudflare counts every rule after the first pattern as one', async () => {
    const links = many(101, (index) => ({
      slug: index === 0 ? 'gh/*' : `s${index}`,
      url: 'https://a.org/',
    }))
    const spoil = (text: string) => {
      const [rule = '', rest = ''] = [/^\/gh.*\n/m.exec(text)?.[0], text.replace(/^\/gh.*\n/m, '')]
      return `${rule}${rest}`
    }
    expect(brief(await prove({ site: CLOUDFLARE, links }))).toEqual([])
    expect(brief(await prove({ site: CLOUDFLARE, links, spoil }))).toEqual([['host-rules', 's53']])
  })

  test('Cloudflare: 1,000 characters a rule', async () => {
    const long = (length: number) =>
      linkSet([{ slug: 'x', url: `https://a.org/${'y'.repeat(length)}` }])
    const rest = '/x/ https://a.org/ 302'.length
    expect(await prove({ site: CLOUDFLARE, links: long(1000 - rest) })).toEqual([])
    expect(brief(await prove({ site: CLOUDFLARE, links: long(1001 - rest) }))).toEqual([
      ['host-line', 'x'],
    ])
  })

  test('Cloudflare: 100 KB', async () => {
    const links = many(60, (index) => ({
      slug: `s${index}`,
      url: `https://a.org/${'y'.repeat(900)}`,
    }))
    const findings = await prove({ site: CLOUDFLARE, links })
    expect(brief(findings)).toEqual([['host-bytes', expect.stringMatching(/^s\d+$/)]])
  })

  test('Netlify: a warning from 10,000 rules', async () => {
    const slug = (index: number) => ({ slug: `s${index}`, url: 'https://a.org/' })
    const findings = await prove({ links: many(10_000, slug) })
    expect(findings.map(({ severity, rule }) => [severity, rule])).toEqual([
      ['warning', 'host-rules'],
    ])
  })

  test.each([303, 307, 308] as const)('Netlify: a link with the status %i', async (status) => {
    const links = linkSet([{ slug: 'docs', status }])
    expect(brief(await prove({ links }))).toEqual([['status-host', 'docs']])
    expect(brief(await prove({ links, site: CLOUDFLARE }))).toEqual([])
  })
})

describe('the site itself', () => {
  test.each<[string, unknown, string]>([
    [
      'unknown slugs elsewhere on Cloudflare',
      { host: 'cloudflare', notFound: 'https://a.org/' },
      'site-not-found',
    ],
    [
      'unknown slugs back to the site',
      { baseUrl: 'https://go.a.org', notFound: 'https://go.a.org/help' },
      'site-loop',
    ],
    [
      'a home that is itself',
      { baseUrl: 'https://go.a.org', home: 'https://go.a.org/?x' },
      'site-loop',
    ],
    [
      'a home that is an alias host',
      { baseUrl: 'https://go.a.org', aliases: ['a.link'], home: 'https://a.link' },
      'site-loop',
    ],
  ])('%s', async (_, json, rule) => {
    expect(brief(await prove({ site: parseSite(json) }))).toEqual([[rule, null]])
  })

  test('a home that is one of its links', async () => {
    const site = parseSite({ baseUrl: 'https://go.a.org', home: 'https://go.a.org/docs' })
    expect(await prove({ site })).toEqual([])
  })
})

test('errors of the links themselves fail the proof', async () => {
  const links = linkSet([
    { slug: 'a', url: '/b' },
    { slug: 'b', url: '/a' },
  ])
  expect(brief(await prove({ links }))).toEqual([
    ['alias-loop', 'a'],
    ['alias-loop', 'b'],
  ])
})
