/**
 * Three-way merge of link sets, row by row and cell by cell.
 * Knows links and conflicts; knows nothing of Git, files or SQLite. Rules over the merged set are
 * in `merging/merge-sets.ts`.
 */
import { isSameLink, isSameOrigin, isSameValue, LINK_FIELDS, type Link, parseLink } from './link.ts'
import type { LinkSet } from './link-set.ts'
import { alignRenames, isNewlyGone, type Sides } from './merging/renames.ts'
import { compareBinary } from './text.ts'

/** Two sides changed the same thing differently; a person has to choose. */
export interface Conflict {
  slug: string
  /**
   * `row` where one side removed what the other changed or renamed, where both put a link of their
   * own there with different targets, or where their changes are no valid link together, such as a
   * later start and an earlier end.
   */
  field: keyof Link | 'row'
  base: unknown
  ours: unknown
  theirs: unknown
  /** The rule over the whole set that both changes break together, and how; see `mergeSets`. */
  rule?: string
  message?: string
}

/** A conflict's name within one merge. */
export function nameConflict({ slug, field }: Pick<Conflict, 'slug' | 'field'>): string {
  return `${slug} ${field}`
}

/** What a merge came to. */
export interface Merged {
  links: LinkSet
  /** In the order of their slugs. */
  conflicts: Conflict[]
}

/**
 * Merges `ours` and `theirs`, both grown from `base`.
 *
 * Order-independent: merge(b, x, y) and merge(b, y, x) give the same links and mirrored conflicts.
 * A conflicting cell keeps `ours`, so the result is always a set of valid links; rules over the
 * set are the caller's to check, or `mergeSets` does.
 *
 * An edit against a removal conflicts also where the removal left a tombstone; an edit of a link
 * that the other side renamed goes to its new slug.
 *
 * @example
 * mergeLinks(base, plusA, plusB) // => { links: base + A + B, conflicts: [] }
 */
export function mergeLinks(base: LinkSet, ours: LinkSet, theirs: LinkSet): Merged {
  return mergeRows(alignRenames({ base, ours, theirs }))
}

/** As `mergeLinks`, each row with that of the same slug alone. */
export function mergeRows({ base, ours, theirs, contested }: Sides): Merged {
  const links = new Map<string, Link>()
  const conflicts: Conflict[] = []
  for (const slug of new Set([...ours.keys(), ...theirs.keys()])) {
    const rows = [base.get(slug), ours.get(slug), theirs.get(slug)] as const
    const merged = contested?.has(slug) ? keepOurs(slug, ...rows) : mergeRow(slug, ...rows)
    if (merged.link !== undefined) links.set(slug, merged.link)
    conflicts.push(...merged.conflicts)
  }
  return { links, conflicts: conflicts.sort((a, b) => compareBinary(a.slug, b.slug)) }
}

type Row = Link | undefined

interface MergedRow<MergedLink extends Row = Row> {
  link: MergedLink
  conflicts: Conflict[]
}

function mergeRow(slug: string, base: Row, ours: Row, theirs: Row): MergedRow {
  if (isSameRow(ours, theirs) || isSameRow(base, theirs)) return { link: ours, conflicts: [] }
  if (isSameRow(base, ours)) return { link: theirs, conflicts: [] }
  const kept = keepOurs(slug, base, ours, theirs)
  if (ours === undefined || theirs === undefined) return kept
  // Two new links on one slug, as where both renamed the old one: no cell of one goes with the other.
  if (ours.url !== theirs.url && isNewLink(base, ours) && isNewLink(base, theirs)) return kept
  const merged = mergeCells(base, ours, theirs)
  // Judged from both sides, so that both see the same conflict.
  const mirrored = mergeCells(base, theirs, ours)
  return [merged, mirrored].every(({ link }) => parseLink(link).ok) ? merged : kept
}

function keepOurs(slug: string, base: Row, ours: Row, theirs: Row): MergedRow {
  return { link: ours, conflicts: [{ slug, field: 'row', base, ours, theirs }] }
}

function isNewLink(base: Row, link: Link): boolean {
  return base === undefined || !isSameOrigin(base, link)
}

/** Whether two rows are the same, or both are missing. */
export function isSameRow(a: Row, b: Row): boolean {
  return a === undefined || b === undefined ? a === b : isSameLink(a, b)
}

function mergeCells(base: Row, ours: Link, theirs: Link): MergedRow<Link> {
  const conflicts: Conflict[] = []
  let link = ours
  for (const field of LINK_FIELDS) {
    const [was, our, their] = [base?.[field], ours[field], theirs[field]]
    const isTheirEdit = !isSameValue(our, their) && !isSameValue(was, their)
    if (isTheirEdit && field === 'tags') {
      link = { ...link, tags: mergeTags(base?.tags ?? [], ours.tags, theirs.tags) }
    } else if (
      base !== undefined &&
      field === 'state' &&
      isEditAgainstTombstone(base, ours, theirs)
    ) {
      conflicts.push({ slug: ours.slug, field, base: was, ours: our, theirs: their })
    } else if (isTheirEdit && isSameValue(was, our)) {
      link = { ...link, [field]: their }
    } else if (isTheirEdit) {
      conflicts.push({ slug: ours.slug, field, base: was, ours: our, theirs: their })
    }
  }
  return isOneLinkTwice(base, ours, theirs)
    ? { link: { ...link, ...earlierOrigin(ours, theirs) }, conflicts: withoutOrigin(conflicts) }
    : { link, conflicts }
}

// Sets have no conflicts: what either side added is in, what either removed is out.
function mergeTags(base: string[], ours: string[], theirs: string[]): string[] {
  const kept = base.filter((tag) => ours.includes(tag) && theirs.includes(tag))
  const added = [...ours, ...theirs].filter((tag) => !base.includes(tag))
  return [...new Set([...kept, ...added])].sort()
}

// Whoever changed a link counted on it; a removal that leaves a tombstone is one all the same.
function isEditAgainstTombstone(base: Link, ours: Link, theirs: Link): boolean {
  const isRemoved = isNewlyGone(base, ours)
  if (isRemoved === isNewlyGone(base, theirs)) return false
  return !isSameLink(base, isRemoved ? theirs : ours)
}

/**
 * Whether both sides put the same link here, each at its time: the same slug and target added on
 * two branches, or the same rename's alias. It was there from the earlier time on.
 */
function isOneLinkTwice(base: Row, ours: Link, theirs: Link): boolean {
  if (ours.url !== theirs.url || isSameOrigin(ours, theirs)) return false
  if (base === undefined) return true
  const isMoved = base.url !== ours.url || base.state === 'gone'
  return isMoved && isNewLink(base, ours) && isNewLink(base, theirs)
}

type Origin = Pick<Link, 'createdAt' | 'createdBy'>

function earlierOrigin(a: Link, b: Link): Origin {
  const order = compareBinary(a.createdAt, b.createdAt) || compareBinary(a.createdBy, b.createdBy)
  const { createdAt, createdBy } = order < 0 ? a : b
  return { createdAt, createdBy }
}

function withoutOrigin(conflicts: readonly Conflict[]): Conflict[] {
  return conflicts.filter(({ field }) => field !== 'createdAt' && field !== 'createdBy')
}
