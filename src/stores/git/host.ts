/**
 * The HTTP client that isomorphic-git speaks to a Git host through: with the token, and for that
 * host alone.
 */
import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git/http/node'
import { parseRetryAfter, request } from '../hosts/host-request.ts'

/** The host has answered, and refuses: it has done nothing. */
export class HostRefused extends Error {
  readonly status: number
  /** Seconds after which the host wants to be asked again, where it says so. */
  readonly retryAfter: number | null
  /** Where the host sends us instead. */
  readonly location: string | null
  constructor(status: number, headers: Headers) {
    super(`the Git host answers ${status}`)
    this.name = 'HostRefused'
    this.status = status
    this.retryAfter = parseRetryAfter(headers.get('retry-after'))
    this.location = headers.get('location')
  }
}

export interface HostOptions {
  user: string
  token: string | null
  /** Milliseconds without a byte until a request is given up. */
  timeout: number
  /** Ends the request under way. */
  signal: () => AbortSignal | undefined
}

/** An HTTP client for isomorphic-git. It follows no redirect, which could take the token along. */
export function openHost({ user, token, timeout, signal }: HostOptions): HttpClient {
  const credentials = Buffer.from(`${user}:${token}`).toString('base64')
  const own = {
    // Some hosts speak Git only to what calls itself git.
    'user-agent': 'git/2 (Shortcrust)',
    ...(token === null ? {} : { authorization: `Basic ${credentials}` }),
  }
  return {
    async request({ url, method = 'GET', headers = {}, body }: GitHttpRequest) {
      const isPost = method === 'POST'
      const answer = await request(url, {
        method,
        headers: { ...headers, ...own },
        body: isPost ? await collect(body) : null,
        redirect: 'manual',
        isWrite: isPost && url.endsWith('/git-receive-pack'),
        timeout,
        signal: signal(),
      })
      if (answer.status !== 200) throw new HostRefused(answer.status, answer.headers)
      return {
        url,
        method,
        headers: Object.fromEntries(answer.headers),
        body: chunks(answer.bytes),
        statusCode: answer.status,
        statusMessage: answer.statusText,
      }
    },
  }
}

/** `http`, but with what it has answered before to the one request for refs that comes next. */
export function answeredBy(
  http: HttpClient,
  advertisement: GitHttpResponse & { bytes: Uint8Array },
): HttpClient {
  const { bytes, ...answer } = advertisement
  return {
    request: async (asked) =>
      asked.method === 'GET' ? { ...answer, body: chunks(bytes) } : http.request(asked),
  }
}

/** All bytes of an answer's or a request's body. */
export async function collect(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  for await (const part of body ?? []) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
