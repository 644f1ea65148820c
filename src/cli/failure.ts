/**
 * Why a command could not be done, as findings that people and programs can read.
 * Knows no terminal; `terminal/output.ts` prints.
 */
import { ConfigError } from '../config.ts'
import { DatabaseError } from '../core/database.ts'
import { type Finding, refusal } from '../core/finding.ts'
import { SiteError } from '../core/site.ts'
import { LINKS_PATH } from '../stores/checkout/checkout.ts'
import { GitError } from '../stores/checkout/git-command.ts'
import { EditConflict, StoreUnavailable } from '../stores/store.ts'

/** The command was refused; nothing is written. */
export class Refused extends Error {
  readonly findings: readonly Finding[]
  /** The file whose lines the findings name. */
  readonly file: string | undefined
  constructor(findings: readonly Finding[], file?: string) {
    super(findings.map(({ message }) => message).join('\n'))
    this.name = 'Refused'
    this.findings = findings
    this.file = file
  }
}

/** A refusal for a reason that belongs to no link. */
export function refused(rule: string, message: string, suggestion?: string): Refused {
  return new Refused([refusal(rule, null, null, message, suggestion)])
}

/** The command line makes no sense, though its options do one by one. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** An expected failure as findings; `null` for errors in our own code. */
export function findingsOf(error: unknown): readonly Finding[] | null {
  if (error instanceof Refused) return error.findings
  if (error instanceof DatabaseError) {
    return [refusal(`database-${error.fault}`, null, null, `${LINKS_PATH}: ${error.message}`)]
  }
  if (error instanceof SiteError) {
    return error.problems.map(({ path, message }) => {
      return refusal('site', null, null, `data/site.json: ${path || '/'} ${message}`)
    })
  }
  if (error instanceof ConfigError) return [refusal('config', null, null, error.message)]
  const isStoreError =
    error instanceof StoreUnavailable || error instanceof EditConflict || error instanceof GitError
  if (isStoreError) return [refusal('store', null, null, error.message)]
  // A file or folder that the system refuses: no permission, a full disk, a folder for a file.
  if (error instanceof Error && 'syscall' in error) {
    return [refusal('file', null, null, error.message)]
  }
  return null
}
