/**
 * The links and the site at a commit that anyone may have made: read as data of a bounded size,
 * and only where they are files.
 */
import type { SqlJsStatic } from 'sql.js'
import { parseSiteText, SITE_PATH } from '../../config.ts'
import { DatabaseError, decodeLinks } from '../../core/database.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { parseSite, type Site } from '../../core/site.ts'
import { type Checkout, LINKS_PATH } from '../../stores/checkout/checkout.ts'
import type { Git } from '../../stores/checkout/git-command.ts'
import { findEntry, readBlob, type TreeEntry } from '../../stores/checkout/revisions.ts'
import { refused } from '../failure.ts'

/** A file over this size is not read: nobody edits a quarter of a million links by hand. */
export const SIZE_MAX = 50_000_000

/** What stands in the place of the links' file, of whatever kind it is. */
export function findLinksEntry({ git }: Checkout, commit: string): Promise<TreeEntry | null> {
  return findEntry(git, commit, LINKS_PATH)
}

/** What stands in the place of the site's file, of whatever kind it is. */
export function findSiteEntry({ git }: Checkout, commit: string): Promise<TreeEntry | null> {
  return findEntry(git, commit, SITE_PATH)
}

/**
 * The links of an entry; none where there is no entry.
 *
 * @param where how people name the commit
 * @throws {Refused} where it is no file, too large, or no valid database
 */
export async function readLinksEntry(
  git: Git,
  SQL: SqlJsStatic,
  entry: TreeEntry | null,
  where: string,
): Promise<LinkSet> {
  if (entry === null) return new Map()
  try {
    return decodeLinks(SQL, await readSized(git, entry, LINKS_PATH))
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    throw refused(`database-${error.fault}`, `${LINKS_PATH} at ${where}: ${error.message}`)
  }
}

/**
 * The site of an entry; the one without settings where there is no entry.
 *
 * @throws {Refused} where it is no file or too large
 * @throws {SiteError} where a setting is wrong
 */
export async function readSiteEntry(git: Git, entry: TreeEntry | null): Promise<Site> {
  if (entry === null) return parseSite({})
  return parseSiteText(new TextDecoder().decode(await readSized(git, entry, SITE_PATH)))
}

/**
 * The bytes of an entry, which is asked for its size first.
 *
 * @throws {Refused} where it is no file, or too large
 */
export async function readSized(git: Git, entry: TreeEntry, path: string): Promise<Uint8Array> {
  const kind = KINDS[entry.mode]
  if (kind !== undefined) {
    throw refused('no-file', `${path} is ${kind} there, and has to be a file; put the file back`)
  }
  const size = Number(await git.text(['cat-file', '-s', entry.id]))
  if (size <= SIZE_MAX) return readBlob(git, entry.id)
  const message = `${path} has ${size.toLocaleString('en')} bytes; the most that is read is ${SIZE_MAX.toLocaleString('en')}`
  throw refused('database-size', message)
}

// A symbolic link's blob is the path that it leads to, and could be made to look like a database.
// https://git-scm.com/docs/git-fast-import#_filemodify
const KINDS: Readonly<Record<string, string>> = {
  '120000': 'a symbolic link',
  '160000': 'a submodule',
  '040000': 'a folder',
}
