/**
 * The core against what it stands on: the database against plain SQLite, rules against their
 * number, a change against the clock.
 */
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { checkLinks } from '../../src/core/check.ts'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import { hostCapabilities } from '../../src/core/hosts.ts'
import { type LinkSet, sortedLinks, toLinkSet } from '../../src/core/link-set.ts'
import { bakeRules, formatRules } from '../../src/core/redirects.ts'
import { reviewChange } from '../../src/core/review/review.ts'
import { LINKS_COLUMNS, LINKS_TABLE } from '../../src/core/schema.ts'
import { isNormalLink } from '../../src/core/sqlite/normal-link.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { SITE } from '../support/links.ts'
import { manyLinks } from './links.ts'
import { formatTime, type Row, ratio, time, timeByTurns, told, within } from './measure.ts'

const RUNS = 7

export async function benchCore(): Promise<Row[]> {
  const hundred = manyLinks(100_000)
  const rules50 = await timeRules(manyLinks(50_000))
  const rules100 = await timeRules(hundred)
  const links = manyLinks(10_000)
  return [
    ...(await compareWithSqlite(links)),
    within('`_redirects` for 100,000 links', rules100, 1_000),
    ratio('the same, to 50,000 links: 2× is linear', rules100, rules50, 3),
    within('checking 10,000 links', await time(RUNS, () => checkLinks(links, SITE)), 1_000),
    within('judging 10,000 changed links by their base', await timeReview(links), 1_000),
  ]
}

async function compareWithSqlite(links: LinkSet): Promise<Row[]> {
  const SQL = await loadSql()
  const bytes = encodeLinks(SQL, links)
  const all = [...links.values()]
  const folder = await mkdtemp(join(tmpdir(), 'shortcrust-bench-'))
  const file = join(folder, 'plain.db')
  const [write = 0, plainWrite = 0, read = 0, plainRead = 0, proof = 0] = await timeByTurns(25, [
    () => encodeLinks(SQL, links),
    () => writePlainly(file, links),
    () => decodeLinks(SQL, bytes),
    () => readPlainly(file),
    () => all.every(isNormalLink),
  ])
  await rm(folder, { recursive: true })
  return [
    ratio('canonical write of 10,000 links, to plain inserts by node:sqlite', write, plainWrite, 2),
    ratio('proving read of 10,000 links, to a plain select by node:sqlite', read, plainRead, 2),
    ratio('write and read together', write + read, plainWrite + plainRead, 2),
    told('of the read: proving each row by the rules', formatTime(proof)),
    told('size of links.db at 10,000 links', `${Math.round(bytes.length / 10_000)} B a link`),
  ]
}

function timeReview(before: LinkSet): Promise<number> {
  const after = toLinkSet([...before.values()].map((one) => ({ ...one, title: 'Changed' })))
  const change = { before, after, site: SITE, proposedSite: SITE, actor: 'alice', approvedBy: [] }
  return time(RUNS, () => reviewChange(change))
}

function timeRules(links: LinkSet): Promise<number> {
  const host = hostCapabilities('netlify')
  return time(RUNS, () => formatRules(bakeRules(links, host, '2026-11-25T10:00:00Z')))
}

// The same rows into a file, without any rule or normal form.
function writePlainly(file: string, links: LinkSet): void {
  rmSync(file, { force: true })
  const db = new DatabaseSync(file)
  // Not waiting for the disk, which ours leaves to who saves its bytes.
  db.exec('PRAGMA synchronous = OFF')
  db.exec(LINKS_TABLE)
  db.exec('BEGIN')
  const insert = db.prepare(`INSERT INTO links VALUES (${LINKS_COLUMNS.map(() => '?').join(', ')})`)
  for (const one of sortedLinks(links)) {
    insert.run(
      one.slug,
      one.url,
      one.status,
      one.state,
      one.listed ? 1 : 0,
      one.title,
      JSON.stringify(one.tags),
      one.owner,
      one.startsAt,
      one.expiresAt,
      one.createdAt,
      one.createdBy,
    )
  }
  db.exec('COMMIT')
  db.close()
}

// All rows as objects of text and numbers, neither checked nor proved.
function readPlainly(file: string): void {
  const db = new DatabaseSync(file)
  db.prepare('SELECT * FROM links').all()
  db.close()
}
