/**
 * Findings over a whole set of links: what a link can't know by itself, and what the owner of
 * the site decided. `core/link.ts` has the rules of a link alone.
 */
import { type Finding, notice, refusal } from './finding.ts'
import { type HostCapabilities, hostCapabilities } from './hosts.ts'
import { isPermanent, type Link } from './link.ts'
import { followAlias, type LinkSet } from './link-set.ts'
import type { Site } from './site.ts'
import { isPattern, lookAlikeKey, patternShape } from './slug.ts'
import { findPlaceholderMisuse, findTargetProblem } from './target.ts'
import { isAliasTarget } from './targets/alias.ts'

/**
 * Judges links by the rules over the set and by the site's.
 *
 * @param only slugs to judge, all by default; rules still look at the whole set
 */
export function checkLinks(
  links: LinkSet,
  site: Site,
  only: ReadonlySet<string> | null = null,
): Finding[] {
  const judged = only === null ? [...links.values()] : pick(links, only)
  const host = hostCapabilities(site.host)
  const twins = findTwins(links, judged)
  return judged.flatMap((link) => [
    ...checkTarget(link, site),
    ...checkStatus(link, host),
    ...checkAlias(link, links),
    ...checkTwins(link, twins),
  ])
}

function pick(links: LinkSet, slugs: ReadonlySet<string>): Link[] {
  return [...slugs].flatMap((slug) => links.get(slug) ?? [])
}

function checkTarget(link: Link, site: Site): Finding[] {
  // A tombstone leads nowhere, so its old target does no harm.
  if (link.state === 'gone') return []
  const problem = findTargetProblem(link.url, site)
  if (problem === null) return []
  return [refusal(problem.rule, link.slug, 'url', problem.message, problem.suggestion)]
}

function checkStatus({ slug, status, state }: Link, host: HostCapabilities): Finding[] {
  if (state === 'gone') return []
  if (!host.statuses.includes(status)) {
    const message = `/${slug} has the status ${status}; ${host.name} documents only ${host.statuses.join(', ')} for redirects`
    return [refusal('status-host', slug, 'status', message)]
  }
  if (!isPermanent(status)) return []
  const message = `/${slug} has the status ${status}: browsers remember it for good, so a later change of its target won't reach everyone; 302 is safer`
  return [notice('status-permanent', slug, 'status', message)]
}

function checkAlias(link: Link, links: LinkSet): Finding[] {
  const { slug } = link
  if (!isAliasTarget(link.url) || link.state === 'gone') return []
  const followed = followAlias(links, link)
  if (!followed.ok && 'cycle' in followed) {
    const cycle = followed.cycle.map((step) => `/${step}`).join(' → ')
    return [refusal('alias-loop', slug, 'url', `/${slug} leads in a circle: ${cycle}`)]
  }
  if (!followed.ok) {
    const message = `/${slug} stands for /${followed.missing}, which does not exist`
    return [refusal('alias-missing', slug, 'url', message)]
  }
  const findings: Finding[] = []
  if (followed.link.state === 'gone') {
    const message = `/${slug} stands for /${followed.link.slug}, which was removed; it leads nowhere`
    findings.push(notice('alias-gone', slug, 'url', message))
  }
  const misuse = findPlaceholderMisuse(slug, followed.link.url)
  if (misuse !== null) {
    const message = `/${slug} stands for /${followed.link.slug}, but ${misuse}`
    findings.push(refusal('alias-placeholder', slug, 'url', message))
  }
  if (followed.through.length > 1) {
    const message = `/${slug} stands for another alias, ${link.url}; let it stand for /${followed.link.slug}`
    findings.push(notice('alias-chain', slug, 'url', message))
  }
  return findings
}

interface Twins {
  byShape: ReadonlyMap<string, readonly string[]>
  byLook: ReadonlyMap<string, readonly string[]>
}

// Only keys of judged links are gathered, so that judging one link of many stays cheap.
function findTwins(links: LinkSet, judged: readonly Link[]): Twins {
  const byShape = new Map<string, string[]>()
  const byLook = new Map<string, string[]>()
  for (const { slug } of judged) {
    byLook.set(lookAlikeKey(slug), [])
    if (isPattern(slug)) byShape.set(patternShape(slug), [])
  }
  for (const { slug } of links.values()) {
    byLook.get(lookAlikeKey(slug))?.push(slug)
    if (byShape.size > 0) byShape.get(patternShape(slug))?.push(slug)
  }
  return { byShape, byLook }
}

function checkTwins({ slug }: Link, { byShape, byLook }: Twins): Finding[] {
  const findings: Finding[] = []
  // Tombstones count: their paths are as little free as their slugs.
  const shape = isPattern(slug) ? byShape.get(patternShape(slug)) : undefined
  const rivals = shape?.filter((other) => other !== slug) ?? []
  if (rivals.length > 0) {
    const message = `/${slug} matches the same paths as ${list(rivals)}; keep one of them`
    findings.push(refusal('pattern-twice', slug, 'slug', message))
  }
  const alike = (byLook.get(lookAlikeKey(slug)) ?? []).filter(
    (other) => other !== slug && !rivals.includes(other),
  )
  if (alike.length > 0) {
    const message = `/${slug} looks like ${list(alike)}; people will mistake one for the other`
    findings.push(notice('look-alike', slug, 'slug', message))
  }
  return findings
}

function list(slugs: readonly string[]): string {
  return slugs.map((slug) => `/${slug}`).join(', ')
}
