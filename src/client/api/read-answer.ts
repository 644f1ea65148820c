/** From a response of `fetch`, or its failing, to what came of a call. Pure but for reading it. */
import { failures } from '#strings'
import type { Answer, Failure, Problem } from './answers.ts'

/** What it means that no answer came: whoever asked gave up, or nothing was heard until `limit`. */
export function failureOf(
  asker: AbortSignal | undefined,
  timeout: AbortSignal,
  limit: number,
): Failure {
  if (asker?.aborted === true) return { kind: 'aborted' }
  return timeout.aborted ? { kind: 'silent', seconds: limit / 1000 } : { kind: 'unreachable' }
}

/**
 * Reads what was answered; what is not the API's own word is told apart from it. Where there is
 * nothing to say, as of what is no more, the body is null.
 */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const { status } = response
  const type = response.headers.get('content-type') ?? ''
  if (status === 204) return { kind: 'ok', status, body: JSON.parse('null') }
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
