/**
 * Which commit is live, as the site itself says.
 */
import { fetchLiveBuild } from './live-build.ts'

/** Asks the live site at `baseUrl`; `null` where it gives no answer that we understand. */
export async function fetchLiveRevision(baseUrl: string): Promise<string | null> {
  // Not deployed yet, or not reachable: both mean that nobody knows.
  const build = await fetchLiveBuild(baseUrl)
  return build.ok ? build.commit : null
}
