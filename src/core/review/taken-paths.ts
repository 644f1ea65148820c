/**
 * Paths that a change takes from somebody's pattern: what the pattern has answered was given out,
 * so a link that is to answer in its place is its owner's business too. Review and API ask this.
 */
import { type HostName, hostCapabilities } from '../hosts.ts'
import type { Link } from '../link.ts'
import type { LinkSet } from '../link-set.ts'
import { firstSegment, isPattern } from '../slug.ts'
import { expandSlug, sortPatterns } from '../slugs/matching.ts'
import { findSharedPath } from '../slugs/sample-path.ts'

/** A path that a pattern answered so far, and that a link answers now. */
export interface TakenPath {
  /** Slug of the link that takes it. */
  slug: string
  /** Slug of the pattern that answered it. */
  pattern: string
  owner: string
}

/**
 * What the links that begin to answer take from patterns with an owner, in the order of `after`.
 *
 * A row holds its slug as far as the host has a rule for it: where a disabled link has one, its
 * slug was never the pattern's, and enabling it takes nothing.
 *
 * @example
 * // alice owns gh/*
 * findTakenPaths(before, new Map(before).set('gh/octo', octo), 'netlify')
 * // => [{ slug: 'gh/octo', pattern: 'gh/*', owner: 'alice' }]
 */
export function findTakenPaths(before: LinkSet, after: LinkSet, host: HostName): TakenPath[] {
  const { hasNotFoundRules } = hostCapabilities(host)
  const isAnswering = ({ state }: Link) => state === 'active' || hasNotFoundRules
  const arrivals = [...after.values()].filter((link) => {
    const was = before.get(link.slug)
    return was !== link && isAnswering(link) && (was === undefined || !isAnswering(was))
  })
  // Most changes bring no new slug, and so need not look at the patterns.
  if (arrivals.length === 0) return []
  const patterns = Map.groupBy(
    sortPatterns(before.values().filter((link) => isPattern(link.slug) && isAnswering(link))),
    ({ slug }) => firstSegment(slug),
  )
  return arrivals.flatMap(({ slug }) => {
    return findLosers(slug, patterns.get(firstSegment(slug)) ?? []).flatMap((loser) => {
      // A removed pattern leads nowhere, so nobody misses what it answered.
      if (loser.owner === null || loser.state === 'gone') return []
      return [{ slug, pattern: loser.slug, owner: loser.owner }]
    })
  })
}

// `patterns` are in the order in which they are tried.
function findLosers(slug: string, patterns: readonly Link[]): Link[] {
  if (!isPattern(slug)) {
    const loser = patterns.find((pattern) => isMatch(pattern, slug))
    return loser === undefined ? [] : [loser]
  }
  const rivals = [...patterns.map((pattern) => pattern.slug), slug].map((one) => ({ slug: one }))
  const tried = sortPatterns(rivals)
  return patterns.filter((pattern) => {
    const shared = findSharedPath(slug, pattern.slug)
    if (shared === null) return false
    const isAnswered = patterns.find((one) => isMatch(one, shared)) === pattern
    return isAnswered && tried.find((one) => isMatch(one, shared))?.slug === slug
  })
}

function isMatch({ slug }: { slug: string }, path: string): boolean {
  return expandSlug(slug, '', path) !== null
}
