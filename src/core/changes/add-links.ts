/**
 * Adding links to a set, one or many, all or none. Clock and randomness are arguments, so the
 * same call on the same set gives the same set again.
 */

import { type Finding, notice, refusal } from '../finding.ts'
import { completeLink, hasGivenFields, type Link, type LinkDraft, parseLink } from '../link.ts'
import type { LinkSet } from '../link-set.ts'
import { checkHostLimits } from '../redirecting/limits.ts'
import { drawSlug, type RandomBytes } from '../slugs/random-slug.ts'
import { type ChangeContext, type Refusal, refuseTaken } from './change-one.ts'
import { warnOfEnd } from './ended.ts'
import { judgeTogether } from './judge-together.ts'

/** One link to add, and how. */
export interface Addition {
  draft: LinkDraft
  /** Keep capitals in the slug; otherwise it is lower-cased, and a finding says so. */
  keepCase?: boolean | undefined
  /** Take over a tombstone's slug. */
  reuse?: boolean | undefined
  /** What to do when the slug stands for something else; `fail` by default. */
  onConflict?: 'fail' | 'skip' | 'replace' | undefined
  /** Line of the file it came from, for findings. */
  line?: number | undefined
}

/** What became of one addition. */
export interface Added {
  /** Its position in the additions. */
  index: number
  /** The link as it is in the set now. */
  link: Link
  /** `unchanged`: the link already said all that was given. */
  outcome: 'added' | 'replaced' | 'unchanged' | 'skipped'
  /** Warnings and notices, such as that the slug was lower-cased. */
  findings: Finding[]
}

/** Why one addition failed. */
export interface Failure {
  index: number
  reason: Refusal
  findings: Finding[]
}

export type Additions =
  | { ok: true; links: LinkSet; added: Added[] }
  | { ok: false; failures: Failure[] }

/** How links are added. */
export interface AddContext extends ChangeContext {
  random: RandomBytes
  /**
   * Whether `random` is of a request that may come again: the author's own link at a slug that it
   * draws is that request's, and where it has changed since, the addition is refused.
   */
  isRepeatable?: boolean
}

/**
 * Adds links, all or none; every failure is listed.
 *
 * A draft without slug gets a random one. The same `random` bytes draw the same slugs, so an
 * operation that is replayed, or a request that is repeated, finds what it added before and
 * answers `unchanged`.
 */
export function addLinks(
  links: LinkSet,
  additions: readonly Addition[],
  context: AddContext,
): Additions {
  const next = new Map(links)
  const added: Added[] = []
  const failures: Failure[] = []
  const given = new Map<string, Addition>()
  for (const [index, addition] of additions.entries()) {
    const result = addOne(next, addition, given, context)
    if (!result.ok) {
      failures.push({ index, reason: result.reason, findings: atLine(addition, result.findings) })
      continue
    }
    const { link, outcome } = result
    added.push({ index, link, outcome, findings: atLine(addition, result.findings) })
    next.set(link.slug, link)
    given.set(link.slug, addition)
  }
  // Rules over the set are judged even so, that one run may list all that is wrong.
  failures.push(...judgeAdded(next, added, additions, context))
  if (failures.length > 0) {
    return { ok: false, failures: failures.sort((a, b) => a.index - b.index) }
  }
  return { ok: true, links: next, added }
}

type One =
  | { ok: true; link: Link; outcome: Added['outcome']; findings: Finding[] }
  | { ok: false; reason: Refusal; findings: Finding[] }

