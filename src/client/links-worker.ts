/**
 * The worker that holds the database of all links, so that no search makes the page stutter.
 * Knows SQLite and the questions of `links-protocol.ts`; fetches nothing but SQLite itself.
 */
import type { Database, SqlJsStatic, SqlValue } from 'sql.js'
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { LINKS_COLUMNS } from '../core/schema.ts'
import { buildQuery, fold, PAGE_SIZE, type Search } from './link-search.ts'
import type { Answers, Ask, Asked, Facet, FoundLinks, Reply, StoredLink } from './links-protocol.ts'
import { queryOverview } from './overview-query.ts'

const COLUMNS = LINKS_COLUMNS.join(', ')

let loading: Promise<SqlJsStatic> | undefined
let database: Database | null = null

addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
  reply(await answer(data))
})

async function answer(asked: Asked): Promise<Reply> {
  const { id } = asked
  try {
    return { id, ok: true, answer: await find(asked) }
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

function reply(message: Reply): void {
  postMessage(message)
}

async function find(ask: Ask): Promise<Answers[keyof Answers]> {
  if (ask.kind === 'open') return open(ask.bytes)
  if (database === null) throw new Error('no database is open')
  if (ask.kind === 'find') return findPage(database, ask.search, ask.now)
  if (ask.kind === 'overview') return overlook(database, ask.now)
  return getLinks(database, ask.slugs)
}

async function open(bytes: ArrayBuffer): Promise<Answers['open']> {
  loading ??= import('sql.js/dist/sql-wasm-browser.js').then(({ default: initSqlJs }) =>
    initSqlJs({ locateFile: () => wasmUrl }),
  )
  const sql = await loading
  const opened = new sql.Database(new Uint8Array(bytes))
  opened.create_function('fold', fold)
  // Folded once here, not at each keystroke.
  opened.run(`CREATE TEMP TABLE searched AS SELECT ${COLUMNS}, fold(slug || char(10) || url ||
    char(10) || coalesce(title, '') || char(10) || tags || char(10) || coalesce(owner, '')) AS text
    FROM main.links`)
  opened.run('CREATE UNIQUE INDEX temp.searched_slug ON searched (slug)')
  opened.run('CREATE INDEX temp.searched_newest ON searched (created_at DESC, slug)')
  database?.close()
  database = opened
  const [counted] = selectRows(opened, 'SELECT count(*) FROM searched', [])
  return {
    total: Number(counted?.[0] ?? 0),
    tags: selectFacets(
      opened,
      'SELECT value, count(*) FROM searched, json_each(tags) GROUP BY value ORDER BY value',
    ),
    owners: selectFacets(
      opened,
      'SELECT owner, count(*) FROM searched WHERE owner IS NOT NULL GROUP BY owner ORDER BY owner',
    ),
  }
}

function findPage(opened: Database, search: Search, now: string): FoundLinks {
  const { where, whereValues, order, orderValues } = buildQuery(search, now)
  const count = `SELECT count(*) FROM searched WHERE ${where}`
  const total = Number(selectRows(opened, count, whereValues)[0]?.[0] ?? 0)
  const page = Math.min(search.page, Math.max(1, Math.ceil(total / PAGE_SIZE)))
  const rows = selectRows(
    opened,
    `SELECT ${COLUMNS} FROM searched WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    [...whereValues, ...orderValues, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  )
  return { links: rows.map(readLink), total, page }
}

function getLinks(opened: Database, slugs: readonly string[]): StoredLink[] {
  return slugs.flatMap((slug) =>
    selectRows(opened, `SELECT ${COLUMNS} FROM searched WHERE slug = ?`, [slug]).map(readLink),
  )
}

// Statement by statement, so that what is typed meanwhile is found meanwhile.
function overlook(opened: Database, now: string): Promise<Answers['overview']> {
  return queryOverview(async (sql, values) => {
    await new Promise((resolve) => setTimeout(resolve))
    if (database !== opened) throw new Error('the database was read anew')
    return selectRows(opened, sql, values)
  }, now)
}

function selectRows(opened: Database, sql: string, values: SqlValue[]): SqlValue[][] {
  const statement = opened.prepare(sql, values)
  const rows: SqlValue[][] = []
  while (statement.step()) rows.push(statement.get())
  statement.free()
  return rows
}

function selectFacets(opened: Database, sql: string): Facet[] {
  return selectRows(opened, sql, []).map(([name, links]) => {
    return { name: String(name), links: Number(links) }
  })
}

function readLink(row: SqlValue[]): StoredLink {
  const [slug, url, status, state, listed, title, tags, owner, startsAt, expiresAt, at, by] = row
  const parsed: unknown = JSON.parse(String(tags ?? '[]'))
  return {
    slug: String(slug),
    url: String(url),
    status: Number(status),
    state: state === 'disabled' || state === 'gone' ? state : 'active',
    listed: listed === 1,
    title: textOf(title),
    tags: Array.isArray(parsed) ? parsed.map(String) : [],
    owner: textOf(owner),
    startsAt: textOf(startsAt),
    expiresAt: textOf(expiresAt),
    createdAt: String(at),
    createdBy: String(by),
  }
}

function textOf(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}
