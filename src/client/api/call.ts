/** Calls to `/api/v1`. Knows the wire, nothing of the page. */
import { signIn } from '#strings'
import { endSession, readToken } from '../session/session.ts'
import type { Answer } from './answers.ts'
import { failureOf, readAnswer } from './read-answer.ts'

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
