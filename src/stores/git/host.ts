/**
 * Requests to a Git host over HTTP, for isomorphic-git: with the token, bounded in time and size,
 * and with errors that tell a refusal from silence.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git/http/node'

/** The host has answered, and refuses: it has done nothing. */
export class HostRefused extends Error {
  readonly status: number
  /** Seconds after which the host wants to be asked again, where it says so. */
  readonly retryAfter: number | null
  /** Where the host sends us instead. */
  readonly location: string | null
  constructor(status: number, retryAfter: number | null, location: string | null) {
    super(`the Git host answers ${status}`)
    this.name = 'HostRefused'
    this.status = status
    this.retryAfter = retryAfter
    this.location = location
  }
}

/** The host could not be reached, broke off or failed: it may pass. */
export class HostFailed extends Error {
  /** Whether a commit may have reached the host, which may have done it or do it yet. */
  readonly mayHaveWritten: boolean
  constructor(message: string, mayHaveWritten: boolean) {
    super(message)
    this.name = 'HostFailed'
    this.mayHaveWritten = mayHaveWritten
  }
}

export interface HostOptions {
  user: string
  token: string | null
  /** Milliseconds without a byte until a request is given up. */
  timeout: number
}

// Far above any links.db that can be used; it only keeps a wrong host from filling the memory.
const LARGEST_ANSWER = 256 * 1024 * 1024
const UPLOAD_BYTES_PER_MS = 512

/** An HTTP client for isomorphic-git that sends the token to `url`'s host alone. */
export function openHost({ user, token, timeout }: HostOptions): HttpClient {
  const credentials = Buffer.from(`${user}:${token}`).toString('base64')
  const own = {
    // Some hosts speak Git only to what calls itself git.
    'user-agent': 'git/2 (Shortcrust)',
    ...(token === null ? {} : { authorization: `Basic ${credentials}` }),
  }

  async function request(asked: GitHttpRequest): Promise<GitHttpResponse> {
    const { url, method = 'GET', headers = {} } = asked
    const body = await collect(asked.body)
    const isWrite = method === 'POST' && url.endsWith('/git-receive-pack')
    const idle = openIdleTimer(timeout, body.byteLength / UPLOAD_BYTES_PER_MS)
    try {
      const response = await fetch(url, {
        method,
        headers: { ...headers, ...own },
        redirect: 'manual',
        signal: idle.signal,
        ...(method === 'POST' ? { body } : {}),
      })
      idle.postpone()
      if (response.status !== 200) {
        await response.body?.cancel()
        throw toError(response, isWrite)
      }
      const answer = await readAll(response, idle.postpone)
      return {
        url,
        method,
        headers: Object.fromEntries(response.headers),
        body: chunks(answer),
        statusCode: response.status,
        statusMessage: response.statusText,
      }
    } catch (error) {
      if (error instanceof HostRefused || error instanceof HostFailed) throw error
      const reason = idle.signal.aborted ? 'it went silent' : reasonOf(error)
      throw new HostFailed(`the Git host can't be reached: ${reason}`, isWrite && !isUnsent(error))
    } finally {
      idle.stop()
    }
  }
  return { request }
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

/**
 * Does `work` again while the host fails in a way that may pass, with full jitter, until `end`.
 *
 * @param end in milliseconds since 1970
 */
export async function persist<T>(end: number, work: () => Promise<T>): Promise<T> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await work()
    } catch (error) {
      const wait = Math.random() * pause
      if (!(error instanceof HostFailed) || Date.now() + wait > end) throw error
      await sleep(wait)
    }
  }
}

const FIRST_PAUSE = 100
const LONGEST_PAUSE = 2_000

function toError(response: Response, isWrite: boolean): Error {
  const { status, headers } = response
  if (status >= 500 || status === 408) {
    return new HostFailed(`the Git host answers ${status}`, isWrite)
  }
  return new HostRefused(status, readRetryAfter(headers), headers.get('location'))
}

// Seconds or a date: RFC 9110, section 10.2.3.
function readRetryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after')
  if (text === null) return null
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
}

async function readAll(response: Response, onChunk: () => void): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    onChunk()
    length += part.byteLength
    if (length > LARGEST_ANSWER) throw new Error('its answer is too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function openIdleTimer(timeout: number, extra: number) {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const wait = (delay: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => controller.abort(), delay)
  }
  wait(timeout + extra)
  return {
    signal: controller.signal,
    postpone: () => wait(timeout),
    stop: () => clearTimeout(timer),
  }
}

// Errors of a connection that never stood, so that the host has not seen the request.
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

function isUnsent(error: unknown): boolean {
  return UNSENT.has(codeOf(error) ?? '')
}

function reasonOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.message : String(error))
}

// `fetch` hides what happened in the cause of its error.
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error.cause)
}
