/** Which links are not live yet. Pure. */
import type { PublishingStatus } from '../api/answers.ts'

/**
 * The links to mark as committed and not yet live: none where nobody knows what visitors see, since
 * a badge at every link would say nothing.
 */
export function pendingSlugs({ live, pending }: PublishingStatus): ReadonlySet<string> {
  return new Set(live === null ? [] : pending)
}
