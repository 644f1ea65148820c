/**
 * Paths that stand for all that a pattern matches, so that rules about patterns can be asked of
 * single paths. Knows slugs and no links.
 */

import { isSplat } from '../slug.ts'
import { expandSlug } from './matching.ts'

// What a placeholder and a splat stand for in a sample path; no slug of people is likely to have it.
const SAMPLE = '0x-sample-x0'

/**
 * A path that the slug matches, with the same made-up segment for each placeholder.
 *
 * @example
 * samplePath('pr/:id') // => 'pr/0x-sample-x0'
 */
export function samplePath(slug: string): string {
  const segments = slug.split('/')
  return segments.map((one) => (isLiteral(one) ? one : SAMPLE)).join('/')
}

/** A path that both patterns match, or `null`; as unlike other slugs as can be. */
export function findSharedPath(a: string, b: string): string | null {
  const [left, right] = [segmentsOf(a), segmentsOf(b)]
  const length = Math.max(left.length, right.length)
  const shared = Array.from({ length }, (_, index) => {
    return [left[index], right[index]].find((one) => one !== undefined && isLiteral(one)) ?? SAMPLE
  })
  // With one segment more where both end in a splat, since `gh/*` matches `gh` too.
  const candidate = [...shared, ...(isSplat(a) && isSplat(b) ? [SAMPLE] : [])].join('/')
  const isShared = [a, b].every((slug) => expandSlug(slug, '', candidate) !== null)
  return isShared ? candidate : null
}

// Without the splat, which takes as many segments as there are.
function segmentsOf(slug: string): string[] {
  return slug.split('/').filter((segment) => segment !== '*')
}

function isLiteral(segment: string): boolean {
  return segment !== '*' && !segment.startsWith(':')
}
