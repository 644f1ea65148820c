/** `blame`: which commit made each link, or each field of one, what it is. */
import type { Command } from 'commander'
import { diffLinks } from '../core/diff.ts'
import { refusal } from '../core/finding.ts'
import { type Blamed, startBlame } from '../core/history/blame.ts'
import { LINK_FIELDS, type Link } from '../core/link.ts'
import { sortedLinks } from '../core/link-set.ts'
import { FIELD_NAMES, formatValue } from '../formats/link-text.ts'
import { findCheckout } from '../stores/checkout/checkout.ts'
import { type Revision, readHistory } from '../stores/checkout/history.ts'
import { loadSql } from '../stores/sql.ts'
import { Refused } from './failure.ts'
import { slugOfArgument } from './input/slug.ts'
import { suggestExisting } from './input/suggest.ts'
import { findRoot } from './project/project.ts'
import { readHead, readWorkTree, UNSHALLOW } from './project/revisions.ts'
import { formatDate, SHORT_ID } from './terminal/commits.ts'
import { print, printJson, say, toLine } from './terminal/output.ts'
import { formatTable } from './terminal/table.ts'

export function defineBlame(program: Command): void {
  program
    .command('blame')
    .summary('show which commit made a link what it is')
    .description(
      'Shows for each link in the work tree the last commit that changed it; for one link, the ' +
        'commit that made each of its fields what it is, its old slugs included.',
    )
    .argument('[slug]', 'a link; all by default')
    .option('--json', 'print the links, or the fields of one, as a JSON array')
    .action(blame)
}

/** Where a value comes from; `cut-off`: from a commit that a shallow clone has not. */
type Origin =
  | { origin: 'work-tree' | 'unknown'; revision: null }
  | { origin: 'commit' | 'cut-off'; revision: Revision }

const UNCOMMITTED: Origin = { origin: 'work-tree', revision: null }
const UNKNOWN: Origin = { origin: 'unknown', revision: null }

async function blame(argument: string | undefined, { json }: { json?: boolean }): Promise<void> {
  const slug = argument === undefined ? null : slugOfArgument(argument)
  const { links, rest } = await trace(findRoot(), slug)
  const [one] = links
  const rows = slug === null || one === undefined ? rowsOfAll(links, rest) : rowsOfOne(one, rest)
  if (json) return printJson(rows.map(({ text: _text, ...row }) => row))
  const table = rows.map((row) => [...describeOrigin(row), ...row.text])
  const { isTTY, columns } = process.stdout
  print(isTTY ? formatTable(table, columns) : table.map((row) => `${row.join('\t')}\n`).join(''))
  if (rows.some(({ origin }) => origin === 'cut-off')) {
    say(`"^": that commit or an earlier one, which this clone has not; ${UNSHALLOW}`)
  }
}

/** The links of the work tree, and where comes from what no commit here has changed. */
async function trace(
  root: string,
  slug: string | null,
): Promise<{ links: readonly Blamed<Origin>[]; rest: Origin }> {
  await findCheckout(root)
  const SQL = await loadSql()
  const [head, tree] = await Promise.all([readHead(root, SQL), readWorkTree(root, SQL)])
  const traced = startBlame<Origin>(
    slug === null ? sortedLinks(tree.links) : pick(tree.links, slug),
  )
  for (const entry of diffLinks(head.links, tree.links)) traced.goBack(UNCOMMITTED, entry)
  if (head.side.commit === null) return { links: traced.links, rest: UNKNOWN }
  for await (const { diff, problem: _problem, isCutOff, ...revision } of readHistory(
    root,
    head.side.commit,
  )) {
    if (isCutOff) return { links: traced.links, rest: { origin: 'cut-off', revision } }
    for (const entry of diff) traced.goBack({ origin: 'commit', revision }, entry)
    if (traced.isDone(slug === null)) break
  }
  return { links: traced.links, rest: UNKNOWN }
}

function pick(links: ReadonlyMap<string, Link>, slug: string): Link[] {
  const link = links.get(slug)
  if (link !== undefined) return [link]
  const finding = refusal(
    'missing',
    slug,
    'slug',
    `there is no link /${slug}; "log" shows what was`,
  )
  throw new Refused(suggestExisting([finding], links))
}

type Known = { [Key in keyof Revision]: Revision[Key] | null }

interface Row extends Known {
  origin: Origin['origin']
  /** What people read after commit, date and author. */
  text: string[]
}

function rowsOfAll(links: readonly Blamed<Origin>[], rest: Origin): (Row & { slug: string })[] {
  return links.map(({ link: { slug, url }, last }) => {
    return { slug, ...toRow(last ?? rest), text: [`/${slug}`, url] }
  })
}

function rowsOfOne(
  { link, fields }: Blamed<Origin>,
  rest: Origin,
): (Row & { field: keyof Link; value: unknown })[] {
  return LINK_FIELDS.map((field) => {
    const value = link[field]
    const text = [FIELD_NAMES[field], formatValue(value) ?? '(none)']
    return { field, value, ...toRow(fields.get(field) ?? rest), text }
  })
}

function toRow({ origin, revision }: Origin): Omit<Row, 'text'> {
  return { origin, ...(revision ?? { commit: null, author: null, date: null, subject: null }) }
}

function describeOrigin({ origin, commit, date, author }: Row): string[] {
  if (origin === 'work-tree') return ['(not committed)', '', '']
  if (origin === 'unknown') return ['(unknown)', '', '']
  const id = `${origin === 'cut-off' ? '^' : ''}${commit?.slice(0, SHORT_ID) ?? ''}`
  return [id, formatDate(date ?? ''), toLine(author ?? '')]
}
