/**
 * What is committed and not live, and whether the site is due to be built again for it. Judges
 * what is known; asks no site and no Git.
 */
import { isSameLink } from '../link.ts'
import type { LinkSet } from '../link-set.ts'
import { compareBinary } from '../text.ts'

/** What the live site tells of its build in `build.json`, or why it could not be read. */
export type LiveBuild =
  | { ok: true; commit: string | null; nextChangeAt: string | null }
  | { ok: false; problem: string }

/** Slugs of links that differ between the head and what is live, sorted. */
export function findPending(head: LinkSet, live: LinkSet): string[] {
  const slugs = new Set([...head.keys(), ...live.keys()])
  const pending = [...slugs].filter((slug) => {
    const [ours, theirs] = [head.get(slug), live.get(slug)]
    return ours === undefined || theirs === undefined || !isSameLink(ours, theirs)
  })
  return pending.sort(compareBinary)
}

/**
 * Why a build is due, as clauses for people; none where it is not. What nobody knows is due.
 *
 * @param pending slugs as `findPending` finds them; `null` where the two can't be compared
 * @param now RFC 3339, UTC, whole seconds
 * @example
 * findDueReasons(live, ['docs'], now) // => ['1 link changed since the live commit 5c23354: /docs']
 */
export function findDueReasons(
  live: LiveBuild,
  pending: readonly string[] | null,
  now: string,
): string[] {
  if (!live.ok) return [`the live site can't be read: ${live.problem}`]
  const { commit, nextChangeAt } = live
  if (commit === null) return ['the live site does not say which commit it was built from']
  const id = commit.slice(0, 7)
  const reasons: string[] = []
  if (pending === null) reasons.push(`the live commit ${id} is not known here`)
  else if (pending.length > 0) {
    reasons.push(
      `${describePending(pending.length)} changed since the live commit ${id}: ${name(pending)}`,
    )
  }
  if (nextChangeAt !== null && nextChangeAt <= now) {
    reasons.push(`a link started or ended at ${nextChangeAt}`)
  }
  return reasons
}

function describePending(size: number): string {
  return size === 1 ? '1 link' : `${size} links`
}

const NAMED = 5

function name(slugs: readonly string[]): string {
  const list = slugs
    .slice(0, NAMED)
    .map((slug) => `/${slug}`)
    .join(', ')
  return slugs.length > NAMED ? `${list} and ${slugs.length - NAMED} more` : list
}
