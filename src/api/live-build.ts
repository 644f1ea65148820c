/**
 * What the live site says of its build, in `build.json`. Its answer comes from outside, so what is
 * not as we bake it counts for nothing.
 */
import { parseTime } from '../core/fields/time.ts'
import type { LiveBuild } from '../core/publishing/due.ts'

const PATIENCE = 2_000
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** Asks the live site at `baseUrl`, for at most two seconds. */
export async function fetchLiveBuild(baseUrl: string): Promise<LiveBuild> {
  const url = `${baseUrl}/build.json`
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), cache: 'no-store' })
    if (!response.ok) return { ok: false, problem: `${url} answers ${response.status}` }
    const info: unknown = await response.json()
    if (typeof info === 'object' && info !== null && 'commit' in info) return readBuild(info)
    return { ok: false, problem: `${url} is no build.json of ours` }
  } catch (error) {
    const isJson = error instanceof SyntaxError
    return { ok: false, problem: isJson ? `${url} is not JSON` : `${url} can't be reached` }
  }
}

function readBuild(info: { commit: unknown; nextChangeAt?: unknown }): LiveBuild {
  const { commit, nextChangeAt } = info
  const time = typeof nextChangeAt === 'string' ? parseTime(nextChangeAt) : null
  return {
    ok: true,
    commit: typeof commit === 'string' && COMMIT.test(commit) ? commit : null,
    nextChangeAt: time?.ok ? time.time : null,
  }
}
