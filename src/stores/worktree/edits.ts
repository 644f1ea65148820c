/**
 * What becomes of a person's own copy of the links when a commit is made beside it.
 */
import type { SqlJsStatic } from 'sql.js'
import { checkLinks } from '../../core/check.ts'
import { DatabaseError, decodeLinks, encodeLinks } from '../../core/database.ts'
import { hasErrors } from '../../core/finding.ts'
import { mergeLinks } from '../../core/merge.ts'
import type { Site } from '../../core/site.ts'
import { LINKS_PATH } from '../checkout/checkout.ts'
import { EditConflict } from '../store.ts'

export interface Edit {
  base: Uint8Array | null
  /** What a person has in the work tree or the index. */
  edit: Uint8Array
  /** What is about to be committed. */
  bytes: Uint8Array
  where: string
}

/**
 * The person's copy with the commit in it: an untouched one takes the commit's bytes, an edited one
 * is merged.
 *
 * @throws {EditConflict} when the edit contradicts the commit, or can't be read
 */
export function mergeEdit(
  SQL: SqlJsStatic,
  site: Site,
  { base, edit, bytes, where }: Edit,
): Uint8Array {
  if (isSameBytes(edit, bytes) || (base !== null && isSameBytes(edit, base))) return bytes
  try {
    const none = new Map()
    const theirs = decodeLinks(SQL, bytes)
    const merged = mergeLinks(
      base === null ? none : decodeLinks(SQL, base),
      decodeLinks(SQL, edit),
      theirs,
    )
    const [conflict] = merged.conflicts
    if (conflict !== undefined) {
      throw new EditConflict(
        `an uncommitted edit of /${conflict.slug} in ${where} contradicts this change; commit it or take it back first`,
      )
    }
    const broken = checkLinks(merged.links, site).filter(({ severity }) => severity === 'error')
    if (hasErrors(broken)) {
      throw new EditConflict(
        `with the uncommitted edits in ${where}, this change would break a rule: ${broken[0]?.message}`,
      )
    }
    return encodeLinks(SQL, merged.links)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    throw new EditConflict(
      `${LINKS_PATH} in ${where} can not be read, so it can not be kept: ${error.message}`,
    )
  }
}

/** Whether two files hold the same bytes. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
