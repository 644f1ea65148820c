/**
 * `data/links.db` as it stands in the work tree, committed or not.
 */
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { DatabaseError, decodeLinks } from '../../core/database.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { readFileIfAny } from '../files.ts'
import { LINKS_PATH } from './checkout.ts'
import { describeSparse } from './sparse.ts'

/** The file's bytes and the links in them. */
export interface LinksFile {
  bytes: Uint8Array
  links: LinkSet
}

/**
 * Reads the project's `data/links.db`.
 *
 * @param root folder of the project
 * @param decode what makes links of the bytes
 * @throws {DatabaseError} when it is missing or no valid database
 */
export async function readLinksFile(
  root: string,
  SQL: SqlJsStatic,
  decode: typeof decodeLinks = decodeLinks,
): Promise<LinksFile> {
  const bytes = await readFileIfAny(join(root, LINKS_PATH))
  if (bytes === null) {
    const sparse = await describeSparse(root)
    const message = `the file is missing; bring it back (git restore ${LINKS_PATH}), or start one with: npm run links -- init`
    throw new DatabaseError('missing', sparse ?? message)
  }
  return { bytes, links: decode(SQL, bytes) }
}