function addOne(
  links: LinkSet,
  addition: Addition,
  given: ReadonlyMap<string, Addition>,
  context: AddContext,
): One {
  const { draft, onConflict = 'fail', reuse = false } = addition
  const { slug, findings } = chooseSlug(links, addition, given, context)
  const named = { ...draft, slug }
  const existing = links.get(slug)
  if (existing === undefined) return complete(named, 'added', findings, context)
  // A tombstone says the same and does not: what is asked for is a link that leads somewhere.
  if (existing.state === 'gone' && draft.state !== 'gone') {
    if (onConflict === 'skip') return { ok: true, link: existing, outcome: 'skipped', findings }
    return reuse ? complete(named, 'replaced', findings, context) : refuseTaken(existing)
  }
  if (hasGivenFields(existing, named)) {
    return { ok: true, link: existing, outcome: 'unchanged', findings }
  }
  const twin = given.get(slug)
  if (twin !== undefined) return refuseTwin(slug, addition, twin)
  if (onConflict === 'skip') return { ok: true, link: existing, outcome: 'skipped', findings }
  if (onConflict === 'fail') return refuseTaken(existing)
  // A file of slugs and targets must not wipe out the titles, tags and owners it doesn't mention.
  return complete({ ...existing, ...named }, 'replaced', findings, context)
}

function complete(
  draft: LinkDraft & { slug: string },
  outcome: Added['outcome'],
  findings: Finding[],
  context: ChangeContext,
): One {
  // Rules over two fields, such as placeholders, could not be judged before the slug was known.
  const link = parseLink(completeLink(draft, context))
  if (!link.ok) return { ok: false, reason: 'invalid', findings: link.findings }
  return { ok: true, link: link.link, outcome, findings }
}

function chooseSlug(
  links: LinkSet,
  { draft, keepCase = false }: Addition,
  given: ReadonlyMap<string, Addition>,
  { random, site, by, isRepeatable = false }: AddContext,
): { slug: string; findings: Finding[] } {
  const { slug } = draft
  if (slug === undefined) {
    const isFree = (candidate: string) => {
      const existing = links.get(candidate)
      if (existing === undefined) return true
      const isTwin =
        (existing.state !== 'gone' && hasGivenFields(existing, draft)) ||
        (isRepeatable && existing.createdBy === by)
      return !given.has(candidate) && isTwin
    }
    const drawn = drawSlug(random, { length: site.slugLength, count: links.size, isFree })
    return { slug: drawn, findings: [] }
  }
  const lower = slug.toLowerCase()
  if (keepCase || lower === slug) return { slug, findings: [] }
  const message = `the slug "${slug}" was lower-cased to "${lower}"`
  return { slug: lower, findings: [notice('slug-case', lower, 'slug', message)] }
}

function refuseTwin(slug: string, addition: Addition, twin: Addition): One {
  const where = twin.line === undefined ? 'earlier in this request' : `on line ${twin.line}`
  const message = `/${slug} is given twice with different values: also ${where}, where it leads to ${twin.draft.url}`
  const finding = refusal('slug-twice', slug, 'slug', message)
  return { ok: false, reason: 'taken', findings: atLine(addition, [finding]) }
}

// Adds to each addition what the rules over the whole set say of it; returns the errors.
function judgeAdded(
  links: LinkSet,
  added: readonly Added[],
  additions: readonly Addition[],
  { site, now }: ChangeContext,
): Failure[] {
  const isChanged = ({ outcome }: Added) => outcome === 'added' || outcome === 'replaced'
  const changed = added.filter(isChanged)
  const slugs = new Set(changed.map(({ link }) => link.slug))
  const limits = changed.length === 0 ? [] : checkHostLimits(links, site, now)
  // What is too much on the whole is said at the last of those that make it so.
  const excess = limits.filter(({ slug }) => !slugs.has(slug ?? ''))
  const found = judgeTogether(
    links,
    changed.map(({ link }) => link),
    limits.filter(({ slug }) => slugs.has(slug ?? '')),
    site,
  )
  return changed.flatMap(({ index, link, findings }, position) => {
    const isLast = position === changed.length - 1
    const all = [...(found[position] ?? []), ...warnOfEnd(link, now), ...(isLast ? excess : [])]
    const own = atLine(additions[index], all)
    findings.push(...own.filter(({ severity }) => severity === 'warning'))
    const errors = own.filter(({ severity }) => severity === 'error')
    return errors.length === 0 ? [] : [{ index, reason: 'invalid' as const, findings: errors }]
  })
}

function atLine(addition: Addition | undefined, findings: Finding[]): Finding[] {
  const line = addition?.line
  return line === undefined ? findings : findings.map((finding) => ({ ...finding, line }))
}
