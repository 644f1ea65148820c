/**
 * What lies between two sets of links, row by row and field by field.
 * Knows links alone: nothing of Git, files or how a difference is shown. What a reviewer should
 * look at twice is in `review/risks.ts`.
 */
import { isSameLink, isSameOrigin, isSameValue, LINK_FIELDS, type Link } from './link.ts'
import { type LinkSet, toLinkSet } from './link-set.ts'
import { isAliasTarget } from './targets/alias.ts'
import { compareBinary } from './text.ts'

/** One field that another value stands in now. */
export interface FieldChange {
  field: keyof Link
  from: Link[keyof Link]
  to: Link[keyof Link]
}

/** What a renamed link left at its old slug. */
export type Left = 'alias' | 'tombstone' | 'nothing'

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
      left: Left
      /** The row that stands at the old slug now. */
      leftRow: Link | null
      /** The alias that stood at the new slug before, where a rename was taken back. */
      replaced: Link | null
    }

export type RenamedEntry = Extract<DiffEntry, { kind: 'renamed' }>

/** All entries in binary order of `slug`; no slug has two. */
export type Diff = readonly DiffEntry[]

/**
 * Compares two sets.
 *
 * A link was renamed when a row appeared at a new slug (or where an alias of the old one stood)
 * and the old row
 * - became an alias of it, and all but the slug is the same, or at least `createdAt` and
 *   `createdBy`, which no edit changes; or
 * - became a tombstone or vanished, and all but the slug is the same.
 * Where several fit, the first in the order of slugs is taken.
 *
 * @example
 * diffLinks(links, renameLink(links, 'a', 'b', 'alias', context).links)
 * // => [{ kind: 'renamed', slug: 'b', from: 'a', left: 'alias', … }]
 */
export function diffLinks(before: LinkSet, after: LinkSet): Diff {
  const changed = changedSlugs(before, after)
  const renames = findRenames(before, after, changed)
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

interface Move {
  from: string
  slug: string
  left: Left
}

// The surest first: an alias with an equal row, an equal row alone, an alias with an edited row.
function findRenames(before: LinkSet, after: LinkSet, changed: readonly string[]): RenamedEntry[] {
  const moves: Move[] = []
  const among = (find: FindMoves) => {
    const told = new Set(moves.flatMap(({ from, slug }) => [from, slug]))
    const rest = changed.filter((slug) => !told.has(slug))
    moves.push(...find(before, after, rest))
  }
  among((...sides) => findAliased(...sides, isSameContent))
  among(findMoved)
  // One that was an alias before followed another link's rename.
  among((...sides) =>
    findAliased(...sides, (was, is) => !isAliasTarget(was.url) && isSameOrigin(was, is)),
  )
  return moves.flatMap(({ from, slug, left }) => {
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

type FindMoves = (before: LinkSet, after: LinkSet, changed: readonly string[]) => Move[]

// Links whose row became an alias of where they went.
function findAliased(
  before: LinkSet,
  after: LinkSet,
  changed: readonly string[],
  isMove: (was: Link, is: Link) => boolean,
): Move[] {
  const free = new Set(changed)
  return changed.flatMap((from) => {
    const [was, alias] = [before.get(from), after.get(from)]
    if (was === undefined || was.state === 'gone') return []
    if (alias === undefined || alias.state === 'gone' || !isAliasTarget(alias.url)) return []
    const slug = alias.url.slice(1)
    const [occupant, is] = [before.get(slug), after.get(slug)]
    if (!free.has(slug) || !isFree(occupant, from)) return []
    if (is === undefined || !isMove(was, is)) return []
    free.delete(slug)
    return [{ from, slug, left: 'alias' }]
  })
}

function isSameContent(a: Link, b: Link): boolean {
  return isSameLink(a, { ...b, slug: a.slug })
}

// Links that left a tombstone or nothing while an equal one appeared.
function findMoved(before: LinkSet, after: LinkSet, changed: readonly string[]): Move[] {
  // Where nothing stood or an alias, which must be the moved link's own.
  const arrived = changed.filter(
    (slug) => after.has(slug) && isAliasTarget(before.get(slug)?.url ?? '/'),
  )
  const byContent = Map.groupBy(arrived, (slug) => contentOf(after.get(slug)))
  return changed.flatMap((from) => {
    const [was, left] = [before.get(from), after.get(from)]
    if (was === undefined || was.state === 'gone') return []
    if (left !== undefined && !isSameLink(left, { ...was, state: 'gone' })) return []
    const slugs = byContent.get(contentOf(was)) ?? []
    const index = slugs.findIndex((slug) => isFree(before.get(slug), from))
    const [slug] = index === -1 ? [] : slugs.splice(index, 1)
    return slug === undefined ? [] : [{ from, slug, left: left ? 'tombstone' : 'nothing' }]
  })
}

// A slug is free for a link where nothing stood, or an alias of that link.
function isFree(occupant: Link | undefined, from: string): boolean {
  return occupant === undefined || occupant.url === `/${from}`
}

// All but the slug, as one string.
function contentOf(link: Link | undefined): string {
  return JSON.stringify({ ...link, slug: null })
}
