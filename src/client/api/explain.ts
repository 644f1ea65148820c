/** What came of a call that failed, in words. Pure. */
import { failures } from '#strings'
import { asSentence } from '../words/sentence.ts'
import type { Failure } from './answers.ts'

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
