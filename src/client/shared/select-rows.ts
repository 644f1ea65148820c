/** Asking SQLite in the browser. Knows no table. */
import type { Database, SqlValue } from 'sql.js'

/** Runs one statement and gives all of its rows. */
export function selectRows(database: Database, sql: string, values: SqlValue[]): SqlValue[][] {
  const statement = database.prepare(sql, values)
  const rows: SqlValue[][] = []
  while (statement.step()) rows.push(statement.get())
  statement.free()
  return rows
}
