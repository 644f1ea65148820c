/**
 * Sends portions of links one after the other, each all or none, and stops at the first that
 * fails. What was sent once is sent again as the same request, so going on is always safe.
 */

import type { Failure, SavedLink } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { newKey } from '../api/idempotency-key.ts'
import type { Chunk, SendableLine } from './chunks.ts'

export interface Sent {
  line: SendableLine
  saved: SavedLink
}

export interface Sending {
  /** What is committed, in the order of sending. */
  sent: readonly Sent[]
  /** Portions that are not known to be committed; the first is the one that failed. */
  rest: readonly Chunk[]
  /** Whether the first of the rest may have been committed all the same. */
  isUncertain: boolean
  /** Sends what is left; `onProgress` hears of every portion that is committed. */
  goOn(onProgress: () => void): Promise<Failure | null>
}

/** Prepares to send; nothing is sent yet. */
export function prepareSending(chunks: readonly Chunk[]): Sending {
  const sent: Sent[] = []
  const rest = chunks.map((chunk) => ({ ...chunk, key: newKey(), isUncertain: false }))
  const sending: Sending & { isUncertain: boolean } = {
    sent,
    rest,
    isUncertain: false,
    async goOn(onProgress) {
      for (let chunk = rest[0]; chunk !== undefined; chunk = rest[0]) {
        const answer = await callApi<SavedLink[]>('/links', {
          method: 'POST',
          body: chunk.body,
          idempotencyKey: chunk.key,
        })
        if (answer.kind !== 'ok') {
          // Once it may have been written, a refusal of its repeat doesn't say that it was not.
          chunk.isUncertain ||= !isRefusal(answer)
          sending.isUncertain = chunk.isUncertain
          return answer
        }
        rest.shift()
        for (const [index, line] of chunk.lines.entries()) {
          const saved = answer.body[index]
          if (saved !== undefined) sent.push({ line, saved })
        }
        onProgress()
      }
      sending.isUncertain = false
      return null
    },
  }
  return sending
}

// Only the API's own word that it refused says for certain that nothing was written.
function isRefusal(failure: Failure): boolean {
  return failure.kind === 'problem' && [401, 403, 409, 413, 422].includes(failure.status)
}
