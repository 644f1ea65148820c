/**
 * What the core says of a path is what Netlify's own matcher does with it, for any set of links.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkSet } from '../../../src/core/link-set.ts'
import { findDestination, resolvePath, STANDING_PAGES } from '../../../src/core/redirects.ts'
import { isPattern } from '../../../src/core/slug.ts'
import { expandSlug } from '../../../src/core/slugs/matching.ts'
import { arbLinkSet, arbPatternSlug, arbTargetOf } from '../../support/arbitraries.ts'
import { link, linkSet, NOW } from '../../support/links.ts'
import { type Match, openNetlify } from '../../support/netlify.ts'
import { runs } from '../../support/runs.ts'

// Values of placeholders, and segments of paths that no slug could be.
const TRICKY = [
  ':id',
  ':n',
  ':splat',
  ':year:q',
  ':',
  '*',
  '$1',
  '$&',
  "$'",
  '$$',
  '%20',
  '%2F',
  '%3Aid',
  '%zz',
  '%',
  'a+b',
  'a=b&c',
  ';v=1',
  'é',
  '.',
  '..',
  '',
  '',
  'a',
  'b',
  'docs',
  'A',
  'x',
  '007',
]
const arbPart = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TRICKY) },
  { weight: 1, arbitrary: fc.webSegment({ size: 'small' }) },
)

// A path that fits the slug, or nearly: parts may be empty, and slashes may follow.
function arbPathOf(slug: string): fc.Arbitrary<string> {
  const segments = slug.split('/').map((segment): fc.Arbitrary<string> => {
    if (segment === '*') return fc.array(arbPart, { maxLength: 3 }).map((parts) => parts.join('/'))
    return segment.startsWith(':') ? arbPart : fc.constant(segment)
  })
  const withoutSplat = slug.replace(/\/\*$/, '')
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(...segments).map((parts) => parts.join('/')) },
    { weight: 1, arbitrary: fc.tuple(...segments).map((parts) => `${parts.join('/')}/`) },
    { weight: 1, arbitrary: fc.constantFrom(withoutSplat, `${withoutSplat}//`, slug) },
  )
}

const arbAnyPath = fc.oneof(
  fc.array(arbPart, { maxLength: 5 }).map((parts) => parts.join('/')),
  fc.webPath().map((path) => path.slice(1)),
)

function arbPaths(links: LinkSet): fc.Arbitrary<string[]> {
  const ofLinks = [...links.keys()].map(arbPathOf)
  const arbPath = fc.oneof({ weight: 1, arbitrary: arbAnyPath }, ...ofLinks)
  return fc.array(arbPath, { minLength: 1, maxLength: 20 })
}

function foretell(links: LinkSet, path: string): Match | null {
  const found = resolvePath(links, path, NOW)
  if (found === null) return null
  const from = `/${found.link.slug}`
  return found.standing === 'redirects'
    ? { from, to: found.url, status: found.link.status }
    : { from, to: STANDING_PAGES[found.standing], status: 404 }
}

describe('Netlify and the core agree', () => {
  it('about every exact slug, with and without a slash at its end', async () => {
    await fc.assert(
      fc.asyncProperty(arbLinkSet(), async (links) => {
        const match = await openNetlify(links, NOW)
        for (const one of links.values()) {
          if (isPattern(one.slug)) continue
          const { standing, url } = findDestination(links, one, NOW)
          const expected: Match =
            standing === 'redirects'
              ? { from: `/${one.slug}`, to: url, status: one.status }
              : { from: `/${one.slug}`, to: STANDING_PAGES[standing], status: 404 }
          expect(match(`/${one.slug}`)).toEqual(expected)
          expect(match(`/${one.slug}/`)).toEqual(expected)
        }
      }),
      { numRuns: runs(300) },
    )
  })

  it('about any path over any set', async () => {
    const arbCase = arbLinkSet().chain((links) => fc.tuple(fc.constant(links), arbPaths(links)))
    await fc.assert(
      fc.asyncProperty(arbCase, async ([links, paths]) => {
        const match = await openNetlify(links, NOW)
        for (const path of paths) {
          expect({ path, match: match(`/${path}`) }).toEqual({ path, match: foretell(links, path) })
        }
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('about the target of any pattern', async () => {
    const arbCase = arbPatternSlug.chain((slug) => {
      return fc.tuple(fc.constant(slug), arbTargetOf(slug), fc.array(arbPathOf(slug)))
    })
    await fc.assert(
      fc.asyncProperty(arbCase, async ([slug, url, paths]) => {
        const match = await openNetlify(linkSet([{ slug, url }]), NOW)
        for (const path of paths) {
          expect({ path, to: match(`/${path}`)?.to ?? null }).toEqual({
            path,
            to: expandSlug(slug, url, path),
          })
        }
      }),
      { numRuns: runs(1_000) },
    )
  })

  const both = { slug: 'two/:b/:a', url: 'https://example.com/:a/:b?x=:a#:b' }
  const deep = { slug: 'in/:id/*', url: 'https://example.com/:splat/:id' }
  it.each([
    ['two placeholders', both, 'two/1/2', 'https://example.com/2/1?x=2#1'],
    ['a value that names a later one', both, 'two/:a/2', 'https://example.com/2/2?x=2#2'],
    ['a value that names an earlier one', both, 'two/1/:b', 'https://example.com/:b/1?x=:b#1'],
    ['a value that names itself', both, 'two/:b/2', 'https://example.com/2/:b?x=2#:b'],
    ['a value that names the splat', deep, 'in/:splat/2', 'https://example.com/2/2'],
    ['a splat that names a placeholder', deep, 'in/1/:id', 'https://example.com/:id/1'],
    ['a value of replacement signs', deep, "in/$&/$1$'", "https://example.com/$1$'/$&"],
    ['an escaped colon', deep, 'in/%3Asplat/2', 'https://example.com/2/%3Asplat'],
    ['an escaped slash', deep, 'in/a%2Fb/c', 'https://example.com/c/a%2Fb'],
    ['a broken escape', deep, 'in/%zz/%', 'https://example.com/%/%zz'],
    ['a star', deep, 'in/*/*', 'https://example.com/*/*'],
    ['no splat', deep, 'in/1', 'https://example.com//1'],
    ['an empty splat', deep, 'in/1/', 'https://example.com//1'],
    ['a splat of slashes', deep, 'in/1///', 'https://example.com////1'],
    ['two slashes before a placeholder', deep, 'in//2', 'https://example.com//2'],
    ['three slashes before a placeholder', deep, 'in///2', null],
    ['two slashes before the splat', deep, 'in/1//2', 'https://example.com//2/1'],
    ['two slashes at the start', deep, '/in/1/2', null],
    ['an empty placeholder', deep, 'in/', null],
    ['a dot that is no dot', { slug: 'a.b/*', url: 'https://example.com/' }, 'axb/1', null],
    ['too little', deep, 'in', null],
    ['another case', deep, 'IN/1/2', null],
  ])('about %s', async (_name, given, path, expected) => {
    const one = link(given)
    const match = await openNetlify(linkSet([one]), NOW)
    expect(match(`/${path}`)?.to ?? null).toBe(expected)
    expect(expandSlug(one.slug, one.url, path)).toBe(expected)
  })
})
