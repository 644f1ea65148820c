/**
 * The first hundred bytes of a SQLite file: what they prove, and what they must not tell.
 */
import { APPLICATION_ID, SCHEMA_VERSION } from '../schema.ts'
import { DatabaseError } from './database-error.ts'

// https://www.sqlite.org/fileformat2.html#the_database_header
const MAGIC = 'SQLite format 3\u0000'
const HEADER_SIZE = 100
const OFFSET = {
  pageSize: 16,
  changeCounter: 24,
  pageCount: 28,
  schemaCookie: 40,
  encoding: 56,
  userVersion: 60,
  applicationId: 68,
  versionValidFor: 92,
  sqliteVersion: 96,
}
const UTF_8 = 1

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
  if (view.getUint32(OFFSET.encoding) !== UTF_8) {
    throw new DatabaseError('foreign', 'the database holds its text in another encoding than UTF-8')
  }
}

/**
 * Sets what counts writes or names the library, and so would differ between equal sets of rows.
 * Changes `bytes`.
 */
export function settleHeader(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setUint32(OFFSET.changeCounter, 1)
  view.setUint32(OFFSET.schemaCookie, 1)
  view.setUint32(OFFSET.versionValidFor, 1)
  view.setUint32(OFFSET.sqliteVersion, 3_053_000)
  return bytes
}
