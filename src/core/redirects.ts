/**
 * Links → rules of a `_redirects` file, and what such a rule does with a request: the one
 * description of redirecting that build, preview, forwarder and tests share.
 */
import type { HostCapabilities } from './hosts.ts'
import type { Link } from './link.ts'
import { followAlias, type LinkSet } from './link-set.ts'
import { firstSegment, isPattern, isSplat } from './slug.ts'
import { expandSlug, sortPatterns } from './slugs/matching.ts'
import { isAliasTarget } from './targets/alias.ts'
import { compareBinary } from './text.ts'

/** One line of `_redirects`. */
export interface Rule {
  /** Slug of the link that it serves; `null` for a rule of the site itself. */
  slug: string | null
  /** Path with leading slash: `/docs`, `/pr/:id`, `/gh/*`. */
  from: string
  /** Absolute URL, or a page of this site. */
  to: string
  status: number
  /** Above static files too, written as `302!`. */
  force?: boolean
}

/** What becomes of a visitor: `off` until its start, after its end and while disabled. */
export type Standing = 'redirects' | 'off' | 'gone'

/** Where a link leads at `now`, its aliases followed. */
export interface Destination {
  standing: Standing
  /** The most restrictive state among the link and what it stands for. */
  state: Link['state']
  url: string
}

/** Follows a link's aliases and judges state and time of all of them; a broken chain is `off`. */
export function findDestination(links: LinkSet, link: Link, now: string): Destination {
  if (!isAliasTarget(link.url)) return judgeDestination([link], link.url, true, now)
  const followed = followAlias(links, link)
  if (!followed.ok) return judgeDestination([link], link.url, false, now)
  const { link: last, through } = followed
  return judgeDestination([...through, last], last.url, true, now)
}

function judgeDestination(
  all: readonly Link[],
  url: string,
  isWhole: boolean,
  now: string,
): Destination {
  if (all.some(({ state }) => state === 'gone')) return { standing: 'gone', state: 'gone', url }
  const state = all.some((one) => one.state === 'disabled') ? 'disabled' : 'active'
  const redirects = isWhole && all.every((one) => isOpen(one, now))
  return { standing: redirects ? 'redirects' : 'off', state, url }
}

function isOpen({ state, startsAt, expiresAt }: Link, now: string): boolean {
  if (state !== 'active') return false
  return (startsAt === null || startsAt <= now) && (expiresAt === null || now < expiresAt)
}

/** The next start or end after `now` of a link that is neither disabled nor gone, or `null`. */
export function findNextChange(links: LinkSet, now: string): string | null {
  let next: string | null = null
  for (const { state, startsAt, expiresAt } of links.values()) {
    if (state !== 'active') continue
    for (const time of [startsAt, expiresAt]) {
      if (time !== null && time > now && (next === null || time < next)) next = time
    }
  }
  return next
}

/** Pages that answer for links that don't redirect. */
export const STANDING_PAGES = { off: '/p/off/', gone: '/p/gone/' } as const

/**
 * All rules in the order in which a host must try them, since the first that fits wins: exact
 * slugs, newest first (they are the most visited, and matchers are linear), then placeholders,
 * then splats, the more specific first.
 */
export function bakeRules(links: LinkSet, host: HostCapabilities, now: string): Rule[] {
  const rules: Rule[] = []
  for (const link of sortForMatching(links.values())) {
    const { standing, url } = findDestination(links, link, now)
    if (standing === 'redirects') addRules(rules, link, url, link.status, host)
    // Never a cacheable redirect: the link may come back.
    else if (host.hasNotFoundRules) addRules(rules, link, STANDING_PAGES[standing], 404, host)
  }
  return rules
}

function addRules(
  rules: Rule[],
  { slug }: Link,
  to: string,
  status: number,
  host: HostCapabilities,
): void {
  const from = `/${slug}`
  rules.push({ slug, from, to, status })
  if (host.ignoresTrailingSlash || isSplat(slug)) return
  rules.push({ slug, from: `${from}/`, to, status })
}

function sortForMatching(links: Iterable<Link>): Link[] {
  const [exact, patterns]: [Link[], Link[]] = [[], []]
  for (const link of links) (isPattern(link.slug) ? patterns : exact).push(link)
  return [...exact.sort(compareAge), ...sortPatterns(patterns)]
}

function compareAge(a: Link, b: Link): number {
  return compareBinary(b.createdAt, a.createdAt) || compareBinary(a.slug, b.slug)
}

/** The page that shows where a link leads instead of going there; the slug is its whole query. */
const PREVIEW_PAGE = '/p/'

/**
 * The rule of a preview: whoever follows a link is shown where it would lead, so that a proposal
 * of a stranger redirects nobody. Rules that don't redirect stay.
 *
 * A pattern hands on the path that was visited.
 *
 * @example
 * toPreviewRule({ slug: 'gh/*', from: '/gh/*', to: 'https://github.com/:splat', status: 301 })
 * // => { slug: 'gh/*', from: '/gh/*', to: '/p/?gh/:splat', status: 302 }
 */
export function toPreviewRule(rule: Rule): Rule {
  const { slug, from, status } = rule
  if (slug === null || status >= 400) return rule
  return { slug, from, to: previewOf(slug), status: 302 }
}

/** Where a preview sends those who follow the link, with the pattern's placeholders in it. */
export function previewOf(slug: string): string {
  return `${PREVIEW_PAGE}?${slug.replace(/\*$/, ':splat')}`
}

/** The text of a `_redirects` file: one rule a line, the status always explicit, ASCII. */
export function formatRules(rules: readonly Rule[]): string {
  return rules
    .map(({ from, to, status, force = false }) => `${from} ${to} ${status}${force ? '!' : ''}\n`)
    .join('')
}

/** What a path leads to: the link that answers, and where it leads once expanded. */
export interface Resolution extends Destination {
  link: Link
}

/** Finds the link that answers a path without leading slash, or `null`. */
export type Resolve = (path: string) => Resolution | null

/**
 * Finds the link that answers `path` (no leading slash) at `now`, in the order of the rules,
 * or `null`.
 */
export function resolvePath(links: LinkSet, path: string, now: string): Resolution | null {
  return makeResolve(links, now)(path)
}

/** `resolvePath` for many paths: the patterns are put in order once, when first needed. */
export function makeResolve(links: LinkSet, now: string): Resolve {
  let patterns: Map<string, Link[]> | undefined
  return (path) => {
    const exact = links.get(path) ?? links.get(path.replace(/\/$/, ''))
    if (exact !== undefined && !isPattern(exact.slug)) return answer(exact, path)
    patterns ??= groupPatterns(links)
    for (const pattern of patterns.get(firstSegment(path)) ?? []) {
      const found = answer(pattern, path)
      if (found !== null) return found
    }
    return null
  }

  function answer(link: Link, path: string): Resolution | null {
    const destination = findDestination(links, link, now)
    const url = expandSlug(link.slug, destination.url, path)
    return url === null ? null : { ...destination, link, url }
  }
}

// No pattern of another first segment can match, so a thousand patterns are not tried for each path.
function groupPatterns(links: LinkSet): Map<string, Link[]> {
  const patterns = links.values().filter(({ slug }) => isPattern(slug))
  return Map.groupBy(sortPatterns(patterns), ({ slug }) => firstSegment(slug))
}
