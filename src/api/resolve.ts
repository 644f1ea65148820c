/**
 * `GET /resolve/{path}`: public; what a path leads to at the head, for links not yet baked.
 */
import { formatTime } from '../core/fields/time.ts'
import type { LinkSet } from '../core/link-set.ts'
import { type Resolution, resolvePath } from '../core/redirects.ts'
import { isPattern } from '../core/slug.ts'
import { json } from './answer.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'

// What no browser sends in a path, and would make the target of a pattern another one or none.
// https://url.spec.whatwg.org/#path-percent-encode-set
const UNSENDABLE = /[^\x21-\x7e]|["#<>?\\^`{}]|%(?![\da-f]{2})/giu

// The CDN answers repeated questions, so that a flood of unknown paths does not reach Git's host.
// https://docs.netlify.com/build/caching/caching-overview/
const CACHING = {
  'cache-control': 'public, max-age=0, must-revalidate',
  'netlify-cdn-cache-control': 'public, max-age=30',
  'cdn-cache-control': 'public, max-age=30',
}

/** @param given the path as a visitor's browser sent it; what could not be sent so is encoded */
export async function resolve(given: string, context: ApiContext): Promise<Response> {
  const path = given.replace(UNSENDABLE, encodeURIComponent)
  const { links } = await context.repository.read()
  const now = formatTime(context.now())
  const found = resolvePath(links, path, now) ?? resolveInAnyCase(links, path, now)
  if (found === null) throw new Problem(404, 'no link answers this path', { headers: CACHING })
  return json(200, showResolution(found), CACHING)
}

// Only the slug is read without regard to case: what a pattern matched goes on as it came.
function resolveInAnyCase(links: LinkSet, path: string, now: string): Resolution | null {
  const found = resolvePath(links, path.toLowerCase(), now)
  if (found === null || !isPattern(found.link.slug)) return found
  const literals = found.link.slug.split('/').map((segment) => !/^(?::.*|\*)$/.test(segment))
  const segments = path.split('/').map((segment, index) => {
    return literals[index] ? segment.toLowerCase() : segment
  })
  return resolvePath(links, segments.join('/'), now)
}

function showResolution({ link, standing, state, url }: Resolution): object {
  const { slug } = link
  return standing === 'redirects' ? { slug, state, url } : { slug, state }
}
