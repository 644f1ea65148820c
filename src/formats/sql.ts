/**
 * SQL: the table and its rows as statements that SQLite reads back. Export only.
 */
import type { Link } from '../core/link.ts'
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import { LINKS_COLUMNS, LINKS_TABLE } from '../core/schema.ts'

/** All links as SQL statements. */
export function writeSql(links: LinkSet): string {
  const insert = `INSERT INTO links (${LINKS_COLUMNS.join(', ')}) VALUES`
  const rows = sortedLinks(links).map((link) => `${insert} (${values(link).join(', ')});\n`)
  return `BEGIN;\n${LINKS_TABLE};\n${rows.join('')}COMMIT;\n`
}

// In the order of the columns.
function values(link: Link): string[] {
  return [
    quote(link.slug),
    quote(link.url),
    String(link.status),
    quote(link.state),
    link.listed ? '1' : '0',
    quote(link.title),
    quote(JSON.stringify(link.tags)),
    quote(link.owner),
    quote(link.startsAt),
    quote(link.expiresAt),
    quote(link.createdAt),
    quote(link.createdBy),
  ]
}

// SQL knows no other escape inside a literal; texts of links hold no control characters.
// https://www.sqlite.org/lang_expr.html#literal_values_constants_
function quote(text: string | null): string {
  return text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`
}
