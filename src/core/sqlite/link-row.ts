/**
 * A link ⇄ the values of its row in `data/links.db`, in the order of the columns.
 */
import type { SqlValue } from 'sql.js'
import { type Link, parseLink } from '../link.ts'
import { toOneLine } from '../text.ts'
import { isNormalLink } from './normal-link.ts'

/** The row of a link. */
export function toRow(link: Link): SqlValue[] {
  return [
    link.slug,
    link.url,
    link.status,
    link.state,
    link.listed ? 1 : 0,
    link.title,
    JSON.stringify(link.tags),
    link.owner,
    link.startsAt,
    link.expiresAt,
    link.createdAt,
    link.createdBy,
  ]
}

/** Proves a row by the rules of links; the message names its slug. */
export function readRow(
  row: readonly unknown[],
): { ok: true; link: Link } | { ok: false; message: string } {
  const [slug, url, status, state, listed, title, tags, owner, starts, expires, created, by] = row
  const stored = {
    slug,
    url,
    status,
    state,
    listed: listed === 1 ? true : listed === 0 ? false : listed,
    title,
    tags: parseTags(tags),
    owner,
    startsAt: starts,
    expiresAt: expires,
    createdAt: created,
    createdBy: by,
  }
  if (isNormalLink(stored)) return { ok: true, link: stored }
  const parsed = parseLink(stored)
  const message = parsed.ok
    ? // Stored values are normalised already; one that isn't was written by something else.
      'a value is not in its normal form'
    : joinProblems(parsed.findings.map((finding) => finding.message))
  return { ok: false, message: `/${toOneLine(String(slug), 140)}: ${message}` }
}

const LISTED_PROBLEMS = 5

function joinProblems(messages: readonly string[]): string {
  const listed = messages.slice(0, LISTED_PROBLEMS).join('; ')
  const more = messages.length - LISTED_PROBLEMS
  return more > 0 ? `${listed}; and ${more} more` : listed
}

function parseTags(text: unknown): unknown {
  if (text === '[]') return []
  try {
    return JSON.parse(String(text))
  } catch {
    return text
  }
}
