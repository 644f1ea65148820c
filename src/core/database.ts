/**
 * Links ⇄ the bytes of a SQLite file. The bytes depend on the rows alone: not on the order of
 * edits, the machine or the clock. Takes an initialised sql.js; loading it is the edges' job.
 */
import type { Database, SqlJsStatic, SqlValue } from 'sql.js'
import { isSameLink, type Link, parseLink } from './link.ts'
import { type LinkSet, sortedLinks, toLinkSet } from './link-set.ts'
import {
  APPLICATION_ID,
  LINKS_COLUMNS,
  LINKS_TABLE,
  PUBLIC_TABLE,
  SCHEMA_VERSION,
} from './schema.ts'
import { toOneLine } from './text.ts'

/** What is wrong with the bytes of a database. */
export type DatabaseFault =
  | 'missing'
  | 'not-sqlite'
  | 'truncated'
  | 'damaged'
  | 'foreign'
  | 'newer'
  | 'invalid-links'

/** The bytes are no database of ours, or not one that this version can read. */
export class DatabaseError extends Error {
  readonly fault: DatabaseFault
  constructor(fault: DatabaseFault, message: string) {
    super(message)
    this.name = 'DatabaseError'
    this.fault = fault
  }
}

// https://www.sqlite.org/fileformat2.html#the_database_header
const MAGIC = 'SQLite format 3\u0000'
const HEADER_SIZE = 100
const PAGE_SIZE = 1024
const OFFSET = {
  pageSize: 16,
  changeCounter: 24,
  pageCount: 28,
  schemaCookie: 40,
  userVersion: 60,
  applicationId: 68,
  versionValidFor: 92,
  sqliteVersion: 96,
}

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

function toRow(link: Link): SqlValue[] {
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

function encodeTable(
  SQL: SqlJsStatic,
  table: string,
  columns: number,
  rows: readonly SqlValue[][],
): Uint8Array {
  const db = new SQL.Database()
  try {
    db.run(`PRAGMA page_size = ${PAGE_SIZE}`)
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

// These count writes or name the library, so they would differ between equal sets of rows.
function settleHeader(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setUint32(OFFSET.changeCounter, 1)
  view.setUint32(OFFSET.schemaCookie, 1)
  view.setUint32(OFFSET.versionValidFor, 1)
  view.setUint32(OFFSET.sqliteVersion, 3_053_000)
  return bytes
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
    return toLinkSet(readRows(db))
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw damaged(error)
  } finally {
    db.close()
  }
}

/** The error for a file that SQLite, or our own reader, can't make sense of. */
export function damaged(error: unknown): DatabaseError {
  const reason = error instanceof Error ? error.message : String(error)
  return new DatabaseError('damaged', `the database is damaged: ${reason}`)
}

/** Proves by its header that the file is whole and ours. @throws {DatabaseError} */
export function checkHeader(bytes: Uint8Array): void {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length))
  if (bytes.length === 0) {
    throw new DatabaseError('truncated', 'the file is empty, not a SQLite database')
  }
  if (magic !== MAGIC) {
    const start = new TextDecoder().decode(bytes.subarray(0, 24))
    if (start.startsWith('<<<<<<<') || start.startsWith('version https://git-lfs')) {
      throw new DatabaseError('not-sqlite', 'the file holds text that Git left, not a database')
    }
    throw new DatabaseError('not-sqlite', 'the file is not a SQLite database')
  }
  if (bytes.length < HEADER_SIZE) {
    throw new DatabaseError('truncated', 'the database is truncated within its header')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stored = view.getUint16(OFFSET.pageSize)
  const pageSize = stored === 1 ? 65_536 : stored
  const expected = pageSize * view.getUint32(OFFSET.pageCount)
  if (expected > bytes.length) {
    throw new DatabaseError(
      'truncated',
      `the database is truncated: its header tells of ${expected} bytes, there are ${bytes.length}`,
    )
  }
  const version = view.getUint32(OFFSET.userVersion)
  if (view.getUint32(OFFSET.applicationId) !== APPLICATION_ID) {
    throw new DatabaseError(
      'foreign',
      'the database is not one of Shortcrust: another application_id',
    )
  }
  if (version > SCHEMA_VERSION) {
    throw new DatabaseError(
      'newer',
      `the database has schema version ${version}, this Shortcrust knows up to ${SCHEMA_VERSION}; upgrade Shortcrust`,
    )
  }
  if (version < 1) {
    throw new DatabaseError('foreign', `the database has the unknown schema version ${version}`)
  }
}

const LISTED_PROBLEMS = 20

function checkSchema(db: Database): void {
  const [objects] = db.exec('SELECT type, name, sql FROM sqlite_schema ORDER BY name')
  const rows = objects?.values ?? []
  const foreign = rows.filter(([type, name]) => type !== 'table' || name !== 'links')
  if (foreign.length > 0) {
    const names = foreign
      .slice(0, LISTED_PROBLEMS)
      .map(([type, name]) => `${String(type)} "${toOneLine(String(name), 60)}"`)
    const more = foreign.length - names.length
    const rest = more > 0 ? ` and ${more} more` : ''
    throw new DatabaseError(
      'foreign',
      `the database holds what is not ours: ${names.join(', ')}${rest}`,
    )
  }
  if (rows.length === 0) throw new DatabaseError('foreign', 'the database has no table "links"')
  if (rows[0]?.[2] !== LINKS_TABLE) {
    throw new DatabaseError('foreign', 'the table "links" has other columns than ours')
  }
  const [check] = db.exec('PRAGMA integrity_check(1)')
  const verdict = check?.values[0]?.[0]
  if (verdict !== 'ok') throw damaged(verdict)
}

function readRows(db: Database): Link[] {
  // One string for all rows: stepping through them crosses into wasm for every cell.
  const [result] = db.exec(
    `SELECT json_group_array(json_array(${LINKS_COLUMNS.join(', ')})) FROM links`,
  )
  const rows: unknown = JSON.parse(String(result?.values[0]?.[0] ?? '[]'))
  if (!Array.isArray(rows)) throw damaged('no rows')
  const links: Link[] = []
  const problems: string[] = []
  for (const row of rows) {
    const read = readRow(row)
    if (read.ok) links.push(read.link)
    else problems.push(read.message)
  }
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

/** Proves one row, its values in the order of the columns. */
export function readRow(row: unknown): { ok: true; link: Link } | { ok: false; message: string } {
  const [slug, url, status, state, listed, title, tags, owner, starts, expires, created, by] =
    Array.isArray(row) ? row : []
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
  const name = `/${toOneLine(String(slug), 140)}`
  const parsed = parseLink(stored)
  if (!parsed.ok) {
    const messages = parsed.findings.map(({ message }) => message).join('; ')
    return { ok: false, message: `${name}: ${messages}` }
  }
  // Stored values are normalised already; one that isn't was written by something else.
  const { link } = parsed
  return isSameLink(link, stored as Link)
    ? { ok: true, link }
    : { ok: false, message: `${name}: a value is not in its normal form` }
}

function parseTags(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return text
  }
}
