/**
 * GitHub's API through octokit: who we are, and how long we wait.
 */
import { createPrivateKey } from 'node:crypto'
import { createAppAuth } from '@octokit/auth-app'
import { Octokit } from '@octokit/core'
import { throttling } from '@octokit/plugin-throttling'
import Bottleneck from 'bottleneck'
import { request } from '../hosts/host-request.ts'
import type { GitHubAccess, StoreSettings } from '../open-store.ts'
import { StoreUnavailable } from '../store.ts'

export type GitHubSettings = Extract<StoreSettings, { kind: 'github' }>

/**
 * Neither tries again what has failed: that is left to who knows how much time there is, and
 * what became of a commit.
 */
export interface GitHubClients {
  /** For what changes nothing. */
  reader: Octokit
  /** For commits. */
  writer: Octokit
}

interface ClientOptions {
  api: string
  access: GitHubAccess
  /** Milliseconds without a byte until a request is given up. */
  timeout: number
}

const Client = Octokit.plugin(throttling)
// A wait longer than this is passed on to whoever asks.
const BEARABLE_SECONDS = 2
const UNPACED = new Bottleneck.Group({ maxConcurrent: 10 })

/** @throws {StoreUnavailable} when an App's private key is none */
export function openClients({ api, access, timeout }: ClientOptions): GitHubClients {
  const common = {
    baseUrl: api,
    userAgent: 'shortcrust',
    // Its words go through our errors, which show no token.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  }
  const limits = { onRateLimit: isBearable, onSecondaryRateLimit: isBearable }
  const reader = new Client({
    ...common,
    ...authentication(access),
    request: { fetch: openFetch(timeout, false) },
    // The plugin takes every GraphQL request for a write and lets one through a second.
    throttle: { ...limits, id: 'reads', write: UNPACED },
  })
  const writer = new Client({
    ...common,
    // Who has signed in for reading has signed in for writing.
    authStrategy: () => reader.auth,
    request: { fetch: openFetch(timeout, true) },
    // One commit a second at most, as GitHub asks of those who create content.
    // https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    throttle: { ...limits, id: `writes ${crypto.randomUUID()}` },
  })
  return { reader, writer }
}

function ignore(): void {}

// Once: a host that keeps asking for another second is passed on too.
function isBearable(retryAfter: number, _asked: object, _by: Octokit, retries: number): boolean {
  return retryAfter <= BEARABLE_SECONDS && retries === 0
}

function authentication(access: GitHubAccess) {
  if ('token' in access) return { auth: access.token }
  if (!isRsaKey(access.privateKey)) {
    throw new StoreUnavailable(
      'SHORTCRUST_GITHUB_APP_KEY is no private key; it begins with -----BEGIN RSA PRIVATE KEY----- and holds all of the .pem file that GitHub gave for the App',
      MINUTES,
    )
  }
  return { authStrategy: createAppAuth, auth: access }
}

function isRsaKey(text: string): boolean {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

/** The path at which an App gets the token of its installation. */
export const SIGN_IN = /\/access_tokens$/

// A whole answer or an error: octokit takes a body that breaks off for an empty one.
function openFetch(timeout: number, isWriter: boolean) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const { method = 'GET', body, signal } = init
    const { status, statusText, headers, bytes } = await request(url, {
      method,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof body === 'string' ? body : null,
      redirect: 'follow',
      isWrite: isWriter && method !== 'GET' && !SIGN_IN.test(url),
      timeout,
      signal: signal ?? undefined,
    })
    const isBodyless = status === 204 || status === 205 || status === 304
    return new Response(isBodyless ? null : bytes, { status, statusText, headers })
  }
}

export const MINUTES = 300
