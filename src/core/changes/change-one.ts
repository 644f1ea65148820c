/**
 * What people change in a set of links, one link at a time. Each change takes a set and returns
 * a new one, or says why not; nothing is changed in place, and the clock is an argument.
 * Adding, which may come in bulk, is in `add-links.ts`, changing many at once in `change-many.ts`.
 */
import { checkLinks } from '../check.ts'
import { type Finding, hasErrors, notice, refusal } from '../finding.ts'
import { isPermanent, type Link, type LinkPatch, parseLink } from '../link.ts'
import { aliasesOf, allAliasesOf, type LinkSet } from '../link-set.ts'
import { checkHostLimits } from '../redirecting/limits.ts'
import type { Site } from '../site.ts'
import { isAliasTarget } from '../targets/alias.ts'
import { warnOfEnd } from './ended.ts'

/** Who changes the set, when, and by which site's rules. */
export interface ChangeContext {
  site: Site
  /** RFC 3339, UTC, whole seconds. */
  now: string
  /** Handle of the author. */
  by: string
}

/** Why a change was refused: no such link, slug in use, slug of a tombstone, a broken rule. */
export type Refusal = 'missing' | 'taken' | 'tombstone' | 'invalid'

export type Change =
  | {
      ok: true
      links: LinkSet
      /** The link as it is now; after a purge, as it was. */
      link: Link
      /** Warnings about the link. */
      findings: Finding[]
    }
  | { ok: false; reason: Refusal; findings: Finding[] }

/** What a renamed link leaves at its old slug: an alias, a tombstone, or nothing. */
export type Leaving = 'alias' | 'tombstone' | 'nothing'

/** Changes fields of one link; what the patch leaves out stays. `slug` renames, leaving an alias. */
export function editLink(
  links: LinkSet,
  slug: string,
  patch: LinkPatch,
  context: ChangeContext,
  leaving: Leaving = 'alias',
): Change {
  const link = links.get(slug)
  if (link === undefined) return refuseMissing(slug)
  // Editing one would be a way to take its slug over.
  if (link.state === 'gone') return refuseTaken(link)
  const edited = parseLink({ ...link, ...withoutUndefined(patch) })
  if (!edited.ok) return { ok: false, reason: 'invalid', findings: edited.findings }
  if (edited.link.slug !== slug) return moveLink(links, link, edited.link, leaving, context)
  return judge(new Map(links).set(slug, edited.link), edited.link, link, context)
}

/**
 * Moves a link to a new slug. Aliases that stood for the old slug stand for the new one, so that
 * no chain grows.
 */
export function renameLink(
  links: LinkSet,
  slug: string,
  newSlug: string,
  leaving: Leaving,
  context: ChangeContext,
): Change {
  const link = links.get(slug)
  if (link === undefined) return refuseMissing(slug)
  if (link.state === 'gone') return refuseTaken(link)
  const moved = parseLink({ ...link, slug: newSlug })
  if (!moved.ok) return { ok: false, reason: 'invalid', findings: moved.findings }
  if (newSlug === slug) return judge(links, link, link, context)
  return moveLink(links, link, moved.link, leaving, context)
}

// `moved` is the link as it is to be, at its new slug.
function moveLink(
  links: LinkSet,
  link: Link,
  moved: Link,
  leaving: Leaving,
  context: ChangeContext,
): Change {
  const { slug } = link
  const { slug: newSlug } = moved
  const occupant = links.get(newSlug)
  // The alias that an earlier rename left may be taken back.
  const isOwnAlias = occupant?.url === `/${slug}` && occupant.state !== 'gone'
  if (occupant !== undefined && !isOwnAlias) return refuseTaken(occupant)
  const next = new Map(links)
  next.delete(slug)
  next.set(newSlug, moved)
  for (const alias of aliasesOf(links, slug)) {
    if (alias.slug !== newSlug) next.set(alias.slug, { ...alias, url: `/${newSlug}` })
  }
  if (leaving === 'alias') next.set(slug, aliasLeftBy(link, moved, context))
  if (leaving === 'tombstone') next.set(slug, { ...link, state: 'gone' })
  return judge(next, moved, link, context)
}

function aliasLeftBy(link: Link, moved: Link, { now, by }: ChangeContext): Link {
  // An alias of the same link does already what one of the moved alias would do, without a chain.
  if (isAliasTarget(link.url) && moved.url === link.url) return link
  return {
    ...moved,
    slug: link.slug,
    url: `/${moved.slug}`,
    state: 'active',
    listed: false,
    title: null,
    tags: [],
    startsAt: null,
    expiresAt: null,
    createdAt: now,
    createdBy: by,
  }
}

