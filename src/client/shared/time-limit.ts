/** Waiting with an end: a network may be slow for as long as it likes, people are not. */

/** What was waited for did not come in time. */
export class TimeLimitError extends Error {
  constructor(limitMs: number) {
    super(`no answer within ${limitMs / 1000} seconds`)
    this.name = 'TimeLimitError'
  }
}

/**
 * The value of the promise, if it comes within `limitMs`.
 *
 * @throws {TimeLimitError} when it does not; what comes later is ignored
 */
export function withinTime<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError(limitMs)), limitMs)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** The work's outcome; calls `tell` once if it is not there after `afterMs`. */
export async function whileSlow<T>(
  work: Promise<T>,
  tell: () => void,
  afterMs: number,
): Promise<T> {
  const timer = setTimeout(tell, afterMs)
  try {
    return await work
  } finally {
    clearTimeout(timer)
  }
}
