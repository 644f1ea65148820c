/**
 * Valid links for tests, built from what matters to the test.
 */
import { completeLink, type Link, parseLink } from '../../src/core/link.ts'
import { type LinkSet, toLinkSet } from '../../src/core/link-set.ts'
import { parseSite, type Site } from '../../src/core/site.ts'

/** A site whose owner decided nothing: Netlify, `http://localhost:8888`. */
export const SITE: Site = parseSite({})

/** The moment that tests call now; arbitrary starts and expiries lie around it. */
export const NOW = '2026-11-25T10:00:00Z'

/** A valid link: `/docs` to `https://example.com/docs`, but for the given fields. */
export function link(given: Partial<Link> = {}): Link {
  const { slug = 'docs', url = 'https://example.com/docs', ...rest } = given
  const draft = { ...rest, slug, url }
  const parsed = parseLink(completeLink(draft, { now: '2026-01-01T00:00:00Z', by: 'alice' }))
  if (parsed.ok) return parsed.link
  throw new Error(parsed.findings.map(({ message }) => message).join('; '))
}

/** A set of valid links; each needs little more than its slug. */
export function linkSet(given: readonly Partial<Link>[]): LinkSet {
  return toLinkSet(given.map(link))
}
