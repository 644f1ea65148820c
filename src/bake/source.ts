/** What is baked, read from a project's folder; whatever is wrong with it said in one message. */
import type { SqlJsStatic } from 'sql.js'
import { ConfigError, readSite } from '../config.ts'
import { DatabaseError } from '../core/database.ts'
import type { LinkSet } from '../core/link-set.ts'
import { type Site, SiteError } from '../core/site.ts'
import { LINKS_PATH } from '../stores/checkout/checkout.ts'
import { readLinksFile } from '../stores/checkout/work-tree-file.ts'

/** The build can't go on, for a reason that its message says in full. */
export class BakeError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BakeError'
    // Where in our code it was thrown helps nobody who has to put their links right.
    this.stack = ''
  }
}

/** Links and site of the work tree. */
export interface Source {
  links: LinkSet
  site: Site
}

/**
 * Reads `data/links.db` and `data/site.json` below `root`.
 *
 * @throws {BakeError} where one is missing or not valid
 */
export async function readSource(root: string, SQL: SqlJsStatic): Promise<Source> {
  return { site: await readSourceSite(root), links: await readLinks(root, SQL) }
}

/** As `readSource`, the site alone. */
export async function readSourceSite(root: string): Promise<Site> {
  try {
    return await readSite(root)
  } catch (error) {
    if (error instanceof ConfigError || error instanceof SiteError) {
      throw new BakeError(error.message)
    }
    throw error
  }
}

async function readLinks(root: string, SQL: SqlJsStatic): Promise<LinkSet> {
  try {
    return (await readLinksFile(root, SQL)).links
  } catch (error) {
    if (error instanceof DatabaseError) throw new BakeError(`${LINKS_PATH}: ${error.message}`)
    throw error
  }
}
