/**
 * Measuring: best of several runs, so that what else the machine does counts little.
 */

/** Milliseconds of the quickest of `runs` runs. */
export async function time(runs: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    await work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

/**
 * As `time`, of several works by turns, in their order: what is compared must meet the same
 * machine, busy or not.
 */
export async function timeByTurns(runs: number, works: (() => unknown)[]): Promise<number[]> {
  const best = works.map(() => Number.POSITIVE_INFINITY)
  for (let run = 0; run < runs; run += 1) {
    for (const [index, work] of works.entries()) {
      best[index] = Math.min(best[index] ?? Number.POSITIVE_INFINITY, await time(1, work))
    }
  }
  return best
}

/** One line of the results. */
export interface Row {
  what: string
  measured: string
  goal: string
  met: boolean | null
}

/** A row of a time with an upper limit, in milliseconds. */
export function within(what: string, milliseconds: number, limit: number): Row {
  return {
    what,
    measured: formatTime(milliseconds),
    goal: `under ${formatTime(limit)}`,
    met: milliseconds < limit,
  }
}

/** A row of a ratio with an upper limit. */
export function ratio(what: string, ours: number, theirs: number, limit: number): Row {
  return {
    what,
    measured: `${(ours / theirs).toFixed(2)}× (${formatTime(ours)} to ${formatTime(theirs)})`,
    goal: `within ${limit}×`,
    met: ours / theirs <= limit,
  }
}

/** A row that is only told. */
export function told(what: string, measured: string): Row {
  return { what, measured, goal: '', met: null }
}

/** A number of bytes, for people. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)} B`
  return bytes < 1024 ** 2
    ? `${(bytes / 1024).toFixed(1)} KB`
    : `${(bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0)} MB`
}

export function formatTime(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
    : `${(milliseconds / 1_000).toFixed(2)} s`
}
