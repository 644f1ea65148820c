/**
 * The worker that holds the database of all links, so that no search makes the page stutter.
 * Knows SQLite and the questions of `protocol.ts`; fetches nothing but SQLite itself.
 */
import type { Database, SqlJsStatic, SqlValue } from 'sql.js'
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { LINKS_COLUMNS } from '../../core/schema.ts'
import { PAGE_SIZE, type Search } from '../links/search.ts'
import { queryOverview } from '../overview/query.ts'
import { selectRows } from '../shared/select-rows.ts'
import { answerQuestions } from '../shared/worker-answers.ts'
import { fold } from '../words/fold.ts'
import type { Answers, Ask, Facet, FoundLinks, StoredLink } from './protocol.ts'
import { buildQuery, hostOf, SEARCHED_INDEXES, SEARCHED_TABLE } from './search-sql.ts'

const COLUMNS = LINKS_COLUMNS.join(', ')

let loading: Promise<SqlJsStatic> | undefined
let database: Database | null = null

answerQuestions(answer)

async function answer(ask: Ask): Promise<Answers[keyof Answers]> {
  if (ask.kind === 'open') return open(ask.bytes)
  if (database === null) throw new Error('no database is open')
  switch (ask.kind) {
    case 'find':
      return findPage(database, ask.search, ask.now)
    case 'findAll':
      return { slugs: findSlugs(database, ask.search, ask.now) }
    case 'get':
      return getLinks(database, ask.slugs)
    case 'aliases':
      return getAliases(database, ask.slugs)
    case 'overview':
      return overlook(database, ask.now)
  }
}

async function open(bytes: ArrayBuffer): Promise<Answers['open']> {
  loading ??= import('sql.js/dist/sql-wasm-browser.js').then(({ default: initSqlJs }) =>
    initSqlJs({ locateFile: () => wasmUrl }),
  )
  const sql = await loading
  const opened = new sql.Database(new Uint8Array(bytes))
  opened.create_function('fold', fold)
  opened.create_function('host_of', hostOf)
  // Worked out once here, not at each keystroke.
  opened.run(SEARCHED_TABLE)
  for (const index of SEARCHED_INDEXES) opened.run(index)
  database?.close()
  database = opened
  const [counted] = selectRows(opened, 'SELECT count(*) FROM searched', [])
  return {
    total: Number(counted?.[0] ?? 0),
    tags: selectFacets(opened, 'SELECT value AS name FROM searched, json_each(tags)'),
    owners: selectFacets(opened, 'SELECT owner AS name FROM searched WHERE owner IS NOT NULL'),
    hosts: selectFacets(opened, 'SELECT host AS name FROM searched WHERE host IS NOT NULL'),
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

function findSlugs(opened: Database, search: Search, now: string): string[] {
  const { where, whereValues, order, orderValues } = buildQuery(search, now)
  const sql = `SELECT slug FROM searched WHERE ${where} ORDER BY ${order}`
  return selectRows(opened, sql, [...whereValues, ...orderValues]).map(([slug]) => String(slug))
}

function getLinks(opened: Database, slugs: readonly string[]): StoredLink[] {
  return selectEach(opened, 'slug = ?', slugs)
}

function getAliases(opened: Database, slugs: readonly string[]): StoredLink[] {
  const found = new Map<string, StoredLink>()
  for (let wanted = slugs; wanted.length > 0; ) {
    const paths = wanted.map((slug) => `/${slug}`)
    const fresh = selectEach(opened, 'url = ?', paths).filter(({ slug }) => !found.has(slug))
    for (const alias of fresh) found.set(alias.slug, alias)
    wanted = fresh.map(({ slug }) => slug)
  }
  return [...found.values()]
}

// Statement by statement, so that what is typed meanwhile is found meanwhile.
function overlook(opened: Database, now: string): Promise<Answers['overview']> {
  return queryOverview(async (sql, values) => {
    await new Promise((resolve) => setTimeout(resolve))
    if (database !== opened) throw new Error('the database was read anew')
    return selectRows(opened, sql, values)
  }, now)
}

// Prepared once for all values, which may be as many as there are links.
function selectEach(opened: Database, where: string, values: readonly string[]): StoredLink[] {
  const statement = opened.prepare(`SELECT ${COLUMNS} FROM searched WHERE ${where}`)
  const links: StoredLink[] = []
  for (const value of values) {
    statement.bind([value])
    while (statement.step()) links.push(readLink(statement.get()))
  }
  statement.free()
  return links
}

// More than these nobody looks through, and a list of all hosts could be as long as that of links.
const FACETS_MAX = 500

function selectFacets(opened: Database, names: string): Facet[] {
  const counted = `SELECT name, count(*) AS links FROM (${names}) GROUP BY name`
  const most = `${counted} ORDER BY links DESC, name LIMIT ${FACETS_MAX}`
  return selectRows(opened, `SELECT * FROM (${most}) ORDER BY name`, []).map(([name, links]) => {
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
