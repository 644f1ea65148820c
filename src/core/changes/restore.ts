/**
 * Bringing a link back as it was. Where the old row comes from is the caller's business.
 */
import { checkLinks } from '../check.ts'
import { type Finding, hasErrors, notice, refusal } from '../finding.ts'
import { isSameLink, isSameOrigin, type Link } from '../link.ts'
import { aliasesOf, allAliasesOf, followAlias, type LinkSet } from '../link-set.ts'
import { findRisks } from '../review/risks.ts'
import type { Site } from '../site.ts'
import type { Change } from './change-one.ts'

/**
 * Puts `row` back in its place.
 *
 * A tombstone of the same link (by `createdAt` and `createdBy`, which no edit changes) gives way:
 * that is no takeover. Another link's slug, alive or gone, is refused unless `reuse`.
 */
export function restoreLink(
  links: LinkSet,
  row: Link,
  { site, reuse = false }: { site: Site; reuse?: boolean },
): Change {
  const { slug } = row
  const current = links.get(slug)
  if (current !== undefined && isSameLink(current, row)) {
    return { ok: true, links, link: row, findings: [] }
  }
  const moved = current === undefined ? null : findMoved(links, current, row)
  if (current !== undefined && !isSameOrigin(current, row) && moved === null && !reuse) {
    return refuseOther(current)
  }
  if (row.state === 'gone') {
    const aliases = aliasesOf(links, slug).filter(({ state }) => state !== 'gone')
    if (aliases.length > 0) return refuseTombstone(slug, aliases)
  }
  const next = new Map(links).set(slug, row)
  const affected = new Set([slug, ...allAliasesOf(next, slug).map((alias) => alias.slug)])
  const findings = checkLinks(next, site, affected)
  if (hasErrors(findings)) return { ok: false, reason: 'invalid', findings }
  const risks = findRisks(links, next).filter(({ rule }) => rule !== 'tombstone-reused' || reuse)
  const known = new Set(findings.map(({ rule }) => rule))
  const all = [...findings, ...risks.filter(({ rule }) => !known.has(rule))]
  return { ok: true, links: next, link: row, findings: moved === null ? all : [...all, moved] }
}

// The alias that a rename left is the link's own too; the link goes on under its new slug.
function findMoved(links: LinkSet, current: Link, row: Link): Finding | null {
  const followed = followAlias(links, current)
  if (!followed.ok || followed.link === current || !isSameOrigin(followed.link, row)) return null
  const message = `/${row.slug} was renamed to /${followed.link.slug}, which stays as it is`
  return notice('renamed', row.slug, 'slug', message)
}

function refuseOther({ slug, state, createdAt, createdBy }: Link): Change {
  const what = state === 'gone' ? 'the tombstone of another link' : 'another link now'
  const message = `/${slug} is ${what}, added ${createdAt} by ${createdBy}; --reuse puts the old one in its place`
  return { ok: false, reason: 'taken', findings: [refusal('slug-taken', slug, 'slug', message)] }
}

function refuseTombstone(slug: string, aliases: readonly Link[]): Change {
  const names = aliases.map((alias) => `/${alias.slug}`).join(', ')
  const message = `/${slug} was a tombstone then, and its aliases would lead nowhere: ${names}`
  return { ok: false, reason: 'taken', findings: [refusal('has-aliases', slug, null, message)] }
}
