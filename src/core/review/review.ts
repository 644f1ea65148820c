/**
 * Rules about change: what a pull request may do to links that stand already. All of it is judged
 * against the base, never against what the change itself claims, its teams and owners included.
 */
import { type DiffEntry, diffLinks } from '../diff.ts'
import { type Finding, notice, refusal } from '../finding.ts'
import type { Link } from '../link.ts'
import type { LinkSet } from '../link-set.ts'
import { isSameHandle, membersOf } from '../people/owners.ts'
import type { Site } from '../site.ts'
import { findTakenPaths, type TakenPath } from './taken-paths.ts'

/** Who asks for a change, and who has agreed, as the host's event says; `null`: nobody knows. */
export interface Review {
  /** Handle of the author. */
  actor: string | null
  /** Handles of those who approved; the actor's own approval doesn't count. */
  approvedBy: readonly string[]
}

/** A change, and the rules that stood before it. */
export interface ReviewedChange extends Review {
  before: LinkSet
  after: LinkSet
  /** The site at the base: its teams say who owns what, its host which links answer. */
  site: Pick<Site, 'teams' | 'host'>
  /** The site that the change brings along. */
  proposedSite: Pick<Site, 'teams'>
}

/** Judges a change; findings are about slugs as they stand after it, or stood before. */
export function reviewChange({
  before,
  after,
  site,
  proposedSite,
  ...review
}: ReviewedChange): Finding[] {
  const taken = Map.groupBy(findTakenPaths(before, after, site.host), ({ slug }) => slug)
  return [
    ...judgeTeams(before, site, proposedSite, review),
    ...diffLinks(before, after).flatMap((entry) => [
      ...judgeOwner(entry, before, site, review),
      ...slugsOf(entry)
        .flatMap((slug) => taken.get(slug) ?? [])
        .flatMap((path) => judgeTaking(path, site, review)),
      ...judgeTombstone(entry, before, review),
      ...judgeRemoval(entry),
      ...judgeOrigin(entry),
      ...judgeAuthor(entry, review),
    ]),
  ]
}

/** Whether one of `members` asks for the change, or somebody else asks and one of them agreed. */
function isAgreed(members: readonly string[], actor: string, approvedBy: readonly string[]) {
  const isMember = (handle: string) => members.some((member) => isSameHandle(member, handle))
  return (
    isMember(actor) || approvedBy.some((handle) => !isSameHandle(handle, actor) && isMember(handle))
  )
}

/** Whoever may say who is in a team may take what it owns, one step later. */
function judgeTeams(
  before: LinkSet,
  site: Pick<Site, 'teams'>,
  proposedSite: Pick<Site, 'teams'>,
  { actor, approvedBy }: Review,
): Finding[] {
  const owned = Map.groupBy(
    before.values().filter(({ state }) => state !== 'gone'),
    ({ owner }) => owner,
  )
  return [...owned].flatMap(([owner, links]) => {
    if (owner === null) return []
    const members = membersOf(owner, site)
    if (isSameGroup(members, membersOf(owner, proposedSite))) return []
    const what = `data/site.json changes who ${owner} is, and so who owns ${describeOwned(links)}`
    if (actor === null) {
      const message = `${what}; who changes it is not known here, so this is not judged (--actor, --approved-by)`
      return [notice('team-not-judged', null, null, message)]
    }
    if (isAgreed(members, actor, approvedBy)) return []
    const message = `${what}; ${actor} is not of them, so ask for the approval of ${members.join(' or ')}`
    return [refusal('team', null, null, message)]
  })
}

function describeOwned([first, ...rest]: readonly Link[]): string {
  const others = rest.length === 0 ? '' : ` and ${rest.length} more`
  return `/${first?.slug}${others}`
}

function isSameGroup(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [a, b].map((group) => new Set(group.map((one) => one.toLowerCase())))
  return left !== undefined && right !== undefined && left.symmetricDifference(right).size === 0
}

/** The rows that stood before an entry changed, removed or renamed them. */
function rowsBefore(entry: DiffEntry): Link[] {
  if (entry.kind === 'added') return []
  if (entry.kind === 'removed') return [entry.link]
  if (entry.kind === 'changed') return [entry.before]
  return entry.replaced === null ? [entry.before] : [entry.before, entry.replaced]
}

