/**
 * Which links were renamed between two sets, told from their rows alone.
 */
import { isSameLink, isSameOrigin, type Link } from '../link.ts'
import type { LinkSet } from '../link-set.ts'
import { isAliasTarget } from '../targets/alias.ts'

/** A link that stood at `from` and stands at `slug` now. */
export interface Move {
  from: string
  slug: string
  /** What it left at its old slug. */
  left: 'alias' | 'tombstone' | 'nothing'
}

/**
 * Finds renamed links among the slugs whose rows differ.
 *
 * A link was renamed when a row appeared at a new slug (or where an alias of the old one stood)
 * and the old row
 * - became an alias of it, and all but the slug is the same, or at least `createdAt` and
 *   `createdBy`, which no edit changes; or
 * - became a tombstone or vanished, and all but the slug is the same.
 * Where several fit, the first in the order of slugs is taken.
 *
 * @param changed in binary order
 */
export function findMoves(before: LinkSet, after: LinkSet, changed: readonly string[]): Move[] {
  const moves: Move[] = []
  const among = (find: Find) => {
    const told = new Set(moves.flatMap(({ from, slug }) => [from, slug]))
    const rest = changed.filter((slug) => !told.has(slug))
    moves.push(...find(before, after, rest))
  }
  // The surest first: an alias with an equal row, an equal row alone, an alias with an edited row.
  among((...sides) => findAliased(...sides, isSameContent))
  among(findMoved)
  // One that was an alias before followed another link's rename.
  among((...sides) =>
    findAliased(...sides, (was, is) => !isAliasTarget(was.url) && isSameOrigin(was, is)),
  )
  return moves
}

type Find = (before: LinkSet, after: LinkSet, changed: readonly string[]) => Move[]

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
