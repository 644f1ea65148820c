/**
 * `GET /resolve/{path}`: public; what a path leads to at the head, for links not yet baked.
 */
import { type Resolution, resolvePath } from '../core/redirects.ts'
import { formatTime } from '../core/time.ts'
import { json } from './answer.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'

// The CDN answers repeated questions, so that a flood of unknown paths does not reach Git's host.
// https://docs.netlify.com/build/caching/caching-overview/
const CACHING = {
  'cache-control': 'public, max-age=0, must-revalidate',
  'netlify-cdn-cache-control': 'public, max-age=30',
  'cdn-cache-control': 'public, max-age=30',
}

export async function resolve(path: string, context: ApiContext): Promise<Response> {
  const { links } = await context.repository.read()
  const now = formatTime(context.now())
  const found = resolvePath(links, path, now) ?? resolvePath(links, path.toLowerCase(), now)
  if (found === null) throw new Problem(404, 'no link answers this path', { headers: CACHING })
  return json(200, showResolution(found), CACHING)
}

function showResolution({ link, standing, state, url }: Resolution): object {
  const { slug } = link
  return standing === 'redirects' ? { slug, state, url } : { slug, state }
}
