/**
 * Links ⇄ the bytes of a SQLite file. The bytes depend on the rows alone: not on the order of
 * edits, the machine or the clock. Takes an initialised sql.js; loading it is the edges' job.
 */
import type { Database, SqlJsStatic, SqlValue } from 'sql.js'
import type { Link } from './link.ts'
import { type LinkSet, sortedLinks } from './link-set.ts'
import {
  APPLICATION_ID,
  LINKS_COLUMNS,
  LINKS_TABLE,
  PUBLIC_TABLE,
  SCHEMA_VERSION,
} from './schema.ts'
import { DatabaseError, type DatabaseFault, damaged } from './sqlite/database-error.ts'
import { checkHeader, settleHeader } from './sqlite/database-header.ts'
import { dropDerived, type ForeignObject, isDerived } from './sqlite/derived.ts'
import { readRow, toRow } from './sqlite/link-row.ts'
import { valuesOf } from './sqlite/record.ts'
import { visitRecords } from './sqlite/records.ts'
import { toOneLine } from './text.ts'

// Beside what throws it.
export { DatabaseError, type DatabaseFault }

const PAGE_SIZE = 1024

/**
 * The canonical bytes of `data/links.db` for these links: the same for the same rows, always.
 *
 * @param SQL the pinned sql.js; another version may lay out pages differently
 */
export function encodeLinks(SQL: SqlJsStatic, links: LinkSet): Uint8Array {
  const rows = sortedLinks(links).map(toRow)
  return encodeTable(SQL, LINKS_TABLE, LINKS_COLUMNS.length, rows)
}

/** The bytes of the public database: slug, url, title, tags and created_at of these links. */
export function encodePublicLinks(SQL: SqlJsStatic, links: readonly Link[]): Uint8Array {
  const rows = links.map(({ slug, url, title, tags, createdAt }) => {
    return [slug, url, title, JSON.stringify(tags), createdAt]
  })
  return encodeTable(SQL, PUBLIC_TABLE, 5, rows)
}

function encodeTable(
  SQL: SqlJsStatic,
  table: string,
  columns: number,
  rows: readonly SqlValue[][],
): Uint8Array {
  const db = new SQL.Database()
  try {
    db.run(`PRAGMA page_size = ${PAGE_SIZE}`)
    // Nothing is ever rolled back here, and a journal takes a third of the time.
    db.run('PRAGMA journal_mode = OFF')
    db.run(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`)
    db.run(table)
    // Bound row by row: a single statement over JSON takes three times as long here.
    db.run('BEGIN')
    const insert = db.prepare(`INSERT INTO links VALUES (${Array(columns).fill('?').join(', ')})`)
    for (const row of rows) insert.run(row)
    insert.free()
    db.run('COMMIT')
    db.run('VACUUM')
    return settleHeader(db.export())
  } finally {
    db.close()
  }
}

/**
 * Reads the bytes of a `links.db` and proves each row.
 *
 * @throws {DatabaseError} when the bytes are no whole SQLite file, of a newer schema, with a
 *   table that is not ours, or with rows that break a rule (all are listed)
 */
export function decodeLinks(SQL: SqlJsStatic, bytes: Uint8Array): LinkSet {
  checkHeader(bytes)
  let db: Database
  try {
    db = new SQL.Database(bytes)
  } catch (error) {
    throw damaged(error)
  }
  try {
    checkSchema(db)
    return readLinks(bytes)
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw damaged(error)
  } finally {
    db.close()
  }
}

/**
 * As `decodeLinks`, of a file that another tool has added indexes or statistics to.
 *
 * @throws {DatabaseError} as `decodeLinks`
 */
export function decodeDespiteDerived(SQL: SqlJsStatic, bytes: Uint8Array): LinkSet {
  checkHeader(bytes)
  let own: Uint8Array
  try {
    own = dropDerived(SQL, bytes)
  } catch (error) {
    throw damaged(error)
  }
  return decodeLinks(SQL, own)
}

function checkSchema(db: Database): void {
  const [objects] = db.exec('SELECT type, name, sql FROM sqlite_schema ORDER BY name')
  const rows = objects?.values ?? []
  const foreign = rows
    .filter(([type, name]) => type !== 'table' || name !== 'links')
    .map(([type, name]) => ({ type: String(type), name: String(name) }))
  if (foreign.length > 0) throw refuseForeign(foreign)
  if (rows.length === 0) throw new DatabaseError('foreign', 'the database has no table "links"')
  if (rows[0]?.[2] !== LINKS_TABLE) {
    throw new DatabaseError('foreign', 'the table "links" has other columns than ours')
  }
  const [check] = db.exec('PRAGMA integrity_check(1)')
  const verdict = check?.values[0]?.[0]
  if (verdict !== 'ok') throw damaged(verdict)
}

function refuseForeign(foreign: readonly ForeignObject[]): DatabaseError {
  const names = foreign
    .slice(0, LISTED_PROBLEMS)
    .map(({ type, name }) => `${type} "${toOneLine(name, 60)}"`)
  const more = foreign.length - names.length
  const rest = more > 0 ? ` and ${more} more` : ''
  const fix = foreign.every(isDerived)
    ? '; other tools make that of the links, and "links check --fix" takes it out'
    : ''
  const message = `the database holds what is not ours: ${names.join(', ')}${rest}${fix}`
  return new DatabaseError('foreign', message)
}

const LISTED_PROBLEMS = 20

function readLinks(bytes: Uint8Array): LinkSet {
  const links = new Map<string, Link>()
  const problems: string[] = []
  // Not by SQL, which takes three times as long to hand out its rows.
  visitRecords(bytes, (record) => {
    const read = readRow(valuesOf(record))
    if (read.ok) links.set(read.link.slug, read.link)
    else problems.push(read.message)
  })
  if (problems.length > 0) {
    const listed = problems.slice(0, LISTED_PROBLEMS).map((problem) => `\n  ${problem}`)
    const more = problems.length - listed.length
    const rest = more > 0 ? `\n  and ${more} more` : ''
    throw new DatabaseError(
      'invalid-links',
      `the database holds ${problems.length} invalid ${problems.length === 1 ? 'link' : 'links'}:${listed.join('')}${rest}`,
    )
  }
  return links
}
