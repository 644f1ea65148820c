/**
 * `data/links.db` as it stands in the work tree, committed or not.
 */
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { DatabaseError, decodeLinks } from '../../core/database.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { readFileIfAny } from '../files.ts'
import { LINKS_PATH } from './checkout.ts'
import { gitIn } from './git-command.ts'
import { describeSparse } from './sparse.ts'
import { isUnmerged } from './stages.ts'

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
    throw new DatabaseError('missing', await describeMissing(root))
  }
  return { bytes, links: decode(SQL, bytes) }
}

async function describeMissing(root: string): Promise<string> {
  const sparse = await describeSparse(root)
  if (sparse !== null) return sparse
  // Git restores nothing that is in a conflict, and a new file would be taken for its settlement.
  return (await isUnmerged(gitIn(root)))
    ? `the file is missing in a merge that is not settled; bring it back with: git checkout -m ${LINKS_PATH}`
    : `the file is missing; bring it back (git restore ${LINKS_PATH}), or start one with: npm run links -- init`
}
