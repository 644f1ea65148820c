/** Fetching the database of all links, as one file. Knows the wire; opens nothing. */
import { signIn } from '#strings'
import { endSession, readToken } from '../session/session.ts'
import type { Failure } from './answers.ts'
import { failureOf, readAnswer } from './read-answer.ts'

/** The database at head: new bytes, or `same` where the entity tag is still right. */
type DatabaseAnswer =
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
