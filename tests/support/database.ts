/**
 * SQLite files for tests: sql.js as the edges load it, Node's own SQLite as a second opinion, and
 * files of our schema that hold what our code would never write.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import initSqlJs, { type SqlJsStatic } from 'sql.js'
import { encodeLinks } from '../../src/core/database.ts'
import type { LinkSet } from '../../src/core/link-set.ts'

/** The pinned sql.js. */
export const SQL: SqlJsStatic = await initSqlJs()

/** The bytes of a set, after SQL statements that know nothing of our rules. */
export function tamper(links: LinkSet, statements: string): Uint8Array {
  const db = new SQL.Database(encodeLinks(SQL, links))
  try {
    db.run(statements)
    return db.export()
  } finally {
    db.close()
  }
}

/** Reads bytes with Node's own SQLite, another build and version than sql.js. */
export function withNodeSqlite<T>(bytes: Uint8Array, read: (db: DatabaseSync) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'shortcrust-'))
  const file = join(folder, 'links.db')
  try {
    writeFileSync(file, bytes)
    const db = new DatabaseSync(file, { readOnly: true })
    try {
      return read(db)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
