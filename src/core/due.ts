/**
 * Whether the site is due to be built again. Judges what is known; asks no site and no Git.
 */

/** What the live site tells of its build, and of the branch. */
export interface BuildState {
  /** What `build.json` of the live site says; `null` where it could not be read. */
  live: { commit: string | null; nextChangeAt: string | null } | null
  /** Why the live site could not be read. */
  problem: string | null
  /** Slugs that differ between the live commit and the branch; `null` where nobody can tell. */
  changed: readonly string[] | null
  /** RFC 3339, UTC, whole seconds. */
  now: string
}

/** Why a build is due, as clauses for people; none where it is not due. What nobody knows is due. */
export function findDueReasons({ live, problem, changed, now }: BuildState): string[] {
  if (live === null) return [`the live site can't be read (${problem ?? 'no answer'})`]
  const reasons: string[] = []
  if (changed === null) {
    reasons.push(
      live.commit === null
        ? 'the live site does not say which commit it was built from'
        : `the live commit ${live.commit.slice(0, 7)} can't be compared here`,
    )
  } else if (changed.length > 0) reasons.push(describeChanged(changed, live.commit))
  if (live.nextChangeAt !== null && live.nextChangeAt <= now) {
    reasons.push(`a link started or ended at ${live.nextChangeAt}`)
  }
  return reasons
}

const NAMED = 5

function describeChanged(changed: readonly string[], commit: string | null): string {
  const named = changed.slice(0, NAMED).map((slug) => `/${slug}`)
  const more = changed.length - NAMED
  const list = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ')
  const links = changed.length === 1 ? '1 link' : `${changed.length} links`
  return `${links} changed since the live commit ${commit?.slice(0, 7) ?? ''}: ${list}`
}
