/**
 * A set of links as a value, and what can be asked of it. Changing a set is in `changes/`.
 */
import { isSameLink, type Link } from './link.ts'
import { isAliasTarget } from './targets/alias.ts'
import { compareBinary } from './text.ts'

/** All links by slug. */
export type LinkSet = ReadonlyMap<string, Link>

/** A set from links in any order; a later link of one slug replaces an earlier one. */
export function toLinkSet(links: Iterable<Link>): LinkSet {
  const set = new Map<string, Link>()
  for (const link of links) set.set(link.slug, link)
  return set
}

/** All links in binary order of their slugs, the order of files and lists. */
export function sortedLinks(links: LinkSet): Link[] {
  return [...links.values()].sort((a, b) => compareBinary(a.slug, b.slug))
}

/** Whether two sets hold the same links, whatever their order. */
export function isSameSet(a: LinkSet, b: LinkSet): boolean {
  if (a.size !== b.size) return false
  for (const [slug, link] of a) {
    const other = b.get(slug)
    if (other === undefined || !isSameLink(link, other)) return false
  }
  return true
}

/** Links that stand for `slug`. */
export function aliasesOf(links: LinkSet, slug: string): Link[] {
  return [...links.values()].filter(({ url }) => url === `/${slug}`)
}

/** Links that stand for `slug`, also through other aliases; in a circle, each once. */
export function allAliasesOf(links: LinkSet, slug: string): Link[] {
  const found = new Set<Link>()
  const wanted = [slug]
  for (const one of wanted) {
    for (const alias of aliasesOf(links, one)) {
      if (found.has(alias) || alias.slug === slug) continue
      found.add(alias)
      wanted.push(alias.slug)
    }
  }
  return [...found]
}

export type FollowedAlias =
  /** `link` is what it finally stands for, itself where it is no alias; `through`, the aliases passed. */
  | { ok: true; link: Link; through: Link[] }
  /** `cycle` names the slugs in their order, the first one again at the end. */
  | { ok: false; cycle: string[] }
  | { ok: false; missing: string }

/** Follows aliases, `link` the first of them, to the link with a URL. */
export function followAlias(links: LinkSet, link: Link): FollowedAlias {
  const through = new Set<Link>()
  let current = link
  while (isAliasTarget(current.url)) {
    if (through.has(current)) {
      const passed = [...through].map(({ slug }) => slug)
      return { ok: false, cycle: [...passed.slice(passed.indexOf(current.slug)), current.slug] }
    }
    through.add(current)
    const next = links.get(current.url.slice(1))
    if (next === undefined) return { ok: false, missing: current.url.slice(1) }
    current = next
  }
  return { ok: true, link: current, through: [...through] }
}
