/**
 * How far a long command is, on standard error: a terminal gets one line that changes, a file a
 * line now and then.
 */
import { count } from './output.ts'

export interface Progress {
  /** @param notes what else there is to say, such as "2 differ" */
  show(done: number, notes?: string): void
  /** Leaves the terminal's line to what is said next. */
  end(): void
}

const TERMINAL_MS = 100
const FILE_MS = 10_000

/** Starts at 0 of `total` things of this name. */
export function startProgress(total: number, noun: string): Progress {
  const { isTTY } = process.stderr
  let shownAt = Date.now()
  let isOpen = false
  return {
    show(done, notes = '') {
      const now = Date.now()
      if (now - shownAt < (isTTY ? TERMINAL_MS : FILE_MS)) return
      shownAt = now
      const text = `${done.toLocaleString('en')} of ${count(total, noun)}${notes && `, ${notes}`}`
      // Back to the line's start, and what stood there erased: ECMA-48, "erase in line".
      process.stderr.write(isTTY ? `\r\u001b[K${text}` : `${text}\n`)
      isOpen = isTTY === true
    },
    end() {
      if (isOpen) process.stderr.write('\r\u001b[K')
      isOpen = false
    },
  }
}
