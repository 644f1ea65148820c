/**
 * GitHub's API through octokit: who we are, how long we wait, and what its errors mean to a store.
 */
import { createPrivateKey } from 'node:crypto'
import { createAppAuth } from '@octokit/auth-app'
import { Octokit } from '@octokit/core'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import Bottleneck from 'bottleneck'
import { HostFailed, parseRetryAfter, request } from '../host-request.ts'
import type { GitHubAccess } from '../open-store.ts'
import { StoreUnavailable } from '../store.ts'

export interface GitHubClients {
  /** For what changes nothing: tried again by itself. */
  reader: Octokit
  /** For commits: whether one may be sent again is decided by who knows what became of it. */
  writer: Octokit
}

interface ClientOptions {
  api: string
  access: GitHubAccess
  /** Milliseconds without a byte until a request is given up. */
  timeout: number
}

const Client = Octokit.plugin(retry, throttling)
// A wait longer than this is passed on to whoever asks.
const BEARABLE_SECONDS = 2
const UNPACED = new Bottleneck.Group({ maxConcurrent: 10 })
const RETRIES = 2
const RETRY_BASE_MS = 100

/** @throws {StoreUnavailable} when an App's private key is none */
export function openClients({ api, access, timeout }: ClientOptions): GitHubClients {
  const common = {
    baseUrl: api,
    userAgent: 'shortcrust',
    // Its words go through our errors, which show no token.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    ...authentication(access),
  }
  const isBearable = (retryAfter: number) => retryAfter <= BEARABLE_SECONDS
  const limits = { onRateLimit: isBearable, onSecondaryRateLimit: isBearable }
  const reader = new Client({
    ...common,
    request: { fetch: openFetch(timeout, false) },
    retry: { retries: RETRIES, retryAfterBaseValue: RETRY_BASE_MS },
    // The plugin takes every GraphQL request for a write and lets one through a second.
    throttle: { ...limits, id: 'reads', write: UNPACED },
  })
  const writer = new Client({
    ...common,
    request: { fetch: openFetch(timeout, true) },
    retry: { enabled: false },
    // One commit a second at most, as GitHub asks of those who create content.
    // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    throttle: { ...limits, id: `writes ${crypto.randomUUID()}` },
  })
  return { reader, writer }
}

function ignore(): void {}

function authentication(access: GitHubAccess) {
  if ('token' in access) return { auth: access.token }
  try {
    createPrivateKey(access.privateKey)
  } catch {
    throw new StoreUnavailable(
      'SHORTCRUST_GITHUB_APP_KEY is no private key; it begins with -----BEGIN RSA PRIVATE KEY----- and holds all of the .pem file that GitHub gave for the App',
      MINUTES,
    )
  }
  return { authStrategy: createAppAuth, auth: access }
}

// A whole answer or an error: octokit takes a body that breaks off for an empty one.
function openFetch(timeout: number, isWriter: boolean) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const { method = 'GET', body } = init
    const isSignIn = url.endsWith('/access_tokens')
    const { status, statusText, headers, bytes } = await request(url, {
      method,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof body === 'string' ? body : null,
      redirect: 'follow',
      isWrite: isWriter && method !== 'GET' && !isSignIn,
      timeout,
    })
    const isBodyless = status === 204 || status === 205 || status === 304
    return new Response(isBodyless ? null : bytes, { status, statusText, headers })
  }
}

/** Another commit came first. */
export class StaleHead extends Error {}

/** GitHub has understood, and refuses. */
export class GitHubRefused extends Error {
  /** HTTP status, or the type of a GraphQL error. */
  readonly reason: string
  /** Seconds, where it is a matter of time. */
  readonly retryAfter: number | null
  constructor(reason: string, message: string, retryAfter: number | null) {
    super(message)
    this.name = 'GitHubRefused'
    this.reason = reason
    this.retryAfter = retryAfter
  }
}

/**
 * What an error of octokit comes to: `HostFailed`, `StaleHead` or `GitHubRefused`; others stay.
 *
 * @param isWrite whether a commit was under way
 */
export function readError(error: unknown, isWrite: boolean): unknown {
  if (!(error instanceof Error)) return error
  if (error.cause instanceof HostFailed) return error.cause
  const { response, errors, status, headers } = fieldsOf(error)
  const all = errors ?? response?.data?.errors
  if (all !== undefined) return readGraphQLError(all, response?.headers ?? headers ?? {}, isWrite)
  if (status === undefined) return error
  if (status >= 500) return new HostFailed(`GitHub answers ${status}`, isWrite)
  const message = response?.data?.message ?? error.message
  return new GitHubRefused(String(status), message, findWait(status, message, response?.headers))
}

interface GraphQLError {
  type?: string
  message: string
}

type HeaderFields = Readonly<Record<string, string | undefined>>

interface ErrorFields {
  status?: number
  errors?: GraphQLError[]
  headers?: HeaderFields
  response?: { headers?: HeaderFields; data?: { message?: string; errors?: GraphQLError[] } }
}

// Octokit's errors carry what GitHub said in fields that differ by plugin.
function fieldsOf(error: object): ErrorFields {
  return error
}

// The types are GitHub's, but undocumented; these were seen.
function readGraphQLError(
  [first]: readonly GraphQLError[],
  headers: HeaderFields,
  isWrite: boolean,
): Error {
  const { type = '', message = 'no reason given' } = first ?? {}
  if (type === 'STALE_DATA' || / is at .* but expected /.test(message)) return new StaleHead()
  if (type === 'RATE_LIMITED') return new GitHubRefused(type, message, findReset(headers) ?? 60)
  if (type === '' && /something went wrong|timeout/i.test(message)) {
    return new HostFailed('GitHub says that something went wrong', isWrite)
  }
  return new GitHubRefused(type, message, null)
}

// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
function findWait(status: number, message: string, headers: HeaderFields = {}): number | null {
  if (status !== 403 && status !== 429) return null
  const given = parseRetryAfter(headers['retry-after'])
  if (given !== null) return given
  if (headers['x-ratelimit-remaining'] === '0') return findReset(headers) ?? 60
  return status === 429 || /rate limit/i.test(message) ? 60 : null
}

function findReset(headers: HeaderFields): number | null {
  const reset = Number(headers['x-ratelimit-reset'])
  return reset > 0 ? Math.max(1, Math.ceil(reset - Date.now() / 1000)) : null
}

export const MINUTES = 300
