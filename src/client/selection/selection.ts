/**
 * Which links are selected, across pages and searches. Pure: a selection is a value, and each
 * step gives a new one.
 */

export interface Selection {
  slugs: ReadonlySet<string>
  /** The last one that was selected or taken out by itself, from which a range begins. */
  anchor: string | null
}

/** Nothing selected. */
export const NOTHING: Selection = { slugs: new Set(), anchor: null }

/** Selects the link, or takes it out. */
export function toggle({ slugs }: Selection, slug: string): Selection {
  const next = new Set(slugs)
  if (!next.delete(slug)) next.add(slug)
  return { slugs: next, anchor: slug }
}

/**
 * Makes all between the anchor and the link what the anchor is, as lists do everywhere; where the
 * anchor is not shown (any more), it is the link alone.
 *
 * @param shown slugs in the order in which they are shown
 */
export function extend(selection: Selection, slug: string, shown: readonly string[]): Selection {
  const { slugs, anchor } = selection
  const [from, to] = [anchor === null ? -1 : shown.indexOf(anchor), shown.indexOf(slug)]
  if (anchor === null || from === -1 || to === -1) return toggle(selection, slug)
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ...put(selection, range, slugs.has(anchor)), anchor }
}

/** Selects all of `some`, or takes them out. */
export function put({ slugs, anchor }: Selection, some: readonly string[], on: boolean): Selection {
  const next = new Set(slugs)
  for (const slug of some) {
    if (on) next.add(slug)
    else next.delete(slug)
  }
  return { slugs: next, anchor }
}

/** What is left of the selection where only links with these slugs are there. */
export function keepOnly({ slugs, anchor }: Selection, there: Iterable<string>): Selection {
  const known = new Set(there)
  return { slugs: new Set([...slugs].filter((slug) => known.has(slug))), anchor }
}

/** How much of what is shown is selected. */
export function coverage({ slugs }: Selection, shown: readonly string[]): 'none' | 'some' | 'all' {
  const selected = shown.filter((slug) => slugs.has(slug)).length
  if (selected === 0) return 'none'
  return selected === shown.length ? 'all' : 'some'
}
