/**
 * The public database of listed links, fetched and queried in the browser.
 * Knows SQLite and `build.json`; knows nothing of the page.
 */
import type { Database, SqlValue } from 'sql.js'
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url'

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

export interface PublicDatabase {
  /** Links that hold every word of `search` in slug, target, title or tags; all for `''`. */
  find(search: string, limit: number, offset: number): ListedPage
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
  const [initSqlJs, { bytes, isPreview }] = await Promise.all([
    import('sql.js/dist/sql-wasm-browser.js').then((module) => module.default),
    // A deploy between the two requests takes the old file away: ask once more for its name.
    fetchDatabase().catch(fetchDatabase),
  ])
  const sql = await initSqlJs({ locateFile: () => wasmUrl })
  return { ...queryable(new sql.Database(bytes)), isPreview }
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

  // SQLite folds ASCII only; people search for "cafe" and "CAFÉ" and mean one thing.
  database.create_function('fold', fold)
  return {
    find(search, limit, offset) {
      const words = fold(search).split(/\s+/).filter(Boolean)
      const where = words.map(() => `text LIKE ? ESCAPE '\\'`).join(' AND ') || 'true'
      const patterns = words.map((word) => `%${escapeLike(word)}%`)
      const source = `(SELECT *, fold(slug || ' ' || url || ' ' || coalesce(title, '') || ' ' || tags)
        AS text FROM links) WHERE ${where}`
      const [counted] = selectRows(database, `SELECT count(*) FROM ${source}`, patterns)
      // A slug that begins with what was typed is most likely what is meant.
      const rows = selectRows(
        database,
        `SELECT ${COLUMNS} FROM ${source}
          ORDER BY slug LIKE ? ESCAPE '\\' DESC, slug LIMIT ? OFFSET ?`,
        [...patterns, `${escapeLike(words[0] ?? '')}%`, limit, offset],
      )
      return { links: rows.map(readLink), total: Number(counted?.[0] ?? 0) }
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

function selectRows(database: Database, sql: string, values: SqlValue[]): SqlValue[][] {
  const statement = database.prepare(sql, values)
  const rows: SqlValue[][] = []
  while (statement.step()) rows.push(statement.get())
  statement.free()
  return rows
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

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
