/**
 * What lies between two sets of links, row by row and field by field.
 * Knows links alone: nothing of Git, files or how a difference is shown. What a reviewer should
 * look at twice is in `review/risks.ts`.
 */
import { findMoves, type Move } from './history/moves.ts'
import { isSameLink, isSameValue, LINK_FIELDS, type Link } from './link.ts'
import { type LinkSet, toLinkSet } from './link-set.ts'
import { compareBinary } from './text.ts'

/** One field that another value stands in now. */
export interface FieldChange {
  field: keyof Link
  from: Link[keyof Link]
  to: Link[keyof Link]
}

/** One link that differs; `slug` is where it stands now or, once it is removed, stood. */
export type DiffEntry =
  | { kind: 'added'; slug: string; link: Link }
  /** The row is gone altogether; a link that became a tombstone is `changed`. */
  | { kind: 'removed'; slug: string; link: Link }
  | { kind: 'changed'; slug: string; before: Link; after: Link; fields: FieldChange[] }
  | {
      kind: 'renamed'
      slug: string
      /** Its old slug. */
      from: string
      before: Link
      after: Link
      /** What changed besides the slug. */
      fields: FieldChange[]
      left: Move['left']
      /** The row that stands at the old slug now. */
      leftRow: Link | null
      /** The alias that stood at the new slug before, where a rename was taken back. */
      replaced: Link | null
    }

export type RenamedEntry = Extract<DiffEntry, { kind: 'renamed' }>

/** All entries in binary order of `slug`; no slug has two. */
export type Diff = readonly DiffEntry[]

/**
 * Compares two sets. Which links were renamed, `history/moves.ts` says.
 *
 * @example
 * diffLinks(links, renameLink(links, 'a', 'b', 'alias', context).links)
 * // => [{ kind: 'renamed', slug: 'b', from: 'a', left: 'alias', … }]
 */
export function diffLinks(before: LinkSet, after: LinkSet): Diff {
  const changed = changedSlugs(before, after)
  const renames = findRenamed(before, after, changed)
  const told = new Set(renames.flatMap(({ slug, from }) => [slug, from]))
  const others = changed
    .filter((slug) => !told.has(slug))
    .map((slug) => compareRow(slug, before.get(slug), after.get(slug)))
  return [...renames, ...others].sort((a, b) => compareBinary(a.slug, b.slug))
}

/** The set that `diff` leads to from `before`: for `diffLinks(before, after)`, `after`. */
export function applyDiff(diff: Diff, before: LinkSet): LinkSet {
  const links = new Map(before)
  for (const entry of diff) {
    if (entry.kind === 'renamed') links.delete(entry.from)
    if (entry.kind === 'removed') links.delete(entry.slug)
  }
  for (const entry of diff) {
    for (const link of rowsAfter(entry)) links.set(link.slug, link)
  }
  return toLinkSet(links.values())
}

/** The rows that stand in the new set because of this entry. */
export function rowsAfter(entry: DiffEntry): Link[] {
  if (entry.kind === 'removed') return []
  if (entry.kind === 'added') return [entry.link]
  const { after } = entry
  return entry.kind === 'renamed' && entry.leftRow !== null ? [after, entry.leftRow] : [after]
}

/** Which fields of two links differ, in the order of `LINK_FIELDS`. */
export function diffFields(before: Link, after: Link): FieldChange[] {
  return LINK_FIELDS.flatMap((field) => {
    const [from, to] = [before[field], after[field]]
    return isSameValue(from, to) ? [] : [{ field, from, to }]
  })
}

/** How many entries there are of each kind. */
export function countKinds(diff: Diff): Record<DiffEntry['kind'], number> {
  const counts = { added: 0, removed: 0, changed: 0, renamed: 0 }
  for (const { kind } of diff) counts[kind] += 1
  return counts
}

/** Slugs whose rows differ, in binary order. */
function changedSlugs(before: LinkSet, after: LinkSet): string[] {
  const slugs: string[] = []
  for (const [slug, link] of after) {
    const was = before.get(slug)
    if (was === undefined || (was !== link && !isSameLink(was, link))) slugs.push(slug)
  }
  for (const slug of before.keys()) if (!after.has(slug)) slugs.push(slug)
  return slugs.sort(compareBinary)
}

function compareRow(slug: string, was: Link | undefined, is: Link | undefined): DiffEntry {
  if (was !== undefined && is !== undefined) {
    return { kind: 'changed', slug, before: was, after: is, fields: diffFields(was, is) }
  }
  if (is !== undefined) return { kind: 'added', slug, link: is }
  if (was !== undefined) return { kind: 'removed', slug, link: was }
  throw new Error(`/${slug} is in neither set`)
}

function findRenamed(before: LinkSet, after: LinkSet, changed: readonly string[]): RenamedEntry[] {
  return findMoves(before, after, changed).flatMap(({ from, slug, left }) => {
    const [was, is] = [before.get(from), after.get(slug)]
    if (was === undefined || is === undefined) return []
    const fields = diffFields(was, is).filter(({ field }) => field !== 'slug')
    const leftRow = after.get(from) ?? null
    const replaced = before.get(slug) ?? null
    return [
      { kind: 'renamed', slug, from, before: was, after: is, fields, left, leftRow, replaced },
    ]
  })
}
