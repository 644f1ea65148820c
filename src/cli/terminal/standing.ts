/**
 * What a link does now, in words.
 */
import type { Link } from '../../core/link.ts'
import { followAlias, type LinkSet } from '../../core/link-set.ts'
import { findDestination } from '../../core/redirects.ts'

/**
 * What becomes of a visitor at `now`.
 *
 * @example
 * 'redirects to https://example.com/docs (302)'
 * 'off: it is disabled'
 */
export function describeStanding(links: LinkSet, link: Link, now: string): string {
  const { standing, url } = findDestination(links, link, now)
  if (standing === 'redirects') return `redirects to ${url} (${link.status})`
  if (standing === 'gone') return 'gone: it was removed, its slug is kept'
  return `off: ${findReason(links, link, now)}`
}

function findReason(links: LinkSet, link: Link, now: string): string {
  const followed = followAlias(links, link)
  if (!followed.ok) return 'its alias leads to no link'
  const all = [...followed.through, followed.link]
  const reasons = all.flatMap((one) => {
    const name = one === link ? 'it' : `/${one.slug}`
    if (one.state === 'disabled') return [`${name} is disabled`]
    if (one.startsAt !== null && now < one.startsAt) return [`${name} starts at ${one.startsAt}`]
    if (one.expiresAt !== null && one.expiresAt <= now) {
      return [`${name} expired at ${one.expiresAt}`]
    }
    return []
  })
  return reasons.join(', ')
}
