/**
 * The core against what it stands on: the database against plain SQLite, rules against their
 * number, a change against the clock.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { checkLinks } from '../../src/core/check.ts'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import { hostCapabilities } from '../../src/core/hosts.ts'
import { parseLink } from '../../src/core/link.ts'
import { type LinkSet, sortedLinks, toLinkSet } from '../../src/core/link-set.ts'
import { bakeRules, formatRules } from '../../src/core/redirects.ts'
import { reviewChange } from '../../src/core/review.ts'
import { LINKS_COLUMNS, LINKS_TABLE } from '../../src/core/schema.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { SITE } from '../support/links.ts'
import { manyLinks } from './links.ts'
import { formatTime, type Row, ratio, time, told, within } from './measure.ts'

const RUNS = 7

export async function benchCore(): Promise<Row[]> {
  const SQL = await loadSql()
  const links = manyLinks(10_000)
  const bytes = encodeLinks(SQL, links)
  const write = await time(RUNS, () => encodeLinks(SQL, links))
  const read = await time(RUNS, () => decodeLinks(SQL, bytes))
  const plain = await plainSqlite(links)
  const hundred = manyLinks(100_000)
  const rules50 = await timeRules(manyLinks(50_000))
  const rules100 = await timeRules(hundred)
  return [
    ratio(
      'canonical write of 10,000 links, to plain inserts by node:sqlite',
      write,
      plain.write,
      2,
    ),
    ratio('proving read of 10,000 links, to a plain select by node:sqlite', read, plain.read, 2),
    ratio('write and read together', write + read, plain.write + plain.read, 2),
    told('of the read: proving each row by the rules', formatTime(await timeProof(links))),
    told('size of links.db at 10,000 links', `${Math.round(bytes.length / 10_000)} B a link`),
    within('`_redirects` for 100,000 links', rules100, 1_000),
    ratio('the same, to 50,000 links: 2× is linear', rules100, rules50, 3),
    within('checking 10,000 links', await time(RUNS, () => checkLinks(links, SITE)), 1_000),
    within('judging 10,000 changed links by their base', await timeReview(links), 1_000),
  ]
}

function timeReview(before: LinkSet): Promise<number> {
  const after = toLinkSet([...before.values()].map((one) => ({ ...one, title: 'Changed' })))
  const change = { before, after, site: SITE, proposedSite: SITE, actor: 'alice', approvedBy: [] }
  return time(RUNS, () => reviewChange(change))
}

function timeProof(links: LinkSet): Promise<number> {
  const rows = [...links.values()]
  return time(RUNS, () => rows.map(parseLink))
}

function timeRules(links: LinkSet): Promise<number> {
  const host = hostCapabilities('netlify')
  return time(RUNS, () => formatRules(bakeRules(links, host, '2026-11-25T10:00:00Z')))
}

// The same rows into a file and out again, without any rule or normal form.
async function plainSqlite(links: LinkSet): Promise<{ write: number; read: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'shortcrust-bench-'))
  const file = join(folder, 'plain.db')
  const write = await time(RUNS, async () => {
    await rm(file, { force: true })
    const db = new DatabaseSync(file)
    db.exec(LINKS_TABLE)
    db.exec('BEGIN')
    const insert = db.prepare(
      `INSERT INTO links VALUES (${LINKS_COLUMNS.map(() => '?').join(', ')})`,
    )
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
  })
  const read = await time(RUNS, () => {
    const db = new DatabaseSync(file)
    db.prepare('SELECT * FROM links').all()
    db.close()
  })
  await rm(folder, { recursive: true })
  return { write, read }
}
