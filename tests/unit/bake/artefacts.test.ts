// What a build adds to its pages, by links, site and time.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAllHeaders } from '@netlify/headers-parser'
import type { SqlJsStatic } from 'sql.js'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type BakeInput,
  type BuildInfo,
  bakeArtefacts,
  textOf,
} from '../../../src/bake/artefacts.ts'
import { CONTENT_SECURITY_POLICY } from '../../../src/bake/headers.ts'
import { parseSite } from '../../../src/core/site.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { linkSet, NOW, SITE } from '../../support/links.ts'

let SQL: SqlJsStatic
beforeAll(async () => {
  SQL = await loadSql()
})

function bakeOf(given: Partial<BakeInput>) {
  return bakeArtefacts({ links: linkSet([]), site: SITE, SQL, now: NOW, commit: null, ...given })
}

function redirectsOf(given: Partial<BakeInput>): string {
  return textOf(bakeOf(given), '_redirects')
}

const MIXED = linkSet([
  { slug: 'docs', title: 'Docs', tags: ['a', 'b'] },
  { slug: 'help', url: '/docs' },
  { slug: 'secret', listed: false },
  { slug: 'off', state: 'disabled' },
  { slug: 'gone', state: 'gone' },
  { slug: 'later', startsAt: '2026-11-26T00:00:00Z' },
  { slug: 'past', expiresAt: '2026-11-25T10:00:00Z' },
  { slug: 'ends', expiresAt: '2026-11-25T10:00:01Z' },
])

describe('_redirects', () => {
  test('holds a rule for each link, and 404 rules for those that lead nowhere', () => {
    const lines = redirectsOf({ links: MIXED }).trimEnd().split('\n')
    expect(lines.sort()).toEqual([
      '/docs https://example.com/docs 302',
      '/ends https://example.com/docs 302',
      '/gone /p/gone/ 404',
      '/help https://example.com/docs 302',
      '/later /p/off/ 404',
      '/off /p/off/ 404',
      '/past /p/off/ 404',
      '/secret https://example.com/docs 302',
    ])
  })

  test('is empty without links', () => {
    expect(redirectsOf({})).toBe('')
  })

  test('a home elsewhere stands first and above index.html', () => {
    const site = parseSite({ home: 'https://example.org' })
    expect(redirectsOf({ site, links: linkSet([{}]) })).toBe(
      '/ https://example.org/ 302!\n/docs https://example.com/docs 302\n',
    )
  })

  test('Cloudflare knows no force, and its rules are above files anyway', () => {
    const site = parseSite({ home: 'https://example.org/a?b', host: 'cloudflare' })
    expect(redirectsOf({ site })).toBe('/ https://example.org/a?b 302\n')
  })

  test('unknown slugs can lead elsewhere, after all else, their path with them', () => {
    const site = parseSite({ notFound: 'https://old.example.org/:splat' })
    const links = linkSet([{ slug: 'gh/*', url: 'https://github.com/:splat' }])
    expect(redirectsOf({ site, links })).toBe(
      '/gh/* https://github.com/:splat 302\n/* https://old.example.org/:splat 302\n',
    )
  })
})

describe('the public database', () => {
  function rowsOf(given: Partial<BakeInput>) {
    const database = bakeOf(given).find(({ path }) => path.endsWith('.db'))
    const db = new SQL.Database(database?.body instanceof Uint8Array ? database.body : null)
    const [result] = db.exec('SELECT * FROM links')
    db.close()
    return result
  }

  test('holds listed links that redirect now, and nothing that is not public', () => {
    const result = rowsOf({ links: MIXED })
    expect(result?.columns).toEqual(['slug', 'url', 'title', 'tags', 'created_at'])
    expect(result?.values).toEqual([
      ['docs', 'https://example.com/docs', 'Docs', '["a","b"]', '2026-01-01T00:00:00Z'],
      ['ends', 'https://example.com/docs', null, '[]', '2026-01-01T00:00:00Z'],
      ['help', '/docs', null, '[]', '2026-01-01T00:00:00Z'],
    ])
  })

  test('is named by its bytes: the same for the same listed links, whatever their order', () => {
    const name = (links: BakeInput['links']) => bakeOf({ links })[0]?.path
    const reversed = new Map([...MIXED].reverse())
    expect(name(reversed)).toBe(name(MIXED))
    expect(name(MIXED)).toMatch(/^links\.[0-9a-f]{16}\.db$/)
    const hidden = new Map(MIXED)
    hidden.delete('secret')
    expect(name(hidden)).toBe(name(MIXED))
    hidden.delete('docs')
    expect(name(hidden)).not.toBe(name(MIXED))
  })
})

