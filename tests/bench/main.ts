/**
 * `npm run bench`: measures, prints a table and writes it to RESULTS.md. Ends with 1 when a goal
 * is not met.
 */
import { writeFile } from 'node:fs/promises'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { benchCore } from './core.ts'
import { benchHistory } from './history.ts'
import type { Row } from './measure.ts'
import { benchProduct } from './product.ts'
import { benchStores } from './stores.ts'

const rows = [
  ...(await benchCore()),
  ...(await benchHistory()),
  ...(await benchProduct()),
  ...(await benchStores()),
]
const table = formatTable(rows)
console.log(table)
await writeFile(
  join(import.meta.dirname, 'RESULTS.md'),
  `# Benchmark results\n\n${describeMachine()}\n\n${table}\n`,
)
if (rows.some(({ met }) => met === false)) process.exitCode = 1

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
