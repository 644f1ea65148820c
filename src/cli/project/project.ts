/**
 * Which project a command works on, and what it reads there.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { readSite, SITE_PATH } from '../../config.ts'
import type { LinkSet } from '../../core/link-set.ts'
import type { Site } from '../../core/site.ts'
import { describeSparse } from '../../stores/checkout/sparse.ts'
import { readLinksFile } from '../../stores/checkout/work-tree-file.ts'
import { loadSql } from '../../stores/sql.ts'
import { refused } from '../failure.ts'

/**
 * The project around the current directory: the nearest folder, from here upwards, that holds
 * `data/site.json` or our `package.json`; `null` where there is none.
 */
export function findProject(from: string = process.cwd()): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, SITE_PATH)) || isOurPackage(join(folder, 'package.json'))) {
      return folder
    }
    if (folder === dirname(folder)) return null
  }
}

function isOurPackage(path: string): boolean {
  try {
    return /"name":\s*"shortcrust"/.test(readFileSync(path, 'utf8'))
  } catch {
    return false
  }
}

/** A project that is ready to be read and changed. */
export interface Project {
  root: string
  site: Site
  SQL: SqlJsStatic
}

/**
 * Opens the project around the current directory.
 *
 * @throws {Refused} when there is none
 * @throws {ConfigError} when its `data/site.json` is missing or wrong
 */
export async function openProject(): Promise<Project> {
  const root = findRoot()
  const [site, SQL] = await Promise.all([
    readSite(root).catch((error) => explainSparse(root, error)),
    loadSql(),
  ])
  return { root, site, SQL }
}

async function explainSparse(root: string, error: unknown): Promise<never> {
  const sparse = await describeSparse(root)
  throw sparse === null ? error : refused('sparse', sparse)
}

/** As `findProject`. @throws {Refused} where there is none */
export function findRoot(): string {
  const root = findProject()
  if (root !== null) return root
  // Node reads names as UTF-8, so the path that it has of any other leads nowhere.
  const message = existsSync(process.cwd())
    ? 'this folder is in no Shortcrust project; go to one, or start one here with "init"'
    : `this folder was removed, or the path ${process.cwd()} is not UTF-8 on disk, which Node can not open; rename the folder`
  throw refused('project', message)
}

/** The links in the work tree. @throws {DatabaseError} when there is no valid database */
export async function readLinks({ root, SQL }: Pick<Project, 'root' | 'SQL'>): Promise<LinkSet> {
  return (await readLinksFile(root, SQL)).links
}

/** The short link's address. */
export function shortUrl({ baseUrl }: Pick<Site, 'baseUrl'>, slug: string): string {
  return `${baseUrl}/${slug}`
}
