/**
 * Three-way merge of whole sets: what two sides break together by the rules over a set, and
 * neither alone, is a conflict too.
 */
import { checkLinks } from '../check.ts'
import type { Finding } from '../finding.ts'
import { LINK_FIELDS, type Link } from '../link.ts'
import type { LinkSet } from '../link-set.ts'
import { type Conflict, type Merged, mergeRows, nameConflict } from '../merge.ts'
import { parseSite, type Site } from '../site.ts'
import { isPattern, patternShape } from '../slug.ts'
import { isAliasTarget } from '../targets/alias.ts'
import { compareBinary } from '../text.ts'
import { alignRenames, type Sides } from './renames.ts'

/**
 * Merges as `mergeLinks` does, and keeps the rules over the set: no loop of aliases, no alias
 * without its target, no two patterns of one shape. All links whose changes break a rule together
 * are in conflict, in the cells that the rule looks at; like other conflicting cells they keep
 * `ours`. What one side had broken already is no conflict of the merge.
 *
 * @param site its rules are kept too; `null` where it is not known
 * @example
 * // ours made /a an alias of /b, theirs /b one of /a
 * mergeSets(base, ours, theirs, null).conflicts // => /a url, /b url, both "alias-loop"
 */
export function mergeSets(
  base: LinkSet,
  ours: LinkSet,
  theirs: LinkSet,
  site: Site | null,
): Merged {
  const sides = { base, ours, theirs }
  const known = findKnown(sides, site)
  // With a moved edit, "as ours has it" is a set that neither side has and may break a rule itself;
  // without, going back always ends at ours.
  const merged = settle(alignRenames(sides), site, known) ?? settle(sides, site, known)
  if (merged === null) throw new Error('a merge that went back to one side broke a rule')
  return merged
}

/** Names of the findings that a side has by itself; looked for only once something is broken. */
function findKnown({ ours, theirs }: Sides, site: Site | null): () => ReadonlySet<string> {
  let known: ReadonlySet<string> | undefined
  return () => {
    known ??= new Set([...findErrors(ours, site), ...findErrors(theirs, site)].map(nameBreach))
    return known
  }
}

/** Which rule is broken where, however the message puts it. */
export function nameBreach({ rule, slug }: Finding): string {
  return `${rule} ${slug}`
}

const SET_RULES: ReadonlySet<string> = new Set([
  'alias-loop',
  'alias-missing',
  'alias-placeholder',
  'pattern-twice',
])
const NO_SITE = parseSite({})

/** Errors over a set; without a site those that depend on none. */
export function findErrors(links: LinkSet, site: Site | null): Finding[] {
  return checkLinks(links, site ?? NO_SITE).filter(({ severity, rule }) => {
    return severity === 'error' && (site !== null || SET_RULES.has(rule))
  })
}

// What the rules look at; other cells of the same links merge all the same.
const JUDGED_FIELDS = ['url', 'status', 'state'] as const

/**
 * Lets cells that break rules together go back, until none does. Both views of the merge are
 * judged, with conflicts as ours and as theirs, so that both sides see the same conflicts.
 *
 * @returns `null` where going back does not help
 */
function settle(sides: Sides, site: Site | null, known: () => ReadonlySet<string>): Merged | null {
  const { conflicts, links } = mergeRows(sides)
  const mirrored = mergeRows({ ...sides, ours: sides.theirs, theirs: sides.ours })
  const [asOurs, asTheirs] = [new Map(links), new Map(mirrored.links)]
  const all = new Map(conflicts.map((conflict) => [nameConflict(conflict), conflict]))
  for (;;) {
    const broken = [
      ...findBroken(asOurs, site, known),
      // Without conflicts the views are the same.
      ...(all.size === 0 ? [] : findBroken(asTheirs, site, known)),
    ]
    if (broken.length === 0) {
      return { links: asOurs, conflicts: [...all.values()].sort(compareConflicts) }
    }
    const fresh = contest(broken, sides, all)
    if (fresh.length === 0) return null
    for (const conflict of fresh) {
      all.set(nameConflict(conflict), conflict)
      takeSide(asOurs, conflict, sides.ours)
      takeSide(asTheirs, conflict, sides.theirs)
    }
  }
}

