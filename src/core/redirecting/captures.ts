/**
 * Links that don't redirect, but whose path a pattern takes: on hosts that have no rule for
 * "not here", the pattern answers in their place.
 */
import { type Finding, notice } from '../finding.ts'
import { hostCapabilities } from '../hosts.ts'
import type { LinkSet } from '../link-set.ts'
import { findDestination } from '../redirects.ts'
import type { Site } from '../site.ts'
import { isPattern } from '../slug.ts'
import { expandSlug } from '../slugs/matching.ts'

/** Warns of each link that is off or gone, while a pattern redirects its path all the same. */
export function findCaptures(links: LinkSet, site: Site, now: string): Finding[] {
  const { hasNotFoundRules, name } = hostCapabilities(site.host)
  // Elsewhere each such link has a rule of its own, above all patterns.
  if (hasNotFoundRules) return []
  const standings = Map.groupBy(links.values(), (link) => {
    const { standing } = findDestination(links, link, now)
    return standing === 'redirects' ? (isPattern(link.slug) ? 'pattern' : 'exact') : 'closed'
  })
  const patterns = standings.get('pattern') ?? []
  return (standings.get('closed') ?? []).flatMap(({ slug }) => {
    if (isPattern(slug)) return []
    const taker = patterns.find((pattern) => expandSlug(pattern.slug, '', slug) !== null)
    if (taker === undefined) return []
    const message = `/${slug} is off, but ${name} has no rule for that, so /${taker.slug} redirects its path`
    return [notice('captured', slug, 'slug', message)]
  })
}
