/**
 * Renamed links between a set and one that grew from it, and what a merge makes of them: an edit
 * of the old slug belongs to the new one.
 */
import { isSameLink, isSameOrigin, type Link } from '../link.ts'
import type { LinkSet } from '../link-set.ts'
import { isAliasTarget } from '../targets/alias.ts'

/**
 * Slugs of `base` that were renamed in `side`, with their new ones: the old slug has become an
 * alias of a new link of the same origin. Where renaming left a tombstone or nothing, nobody can
 * tell the new link from one that was added.
 */
export function findRenames(base: LinkSet, side: LinkSet): Map<string, string> {
  const renames = new Map<string, string>()
  for (const is of side.values()) {
    const was = base.get(is.slug)
    if (was === undefined || is.url === was.url || !isAliasTarget(is.url)) continue
    const newSlug = is.url.slice(1)
    const target = side.get(newSlug)
    if (target === undefined || base.has(newSlug)) continue
    if (isMoved(was, target, side)) renames.set(was.slug, newSlug)
  }
  return withoutRivals(renames)
}

function isMoved(was: Link, target: Link, side: LinkSet): boolean {
  const isOfItsKind = isAliasTarget(was.url)
    ? isSameAlias(was.url, target.url, side)
    : !isAliasTarget(target.url)
  return isOfItsKind && isSameOrigin(was, target)
}

// An alias that was led on to the new slug is no rename, and both may be of one import's second;
// so it must stand for the same as before, which may have been renamed as well.
function isSameAlias(was: string, is: string, side: LinkSet): boolean {
  return is === was || side.get(was.slice(1))?.url === is
}

/** Whether a link has become a tombstone. */
export function isNewlyGone(was: Link, is: Link): boolean {
  return is.state === 'gone' && was.state !== 'gone'
}

// Of two slugs that lead to one new link, nobody can tell which was renamed.
function withoutRivals(renames: ReadonlyMap<string, string>): Map<string, string> {
  const claims = Map.groupBy(renames, ([, slug]) => slug)
  return new Map([...renames].filter(([, slug]) => claims.get(slug)?.length === 1))
}

/** The three sets of a merge. */
export interface Sides {
  base: LinkSet
  ours: LinkSet
  theirs: LinkSet
  /** Slugs that are in conflict as a whole, whatever their cells say. */
  contested?: ReadonlySet<string>
}

/**
 * The sides as if both had renamed what one of them did: the other's edit of the old slug becomes
 * one of the new slug. A slug that one side renamed and the other removed is in conflict as a whole.
 * So is one that the other edited, but whose new slug it has given to a link of its own: with the
 * edit there or here, it would matter which of three branches came first.
 */
export function alignRenames(sides: Sides): Sides {
  const { ours, theirs } = sides
  const byOurs = findRenames(sides.base, ours)
  const byTheirs = findRenames(sides.base, theirs)
  if (byOurs.size + byTheirs.size === 0) return sides
  const aligned = {
    base: new Map(sides.base),
    ours: new Map(ours),
    theirs: new Map(theirs),
    contested: new Set<string>(),
  }
  for (const [slug, newSlug] of byOurs) {
    const was = sides.base.get(slug)
    if (was === undefined) continue
    if (byTheirs.get(slug) === newSlug) aligned.base.set(newSlug, { ...was, slug: newSlug })
    else if (!byTheirs.has(slug)) moveEdit(aligned, 'theirs', was, newSlug)
  }
  for (const [slug, newSlug] of byTheirs) {
    const was = sides.base.get(slug)
    if (was === undefined || byOurs.has(slug)) continue
    moveEdit(aligned, 'ours', was, newSlug)
  }
  return aligned
}

interface Aligned {
  base: Map<string, Link>
  ours: Map<string, Link>
  theirs: Map<string, Link>
  contested: Set<string>
}

function moveEdit(aligned: Aligned, name: 'ours' | 'theirs', was: Link, newSlug: string): void {
  const side = aligned[name]
  const is = side.get(was.slug)
  // A row of another origin is another link, put where the renamed one had been.
  if (is === undefined || isSameLink(was, is) || !isSameOrigin(was, is)) return
  // A tombstone of the old link and the alias that renaming left share no cell.
  if (isNewlyGone(was, is) || side.has(newSlug)) {
    aligned.contested.add(was.slug)
    return
  }
  aligned.base.set(newSlug, { ...was, slug: newSlug })
  side.set(newSlug, { ...is, slug: newSlug })
  side.set(was.slug, was)
}
