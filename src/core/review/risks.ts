/**
 * What a reviewer should look at twice in a change of links: valid by every rule, but able to
 * mislead people who follow links that were given out. Judges two sets, knows no clock.
 */
import { type Diff, type DiffEntry, diffLinks } from '../diff.ts'
import type { Finding } from '../finding.ts'
import { isPermanent, type Link } from '../link.ts'
import { followAlias, type LinkSet, sortedLinks, toLinkSet } from '../link-set.ts'
import { resolvePath } from '../redirects.ts'
import { firstSegment, isPattern, lookAlikeKey } from '../slug.ts'
import { expandSlug } from '../slugs/matching.ts'
import { findSharedPath, samplePath } from '../slugs/sample-path.ts'
import { withoutTrailingDot } from '../targets/address.ts'
import { isAliasTarget } from '../targets/alias.ts'

export type RiskRule =
  /** Leads to another host than before, its aliases followed. */
  | 'host-changed'
  | 'owner-changed'
  /** A link stands where a tombstone stood. */
  | 'tombstone-reused'
  /** A tombstone was taken away, so that its slug is free. */
  | 'tombstone-removed'
  /** Browsers remember 301 and 308, so not everyone will see the change. */
  | 'permanent-changed'
  /** A new slug that people mistake for another. */
  | 'look-alike'
  /** A new pattern that matches slugs or paths that were there before. */
  | 'pattern-captures'
  /** A path whose link went away, and which a pattern answers now. */
  | 'pattern-answers'

/** One risk, as a warning that stands among other findings. */
export interface Risk extends Finding {
  severity: 'warning'
  rule: RiskRule
  slug: string
}

/**
 * The risks of going from `before` to `after`, in the order of the diff's entries.
 *
 * @param diff the one of these two sets, where it is known already
 */
export function findRisks(
  before: LinkSet,
  after: LinkSet,
  diff: Diff = diffLinks(before, after),
): Risk[] {
  if (diff.length === 0) return []
  const context = lookAround(before, after, diff)
  return diff.flatMap((entry) => [
    ...findRetargeting(entry, context),
    ...findNewOwner(entry),
    ...findTombstone(entry),
    ...findPermanent(entry, context),
    ...findLookAlike(entry, context),
    ...findCaptures(entry, context),
    ...findAnswering(entry, context),
  ])
}

interface Context {
  before: LinkSet
  after: LinkSet
  /** Aliases before the change, by the slug that they stand for. */
  aliases: ReadonlyMap<string, Link[]>
  /** Slugs after the change by `lookAlikeKey`: those that have a new one among them. */
  alike: ReadonlyMap<string, string[]>
  /** Old and new links by their first segment, for those that have a pattern. */
  near: { before: ReadonlyMap<string, LinkSet>; after: ReadonlyMap<string, LinkSet> }
}

// Gathered once, so that ten thousand changed links take no hundred million comparisons.
function lookAround(before: LinkSet, after: LinkSet, diff: Diff): Context {
  const aliases = Map.groupBy(
    sortedLinks(before).filter(({ url }) => isAliasTarget(url)),
    ({ url }) => url.slice(1),
  )
  const keys = new Set(diff.filter(isArrival).map(({ slug }) => lookAlikeKey(slug)))
  const alike = Map.groupBy(
    after.keys().filter((slug) => keys.has(lookAlikeKey(slug))),
    lookAlikeKey,
  )
  const patterned = new Set([...before.keys(), ...after.keys()].filter(isPattern).map(firstSegment))
  const gather = (links: LinkSet) => {
    const groups = Map.groupBy(
      links.values().filter(({ slug }) => patterned.has(firstSegment(slug))),
      ({ slug }) => firstSegment(slug),
    )
    return new Map([...groups].map(([segment, group]) => [segment, toLinkSet(group)]))
  }
  return { before, after, aliases, alike, near: { before: gather(before), after: gather(after) } }
}

// Whether the entry brings a slug that was not there before.
function isArrival(entry: DiffEntry): boolean {
  return entry.kind === 'added' || (entry.kind === 'renamed' && entry.replaced === null)
}

function findRetargeting(entry: DiffEntry, { before, after }: Context): Risk[] {
  if (entry.kind !== 'changed' && entry.kind !== 'renamed') return []
  // A tombstone leads nowhere; that it came or went is another risk.
  if (entry.before.state === 'gone' || entry.after.state === 'gone') return []
  if (!isChanged(entry, ['url'])) return []
  const [from, to] = [hostOf(before, entry.before), hostOf(after, entry.after)]
  if (from === to || from === null || to === null) return []
  const message = `${path(entry.slug)} led to ${from} and now leads to ${to}`
  return [risk('host-changed', entry.slug, 'url', message)]
}

// `null` for an alias that leads nowhere.
function hostOf(links: LinkSet, link: Link): string | null {
  const followed = followAlias(links, link)
  return followed.ok ? withoutTrailingDot(new URL(followed.link.url).host) : null
}

function findNewOwner(entry: DiffEntry): Risk[] {
  if (entry.kind !== 'changed' && entry.kind !== 'renamed') return []
  if (!isChanged(entry, ['owner'])) return []
  const { slug, before, after } = entry
  const from = before.owner ?? 'nobody'
  const to = after.owner ?? 'nobody'
  return [risk('owner-changed', slug, 'owner', `${path(slug)} belonged to ${from}, now to ${to}`)]
}

function findTombstone(entry: DiffEntry): Risk[] {
  const { slug } = entry
  if (entry.kind === 'removed') {
    if (entry.link.state !== 'gone') return []
    const message = `the tombstone ${path(slug)} was removed, so that anyone may use its slug again`
    return [risk('tombstone-removed', slug, null, message)]
  }
  if (entry.kind === 'added') return []
  const stood = entry.kind === 'renamed' ? entry.replaced : entry.before
  if (stood?.state !== 'gone' || entry.after.state === 'gone') return []
  const message = `${path(slug)} was a tombstone and leads to ${entry.after.url} now`
  return [risk('tombstone-reused', slug, 'state', message)]
}

