/**
 * Follows commits on their way to the visitors by asking `/status` again and again: soon, since
 * `npm start` needs part of a second, then every second, then ever more slowly, and not at all
 * while nobody looks or nothing is on its way.
 */

import type { PublishingStatus } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { readToken } from '../session/session.ts'

const SOON_MS = [250, 500]
const FAST_MS = 1_000
const FAST_ASKS = 10
const SLOWER = 1.5
const SLOWEST_MS = 30_000

/** What is known: the last status, or `null` while the server cannot be reached. */
type StatusListener = (status: PublishingStatus | null) => void

export interface Follower {
  /** Asks now and, after a write, from the quick pace on. */
  restart(): void
  stop(): void
}

/** Makes a follower that is still at rest. */
export function followPublishing(onStatus: StatusListener): Follower {
  // Counts restarts: an answer asked for before a write knows nothing of it and is dropped.
  let round = 0
  let isWaiting = false

  async function run(current: number): Promise<void> {
    isWaiting = true
    for (let asked = 0; current === round && readToken() !== null; asked += 1) {
      if (!document.hidden) {
        const answer = await callApi<PublishingStatus>('/status')
        if (current !== round) return
        if (answer.kind === 'ok') {
          onStatus(answer.body)
          if (isSettled(answer.body)) break
        } else {
          onStatus(null)
        }
      }
      await new Promise((resolve) => setTimeout(resolve, delay(asked)))
    }
    if (current === round) isWaiting = false
  }

  function restart(): void {
    round += 1
    void run(round)
  }

  function stop(): void {
    round += 1
    isWaiting = false
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isWaiting) restart()
  })
  return { restart, stop }
}

// Without a live commit nobody knows, so it is not settled either.
function isSettled({ live, pending }: PublishingStatus): boolean {
  return live !== null && pending.length === 0
}

function delay(asked: number): number {
  const slower = SLOWER ** Math.max(0, asked - FAST_ASKS)
  return SOON_MS[asked] ?? Math.min(FAST_MS * slower, SLOWEST_MS)
}
