/**
 * Links → rules of a `_redirects` file, and what such a rule does with a request: the one
 * description of redirecting that build, preview, forwarder and tests share.
 */
import type { HostCapabilities } from './hosts.ts'
import type { Link } from './link.ts'
import { followAlias, type LinkSet } from './link-set.ts'
import { isPattern, isSplat, placeholderNames } from './slug.ts'
import { isAliasTarget } from './target.ts'
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
  const exact: Link[] = []
  const placeholders: Link[] = []
  const splats: Link[] = []
  for (const link of links) {
    const kind = isSplat(link.slug) ? splats : isPattern(link.slug) ? placeholders : exact
    kind.push(link)
  }
  return [
    ...exact.sort(compareAge),
    ...placeholders.sort(compareSpecificity),
    ...splats.sort(compareSpecificity),
  ]
}

function compareAge(a: Link, b: Link): number {
  return compareBinary(b.createdAt, a.createdAt) || compareBinary(a.slug, b.slug)
}

/** Sorts the pattern that matches fewer paths first, segment by segment: literal, `:name`, `*`. */
function compareSpecificity({ slug: a }: Link, { slug: b }: Link): number {
  const [left, right] = [a.split('/'), b.split('/')]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = rank(left[index]) - rank(right[index])
    if (difference !== 0) return difference
  }
  return compareBinary(a, b)
}

function rank(segment: string | undefined): number {
  if (segment === undefined) return 3
  if (segment === '*') return 2
  return segment.startsWith(':') ? 1 : 0
}

/** The text of a `_redirects` file: one rule a line, the status always explicit, ASCII. */
export function formatRules(rules: readonly Rule[]): string {
  return rules
    .map(({ from, to, status, force = false }) => `${from} ${to} ${status}${force ? '!' : ''}\n`)
    .join('')
}

/**
 * The target of a pattern or exact slug for one path, as Netlify expands it, or `null` where the
 * path does not match. `/x` also matches `/x/`, and `gh/*` matches `/gh`.
 *
 * @param path without leading slash, as it came in the request
 * @example
 * expandSlug('pr/:id', 'https://example.org/p/:id', 'pr/12') // => 'https://example.org/p/12'
 */
export function expandSlug(slug: string, url: string, path: string): string | null {
  const values = matchSlug(slug, path)
  if (values === null) return null
  // One name after the other, as Netlify does: a value that holds `:name` of a later one changes.
  let expanded = url
  for (const [name, value] of values) expanded = expanded.replaceAll(`:${name}`, () => value)
  return expanded
}

function matchSlug(slug: string, path: string): Map<string, string> | null {
  if (!isPattern(slug)) return path === slug || path === `${slug}/` ? new Map() : null
  const segments = slug.split('/')
  const end = isSplat(slug) && segments.pop() !== undefined ? '(?:/(.*))?' : '/?'
  // Between the segments of a pattern Netlify takes one slash or two.
  const parts = segments.map((segment) =>
    segment.startsWith(':') ? '([^/]+)' : escapeDots(segment),
  )
  const match = new RegExp(`^${parts.join('//?')}${end}$`, 's').exec(path)
  if (match === null) return null
  return new Map(placeholderNames(slug).map((name, index) => [name, match[index + 1] ?? '']))
}

function escapeDots(segment: string): string {
  return segment.replaceAll('.', '\\.')
}

/** What a path leads to: the link that answers, and where it leads once expanded. */
export interface Resolution extends Destination {
  link: Link
}

/**
 * Finds the link that answers `path` (no leading slash) at `now`, in the order of the rules,
 * or `null`.
 */
export function resolvePath(links: LinkSet, path: string, now: string): Resolution | null {
  const exact = links.get(path) ?? links.get(path.replace(/\/$/, ''))
  const candidates =
    exact !== undefined && !isPattern(exact.slug)
      ? [exact]
      : sortForMatching(links.values().filter(({ slug }) => isPattern(slug)))
  for (const link of candidates) {
    const destination = findDestination(links, link, now)
    const url = expandSlug(link.slug, destination.url, path)
    if (url !== null) return { ...destination, link, url }
  }
  return null
}
