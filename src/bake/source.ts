/** Reads what is baked from a project's folder: `data/links.db` and `data/site.json`. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { DatabaseError, decodeLinks } from '../core/database.ts'
import type { LinkSet } from '../core/link-set.ts'
import { parseSite, type Site, SiteError } from '../core/site.ts'

/** The build can't go on, for a reason that its message says in full. */
export class BakeError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BakeError'
    // Where in our code it was thrown helps nobody who has to put their links right.
    this.stack = ''
  }
}

/**
 * The owner's site.
 *
 * @throws {BakeError} where `data/site.json` is missing or not valid
 */
export async function readSite(root: string): Promise<Site> {
  const text = (await read(root, 'data/site.json')).toString('utf8')
  try {
    return parseSite(JSON.parse(text))
  } catch (error) {
    if (error instanceof SiteError) throw new BakeError(error.message)
    if (error instanceof SyntaxError) {
      throw new BakeError(`data/site.json is not JSON: ${error.message}`)
    }
    throw error
  }
}

/**
 * The links in the work tree.
 *
 * @throws {BakeError} where `data/links.db` is missing or not one that this version reads
 */
export async function readLinks(root: string, SQL: SqlJsStatic): Promise<LinkSet> {
  const bytes = await read(root, 'data/links.db')
  try {
    return decodeLinks(SQL, bytes)
  } catch (error) {
    if (error instanceof DatabaseError) throw new BakeError(`data/links.db: ${error.message}`)
    throw error
  }
}

async function read(root: string, path: string): Promise<Buffer> {
  try {
    return await readFile(join(root, path))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BakeError(`${path} is missing; "npm run links -- init" starts a new one`)
    }
    throw error
  }
}
