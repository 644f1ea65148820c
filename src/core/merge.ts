/**
 * Three-way merge of link sets, row by row and cell by cell.
 * Knows links and conflicts; knows nothing of Git, files or SQLite.
 */
import { isSameLink, isSameValue, LINK_FIELDS, type Link, parseLink } from './link.ts'
import type { LinkSet } from './link-set.ts'

/** Two sides changed the same thing differently; a person has to choose. */
export interface Conflict {
  slug: string
  /**
   * `row` where one side removed what the other changed, where both added it, or where their
   * changes are no valid link together, such as a later start and an earlier end.
   */
  field: keyof Link | 'row'
  base: unknown
  ours: unknown
  theirs: unknown
}

/**
 * Merges `ours` and `theirs`, both grown from `base`.
 *
 * Order-independent: merge(b, x, y) and merge(b, y, x) give the same links and mirrored conflicts.
 * A conflicting cell keeps `ours`, so the result is always a set of valid links; rules over the
 * set are the caller's to check.
 *
 * @example
 * mergeLinks(base, plusA, plusB) // => { links: base + A + B, conflicts: [] }
 */
export function mergeLinks(
  base: LinkSet,
  ours: LinkSet,
  theirs: LinkSet,
): { links: LinkSet; conflicts: Conflict[] } {
  const links = new Map<string, Link>()
  const conflicts: Conflict[] = []
  for (const slug of new Set([...ours.keys(), ...theirs.keys()])) {
    const merged = mergeRow(slug, base.get(slug), ours.get(slug), theirs.get(slug))
    if (merged.link !== undefined) links.set(slug, merged.link)
    conflicts.push(...merged.conflicts)
  }
  return { links, conflicts }
}

type Row = Link | undefined

interface MergedRow<Merged extends Row = Row> {
  link: Merged
  conflicts: Conflict[]
}

function mergeRow(slug: string, base: Row, ours: Row, theirs: Row): MergedRow {
  if (isSameRow(ours, theirs) || isSameRow(base, theirs)) return { link: ours, conflicts: [] }
  if (isSameRow(base, ours)) return { link: theirs, conflicts: [] }
  if (base === undefined || ours === undefined || theirs === undefined) {
    return { link: ours, conflicts: [{ slug, field: 'row', base, ours, theirs }] }
  }
  const merged = mergeCells(base, ours, theirs)
  // Judged from both sides, so that both see the same conflict.
  const mirrored = mergeCells(base, theirs, ours)
  return [merged, mirrored].every(({ link }) => parseLink(link).ok)
    ? merged
    : { link: ours, conflicts: [{ slug, field: 'row', base, ours, theirs }] }
}

function isSameRow(a: Row, b: Row): boolean {
  return a === undefined || b === undefined ? a === b : isSameLink(a, b)
}

function mergeCells(base: Link, ours: Link, theirs: Link): MergedRow<Link> {
  const conflicts: Conflict[] = []
  let link = ours
  for (const field of LINK_FIELDS) {
    const [was, our, their] = [base[field], ours[field], theirs[field]]
    if (isSameValue(our, their) || isSameValue(was, their)) continue
    if (field === 'tags') link = { ...link, tags: mergeTags(base.tags, ours.tags, theirs.tags) }
    else if (isSameValue(was, our)) link = { ...link, [field]: their }
    else conflicts.push({ slug: ours.slug, field, base: was, ours: our, theirs: their })
  }
  return { link, conflicts }
}

// Sets have no conflicts: what either side added is in, what either removed is out.
function mergeTags(base: string[], ours: string[], theirs: string[]): string[] {
  const kept = base.filter((tag) => ours.includes(tag) && theirs.includes(tag))
  const added = [...ours, ...theirs].filter((tag) => !base.includes(tag))
  return [...new Set([...kept, ...added])].sort()
}
