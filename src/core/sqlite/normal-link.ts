/**
 * Whether a stored link is valid and in its normal form: what `linkSchema` would leave as it is.
 * Asks the rules of the fields themselves, which takes a fifth of the schema's time: a file of
 * 10,000 links is read at every request of the function. Says nothing about what is wrong.
 */
import { areArranged, parseTag } from '../fields/tags.ts'
import { parseTime } from '../fields/time.ts'
import { parseTitle } from '../fields/title.ts'
import { findMismatches, type Link, STATES, STATUSES } from '../link.ts'
import { HANDLE } from '../people/handle.ts'
import { parseSlug } from '../slug.ts'
import { parseTarget } from '../target.ts'

/** Whether `link`, which has the fields of a link and no others, is what the schema makes of it. */
export function isNormalLink(link: Readonly<Record<keyof Link, unknown>>): link is Link {
  const { slug, url, startsAt, expiresAt } = link
  return (
    isSlug(slug) &&
    isTarget(url) &&
    isAmong(STATUSES, link.status) &&
    isAmong(STATES, link.state) &&
    typeof link.listed === 'boolean' &&
    (link.title === null || isTitle(link.title)) &&
    isTags(link.tags) &&
    (link.owner === null || isHandle(link.owner)) &&
    (startsAt === null || isTime(startsAt)) &&
    (expiresAt === null || isTime(expiresAt)) &&
    isTime(link.createdAt) &&
    isHandle(link.createdBy) &&
    findMismatches({ slug, url, startsAt, expiresAt }).length === 0
  )
}

function isSlug(value: unknown): value is string {
  return typeof value === 'string' && parseSlug(value).ok
}

function isTarget(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const parsed = parseTarget(value)
  return parsed.ok && parsed.url === value
}

function isAmong(list: readonly unknown[], value: unknown): boolean {
  return list.includes(value)
}

function isTitle(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const parsed = parseTitle(value)
  return parsed.ok && parsed.title === value
}

function isTags(value: unknown): boolean {
  return Array.isArray(value) && value.every(isTag) && areArranged(value)
}

function isTag(value: unknown): boolean {
  return typeof value === 'string' && parseTag(value).ok
}

function isHandle(value: unknown): boolean {
  return typeof value === 'string' && HANDLE.test(value)
}

function isTime(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const parsed = parseTime(value)
  return parsed.ok && parsed.time === value
}
