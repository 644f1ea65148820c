/**
 * The API: `Request → Response` over a repository. Knows no server and no vendor.
 */
import { DatabaseError } from '../core/database.ts'
import { EditConflict, StoreUnavailable } from '../stores/store.ts'
import { deleteLink, patchLink } from './change-links.ts'
import type { ApiContext } from './context.ts'
import { createLinks } from './create-links.ts'
import { readMe } from './me.ts'
import { Problem, toResponse } from './problem.ts'
import { publish } from './publish.ts'
import { readDatabase } from './read-database.ts'
import { listLinks, readLink } from './read-links.ts'
import { decodeSegment } from './request.ts'
import { resolve } from './resolve.ts'
import { readStatus } from './status.ts'

/** Where the API stands on the site. */
export const API_ROOT = '/api/v1'

type Handler = (request: Request) => Promise<Response>

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
  const handlers = findHandlers(pathname, context)
  if (handlers === null) {
    throw new Problem(404, `there is no ${pathname} in this API${hintAtSlash(pathname)}`)
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const handler = handlers[method]
  if (handler !== undefined) return handler(request)
  const allow = Object.keys(handlers).join(', ')
  throw new Problem(405, `${pathname} answers only ${allow}`, { headers: { allow } })
}

// Most who ask for more segments mean a slug that has some itself.
function hintAtSlash(pathname: string): string {
  const isDeep = pathname.split('/').length > `${API_ROOT}/links/slug`.split('/').length
  return isDeep ? '; a slug with "/" is written with "%2F"' : ''
}

// The pathname is raw, so a slash inside a slug is still `%2F` here and no longer path can pass
// for another link.
function findHandlers(pathname: string, context: ApiContext): Record<string, Handler> | null {
  if (!pathname.startsWith(`${API_ROOT}/`)) return null
  const [collection, name, ...rest] = pathname.slice(API_ROOT.length + 1).split('/')
  if (rest.length > 0 || name === '') return null
  if (name === undefined) {
    if (collection === 'status') return { GET: (request) => readStatus(request, context) }
    if (collection === 'me') return { GET: (request) => readMe(request, context) }
    if (collection === 'publish') return { POST: (request) => publish(request, context) }
    if (collection === 'database') return { GET: (request) => readDatabase(request, context) }
    if (collection !== 'links') return null
    return {
      GET: (request) => listLinks(request, context),
      POST: (request) => createLinks(request, context),
    }
  }
  if (collection === 'links') {
    return {
      GET: (request) => readLink(request, decodeSegment(name), context),
      PATCH: (request) => patchLink(request, decodeSegment(name), context),
      DELETE: (request) => deleteLink(request, decodeSegment(name), context),
    }
  }
  if (collection === 'resolve') return { GET: () => resolve(decodeSegment(name), context) }
  return null
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
