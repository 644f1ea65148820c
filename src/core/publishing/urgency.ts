/**
 * Which changes can't wait for the next scheduled build: those after which visitors would still
 * be led where they should not. Imports nothing at run time, since a host asks it before any
 * package is installed (`netlify/ignore-build.mjs`).
 */
import type { Link } from '../link.ts'

/** What of a link decides where visitors are led. */
export type Leading = Pick<Link, 'slug' | 'url' | 'state' | 'startsAt' | 'expiresAt'>

/**
 * Slugs that lead somewhere at `now` by `before`, and by `after` are removed, disabled, lead
 * elsewhere or end earlier. New links, and all that is for people to read, can wait.
 *
 * @example
 * findUrgent(links, disabled, now) // => ['docs']
 * findUrgent(links, renamed, now)  // => [], since the alias at the old slug leads there too
 */
export function findUrgent(
  before: ReadonlyMap<string, Leading>,
  after: ReadonlyMap<string, Leading>,
  now: string,
): string[] {
  // Where an alias is led elsewhere by what it stands for, that link is urgent itself, so rows
  // that stayed as they were need no look.
  const changed = [...before.values()].filter((link) => !leadsAlike(link, after.get(link.slug)))
  return changed
    .map(({ slug }) => slug)
    .filter((slug) => {
      const was = follow(before, slug, now)
      if (was === null) return false
      const is = follow(after, slug, now)
      return is === null || is.url !== was.url || is.expiresAt < was.expiresAt
    })
    .sort()
}

function leadsAlike(a: Leading, b: Leading | undefined): boolean {
  return (
    a === b ||
    (b !== undefined &&
      a.url === b.url &&
      a.state === b.state &&
      a.startsAt === b.startsAt &&
      a.expiresAt === b.expiresAt)
  )
}

// Sorts after every time.
const NEVER = '~'

// Where a slug leads at `now` and until when, aliases followed; `null` where it leads nowhere.
function follow(
  links: ReadonlyMap<string, Leading>,
  slug: string,
  now: string,
): { url: string; expiresAt: string } | null {
  const passed = new Set<string>()
  let expiresAt = NEVER
  for (let current = slug; !passed.has(current); ) {
    passed.add(current)
    const link = links.get(current)
    if (link === undefined || link.state !== 'active') return null
    if (link.startsAt !== null && now < link.startsAt) return null
    if (link.expiresAt !== null && link.expiresAt <= now) return null
    if (link.expiresAt !== null && link.expiresAt < expiresAt) expiresAt = link.expiresAt
    if (!link.url.startsWith('/')) return { url: link.url, expiresAt }
    current = link.url.slice(1)
  }
  return null
}
