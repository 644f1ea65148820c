/**
 * Which change made each field of each link what it is, found by walking back through diffs.
 */
import { type DiffEntry, diffFields } from '../diff.ts'
import { isSameValue, LINK_FIELDS, type Link } from '../link.ts'

/** The changes that made a link: by its fields, each with the change it was last set in. */
export interface Blamed<Change> {
  link: Link
  /** The last change to any of its fields. */
  last: Change | null
  fields: Map<keyof Link, Change>
}

export interface Blame<Change> {
  /** Goes back by one change; newest first. */
  goBack(change: Change, entry: DiffEntry): void
  /** Whether there is anything left to find: every field, or with `isBrief` one of each link. */
  isDone(isBrief: boolean): boolean
  links: readonly Blamed<Change>[]
}

/**
 * Begins at the links as they are now.
 *
 * On side branches a field may have had other values; only the change that set the present one
 * counts. Through a rename, the link goes on under its old slug.
 */
export function startBlame<Change>(links: readonly Link[]): Blame<Change> {
  const all = links.map((link): Blamed<Change> => ({ link, last: null, fields: new Map() }))
  // By the slug that each had then; a link and the alias it left may share one.
  const named = new Map(all.map((one) => [one.link.slug, [one]]))
  let untold = all.length
  let open = all.length

  function blame(one: Blamed<Change>, change: Change, fields: readonly (keyof Link)[], to: Link) {
    const { link, fields: told } = one
    const found = fields.filter((field) => {
      return !told.has(field) && (field === 'slug' || isSameValue(link[field], to[field]))
    })
    if (found.length === 0) return
    if (one.last === null) untold -= 1
    one.last ??= change
    for (const field of found) told.set(field, change)
    if (told.size === LINK_FIELDS.length) open -= 1
  }

  return {
    links: all,
    isDone: (isBrief) => (isBrief ? untold : open) === 0,
    goBack(change, entry) {
      if (entry.kind === 'removed') return
      const here = named.get(entry.slug) ?? []
      if (entry.kind === 'added') {
        for (const one of here) blame(one, change, LINK_FIELDS, entry.link)
        return
      }
      const changed = entry.fields.map(({ field }) => field)
      if (entry.kind === 'changed') {
        for (const one of here) blame(one, change, changed, entry.after)
        return
      }
      const { from, before, leftRow } = entry
      const there = named.get(from) ?? []
      for (const one of here) blame(one, change, ['slug', ...changed], entry.after)
      if (leftRow !== null) {
        const left = diffFields(before, leftRow).map(({ field }) => field)
        for (const one of there) blame(one, change, left, leftRow)
      }
      named.delete(entry.slug)
      named.set(from, [...there, ...here])
    },
  }
}
