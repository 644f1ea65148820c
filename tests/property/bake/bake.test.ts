// Whatever valid links there are: they bake, the proof agrees, and Netlify's own matcher sends
// every path where its link says and no other path anywhere.
import fc from 'fast-check'
import type { SqlJsStatic } from 'sql.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { bakeArtefacts, textOf } from '../../../src/bake/artefacts.ts'
import { proveArtefacts } from '../../../src/bake/proof.ts'
import { hasErrors } from '../../../src/core/finding.ts'
import { HOST_NAMES } from '../../../src/core/hosts.ts'
import type { LinkSet } from '../../../src/core/link-set.ts'
import { findDestination, resolvePath } from '../../../src/core/redirects.ts'
import { parseSite, type Site } from '../../../src/core/site.ts'
import { isPattern } from '../../../src/core/slug.ts'
import { openMatcher } from '../../../src/serve/matcher.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { arbExactSlug, arbLinkSet } from '../../support/arbitraries.ts'
import { NOW, SITE } from '../../support/links.ts'
import { runs } from '../../support/runs.ts'

let SQL: SqlJsStatic
beforeAll(async () => {
  SQL = await loadSql()
})

const bakeOf = (links: LinkSet, site: Site) =>
  bakeArtefacts({ links, site, SQL, now: NOW, commit: null })

const PAGES = ['index.html', '404.html', 'admin/index.html', 'p/off/index.html', '_astro/a.css']

function readRules(links: LinkSet, site: Site = SITE) {
  return openMatcher(textOf(bakeOf(links, site), '_redirects'))
}

/** What an answer is to a visitor. */
function expectAnswer(links: LinkSet, slug: string, url: string, match: unknown) {
  const link = links.get(slug)
  if (link === undefined) throw new Error(`no link ${slug}`)
  const { standing } = findDestination(links, link, NOW)
  const answers = {
    redirects: { to: url, status: link.status },
    off: { to: '/p/off/', status: 404 },
    gone: { to: '/p/gone/', status: 404 },
  }
  expect(match).toMatchObject(answers[standing])
}

describe.each(HOST_NAMES)('any valid links, baked for %s', (host) => {
  test.each([
    ['the pages', {}],
    ['a home elsewhere', { home: 'https://example.org/' }],
  ])('are proved, with %s', async (_, json) => {
    const site = parseSite({ ...json, host })
    await fc.assert(
      fc.asyncProperty(arbLinkSet(site), async (links) => {
        const artefacts = bakeOf(links, site)
        const proof = { artefacts, links, site, now: NOW, files: PAGES }
        const findings = await proveArtefacts(proof)
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
      }),
      { numRuns: runs(100) },
    )
  })

  test('are not proved by the rules of other links', async () => {
    const site = parseSite({ host })
    await fc.assert(
      fc.asyncProperty(arbLinkSet(site), arbLinkSet(site), async (links, others) => {
        const [own, other] = [bakeOf(links, site), bakeOf(others, site)]
        const isSame = sortedLines(own) === sortedLines(other)
        const proof = { artefacts: other, links, site, now: NOW, files: PAGES }
        expect(hasErrors(await proveArtefacts(proof))).toBe(!isSame)
      }),
      { numRuns: runs(100) },
    )
  })
})

test('a preview of any valid links is proved, and its rules lead to its own pages alone', async () => {
  const site = parseSite({ home: 'https://a.org/', notFound: 'https://b.org/:splat' })
  await fc.assert(
    fc.asyncProperty(arbLinkSet(site), async (links) => {
      const input = { links, site, now: NOW, preview: true }
      const artefacts = bakeArtefacts({ ...input, SQL, commit: null })
      const findings = await proveArtefacts({ ...input, artefacts, files: PAGES })
      expect(hasErrors(findings)).toBe(false)
      const lines = textOf(artefacts, '_redirects').split('\n').slice(0, -1)
      for (const line of lines) expect(line).toMatch(/^\/\S+ \/p\/\S+ (?:302|404)$/)
      const match = await openMatcher(textOf(artefacts, '_redirects'))
      for (const { slug } of links.values()) {
        if (isPattern(slug)) continue
        const link = links.get(slug)
        const redirects = link && findDestination(links, link, NOW).standing === 'redirects'
        if (redirects) expect(match(`/${slug}`)).toMatchObject({ to: `/p/?${slug}`, status: 302 })
      }
    }),
    { numRuns: runs(50) },
  )
})

function sortedLines(artefacts: ReturnType<typeof bakeOf>): string {
  return textOf(artefacts, '_redirects').split('\n').sort().join('\n')
}

describe("Netlify's matcher on what was baked", () => {
  test('gives every exact slug its target, byte for byte, with and without a slash', async () => {
    await fc.assert(
      fc.asyncProperty(arbLinkSet(), async (links) => {
        const match = await readRules(links)
        for (const link of links.values()) {
          if (isPattern(link.slug)) continue
          const { url } = findDestination(links, link, NOW)
          expectAnswer(links, link.slug, url, match(`/${link.slug}`))
          expectAnswer(links, link.slug, url, match(`/${link.slug}/`))
        }
      }),
      { numRuns: runs(200) },
    )
  })

  test('answers the paths of patterns as resolvePath does', async () => {
    const arbSegment = fc.constantFrom('1', 'a', 'x-y', '2.0', 'docs', 'gh', 'A')
    const arbTail = fc.array(arbSegment, { maxLength: 3 }).map((segments) => segments.join('/'))
    await fc.assert(
      fc.asyncProperty(arbLinkSet(), arbSegment, arbTail, async (links, segment, tail) => {
        const match = await readRules(links)
        for (const { slug } of links.values()) {
          const path = slug.replace(/:[a-z]+/g, segment).replace('*', tail)
          const resolved = resolvePath(links, path, NOW)
          if (resolved === null) throw new Error(`nothing answers /${path}`)
          expectAnswer(links, resolved.link.slug, resolved.url, match(`/${path}`))
        }
      }),
      { numRuns: runs(200) },
    )
  })

  test('misses every other path', async () => {
    await fc.assert(
      fc.asyncProperty(arbLinkSet(), fc.array(arbExactSlug), async (links, paths) => {
        const match = await readRules(links)
        const others = paths.filter((path) => resolvePath(links, path, NOW) === null)
        for (const path of ['', 'index.html', 'api/v1/links', ...others]) {
          expect(match(`/${path}`), path).toBeNull()
        }
      }),
      { numRuns: runs(200) },
    )
  })

  test('sends all other paths on where the owner says so', async () => {
    const site = parseSite({ notFound: 'https://old.example.org/:splat', home: 'https://a.org/' })
    await fc.assert(
      fc.asyncProperty(arbLinkSet(site), arbExactSlug, async (links, path) => {
        const match = await readRules(links, site)
        expect(match('/')).toMatchObject({ to: 'https://a.org/', status: 302, force: true })
        if (resolvePath(links, path, NOW) !== null) return
        const to = `https://old.example.org/${path}`
        expect(match(`/${path}`)).toMatchObject({ to, status: 302, force: false })
      }),
      { numRuns: runs(100) },
    )
  })
})
