/**
 * Changing many links of a set together, all or none: their fields, whether they are on, and
 * whether they are there. Renaming, which moves other links along, is done one by one.
 */

import { type Finding, refusal } from '../finding.ts'
import { isSameLink, type Link, type LinkPatch, parseLink } from '../link.ts'
import { allAliasesOf, type LinkSet } from '../link-set.ts'
import { checkHostLimits } from '../redirecting/limits.ts'
import { type ChangeContext, type Refusal, refuseMissing, warnOfMemory } from './change-one.ts'
import { warnOfEnd } from './ended.ts'
import { judgeTogether } from './judge-together.ts'

/** One link to change, and how. */
export interface OneOfMany {
  slug: string
  /**
   * What the patch leaves out stays. The state `gone` removes the link to a tombstone; another one
   * restores a tombstone to the link that it was.
   */
  patch: Omit<LinkPatch, 'slug'>
  /** With a removal: whether the aliases of the link go, too. */
  withAliases?: boolean | undefined
}

export type ManyChanges =
  | {
      ok: true
      links: LinkSet
      /** One for each change, in their order: the link as it is now, and warnings about it. */
      changed: { link: Link; findings: Finding[] }[]
    }
  | { ok: false; failures: ManyFailure[] }

/** Why one of the changes was refused. */
export interface ManyFailure {
  /** Its position in the changes. */
  index: number
  reason: Refusal
  findings: Finding[]
  /** Slugs that would lead nowhere; only where they are the reason. */
  aliases?: string[]
}

/**
 * Makes all changes or, where one of them is refused, none; every refusal is listed. Whether
 * aliases lead somewhere is judged at the end, so a link and its aliases may go in any order.
 */
export function changeMany(
  links: LinkSet,
  changes: readonly OneOfMany[],
  context: ChangeContext,
): ManyChanges {
  const next = new Map(links)
  const failures: ManyFailure[] = []
  const done: { index: number; slug: string }[] = []
  const seen = new Set<string>()
  for (const [index, change] of changes.entries()) {
    const { slug } = change
    const failure = seen.has(slug) ? refuseTwice(slug) : applyOne(next, change)
    if (failure === null) done.push({ index, slug })
    else failures.push({ index, ...failure })
    seen.add(slug)
  }
  for (const { index, slug } of done) {
    const aliases = findStranded(links, next, slug)
    if (aliases.length > 0) failures.push({ index, ...refuseStranding(slug, aliases) })
  }
  const judged = judgeMany(links, next, done, context)
  failures.push(...judged.flatMap(({ index, findings }) => toFailure(index, findings)))
  if (failures.length > 0) {
    return { ok: false, failures: failures.sort((a, b) => a.index - b.index) }
  }
  const changed = judged.map(({ link, findings }) => ({ link, findings }))
  return { ok: true, links: next, changed }
}

// Changes `next` in place, which is this module's own.
function applyOne(
  next: Map<string, Link>,
  { slug, patch, withAliases = false }: OneOfMany,
): Omit<ManyFailure, 'index'> | null {
  const link = next.get(slug)
  if (link === undefined) return refuseMissing(slug)
  if (patch.state === 'gone') {
    const aliases = withAliases ? allAliasesOf(next, slug) : []
    for (const one of [link, ...aliases]) next.set(one.slug, { ...one, state: 'gone' })
    return null
  }
  if (link.state === 'gone' && patch.state === undefined) return refuseTombstone(slug)
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  const edited = parseLink({ ...link, ...Object.fromEntries(given) })
  if (!edited.ok) return { reason: 'invalid', findings: edited.findings }
  next.set(slug, edited.link)
  return null
}

// Aliases of a link that is removed by these changes, and does not take them along.
function findStranded(before: LinkSet, after: LinkSet, slug: string): string[] {
  if (after.get(slug)?.state !== 'gone' || before.get(slug)?.state === 'gone') return []
  const aliases = allAliasesOf(after, slug).filter(({ state }) => state !== 'gone')
  return aliases.map((alias) => alias.slug).sort()
}

function judgeMany(
  before: LinkSet,
  after: LinkSet,
  done: readonly { index: number; slug: string }[],
  { site, now }: ChangeContext,
): { index: number; link: Link; findings: Finding[] }[] {
  const links = done.flatMap(({ slug }) => after.get(slug) ?? [])
  const isChanged = (link: Link) => {
    const was = before.get(link.slug)
    return was !== undefined && !isSameLink(was, link)
  }
  const changed = links.filter(isChanged)
  const limits = changed.length === 0 ? [] : checkHostLimits(after, site, now)
  const found = judgeTogether(after, changed, limits, site)
  const bySlug = new Map(changed.map(({ slug }, position) => [slug, found[position] ?? []]))
  return done.flatMap(({ index, slug }) => {
    const [was, link] = [before.get(slug), after.get(slug)]
    if (was === undefined || link === undefined) return []
    const findings = bySlug.get(slug)
    if (findings === undefined) return [{ index, link, findings: [] }]
    const warnings = [...warnOfMemory(was, findings), ...warnOfEnd(link, now)]
    return [{ index, link, findings: [...findings, ...warnings] }]
  })
}

function toFailure(index: number, findings: readonly Finding[]): ManyFailure[] {
  const errors = findings.filter(({ severity }) => severity === 'error')
  return errors.length === 0 ? [] : [{ index, reason: 'invalid', findings: errors }]
}

function refuseTwice(slug: string): Omit<ManyFailure, 'index'> {
  const message = `/${slug} is given twice; say all that changes of it at once`
  return { reason: 'invalid', findings: [refusal('slug-twice', slug, null, message)] }
}

function refuseTombstone(slug: string): Omit<ManyFailure, 'index'> {
  const message = `/${slug} was removed; with "state": "active" it is restored, and can be changed`
  return { reason: 'tombstone', findings: [refusal('slug-tombstone', slug, 'state', message)] }
}

function refuseStranding(slug: string, aliases: string[]): Omit<ManyFailure, 'index'> {
  const findings = aliases.map((alias) => {
    const message = `/${alias} is an alias of /${slug}; "withAliases": true removes it, too`
    return refusal('has-aliases', slug, 'state', message)
  })
  return { reason: 'taken', findings, aliases }
}
