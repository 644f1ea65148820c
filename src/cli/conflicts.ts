/** `conflicts`: what a stopped merge of the links leaves to choose. */
import type { Command } from 'commander'
import { LINK_FIELDS, type Link } from '../core/link.ts'
import type { Conflict } from '../core/merge.ts'
import { LINKS_PATH } from '../stores/checkout/checkout.ts'
import type { Operation, Side } from '../stores/checkout/stages.ts'
import { loadSql } from '../stores/sql.ts'
import { describeLeftOut } from './merging/left-out.ts'
import {
  describeEnd,
  describeSettled,
  type Merging,
  openMerging,
  rowOf,
} from './merging/merging.ts'
import { findRoot } from './project/project.ts'
import { count, print, printJson, say } from './terminal/output.ts'

export function defineConflicts(program: Command): void {
  program
    .command('conflicts')
    .summary('list what a merge leaves to choose')
    .description(
      'After a merge, rebase, cherry-pick, revert or "stash pop" that stopped: lists each link and ' +
        'field that both sides changed, what it was, and what each side made of it, by the names ' +
        'of branches and commits. "resolve" chooses. Exits with 1 while something is open.',
    )
    .option('--json', 'print {operation, ours, theirs, conflicts} as JSON')
    .action(showConflicts)
}

async function showConflicts({ json }: { json?: boolean }): Promise<void> {
  const root = findRoot()
  const merging = await openMerging(root, await loadSql())
  if (merging?.leftOut) say(`warning: ${describeLeftOut(merging.leftOut, merging.operation)}`)
  if (json) printJson(merging === null ? NOTHING : toJson(merging))
  else print(merging === null ? await describeNothing(root) : describe(merging))
  if (merging !== null && merging.open.length > 0) process.exitCode = 1
}

const NOTHING = { operation: null, ours: null, theirs: null, conflicts: [] }

async function describeNothing(root: string): Promise<string> {
  const settled = await describeSettled(root)
  return `${LINKS_PATH} is in no conflict${settled === null ? '' : `; ${settled}`}\n`
}

function toJson({ operation, open }: Merging): unknown {
  const { name, ours, theirs, next, abort } = operation
  return { operation: { name, next, abort }, ours, theirs, conflicts: open.map(withNulls) }
}

// JSON has no undefined: a row that a side lacks is null.
function withNulls(conflict: Conflict): unknown {
  const { slug, field, base = null, ours = null, theirs = null, rule, message } = conflict
  return { slug, field, base, ours, theirs, rule: rule ?? null, message: message ?? null }
}

function describe(merging: Merging): string {
  const { operation, open, conflicts } = merging
  const settled = conflicts.length - open.length
  const progress = settled === 0 ? '' : `, ${settled} settled`
  const head = `${LINKS_PATH}: ${count(open.length, 'conflict')}${progress} in this ${operation.name}\n`
  if (open.length === 0) return `${head}\n${describeEnd(merging)}\n`
  const { ours, theirs } = operation
  const sides = `  --ours    ${describeSide(ours)}\n  --theirs  ${describeSide(theirs)}\n`
  const listed = open.map((conflict) => describeConflict(conflict, operation))
  return `${head}${sides}\n${listed.join('\n')}\n${HOW}`
}

const HOW = `Choose with: npm run links -- resolve <slug> --ours|--theirs [--field <field>]
A link may also be edited as usual, which settles it.
`

/** `main (1a2b3c4 Retitle docs)` */
function describeSide({ name, commit, subject }: Side): string {
  const more = [commit?.slice(0, 7), subject].filter(Boolean).join(' ')
  return more === '' ? name : `${name} (${more})`
}

function describeConflict(conflict: Conflict, { ours, theirs }: Operation): string {
  const { slug, field, message } = conflict
  const show = field === 'row' ? showRow : showValue
  const names = ['before', ours.name, theirs.name]
  const width = Math.max(...names.map((name) => name.length))
  const values = [conflict.base, conflict.ours, conflict.theirs]
  const lines = names.map((name, index) => `  ${name.padEnd(width)}  ${show(values[index])}\n`)
  const reason = message === undefined ? '' : `  together: ${message}\n`
  return `/${slug}${field === 'row' ? '' : ` ${field}`}\n${lines.join('')}${reason}`
}

function showValue(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value)
}

function showRow(value: unknown): string {
  const link = rowOf(value)
  if (link === undefined) return 'no such link'
  const rest = LINK_FIELDS.filter((field) => isTold(link, field)).map((field) => {
    return `${field} ${JSON.stringify(link[field])}`
  })
  return [link.url, ...rest].join(', ')
}

// What every link has is not worth the space.
function isTold(link: Link, field: keyof Link): boolean {
  if (['slug', 'url', 'createdAt', 'createdBy'].includes(field)) return false
  const usual = { status: 302, state: 'active', listed: true, tags: [] }
  const value = link[field]
  return (
    value !== null &&
    JSON.stringify(value) !== JSON.stringify(new Map(Object.entries(usual)).get(field))
  )
}
