/**
 * The API: `Request → Response` over a repository. Knows no server and no vendor.
 */
import { DatabaseError } from '../core/database.ts'
import { EditConflict, StoreUnavailable } from '../stores/store.ts'
import { deleteLink, patchLink } from './change-links.ts'
import { patchLinks } from './change-many.ts'
import type { ApiContext } from './context.ts'
import { API_ROOT } from './contract.ts'
import { createLinks } from './create-links.ts'
import { readMe } from './me.ts'
import { Problem, toResponse } from './problem.ts'
import { publish } from './publish.ts'
import { readDatabase } from './read-database.ts'
import { listLinks, readLink } from './read-links.ts'
import { decodeSegment } from './request.ts'
import { resolve } from './resolve.ts'
import { readStatus } from './status.ts'

type Handler = (request: Request) => Promise<Response>

/** Answers one method of a path; `slug` is the path's own part, decoded, where it has one. */
type Answer = (request: Request, context: ApiContext, slug: string) => Promise<Response>
type Answers = Readonly<Record<string, Answer>>

/** All paths of the API and what answers each method; `HEAD` is answered as `GET`. */
export const ROUTES: Readonly<Record<string, Answers>> = {
  '/links': { GET: listLinks, POST: createLinks, PATCH: patchLinks },
  '/links/{slug}': {
    GET: (request, context, slug) => readLink(request, slug, context),
    PATCH: (request, context, slug) => patchLink(request, slug, context),
    DELETE: (request, context, slug) => deleteLink(request, slug, context),
  },
  '/database': { GET: readDatabase },
  '/resolve/{slug}': { GET: (_request, context, slug) => resolve(slug, context) },
  '/status': { GET: readStatus },
  '/me': { GET: readMe },
  '/publish': { POST: publish },
}

/** The API as one function. It never throws: what goes wrong is a problem response. */
export function createApi(context: ApiContext): Handler {
  return async (request) => {
    try {
      const response = await route(request, context)
      return request.method === 'HEAD' ? new Response(null, response) : response
    } catch (error) {
      return toResponse(asProblem(error, context))
    }
  }
}

function route(request: Request, context: ApiContext): Promise<Response> {
  const { pathname } = new URL(request.url)
  const found = findRoute(pathname)
  if (found === null) {
    throw new Problem(404, `there is no ${pathname} in this API${hintAtSlash(pathname)}`)
  }
  const { answers, segment } = found
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const answer = Object.hasOwn(answers, method) ? answers[method] : undefined
  // The segment is decoded only here, so that a wrong method is 405 whatever the path's encoding.
  if (answer !== undefined) return answer(request, context, decodeSegment(segment))
  const allow = Object.keys(answers).join(', ')
  throw new Problem(405, `${pathname} answers only ${allow}`, { headers: { allow } })
}

// Most who ask for more segments mean a slug that has some itself.
function hintAtSlash(pathname: string): string {
  const isDeep = pathname.split('/').length > `${API_ROOT}/links/slug`.split('/').length
  return isDeep ? '; a slug with "/" is written with "%2F"' : ''
}

// The pathname is raw, so a slash inside a slug is still `%2F` here and no longer path can pass
// for another link.
function findRoute(pathname: string): { answers: Answers; segment: string } | null {
  if (!pathname.startsWith(`${API_ROOT}/`)) return null
  const [collection, segment, ...rest] = pathname.slice(API_ROOT.length + 1).split('/')
  if (rest.length > 0 || segment === '') return null
  const path = segment === undefined ? `/${collection}` : `/${collection}/{slug}`
  const answers = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined
  return answers === undefined ? null : { answers, segment: segment ?? '' }
}

function asProblem(error: unknown, { log }: ApiContext): Problem {
  if (error instanceof Problem) return error
  if (error instanceof EditConflict) return new Problem(409, error.message)
  if (error instanceof StoreUnavailable) {
    const headers = { 'retry-after': String(error.retryAfter) }
    return new Problem(503, error.message, { headers })
  }
  if (error instanceof DatabaseError) {
    const headers = { 'retry-after': '60' }
    return new Problem(503, `data/links.db can not be read: ${error.message}`, { headers })
  }
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return new Problem(500, 'something went wrong here; it is logged')
}