const DESTINATION = ['url', 'status', 'state', 'startsAt', 'expiresAt'] as const

function findPermanent(entry: DiffEntry, { aliases }: Context): Risk[] {
  if (entry.kind === 'added') return []
  const was = entry.kind === 'removed' ? entry.link : entry.before
  if (was.state === 'gone') return []
  if (entry.kind === 'removed') {
    return findRemembered(was, `${path(was.slug)} was removed`)
  }
  const risks: Risk[] = []
  const isMoved = entry.kind === 'renamed' && entry.left !== 'alias'
  if (isChanged(entry, DESTINATION) || isMoved) {
    risks.push(...findRemembered(was, `${path(was.slug)} changed`))
  }
  if (isChanged(entry, ['url', 'state'])) {
    // Whoever followed an alias remembers where it finally led.
    for (const alias of aliases.get(was.slug) ?? []) {
      if (alias.state === 'gone') continue
      risks.push(...findRemembered(alias, `${path(was.slug)}, which it stands for, changed`))
    }
  }
  const { after } = entry
  if (!isPermanent(was.status) && isPermanent(after.status) && after.state !== 'gone') {
    const message = `${path(entry.slug)} has the status ${after.status} now: browsers that follow it remember it for good`
    risks.push(risk('permanent-changed', entry.slug, 'status', message))
  }
  return risks
}

function findRemembered(link: Link, what: string): Risk[] {
  const { slug, status } = link
  if (!isPermanent(status)) return []
  const message = `${path(slug)} had the status ${status}, and ${what}: browsers that followed it go on as before`
  return [risk('permanent-changed', slug, 'status', message)]
}

function findLookAlike(entry: DiffEntry, { after, alike }: Context): Risk[] {
  if (!isArrival(entry)) return []
  const { slug } = entry
  const link = after.get(slug)
  if (link === undefined || link.state === 'gone') return []
  const others = (alike.get(lookAlikeKey(slug)) ?? []).filter((other) => {
    return other !== slug && !isStandIn(after, slug, other)
  })
  if (others.length === 0) return []
  const message = `${path(slug)} looks like ${list(others)}; people will mistake one for the other`
  return [risk('look-alike', slug, 'slug', message)]
}

// An alias that leads where the look-alike leads misleads nobody.
function isStandIn(links: LinkSet, a: string, b: string): boolean {
  const ends = [a, b].map((slug) => {
    const link = links.get(slug)
    const followed = link === undefined ? null : followAlias(links, link)
    return followed?.ok ? followed.link.slug : null
  })
  return ends[0] !== null && ends[0] === ends[1]
}

function findCaptures(entry: DiffEntry, { near }: Context): Risk[] {
  const { slug } = entry
  if (!isArrival(entry) || !isPattern(slug)) return []
  const segment = firstSegment(slug)
  const [was, is] = [near.before.get(segment), near.after.get(segment)]
  if (was === undefined || is === undefined) return []
  const exact: string[] = []
  const patterns: string[] = []
  for (const other of was.keys()) {
    if (!is.has(other)) continue
    if (!isPattern(other)) {
      if (expandSlug(slug, '', other) !== null) exact.push(other)
      continue
    }
    const shared = findSharedPath(slug, other)
    if (shared === null || answerer(was, shared) !== other) continue
    if (answerer(is, shared) === slug) patterns.push(other)
  }
  const risks: Risk[] = []
  if (exact.length > 0) {
    const until =
      exact.length === 1
        ? 'which keeps its target only as long as it exists'
        : 'which keep their targets only as long as they exist'
    const message = `${path(slug)} also matches ${list(exact)}, ${until}`
    risks.push(risk('pattern-captures', slug, 'slug', message))
  }
  if (patterns.length > 0) {
    const message = `${path(slug)} takes paths that ${list(patterns)} answered before`
    risks.push(risk('pattern-captures', slug, 'slug', message))
  }
  return risks
}

function findAnswering(entry: DiffEntry, { near }: Context): Risk[] {
  const isVacated =
    entry.kind === 'removed' || (entry.kind === 'renamed' && entry.left === 'nothing')
  if (!isVacated) return []
  const slug = entry.kind === 'renamed' ? entry.from : entry.slug
  const links = near.after.get(firstSegment(slug))
  const answering = links === undefined ? null : answerer(links, samplePath(slug))
  if (answering === null) return []
  const message = `${path(slug)} is no longer there, so ${path(answering)} answers in its place`
  return [risk('pattern-answers', slug, 'slug', message)]
}

// Which link a path belongs to; whether that one is open at the moment makes no difference.
function answerer(links: LinkSet, requested: string): string | null {
  return resolvePath(links, requested, '')?.link.slug ?? null
}

function isChanged(
  entry: Extract<DiffEntry, { kind: 'changed' | 'renamed' }>,
  fields: readonly (keyof Link)[],
): boolean {
  return entry.fields.some(({ field }) => fields.includes(field))
}

function risk(rule: RiskRule, slug: string, field: keyof Link | null, message: string): Risk {
  return { severity: 'warning', rule, slug, field, message }
}

function path(slug: string): string {
  return `/${slug}`
}

const LISTED = 5

function list(slugs: readonly string[]): string {
  const sorted = slugs.toSorted()
  const more = sorted.length - LISTED
  const named = sorted.slice(0, LISTED).map(path).join(', ')
  return more > 0 ? `${named} and ${more} more` : named
}
