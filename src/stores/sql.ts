/**
 * The one place that loads SQLite for Node: the command line, the build and the function.
 * The wasm is inside the module, so a bundler can't leave it behind.
 */
import type { SqlJsStatic } from 'sql.js'
import initSqlJs from 'sql.js/dist/sql-wasm-inline.js'

let loading: Promise<SqlJsStatic> | undefined

/** sql.js, initialised once for the process. */
export function loadSql(): Promise<SqlJsStatic> {
  loading ??= initSqlJs()
  return loading
}
