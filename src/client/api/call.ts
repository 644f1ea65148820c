/** Calls to `/api/v1` and what can come of them. Knows the wire, nothing of the page. */
import { failures, signIn } from '#strings'
import { endSession, readToken } from '../session/session.ts'

/** A link as the API answers it. */
export interface Link {
  slug: string
  url: string
  status: number
  state: 'active' | 'disabled' | 'gone'
  listed: boolean
  title: string | null
  tags: string[]
  owner: string | null
  startsAt: string | null
  expiresAt: string | null
  createdAt: string
  createdBy: string
  shortUrl: string
  /** Entity tag of the content, for `If-Match`. */
  etag: string
}

/** Whose token is in use, and what it may do. */
export interface Me {
  handle: string
  role: 'create' | 'edit' | 'admin'
  /** Owners whose links the bearer may change. */
  owners: string[]
  /** Where short URLs begin. */
  baseUrl: string
}

/** A link as the answer to a write: with its commit, and what was changed in what was sent. */
export interface SavedLink extends Link {
  commit: string
  live: boolean
  notices?: string[]
}

/** How far the commits have come on their way to the visitors. */
export interface PublishingStatus {
  head: string
  /** Commit that visitors see; `null` when it is not known. */
  live: string | null
  /** Slugs whose last change is committed and not yet live. */
  pending: string[]
  publish: string
  /** Whether the bearer of the token may publish, and the server can. */
  canPublish: boolean
}

/** One wrong value; `path` is a JSON Pointer into what was sent. */
export interface FieldError {
  path: string
  message: string
  suggestion?: string
}

/** RFC 9457 problem details. */
export interface Problem {
  title: string
  detail?: string
  errors?: FieldError[]
  /** With 412: the link as it is now, or those of many that have changed. */
  current?: Link | Link[]
  /** With 409 to a removal: slugs that would lead nowhere. */
  aliases?: string[]
}

export type Failure =
  | { kind: 'problem'; status: number; problem: Problem; retryAfter: string | null }
  /** No answer at all: no network. */
  | { kind: 'unreachable' }
  /** None for as long as anyone waits. */
  | { kind: 'silent'; seconds: number }
  /** An answer, but not the API's: another server's page, or half a document. */
  | { kind: 'garbled'; status: number }
  | { kind: 'aborted' }

export type Answer<T> = { kind: 'ok'; status: number; body: T } | Failure

interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** JSON text. */
  body?: string
  idempotencyKey?: string
  /** Entity tag that the link must still have. */
  ifMatch?: string
  signal?: AbortSignal
  /** Used in place of the session's, to try it out. */
  token?: string
}

// A contended write takes up to 20 s on the server; what is silent for longer is lost.
const PATIENCE_MS = 40_000

/**
 * Calls the API with the session's token. Never throws: what goes wrong is a value.
 * A 401 ends the session, unless `call.token` was only being tried.
 */
export async function callApi<T>(path: string, call: Call = {}): Promise<Answer<T>> {
  const answer = await request<T>(path, call)
  const isRefused = answer.kind === 'problem' && answer.status === 401
  if (isRefused && call.token === undefined) endSession(signIn.ended)
  return answer
}

/** The database at head: new bytes, or `same` where the entity tag is still right. */
export type DatabaseAnswer =
  | { kind: 'ok'; bytes: ArrayBuffer; etag: string | null }
  | { kind: 'same' }
  | Failure

// Room for tens of megabytes on a slow line.
const DOWNLOAD_MS = 300_000

/**
 * Fetches the whole database, unless it is still the one with `etag`; never throws.
 * `onProgress` hears how many bytes have come, and of how many where the server says so.
 */
export async function fetchDatabase(
  etag: string | null,
  signal: AbortSignal,
  onProgress: (received: number, total: number | null) => void,
): Promise<DatabaseAnswer> {
  const timeout = AbortSignal.timeout(DOWNLOAD_MS)
  try {
    const headers = new Headers({ authorization: `Bearer ${readToken() ?? ''}` })
    if (etag !== null) headers.set('if-none-match', etag)
    const response = await fetch('/api/v1/database', {
      headers,
      // The entity tag is ours to handle; nothing of this is ever stored.
      cache: 'no-store',
      signal: AbortSignal.any([signal, timeout]),
    })
    if (response.status === 304) return { kind: 'same' }
    const type = response.headers.get('content-type') ?? ''
    if (response.ok && type.startsWith('application/vnd.sqlite3')) {
      const bytes = await readBytes(response, onProgress)
      return { kind: 'ok', bytes, etag: response.headers.get('etag') }
    }
    const answer = await readAnswer<unknown>(response)
    if (answer.kind === 'ok') return { kind: 'garbled', status: answer.status }
    if (answer.kind === 'problem' && answer.status === 401) endSession(signIn.ended)
    return answer
  } catch {
    return failureOf(signal, timeout, DOWNLOAD_MS)
  }
}

