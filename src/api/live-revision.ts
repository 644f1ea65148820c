/**
 * Which commit is live, as the site itself says in `build.json`.
 */

const PATIENCE = 2_000

/**
 * Asks the live site at `baseUrl`; `null` where it gives no answer that we understand.
 */
export async function fetchLiveRevision(baseUrl: string): Promise<string | null> {
  try {
    const response = await fetch(`${baseUrl}/build.json`, {
      signal: AbortSignal.timeout(PATIENCE),
      cache: 'no-store',
    })
    if (!response.ok) return null
    const info: unknown = await response.json()
    if (typeof info !== 'object' || info === null || !('commit' in info)) return null
    return typeof info.commit === 'string' ? info.commit : null
  } catch {
    // Not deployed yet, or not reachable: both mean that nobody knows.
    return null
  }
}
