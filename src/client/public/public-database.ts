/**
 * The public database of listed links, fetched and queried in the browser.
 * Knows SQLite and `build.json`; knows nothing of the page.
 */
import type { Database, SqlJsStatic, SqlValue } from 'sql.js'
// Not imported once it is needed: this module is itself, and two steps would take twice as long.
import initSqlJs from 'sql.js/dist/sql-wasm-browser.js'
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { selectRows } from '../shared/select-rows.ts'
import { fold } from '../words/fold.ts'

/** A link as the public sees it. */
export interface ListedLink {
  slug: string
  url: string
  title: string | null
  tags: string[]
  /** RFC 3339, UTC. */
  createdAt: string
}

/** One page of the links that match a search. */
export interface ListedPage {
  links: ListedLink[]
  /** How many match in all. */
  total: number
}

/** A tag, and how many listed links have it. */
export interface TagCount {
  tag: string
  links: number
}

/** Which links are asked for; all, where nothing is given. */
export interface ListedQuery {
  /** Words that a link must hold, each in its slug, target, title or tags. */
  search?: string
  /** A tag that a link must have. */
  tag?: string
}

export interface PublicDatabase {
  find(query: ListedQuery, limit: number, offset: number): ListedPage
  /** All tags, in their order. */
  tags(): TagCount[]
  /** The link of this very slug, or `null`. */
  get(slug: string): ListedLink | null
  slugs(): string[]
  /** Links that stand for many paths. */
  patterns(): ListedLink[]
  /** Whether the build is a preview, whose links lead to `/p/`. */
  isPreview: boolean
}

// Hashed by the build; anything else in build.json is not ours to fetch.
const DATABASE_PATH = /^\/links\.[0-9A-Za-z_-]+\.db$/

/**
 * Opens the database that `/build.json` names.
 *
 * @throws {Error} when either file cannot be read
 */
export async function openPublicDatabase(): Promise<PublicDatabase> {
  const [sql, { bytes, isPreview }] = await Promise.all([
    loadSql(),
    // A deploy between the two requests takes the old file away: ask once more for its name.
    fetchDatabase().catch(fetchDatabase),
  ])
  return { ...queryable(new sql.Database(bytes)), isPreview }
}

// sql.js remembers that it failed, so it is given what it needs instead of fetching it by itself:
// a network that failed once can then be asked again.
async function loadSql(): Promise<SqlJsStatic> {
  const wasmBinary = await (await fetchOk(wasmUrl, 'default')).arrayBuffer()
  return initSqlJs({ wasmBinary })
}

interface FetchedDatabase {
  bytes: Uint8Array
  isPreview: boolean
}

async function fetchDatabase(): Promise<FetchedDatabase> {
  const build: unknown = await (await fetchOk('/build.json', 'no-store')).json()
  const path = databasePath(build)
  const bytes = new Uint8Array(await (await fetchOk(path, 'default')).arrayBuffer())
  const isPreview =
    typeof build === 'object' && build !== null && 'preview' in build && build.preview === true
  return { bytes, isPreview }
}

function databasePath(build: unknown): string {
  if (typeof build === 'object' && build !== null && 'database' in build) {
    const { database } = build
    if (typeof database === 'string' && DATABASE_PATH.test(database)) return database
  }
  throw new Error('/build.json names no database')
}

async function fetchOk(path: string, cache: RequestCache): Promise<Response> {
  const response = await fetch(path, { cache })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response
}

const COLUMNS = 'slug, url, title, tags, created_at'

function queryable(database: Database): Omit<PublicDatabase, 'isPreview'> {
  // Opening reads nothing: what is no database, such as a page of the host, throws at this.
  database.run('SELECT slug FROM links LIMIT 1')

  database.create_function('fold', fold)
  let isFolded = false

  /** Folds all links once, and not at each key that is pressed; only who searches waits for it. */
  function foldOnce(): void {
    if (isFolded) return
    database.run(`CREATE TEMP TABLE folded AS SELECT *,
      fold(slug || ' ' || url || ' ' || coalesce(title, '') || ' ' || tags) AS text FROM links`)
    isFolded = true
  }

  return {
    find({ search = '', tag }, limit, offset) {
      const words = fold(search).split(/\s+/).filter(Boolean)
      if (words.length > 0) foldOnce()
      const where = words.map(() => `text LIKE ? ESCAPE '\\'`)
      const values: SqlValue[] = words.map((word) => `%${escapeLike(word)}%`)
      if (tag !== undefined) {
        where.push('EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)')
        values.push(tag)
      }
      const source = `${words.length > 0 ? 'folded' : 'links'} WHERE ${where.join(' AND ') || 'true'}`
      const [counted] = selectRows(database, `SELECT count(*) FROM ${source}`, values)
      // A slug that begins with what was typed is most likely what is meant.
      const rows = selectRows(
        database,
        `SELECT ${COLUMNS} FROM ${source}
          ORDER BY slug LIKE ? ESCAPE '\\' DESC, slug LIMIT ? OFFSET ?`,
        [...values, `${escapeLike(words[0] ?? '')}%`, limit, offset],
      )
      return { links: rows.map(readLink), total: Number(counted?.[0] ?? 0) }
    },
    tags() {
      const sql = `SELECT value, count(*) FROM links, json_each(links.tags)
        GROUP BY value ORDER BY value`
      return selectRows(database, sql, []).map(([tag, links]) => ({
        tag: String(tag),
        links: Number(links),
      }))
    },
    get(slug) {
      const [row] = selectRows(database, `SELECT ${COLUMNS} FROM links WHERE slug = ?`, [slug])
      return row === undefined ? null : readLink(row)
    },
    slugs: () => selectRows(database, 'SELECT slug FROM links', []).map(([slug]) => String(slug)),
    patterns() {
      const where = `slug LIKE '%*' OR slug LIKE '%:%'`
      return selectRows(database, `SELECT ${COLUMNS} FROM links WHERE ${where}`, []).map(readLink)
    },
  }
}

function readLink([slug, url, title, tags, createdAt]: SqlValue[]): ListedLink {
  const parsed: unknown = JSON.parse(String(tags ?? '[]'))
  return {
    slug: String(slug),
    url: String(url),
    title: typeof title === 'string' ? title : null,
    tags: Array.isArray(parsed) ? parsed.map(String) : [],
    createdAt: String(createdAt),
  }
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