async function readBytes(
  response: Response,
  onProgress: (received: number, total: number | null) => void,
): Promise<ArrayBuffer> {
  if (response.body === null) return new ArrayBuffer(0)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const total = Number(response.headers.get('content-length')) || null
  let received = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    received += value.length
    onProgress(received, total)
  }
  return new Blob(chunks).arrayBuffer()
}

async function request<T>(path: string, call: Call): Promise<Answer<T>> {
  const timeout = AbortSignal.timeout(PATIENCE_MS)
  const headers = new Headers({ accept: 'application/json' })
  const token = call.token ?? readToken()
  try {
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    if (call.body !== undefined) headers.set('content-type', 'application/json')
    if (call.idempotencyKey !== undefined) headers.set('idempotency-key', call.idempotencyKey)
    if (call.ifMatch !== undefined) headers.set('if-match', call.ifMatch)
    const { method = 'GET', body = null } = call
    const signal = call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout])
    const response = await fetch(`/api/v1${path}`, { method, headers, body, signal })
    return await readAnswer<T>(response)
  } catch {
    return failureOf(call.signal, timeout, PATIENCE_MS)
  }
}

function failureOf(asker: AbortSignal | undefined, timeout: AbortSignal, limit: number): Failure {
  if (asker?.aborted === true) return { kind: 'aborted' }
  return timeout.aborted ? { kind: 'silent', seconds: limit / 1000 } : { kind: 'unreachable' }
}

async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const { status } = response
  const type = response.headers.get('content-type') ?? ''
  if (response.ok && type.startsWith('application/json')) {
    const body = parseJson<T>(await response.text())
    return body === null ? { kind: 'garbled', status } : { kind: 'ok', status, body }
  }
  // A 404 that the CDN answers is no word about a link, so only a problem document counts.
  if (!response.ok && type.startsWith('application/problem+json')) {
    const problem = parseJson<Problem>(await response.text())
    if (problem === null) return { kind: 'garbled', status }
    return { kind: 'problem', status, problem, retryAfter: response.headers.get('retry-after') }
  }
  return response.ok ? { kind: 'garbled', status } : answerOfAnother(response)
}

function parseJson<T>(text: string): T | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// The host itself answers 413, 429 or 503 before our function runs, with a page of its own.
function answerOfAnother(response: Response): Failure {
  const { status } = response
  if (![401, 403, 413, 429, 503].includes(status)) return { kind: 'garbled', status }
  const title = response.statusText || failures.status(status)
  const retryAfter = response.headers.get('retry-after')
  return { kind: 'problem', status, problem: { title }, retryAfter }
}

/** What went wrong, in a sentence or two for the person at the page. */
export function explainFailure(failure: Failure): string {
  if (failure.kind === 'silent') return failures.silent(failure.seconds)
  if (failure.kind === 'garbled') return failures.garbled(failure.status)
  if (failure.kind !== 'problem') {
    return failures.unreachable
  }
  const { status, problem } = failure
  const said = asSentence(problem.detail ?? problem.title)
  switch (status) {
    case 401:
      return failures.token
    case 403:
      return failures.forbidden(said)
    case 413:
      return failures.tooMuch(said)
    case 429:
    case 503:
      return `${failures.notNow(said)} ${describeRetry(failure.retryAfter)}`.trimEnd()
    default:
      return said
  }
}

function describeRetry(retryAfter: string | null): string {
  if (retryAfter === null) return ''
  const seconds = secondsUntil(retryAfter)
  if (!(seconds > 0)) return failures.soon
  return seconds < 90
    ? failures.inSeconds(Math.ceil(seconds))
    : failures.inMinutes(Math.ceil(seconds / 60))
}

// The header holds seconds or a date: RFC 9110, section 10.2.3.
function secondsUntil(retryAfter: string): number {
  const seconds = Number(retryAfter)
  return Number.isNaN(seconds) ? (Date.parse(retryAfter) - Date.now()) / 1000 : seconds
}

/** With a capital and a full stop, for messages that the core writes to stand after a colon. */
export function asSentence(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`
}
