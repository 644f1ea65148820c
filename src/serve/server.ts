/**
 * One request, answered as the host would: the function, forced rules, static files, rules, and
 * last the 404 page.
 */
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import sirv from 'sirv'
import { API_ROOT } from '../api/handler.ts'
import { withQuery } from '../core/query.ts'
import type { LiveSite } from './live-site.ts'
import type { Match } from './matcher.ts'
import type { SiteHeaders } from './site-headers.ts'

export interface ServerParts {
  api: (request: Request) => Promise<Response>
  live: LiveSite
  /** Folder of the built site. */
  dist: string
  headers: SiteHeaders
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Answers requests of Node's HTTP server. */
export function createListener({ api, live, dist, headers }: ServerParts): Listener {
  const answerApi = getRequestListener(api, { overrideGlobalObjects: false })
  const serveFile = sirv(dist, {
    // A bake writes new files while we run.
    dev: true,
    etag: true,
    setHeaders: (response, path) => {
      for (const [name, value] of headers(path)) response.setHeader(name, value)
    },
  })

  async function answerPage(path: string, status: number, response: ServerResponse): Promise<void> {
    const body = await readFile(join(dist, path), 'utf8').catch(() => 'Not found\n')
    response.statusCode = status
    for (const [name, value] of headers(`/${path}`)) response.setHeader(name, value)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('cache-control', 'no-cache')
    response.end(body)
  }

  async function answerRule(
    { to, status }: Match,
    search: string,
    response: ServerResponse,
  ): Promise<void> {
    if (status >= 300 && status < 400) {
      response.statusCode = status
      response.setHeader('location', encodeHeader(withQuery(to, search)))
      response.end(`Redirecting to ${to}\n`)
      return
    }
    await answerPage(`${to.replace(/^\//, '')}index.html`, status, response)
  }

  return (request, response) => {
    const { url = '/' } = request
    const [path = '/', search = ''] = splitUrl(url)
    if (!isWellFormed(path)) {
      response.statusCode = 400
      response.setHeader('content-type', 'text/plain; charset=utf-8')
      response.end('The path has a broken percent-encoding.\n')
      return
    }
    if (path.startsWith(`${API_ROOT}/`) || path === API_ROOT) {
      void answerApi(request, response)
      return
    }
    const match = live.match(path)
    const answerRest = () =>
      match === null ? answerPage('404.html', 404, response) : answerRule(match, search, response)
    // The host reads these two and does not publish them.
    if (match?.force || path === '/_redirects' || path === '/_headers') void answerRest()
    else serveFile(request, response, answerRest)
  }
}

// Not `new URL`: it would turn `/a/../b` and `//x` into other paths.
function splitUrl(url: string): [path: string, search: string] {
  const question = url.indexOf('?')
  return question === -1 ? [url, ''] : [url.slice(0, question), url.slice(question)]
}

function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path)
    return path.startsWith('/')
  } catch {
    return false
  }
}

// What a splat took over from the request may hold bytes that a header can't.
function encodeHeader(location: string): string {
  return location.replace(/[^\x21-\x7e]/g, encodeURIComponent)
}
