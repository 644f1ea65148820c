/**
 * What other SQLite tools derive from our rows and leave in the file: indexes, and the statistics
 * of ANALYZE. It tells nothing of its own, so it can go without a loss.
 */
import type { SqlJsStatic } from 'sql.js'

/** An object of the file's schema that is not ours. */
export interface ForeignObject {
  type: string
  name: string
}

// https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table
const STATISTICS = /^sqlite_stat[1-4]$/

/** Whether the object is made of the links alone, as long as no other table is there. */
export function isDerived({ type, name }: ForeignObject): boolean {
  return type === 'index' || (type === 'table' && STATISTICS.test(name))
}

/**
 * The bytes of a database without indexes and statistics; the same bytes where there are none.
 * All else stays as it is, to be refused by whoever reads it.
 */
export function dropDerived(SQL: SqlJsStatic, bytes: Uint8Array): Uint8Array {
  const db = new SQL.Database(bytes)
  try {
    const [found] = db.exec('SELECT type, name FROM sqlite_schema')
    const derived = (found?.values ?? [])
      .map(([type, name]) => ({ type: String(type), name: String(name) }))
      .filter(isDerived)
    for (const { type, name } of derived) db.run(`DROP ${type} "${name.replaceAll('"', '""')}"`)
    return derived.length === 0 ? bytes : db.export()
  } finally {
    db.close()
  }
}
