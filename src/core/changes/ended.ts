/**
 * A link that has ended before anybody could follow it: allowed, since a link is also kept for the
 * record, but most often a slip of the year.
 */
import { type Finding, notice } from '../finding.ts'
import type { Link } from '../link.ts'

/**
 * Warns of a link that was written after its own end.
 *
 * @param now RFC 3339, UTC, whole seconds
 */
export function warnOfEnd({ slug, state, expiresAt }: Link, now: string): Finding[] {
  // One that is off by its state does not redirect anyway.
  if (state !== 'active' || expiresAt === null || expiresAt > now) return []
  const message = `/${slug} ended at ${expiresAt}, which is past, so it does not redirect; give it a later end, or none`
  return [notice('ended', slug, 'expiresAt', message)]
}
