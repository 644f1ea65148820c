/**
 * Notices that a branch on a Git host has moved, where nobody tells us.
 */
import { type LinkStore, StoreUnavailable } from '../stores/store.ts'

const INTERVAL = 2_000
const LONGEST_INTERVAL = 60_000
// One failed look is a passing one; people are told of what lasts.
const PATIENCE = 3

interface PollOptions {
  /** The head that is served already. */
  served: string | null
  onMove: () => void
  report: (message: string) => void
}

/**
 * Reads the head every two seconds, less often while the host fails, and calls `onMove` where it
 * is another one.
 *
 * @returns stops asking
 */
export function pollHead(store: LinkStore, { served, onMove, report }: PollOptions): () => void {
  let seen = served
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function look(): Promise<void> {
    try {
      const { revision } = await store.read()
      if (failures >= PATIENCE) report('the repository can be read again')
      failures = 0
      if (revision !== seen) onMove()
      seen = revision
    } catch (error) {
      failures += 1
      const words = error instanceof Error ? error.message : String(error)
      if (failures === PATIENCE) report(`what others commit is not noticed: ${words}`)
      wait(error instanceof StoreUnavailable ? error.retryAfter * 1_000 : 0)
      return
    }
    wait(0)
  }

  // With jitter, so that several servers don't ask in step.
  function wait(least: number): void {
    if (isStopped) return
    const pause = INTERVAL * 2 ** Math.min(failures, 5) * (0.8 + 0.4 * Math.random())
    timer = setTimeout(() => void look(), Math.min(Math.max(pause, least), LONGEST_INTERVAL))
    timer.unref()
  }

  void look()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
