/**
 * Commits as people read them: a short id, and a day with its time.
 */

/** Characters of a commit's id that people read. */
export const SHORT_ID = 10

/** `2026-11-25 10:00` in UTC. */
export function formatDate(date: string): string {
  return date.slice(0, 16).replace('T', ' ')
}