function judgeOwner(
  entry: DiffEntry,
  before: LinkSet,
  site: Pick<Site, 'teams'>,
  review: Review,
): Finding[] {
  return rowsBefore(entry).flatMap(({ slug, owner }) => {
    if (owner === null || before.get(slug)?.state === 'gone') return []
    return judgeOwned({ slug, owner, what: `/${slug} is owned by ${owner}` }, site, review)
  })
}

interface Owned {
  slug: string
  owner: string
  what: string
}

function judgeOwned(
  { slug, owner, what }: Owned,
  site: Pick<Site, 'teams'>,
  { actor, approvedBy }: Review,
): Finding[] {
  const members = membersOf(owner, site)
  if (actor === null) {
    const message = `${what}; who changes it is not known here, so this is not judged (--actor, --approved-by)`
    return [notice('owner-not-judged', slug, 'owner', message)]
  }
  if (isAgreed(members, actor, approvedBy)) return []
  const message = `${what}, and ${actor} is not of them; ask for the approval of ${members.join(' or ')}`
  return [refusal('owner', slug, 'owner', message)]
}

/** A link may take a path that somebody's pattern has answered, and that was given out. */
function judgeTaking(
  { slug, pattern, owner }: TakenPath,
  site: Pick<Site, 'teams'>,
  review: Review,
): Finding[] {
  const what = `/${slug} was answered by /${pattern} so far, which is owned by ${owner}`
  return judgeOwned({ slug, owner, what }, site, review)
}

function judgeTombstone(
  entry: DiffEntry,
  before: LinkSet,
  { actor, approvedBy }: Review,
): Finding[] {
  const revived = slugsOf(entry).filter((slug) => {
    return before.get(slug)?.state === 'gone' && !isStillGone(entry, slug)
  })
  return revived.map((slug) => {
    const message = `/${slug} is the tombstone of a removed link, and whoever kept its address would reach something else`
    if (actor === null) {
      return notice(
        'tombstone-not-judged',
        slug,
        'state',
        `${message}; who agreed is not known here, so this is not judged`,
      )
    }
    return approvedBy.some((handle) => !isSameHandle(handle, actor))
      ? notice('tombstone', slug, 'state', `${message}; it was approved`)
      : refusal(
          'tombstone',
          slug,
          'state',
          `${message}; choose another slug, or ask somebody to approve it`,
        )
  })
}

function slugsOf(entry: DiffEntry): string[] {
  return entry.kind === 'renamed' ? [entry.slug, entry.from] : [entry.slug]
}

function isStillGone(entry: DiffEntry, slug: string): boolean {
  if (entry.kind === 'changed')
    return entry.after.state === 'gone' && entry.after.url === entry.before.url
  if (entry.kind === 'renamed' && slug === entry.from) return entry.leftRow?.state === 'gone'
  return false
}

function judgeRemoval(entry: DiffEntry): Finding[] {
  const gone = vanished(entry)
  if (gone === null || gone.state === 'gone') return []
  const message = `/${gone.slug} vanishes without a tombstone, so its slug is free for anyone; links remove /${gone.slug} leaves one`
  return [notice('vanished', gone.slug, null, message)]
}

function vanished(entry: DiffEntry): Link | null {
  if (entry.kind === 'removed') return entry.link
  return entry.kind === 'renamed' && entry.left === 'nothing' ? entry.before : null
}

function judgeOrigin(entry: DiffEntry): Finding[] {
  if (entry.kind !== 'changed') return []
  const { before, after, fields, slug } = entry
  // A tombstone's slug that is used again is another link, of another author.
  if (before.state === 'gone') return []
  return fields
    .filter(({ field }) => field === 'createdAt' || field === 'createdBy')
    .map(({ field, from }) => {
      const message = `/${slug} was added ${field === 'createdAt' ? 'at' : 'by'} ${String(from)}; that stays as it is, but says ${String(after[field])} now`
      return refusal('origin', slug, field, message, String(from))
    })
}

function judgeAuthor(entry: DiffEntry, { actor }: Review): Finding[] {
  if (entry.kind !== 'added' || actor === null) return []
  const { slug, createdBy } = entry.link
  if (isSameHandle(createdBy, actor)) return []
  const message = `/${slug} says that ${createdBy} added it, but it comes from ${actor}`
  return [notice('author', slug, 'createdBy', message)]
}
