/**
 * Suggestions that need the whole set of links or randomness, which the core's rules don't have.
 */
import { bytesFrom } from '../../api/random.ts'
import { type Finding, refusal } from '../../core/finding.ts'
import type { Link } from '../../core/link.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { isReserved } from '../../core/reserved.ts'
import type { Site } from '../../core/site.ts'
import { lookAlikeKey } from '../../core/slug.ts'
import { drawSlug } from '../../core/slugs/random-slug.ts'
import { Refused } from '../failure.ts'

/**
 * Adds a random slug to each refusal of a slug of which nothing ASCII is left, such as one in
 * Hangul or of emoji.
 */
export function suggestSlugs(
  findings: readonly Finding[],
  links: LinkSet,
  { site, seed }: { site: Site; seed: Uint8Array },
): Finding[] {
  const random = bytesFrom(seed)
  const offered = new Set<string>()
  return findings.map((finding) => {
    const { rule, slug, suggestion } = finding
    if (rule !== 'slug' || slug === null || suggestion !== undefined || isReserved(slug)) {
      return finding
    }
    const isFree = (candidate: string) => !links.has(candidate) && !offered.has(candidate)
    const drawn = drawSlug(random, { length: site.slugLength, count: links.size, isFree })
    offered.add(drawn)
    return { ...finding, suggestion: drawn }
  })
}

/** Adds the slug that was likely meant to a finding that there is no such link. */
export function suggestExisting(findings: readonly Finding[], links: LinkSet): Finding[] {
  return findings.map((finding) => {
    if (finding.rule !== 'missing' || finding.slug === null) return finding
    const near = findNear(finding.slug, links)
    return near === null ? finding : { ...finding, suggestion: near }
  })
}

/** The link of this slug. @throws {Refused} with the one that was likely meant */
export function requireLink(links: LinkSet, slug: string): Link {
  const link = links.get(slug)
  if (link !== undefined) return link
  const finding = refusal('missing', slug, 'slug', `there is no link /${slug}`)
  throw new Refused(suggestExisting([finding], links))
}

function findNear(slug: string, links: LinkSet): string | null {
  const bare = slug.replace(/\/$/, '')
  if (links.has(bare)) return bare
  const key = lookAlikeKey(bare)
  return links.keys().find((candidate) => lookAlikeKey(candidate) === key) ?? null
}
