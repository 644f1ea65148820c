/**
 * Why the bytes of a database can't be read.
 */

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

/** The error for a file that SQLite, or our own reader, can't make sense of. */
export function damaged(error: unknown): DatabaseError {
  return new DatabaseError('damaged', `the database is damaged: ${reasonOf(error)}`)
}

/** What an exception says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
