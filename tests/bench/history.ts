/**
 * Reviewing and tracing: what git asks for at each look, and a history of a thousand commits.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeLinks } from '../../src/core/database.ts'
import { diffLinks } from '../../src/core/diff.ts'
import type { Link } from '../../src/core/link.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { findRisks } from '../../src/core/review/risks.ts'
import { readHistory } from '../../src/stores/checkout/history.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { removeFolder } from '../support/checkout.ts'
import { link } from '../support/links.ts'
import { manyLinks } from './links.ts'
import { type Row, time, within } from './measure.ts'

const RUNS = 5
const COMMITS = 1_000
const MAIN = join(import.meta.dirname, '../../src/cli/main.ts')

export async function benchHistory(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'shortcrust-bench-'))
  const file = join(folder, 'links.db')
  await writeFile(file, encodeLinks(await loadSql(), manyLinks(10_000)))
  const rows = [
    within(
      '`textconv` of 10,000 links, a process',
      await timeProcess(folder, ['textconv', file]),
      1_000,
    ),
    ...(await benchDiff()),
    await benchLog(100, 2_000),
    await benchLog(1_000, 2_000),
  ]
  await removeFolder(folder)
  return rows
}

async function benchDiff(): Promise<Row[]> {
  const before = manyLinks(10_000)
  const after = new Map(
    [...before].map(([slug, one]) => [slug, { ...one, url: 'https://example.org/' }]),
  )
  after.set('link/*', link({ slug: 'link/*' }))
  const diff = await time(RUNS, () => diffLinks(before, after))
  const risks = await time(RUNS, () => findRisks(before, after))
  return [
    within('diff of 10,000 changed links', diff, 1_000),
    within('the same, and its risks', risks, 1_000),
  ]
}

/** Reads a history of 1,000 commits, each of which changed one of `count` links. */
async function benchLog(count: number, limit: number): Promise<Row> {
  const root = await makeHistory(count)
  const read = await time(RUNS, async () => {
    let commits = 0
    for await (const { diff } of readHistory(root, 'HEAD')) commits += diff.length > 0 ? 1 : 0
    if (commits !== COMMITS) throw new Error(`read ${commits} commits`)
  })
  await removeFolder(root)
  const what = `history of ${COMMITS.toLocaleString('en')} commits at ${count.toLocaleString('en')} links`
  return within(what, read, limit)
}

async function makeHistory(count: number): Promise<string> {
  const SQL = await loadSql()
  const root = await mkdtemp(join(tmpdir(), 'shortcrust-bench-'))
  run(root, ['init', '-q', '-b', 'main'])
  const links = new Map(manyLinks(count))
  const chunks = Array.from({ length: COMMITS }, (_, index) => {
    if (index > 0) changeOne(links, index, count)
    return toCommit(`Change ${index}`, 1_700_000_000 + index * 60, encodeLinks(SQL, links))
  })
  run(root, ['fast-import', '--quiet'], Buffer.concat(chunks.flat()))
  return root
}

// Every third commit adds a link, the others edit one.
function changeOne(links: Map<string, Link>, index: number, count: number): LinkSet {
  const slug = `link-${(index * 7_919) % count}`
  if (index % 3 === 0) return links.set(`new-${index}`, link({ slug: `new-${index}` }))
  return links.set(slug, { ...(links.get(slug) ?? link({ slug })), title: `Title ${index}` })
}

// https://git-scm.com/docs/git-fast-import
function toCommit(message: string, seconds: number, bytes: Uint8Array): Uint8Array[] {
  const head = [
    'commit refs/heads/main',
    `committer Test <test@example.com> ${seconds} +0000`,
    `data ${message.length}`,
    message,
    'M 100644 inline data/links.db',
    `data ${bytes.length}`,
    '',
  ]
  return [Buffer.from(head.join('\n')), bytes, Buffer.from('\n')]
}

function run(root: string, args: readonly string[], input?: Uint8Array): void {
  const { status, stderr } = spawnSync('git', [...args], { cwd: root, input })
  if (status !== 0) throw new Error(String(stderr))
}

async function timeProcess(folder: string, args: readonly string[]): Promise<number> {
  return time(RUNS, () => {
    const { status } = spawnSync(process.execPath, [MAIN, ...args], {
      cwd: folder,
      stdio: 'ignore',
    })
    if (status !== 0) throw new Error(`${args[0]} failed`)
  })
}
