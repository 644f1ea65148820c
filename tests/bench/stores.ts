/**
 * A create through each store, from 1,000 links to 100,000: time, bytes on the wire, memory; what
 * it adds to the repository; and many writers at once.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encodeLinks } from '../../src/core/database.ts'
import type { Git } from '../../src/stores/checkout/git-command.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { commitFiles } from '../support/bare.ts'
import { makeCheckout, removeFolder } from '../support/checkout.ts'
import { startGitServer } from '../support/git-server.ts'
import { startGitHubServer } from '../support/github/server.ts'
import { runWriters } from '../support/writers.ts'
import { manyLinks } from './links.ts'
import { formatSize, formatTime, type Row, told } from './measure.ts'

const SIZES = [1_000, 10_000, 100_000]
const CREATES = 6
const SCRIPT = join(import.meta.dirname, 'store-create.ts')
const FUNCTION_MEMORY = 1024 ** 3

export async function benchStores(): Promise<Row[]> {
  const rows: Row[] = []
  for (const size of SIZES) {
    for (const kind of ['worktree', 'git', 'github'] as const) {
      rows.push(...(await benchStore(kind, size)))
    }
  }
  rows.push(...(await benchGrowth(10_000)), ...(await benchContention()))
  return rows
}

interface Subject {
  settings: object
  root: string
  traffic: { requests: string[]; received: number; sent: number } | null
  close(): Promise<void>
}

async function benchStore(kind: 'worktree' | 'git' | 'github', size: number): Promise<Row[]> {
  const { settings, root, traffic, close } = await openSubject(kind, size)
  const args = [SCRIPT, JSON.stringify(settings), root, String(CREATES)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  await close()
  const { cold, warm, peak } = JSON.parse(stdout)
  const at = `${kind} store at ${size.toLocaleString('en')} links`
  const wire =
    traffic === null
      ? ''
      : `; ${CREATES} creates: ${traffic.requests.length} requests, ${formatSize(traffic.sent)} down, ${formatSize(traffic.received)} up`
  return [
    told(`${at}: a create, warm`, `${formatTime(warm)} (first ${formatTime(cold)})${wire}`),
    {
      what: `${at}: peak memory`,
      measured: formatSize(peak),
      goal: `under ${formatSize(FUNCTION_MEMORY)}`,
      met: peak < FUNCTION_MEMORY,
    },
  ]
}

async function openSubject(kind: string, size: number): Promise<Subject> {
  const links = manyLinks(size)
  if (kind === 'worktree') {
    const { root } = await makeCheckout(links)
    return { settings: { kind }, root, traffic: null, close: () => removeFolder(root) }
  }
  const files = { 'data/links.db': encodeLinks(await loadSql(), links) }
  if (kind === 'git') {
    const server = await startGitServer()
    await commitFiles(server.git, files, 'Start')
    const { url, token, traffic, close } = server
    return { settings: { kind, url, branch: 'main', user: 'git', token }, root: '', traffic, close }
  }
  const server = await startGitHubServer()
  await commitFiles(server.git, files, 'Start')
  const { owner, name, api, token, traffic, close } = server
  const settings = { kind, owner, name, branch: 'main', api, access: { token } }
  return { settings, root: '', traffic, close }
}

// Each create stores the whole file compressed, until Git packs it as what has changed.
async function benchGrowth(size: number): Promise<Row[]> {
  const server = await startGitServer()
  const bytes = encodeLinks(await loadSql(), manyLinks(size))
  await commitFiles(server.git, { 'data/links.db': bytes }, 'Start')
  await server.git.text(['gc', '-q'])
  const before = await sizesOf(server.git)
  const { url, token } = server
  const settings = { kind: 'git', url, branch: 'main', user: 'git', token }
  const creates = 20
  const args = [SCRIPT, JSON.stringify(settings), '', String(creates)]
  await promisify(execFile)(process.execPath, args)
  const loose = await sizesOf(server.git)
  await server.git.text(['gc', '-q'])
  const packed = await sizesOf(server.git)
  await server.close()
  const each = (all: number) => formatSize(Math.max(0, all) / creates)
  return [
    told(
      `a create at ${size.toLocaleString('en')} links adds to the repository`,
      `${each(loose.loose - before.loose + loose.packed - before.packed)} as it arrives, ${each(packed.packed - before.packed)} once packed`,
    ),
  ]
}

async function sizesOf(git: Git): Promise<{ loose: number; packed: number }> {
  const text = await git.text(['count-objects', '-v'])
  const read = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1]) * 1024
  return { loose: read('size'), packed: read('size-pack') }
}

async function benchContention(): Promise<Row[]> {
  const server = await startGitServer()
  const bytes = encodeLinks(await loadSql(), manyLinks(1_000))
  await commitFiles(server.git, { 'data/links.db': bytes }, 'Start')
  const written = await runWriters(server, { writers: 5, each: 10 })
  const commits = Number(await server.git.text(['rev-list', '--count', 'main'])) - 1
  await server.close()
  const creates = written.flatMap((writer) => writer.creates)
  const times = creates.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const failed = creates.filter(({ status }) => status !== 201).length
  const conflicts = written.reduce((sum, writer) => sum + writer.conflicts, 0)
  const [p50, p99, longest] = [0.5, 0.99, 1].map((part) => {
    return times[Math.ceil(part * times.length) - 1] ?? 0
  })
  return [
    {
      what: 'git store: 50 creates at once from 5 processes',
      measured: `${commits} commits, ${failed} refused, ${conflicts} retries`,
      goal: '50 commits',
      met: commits === 50 && failed === 0,
    },
    told(
      'from request to answer, where all 50 are sent at once',
      `p50 ${formatTime(p50 ?? 0)}, p99 ${formatTime(p99 ?? 0)}; ${(commits / ((longest ?? 1) / 1000)).toFixed(1)} commits a second`,
    ),
  ]
}