/** Removes a link, leaving a tombstone, or nothing with `purge`. */
export function removeLink(
  links: LinkSet,
  slug: string,
  { purge = false, withAliases = false }: { purge?: boolean; withAliases?: boolean },
): Change {
  const link = links.get(slug)
  if (link === undefined) return refuseMissing(slug)
  const aliases = findDependents(links, slug, purge)
  if (aliases.length > 0 && !withAliases) {
    const message = `${describeDependents(slug, aliases)} (--with-aliases)`
    return { ok: false, reason: 'taken', findings: [refusal('has-aliases', slug, null, message)] }
  }
  const next = new Map(links)
  const gone: Link = { ...link, state: 'gone' }
  for (const one of [...aliases, link]) {
    if (purge) next.delete(one.slug)
    else next.set(one.slug, { ...one, state: 'gone' })
  }
  return { ok: true, links: next, link: gone, findings: warnOfMemory(link, []) }
}

/** What stands for the link and would not outlive it: with a purge also tombstones of aliases. */
export function findDependents(links: LinkSet, slug: string, purge: boolean): Link[] {
  return allAliasesOf(links, slug).filter(({ state }) => purge || state !== 'gone')
}

/** Why the link does not go alone, and the way; how that is asked for is each door's own. */
export function describeDependents(slug: string, dependents: readonly Link[]): string {
  const names = dependents.map((alias) => `/${alias.slug}`).join(', ')
  return dependents.every(({ state }) => state === 'gone')
    ? `/${slug} is what removed aliases stood for: ${names}; purge their tombstones with it`
    : `/${slug} has aliases that would lead nowhere: ${names}; remove them with it`
}

// The changed link and those that stand for it must keep all rules.
function judge(links: LinkSet, link: Link, before: Link, context: ChangeContext): Change {
  const affected = new Set([link.slug, ...allAliasesOf(links, link.slug).map(({ slug }) => slug)])
  const findings = [
    ...checkLinks(links, context.site, affected),
    // What was too much before is not this change's fault.
    ...checkHostLimits(links, context.site, context.now).filter(({ slug }) =>
      affected.has(slug ?? ''),
    ),
  ]
  if (hasErrors(findings)) return { ok: false, reason: 'invalid', findings }
  const warnings = [...warnOfMemory(before, findings), ...warnOfEnd(link, context.now)]
  return { ok: true, links, link, findings: [...findings, ...warnings] }
}

/**
 * Warns of what browsers remember of a link as it was before, since the rules judge it as it is
 * now; `findings` are theirs.
 */
export function warnOfMemory(
  { slug, status, state, url }: Link,
  findings: readonly Finding[],
): Finding[] {
  if (!isPermanent(status) || state === 'gone') return []
  if (findings.some(({ rule }) => rule === 'status-permanent')) return []
  const message = `/${slug} had the status ${status}: browsers that followed it go on to ${url} for good`
  return [notice('status-permanent', slug, 'status', message)]
}

/** Refuses to change what is not there. */
export function refuseMissing(slug: string): { ok: false; reason: Refusal; findings: Finding[] } {
  const finding = refusal('missing', slug, 'slug', `there is no link /${slug}`)
  return { ok: false, reason: 'missing', findings: [finding] }
}

/** Refuses a slug that another link or a tombstone holds. */
export function refuseTaken(occupant: Link): { ok: false; reason: Refusal; findings: Finding[] } {
  const { slug, url, state } = occupant
  if (state === 'gone') {
    const message = `/${slug} is the tombstone of a removed link: its slug stays reserved, unless an admin reuses it (links add --reuse, or "reuse": true in the API)`
    return {
      ok: false,
      reason: 'tombstone',
      findings: [refusal('slug-tombstone', slug, 'slug', message)],
    }
  }
  const message = `/${slug} is taken, so choose another slug: it leads to ${url}`
  return { ok: false, reason: 'taken', findings: [refusal('slug-taken', slug, 'slug', message)] }
}

function withoutUndefined<T extends object>(record: T): Partial<T> {
  const given = Object.entries(record).filter(([, value]) => value !== undefined)
  // fromEntries forgets the keys' types; the entries are T's own.
  return Object.fromEntries(given) as Partial<T>
}
