/**
 * One request, answered as the host would: the function, forced rules, static files, rules, and
 * last the 404 page.
 */
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import compression from 'compression'
import sirv from 'sirv'
import { API_ROOT } from '../api/contract.ts'
import { withQuery } from '../core/redirecting/query.ts'
import type { LiveSite } from './live-site.ts'
import type { Match } from './matcher.ts'
import type { SiteHeaders } from './site-headers.ts'

export interface ServerParts {
  api: (request: Request) => Promise<Response>
  live: LiveSite
  /** Folder of the built site. */
  dist: string
  headers: SiteHeaders
  /** Whether the host lets files stand above rules. */
  filesComeFirst: boolean
  /** Takes what went wrong inside. */
  log: (message: string) => void
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Answers requests of Node's HTTP server. */
export function createListener({
  api,
  live,
  dist,
  headers,
  filesComeFirst,
  log,
}: ServerParts): Listener {
  const answerApi = getRequestListener(api, { overrideGlobalObjects: false })
  const compress = compression()
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

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const [path, search] = splitUrl(request.url ?? '/')
    if (path.startsWith(`${API_ROOT}/`) && isPlain(path)) {
      void answerApi(request, response)
      return
    }
    // As the host does. What the API answers goes as it is, so that pages know its length.
    compress(request, response, () => answerSite(path, search, request, response))
  }

  function answerSite(
    path: string,
    search: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const problem = findPathProblem(path)
    if (problem !== null) {
      answerText(400, problem, response)
      return
    }
    const match = live.match(path)
    const answerRest = () => {
      const rest =
        match === null ? answerPage('404.html', 404, response) : answerRule(match, search, response)
      rest.catch((error: unknown) => fail(error, response))
    }
    const isFirst = match !== null && (match.force || !filesComeFirst)
    // Ranges are for players and downloads, of which there are none.
    delete request.headers.range
    if (isFirst || !isPlain(path) || isHostFile(path)) answerRest()
    else serveFile(request, response, answerRest)
  }

  function fail(error: unknown, response: ServerResponse): void {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    if (response.headersSent) response.destroy()
    else answerText(500, 'Something went wrong here.', response)
  }

  return (request, response) => {
    try {
      answer(request, response)
    } catch (error) {
      fail(error, response)
    }
  }
}

function answerText(status: number, text: string, response: ServerResponse): void {
  response.statusCode = status
  response.setHeader('content-type', 'text/plain; charset=utf-8')
  response.end(`${text}\n`)
}

// Not `new URL`: it would turn `/a/../b` and `//x` into other paths.
function splitUrl(url: string): [path: string, search: string] {
  const question = url.indexOf('?')
  return question === -1 ? [url, ''] : [url.slice(0, question), url.slice(question)]
}

function findPathProblem(path: string): string | null {
  if (!path.startsWith('/')) return 'The request names no path of this site.'
  try {
    decodeURIComponent(path)
    return null
  } catch {
    return 'The path has a broken percent-encoding.'
  }
}

// Whether the path names what it seems to: dot segments and double slashes would lead elsewhere.
function isPlain(path: string): boolean {
  return !/\/\/|\\|\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)
}

// The host reads these two and does not publish them.
function isHostFile(path: string): boolean {
  return /^\/+_(?:redirects|headers)\/*$/.test(decodeURIComponent(path))
}

// What a splat took over from the request may hold bytes that a header can't.
function encodeHeader(location: string): string {
  return location.replace(/[^\x21-\x7e]/g, encodeURIComponent)
}
