/**
 * What the rules over the whole set say of links that were changed together, told link by link.
 */
import { checkLinks } from '../check.ts'
import type { Finding } from '../finding.ts'
import type { Link } from '../link.ts'
import { followAlias, type LinkSet } from '../link-set.ts'
import type { Site } from '../site.ts'
import { isAliasTarget } from '../targets/alias.ts'

/**
 * Findings about each of `changed`, in their order. What breaks in a link that stands for one of
 * them is said of that one.
 *
 * @param links the set with the changes in it
 * @param limits what the host would not take of that set (`checkHostLimits`)
 */
export function judgeTogether(
  links: LinkSet,
  changed: readonly Link[],
  limits: readonly Finding[],
  site: Site,
): Finding[][] {
  const slugs = new Set(changed.map(({ slug }) => slug))
  const followers = findFollowers(links, slugs)
  const judged = checkLinks(links, site, new Set([...slugs, ...followers.keys()]))
  // An alias that was there before is none of this change's business unless it breaks by it.
  const relevant = [...judged, ...limits].filter(({ slug, severity }) => {
    return severity === 'error' || !followers.has(slug ?? '')
  })
  const found = Map.groupBy(relevant, ({ slug }) => followers.get(slug ?? '') ?? slug)
  return changed.map(({ slug }) => found.get(slug) ?? [])
}

// Aliases that lead to one of `slugs` without being among them: each with the one it leads to.
function findFollowers(links: LinkSet, slugs: ReadonlySet<string>): Map<string, string> {
  const followers = new Map<string, string>()
  for (const link of links.values()) {
    if (slugs.has(link.slug) || !isAliasTarget(link.url)) continue
    const followed = followAlias(links, link)
    if (!followed.ok) continue
    const changed = [...followed.through, followed.link].find(({ slug }) => slugs.has(slug))
    if (changed !== undefined) followers.set(link.slug, changed.slug)
  }
  return followers
}
