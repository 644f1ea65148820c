/**
 * What belongs to others, and so is none of a caller's to change: their links, and the paths that
 * their patterns answer. An admin may change all.
 */
import type { Link } from '../core/link.ts'
import type { LinkSet } from '../core/link-set.ts'
import { isOwnedBy } from '../core/people/owners.ts'
import { findTakenPaths } from '../core/review/taken-paths.ts'
import type { Site } from '../core/site.ts'
import { type Caller, hasRole } from './auth.ts'
import type { FieldError } from './problem.ts'

/** Why the link is none that the caller may change, or `null`: to nobody's and one's own all may. */
export function describeStranger(
  { slug, owner }: Pick<Link, 'slug' | 'owner'>,
  caller: Caller,
  site: Site,
): string | null {
  if (hasRole(caller, 'admin') || isOwnedBy(owner, caller.handle, site)) return null
  return `/${slug} belongs to ${owner}, and ${caller.handle} is not of them; ask ${owner} or an admin`
}

/**
 * Paths that the change takes from patterns of others, as errors of the request.
 *
 * @param pointerOf where the request asks that a slug answers, as a JSON Pointer
 */
export function findStolenPaths(
  before: LinkSet,
  after: LinkSet,
  caller: Caller,
  site: Site,
  pointerOf: (slug: string) => string,
): FieldError[] {
  return findTakenPaths(before, after, site.host).flatMap(({ slug, pattern, owner }) => {
    const stranger = describeStranger({ slug: pattern, owner }, caller, site)
    if (stranger === null) return []
    const message = `/${slug} is answered by /${pattern} so far: ${stranger}`
    return [{ path: pointerOf(slug), message }]
  })
}
