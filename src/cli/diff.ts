/** `diff`: the links that differ between two revisions or files. */
import { type Command, Option } from 'commander'
import { diffLinks } from '../core/diff.ts'
import { findRisks } from '../core/review/risks.ts'
import { writeDiffJson } from '../formats/diff-json.ts'
import { writeDiffMarkdown } from '../formats/diff-markdown.ts'
import type { ComparedSide, DiffReport } from '../formats/diff-report.ts'
import { writeDiffText } from '../formats/diff-text.ts'
import { findCheckout } from '../stores/checkout/checkout.ts'
import { loadSql } from '../stores/sql.ts'
import { findProject, findRoot } from './project/project.ts'
import { readHead, readNamed, readWorkTree, type Side } from './project/revisions.ts'
import { paint, print, toLine } from './terminal/output.ts'

type DiffFormat = 'text' | 'markdown' | 'json'

const WRITERS: Readonly<Record<DiffFormat, (report: DiffReport) => string>> = {
  text: ({ before, after, ...rest }) =>
    writeDiffText({ before: withPlainName(before), after: withPlainName(after), ...rest }, paint),
  markdown: writeDiffMarkdown,
  json: writeDiffJson,
}

// Only names of revisions and files can hold hidden characters; links are proved.
function withPlainName(side: ComparedSide): ComparedSide {
  return { ...side, name: toLine(side.name) }
}

interface DiffOptions {
  format: DiffFormat
  json?: boolean
}

export function defineDiff(program: Command): void {
  program
    .command('diff')
    .summary('show which links differ')
    .description(
      'Shows which links were added, removed, changed and renamed between two revisions or ' +
        'files, field by field, and what a reviewer should look at twice. Where a name stands ' +
        'for both, it is the revision; "./name" is the file. Exits with 0 whether or not links differ.',
    )
    .argument('[a]', 'revision or file; HEAD by default')
    .argument('[b]', 'revision or file; the work tree by default')
    .addOption(
      new Option('--format <format>', 'how to show it')
        .choices(Object.keys(WRITERS))
        .default('text'),
    )
    .option('--json', 'the same as --format json')
    .action(diff)
}

async function diff(
  a: string | undefined,
  b: string | undefined,
  { format, json }: DiffOptions,
): Promise<void> {
  const SQL = await loadSql()
  // Two files can be compared anywhere.
  const root = a === undefined || b === undefined ? findRoot() : (findProject() ?? process.cwd())
  const before = a === undefined ? await headOf(root, SQL) : await readNamed(root, SQL, a)
  const after = b === undefined ? await readWorkTree(root, SQL) : await readNamed(root, SQL, b)
  print(WRITERS[json ? 'json' : format](report(before, after)))
}

async function headOf(root: string, SQL: Awaited<ReturnType<typeof loadSql>>): Promise<Side> {
  // Says what is missing where there is no git.
  await findCheckout(root)
  return readHead(root, SQL)
}

function report(before: Side, after: Side): DiffReport {
  const diff = diffLinks(before.links, after.links)
  const risks = findRisks(before.links, after.links, diff)
  return { before: before.side, after: after.side, diff, risks }
}
