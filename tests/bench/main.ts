/**
 * `npm run bench`: measures, prints a table and writes it to RESULTS.md. Ends with 1 when a goal
 * is not met. `npm run bench -- search` measures that part alone, and leaves the other rows as they
 * are.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { benchCore } from './core.ts'
import { benchHistory } from './history.ts'
import { benchLighthouse } from './lighthouse.ts'
import type { Row } from './measure.ts'
import { benchProduct } from './product.ts'
import { benchSearch } from './search.ts'
import { benchStores } from './stores.ts'

const PARTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  core: benchCore,
  history: benchHistory,
  product: benchProduct,
  search: benchSearch,
  lighthouse: benchLighthouse,
  stores: benchStores,
}
const RESULTS = join(import.meta.dirname, 'RESULTS.md')

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(PARTS, name))
if (unknown.length > 0) {
  console.error(
    `error: no part "${unknown.join('", "')}"; there are ${Object.keys(PARTS).join(', ')}`,
  )
  process.exit(2)
}
const [load = 0] = loadavg()
if (load > cpus().length / 2) {
  console.error('warning: this machine is busy with other things, so times will be too long')
}
const rows: Row[] = []
for (const [name, bench] of Object.entries(PARTS)) {
  if (names.length === 0 || names.includes(name)) rows.push(...(await bench()))
}
console.log(formatTable(rows))
const all = names.length === 0 ? rows : replaceRows(await readRows(), rows)
await writeFile(RESULTS, `# Benchmark results\n\n${describeMachine()}\n\n${formatTable(all)}\n`)
if (rows.some(({ met }) => met === false)) process.exitCode = 1

async function readRows(): Promise<Row[]> {
  const lines = (await readFile(RESULTS, 'utf8')).split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) => {
    const [, what = '', measured = '', goal = '', met] = line.split('|').map((cell) => cell.trim())
    return { what, measured, goal, met: met === '' ? null : met === 'yes' }
  })
}

// What was not measured before comes last.
function replaceRows(before: readonly Row[], measured: readonly Row[]): Row[] {
  const fresh = new Map(measured.map((row) => [row.what, row]))
  const kept = before.map((row) => fresh.get(row.what) ?? row)
  const known = new Set(before.map(({ what }) => what))
  return [...kept, ...measured.filter(({ what }) => !known.has(what))]
}

function formatTable(all: readonly Row[]): string {
  const cells = [
    ['what', 'measured', 'goal', 'met'],
    ...all.map(({ what, measured, goal, met }) => {
      return [what, measured, goal, met === null ? '' : met ? 'yes' : 'no']
    }),
  ]
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  )
  const lines = cells.map(
    (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`,
  )
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`)
  return lines.join('\n')
}

function describeMachine(): string {
  const [cpu] = cpus()
  const date = new Date().toISOString().slice(0, 10)
  const memory = Math.round(totalmem() / 2 ** 30)
  const { node, sqlite } = process.versions
  return `${date}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${memory} GB, ${type()} ${release()}, Node ${node}, node:sqlite ${sqlite}. Times are the best of several runs.`
}
