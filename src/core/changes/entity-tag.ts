/**
 * What the entity tag of a link is made of, for the API that gives it out and for pages that
 * already hold the link. How it is hashed is the caller's business.
 */
import type { Link } from '../link.ts'

const FIELDS = [
  'slug',
  'url',
  'status',
  'state',
  'listed',
  'title',
  'tags',
  'owner',
  'startsAt',
  'expiresAt',
  'createdAt',
  'createdBy',
] as const satisfies readonly (keyof Link)[]

/** A link as far as its tag goes, whatever a page knows of the types. */
type Tagged = Readonly<Record<(typeof FIELDS)[number], unknown>>

/** The text that is hashed: equal for equal fields, and for no others. */
export function textOfTag(link: Tagged): string {
  return JSON.stringify(FIELDS.map((field) => link[field]))
}

/**
 * The entity tag (RFC 9110, section 8.8.3), strong and quoted.
 *
 * @param hash SHA-256 of the text of the tag, in lower-case hexadecimal
 */
export function formatTag(hash: string): string {
  return `"${hash.slice(0, 32)}"`
}
