/**
 * Links as text for people and for `git diff`: a slug, and below it each field that says
 * something, a line a field.
 */
import type { Link } from '../core/link.ts'

/** How people read a field's name. */
export const FIELD_NAMES: Readonly<Record<keyof Link, string>> = {
  slug: 'slug',
  url: 'target',
  status: 'status',
  state: 'state',
  listed: 'listed',
  title: 'title',
  tags: 'tags',
  owner: 'owner',
  startsAt: 'starts',
  expiresAt: 'expires',
  createdAt: 'created',
  createdBy: 'by',
}

/** Width of the longest name. */
export const NAME_WIDTH = Math.max(...Object.values(FIELD_NAMES).map((name) => name.length))

/** A field's value as text; `null` where it says nothing. */
export function formatValue(value: Link[keyof Link]): string | null {
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(' ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === null ? null : String(value)
}

/** Fields that are not what a new link has anyway, with their values; without slug and origin. */
export function notableFields(link: Link): [name: string, value: string][] {
  const { url, status, state, listed, title, tags, owner, startsAt, expiresAt } = link
  const notable: Partial<Link> = {
    url,
    ...(status !== 302 && { status }),
    ...(state !== 'active' && { state }),
    ...(!listed && { listed }),
    title,
    tags,
    owner,
    startsAt,
    expiresAt,
  }
  return keysOf(notable).flatMap((field): [string, string][] => {
    const value = formatValue(notable[field] ?? null)
    return value === null ? [] : [[FIELD_NAMES[field], value]]
  })
}

function keysOf(link: Partial<Link>): (keyof Link)[] {
  return Object.keys(link).filter((key): key is keyof Link => key in FIELD_NAMES)
}

/**
 * All about a link, so that two texts differ where the links do.
 *
 * @example
 * '/docs\n  target  https://example.com/docs\n  created 2026-01-01T00:00:00Z by alice\n'
 */
export function writeLinkText(link: Link): string {
  const fields = [...notableFields(link), ['created', `${link.createdAt} by ${link.createdBy}`]]
  const lines = fields.map(([name = '', value]) => `  ${name.padEnd(NAME_WIDTH)} ${value}\n`)
  return `/${link.slug}\n${lines.join('')}`
}
