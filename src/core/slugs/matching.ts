/**
 * Which paths a slug stands for, and in which order patterns are tried. Small enough for the
 * scripts of pages: it knows slugs and no links.
 */
import { isPattern, isSplat, placeholderNames } from '../slug.ts'
import { compareBinary } from '../text.ts'

interface Slugged {
  slug: string
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

/** Patterns in the order in which they are tried: placeholders before splats, the more specific first. */
export function sortPatterns<T extends Slugged>(patterns: Iterable<T>): T[] {
  const [placeholders, splats]: [T[], T[]] = [[], []]
  for (const pattern of patterns) (isSplat(pattern.slug) ? splats : placeholders).push(pattern)
  return [...placeholders.sort(compareSpecificity), ...splats.sort(compareSpecificity)]
}

/** Sorts the pattern that matches fewer paths first, segment by segment: literal, `:name`, `*`. */
function compareSpecificity({ slug: a }: Slugged, { slug: b }: Slugged): number {
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