interface Broken {
  finding: Finding
  /** All links that the finding is due to, and slugs that it misses. */
  slugs: readonly string[]
}

function findBroken(links: LinkSet, site: Site | null, known: () => ReadonlySet<string>): Broken[] {
  const errors = findErrors(links, site)
  if (errors.length === 0) return []
  const fresh = errors.filter((finding) => !known().has(nameBreach(finding)))
  return findCauses(links, fresh)
}

/** Each finding with all slugs that it is due to. */
export function findCauses(links: LinkSet, findings: readonly Finding[]): Broken[] {
  const hasTwins = findings.some(({ rule }) => rule === 'pattern-twice')
  const shapes = hasTwins ? groupByShape(links) : new Map<string, string[]>()
  return findings.flatMap((finding) => {
    const link = links.get(finding.slug ?? '')
    if (link === undefined) return []
    const twins = finding.rule === 'pattern-twice' ? shapes.get(patternShape(link.slug)) : undefined
    return [{ finding, slugs: twins ?? followSlugs(links, link) }]
  })
}

function groupByShape(links: LinkSet): Map<string, string[]> {
  const shapes = new Map<string, string[]>()
  for (const slug of links.keys()) {
    if (!isPattern(slug)) continue
    const shape = patternShape(slug)
    const slugs = shapes.get(shape)
    if (slugs === undefined) shapes.set(shape, [slug])
    else slugs.push(slug)
  }
  return shapes
}

// The link itself and all that it stands for, up to the one that is missing or comes again.
function followSlugs(links: LinkSet, link: Link): string[] {
  const slugs = new Set<string>()
  let next: string | undefined = link.slug
  while (next !== undefined && !slugs.has(next)) {
    slugs.add(next)
    const url: string | undefined = links.get(next)?.url
    next = url !== undefined && isAliasTarget(url) ? url.slice(1) : undefined
  }
  return [...slugs]
}

/** The conflicts that broken rules add to those that are known. */
function contest(
  broken: readonly Broken[],
  sides: Sides,
  known: ReadonlyMap<string, Conflict>,
): Conflict[] {
  // In an order of their own, so that both sides name the same rule.
  const ordered = broken.toSorted(({ finding: a }, { finding: b }) => {
    return compareBinary(nameBreach(a), nameBreach(b)) || compareBinary(a.message, b.message)
  })
  const found = new Map<string, Conflict>()
  for (const { finding, slugs } of ordered) {
    const { rule, message } = finding
    for (const conflict of slugs.flatMap((slug) => findDifferences(slug, sides))) {
      const key = nameConflict(conflict)
      const isKnown =
        known.has(key) || known.has(nameConflict({ ...conflict, field: 'row' })) || found.has(key)
      if (!isKnown) found.set(key, { ...conflict, rule, message })
    }
  }
  return [...found.values()]
}

function findDifferences(slug: string, { base, ours, theirs }: Sides): Conflict[] {
  const [was, our, their] = [base.get(slug), ours.get(slug), theirs.get(slug)]
  if (our === undefined || their === undefined) {
    if (our === their) return []
    return [{ slug, field: 'row', base: was, ours: our, theirs: their }]
  }
  return JUDGED_FIELDS.filter((field) => our[field] !== their[field]).map((field) => {
    return { slug, field, base: was?.[field], ours: our[field], theirs: their[field] }
  })
}

function compareConflicts(a: Conflict, b: Conflict): number {
  return compareBinary(a.slug, b.slug) || orderOf(a) - orderOf(b)
}

function orderOf({ field }: Conflict): number {
  return field === 'row' ? -1 : LINK_FIELDS.indexOf(field)
}

function takeSide(links: Map<string, Link>, { slug, field }: Conflict, side: LinkSet): void {
  const link = side.get(slug)
  const current = links.get(slug)
  if (link === undefined) links.delete(slug)
  else if (field === 'row' || current === undefined) links.set(slug, link)
  else links.set(slug, { ...current, [field]: link[field] })
}
