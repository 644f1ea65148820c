/**
 * What goes out: links as the API shows them, and JSON responses.
 */
import { createHash } from 'node:crypto'
import { formatTag, textOfTag } from '../core/changes/entity-tag.ts'
import type { Link } from '../core/link.ts'
import type { Site } from '../core/site.ts'

/** A link as the API shows it. */
export type ShownLink = Link & {
  shortUrl: string
  /** Entity tag of the link's content, quoted as in `ETag` and `If-Match`. */
  etag: string
}

/** A link with its short URL and entity tag. */
export function showLink(link: Link, site: Site): ShownLink {
  return { ...link, shortUrl: shortUrl(link.slug, site), etag: entityTag(link) }
}

/** Where people reach the link: base URL and slug, which needs no encoding. */
export function shortUrl(slug: string, { baseUrl }: Pick<Site, 'baseUrl'>): string {
  return `${baseUrl}/${slug}`
}

/** The entity tag (RFC 9110, section 8.8.3) of a link: equal for equal fields. */
export function entityTag(link: Link): string {
  return formatTag(createHash('sha256').update(textOfTag(link)).digest('hex'))
}

/** A JSON response; authenticated ones are never stored, so that is the default. */
export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
}