describe('the plain list', () => {
  const textWith = (site: object, links = MIXED) =>
    textOf(bakeOf({ links, site: parseSite(site) }), 'p/links.txt')

  test('holds what the public database holds, aliases with where they lead', () => {
    expect(textWith({ baseUrl: 'https://go.a.org' })).toBe(
      `https://go.a.org/docs
  https://example.com/docs
  Docs
  #a #b

https://go.a.org/ends
  https://example.com/docs

https://go.a.org/help
  https://example.com/docs
`,
    )
    expect(textWith({}, linkSet([]))).toBe('')
  })

  test('is none where the owner shows no directory', () => {
    const site = parseSite({ directory: 'off' })
    expect(bakeOf({ links: MIXED, site }).map(({ path }) => path)).not.toContain('p/links.txt')
  })
})

test('build.json says what was baked and when it is due again', () => {
  const artefacts = bakeOf({ links: MIXED, commit: 'a'.repeat(40) })
  const info: unknown = JSON.parse(textOf(artefacts, 'build.json'))
  expect(info).toEqual({
    commit: 'a'.repeat(40),
    builtAt: NOW,
    database: `/${artefacts[0]?.path}`,
    links: 4,
    nextChangeAt: '2026-11-25T10:00:01Z',
    preview: false,
  } satisfies BuildInfo)
})

describe('a preview', () => {
  const links = linkSet([
    { slug: 'docs', status: 301 },
    { slug: 'help', url: '/docs' },
    { slug: 'pr/:id', url: 'https://example.com/pull/:id', status: 301 },
    { slug: 'gh/*', url: 'https://github.com/:splat' },
    { slug: 'off', state: 'disabled' },
    { slug: 'gone', state: 'gone' },
  ])

  test('leads nobody away: each link to its preview page, none for good', () => {
    const lines = redirectsOf({ links, preview: true }).trimEnd().split('\n')
    expect(lines.sort()).toEqual([
      '/docs /p/?docs 302',
      '/gh/* /p/?gh/:splat 302',
      '/gone /p/gone/ 404',
      '/help /p/?help 302',
      '/off /p/off/ 404',
      '/pr/:id /p/?pr/:id 302',
    ])
  })

  test("takes none of the site's own rules", () => {
    const site = parseSite({ home: 'https://a.org/', notFound: 'https://b.org/:splat' })
    expect(redirectsOf({ site, preview: true })).toBe('')
  })

  test('says so in build.json, and lists what a visitor would find', () => {
    const [preview, live] = [bakeOf({ links, preview: true }), bakeOf({ links })]
    expect(JSON.parse(textOf(preview, 'build.json'))).toMatchObject({ preview: true, links: 4 })
    expect(preview[0]).toEqual(live[0])
  })
})

test('the database comes first and build.json, which names it, last', () => {
  const paths = bakeOf({}).map(({ path }) => path.replace(/[0-9a-f]{16}/, 'HASH'))
  expect(paths).toEqual(['links.HASH.db', '_headers', '_redirects', 'p/links.txt', 'build.json'])
})

describe('_headers', () => {
  async function headersFor(path: string): Promise<Record<string, string>> {
    const folder = await mkdtemp(join(tmpdir(), 'shortcrust-test-'))
    const file = join(folder, '_headers')
    await writeFile(file, textOf(bakeOf({}), '_headers'))
    const parsed = await parseAllHeaders({
      headersFiles: [file],
      netlifyConfigPath: undefined,
      configHeaders: [],
      minimal: false,
    })
    await rm(folder, { recursive: true })
    expect(parsed.errors).toEqual([])
    const matching = parsed.headers.filter((header) => {
      return 'forRegExp' in header && header.forRegExp.test(path)
    })
    return Object.assign({}, ...matching.map(({ values }) => values))
  }

  test('every page has a policy without anything inline', async () => {
    expect(CONTENT_SECURITY_POLICY).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(await headersFor('/')).toEqual({
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
    })
  })

  test.each([
    ['/_astro/index.BThd6WIU.css', 'Cache-Control', 'public, max-age=31536000, immutable'],
    ['/links.0123456789abcdef.db', 'Cache-Control', 'public, max-age=31536000, immutable'],
    ['/build.json', 'Cache-Control', 'no-store'],
    ['/index.html', 'Cache-Control', undefined],
    ['/admin/', 'X-Robots-Tag', 'noindex'],
    ['/p/off/', 'X-Robots-Tag', 'noindex'],
    ['/', 'X-Robots-Tag', undefined],
  ])('%s has %s: %s', async (path, name, value) => {
    expect((await headersFor(path))[name]).toBe(value)
  })
})
