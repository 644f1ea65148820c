/** `import`: adds the links of a file, all or none. */
import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import type { Added } from '../core/changes/add-links.ts'
import type { ChangeContext } from '../core/changes/change-one.ts'
import { formatTime } from '../core/fields/time.ts'
import { type Finding, hasErrors } from '../core/finding.ts'
import type { LinkSet } from '../core/link-set.ts'
import { groupDigits } from '../core/text.ts'
import {
  detectFormat,
  type Format,
  type FormatName,
  formatOf,
  IMPORT_FORMATS,
} from '../formats/formats.ts'
import { brokenFile, type Imported } from '../formats/imported.ts'
import { decodeText } from '../formats/text.ts'
import { changeLinks, commitMessage } from './changes/change.ts'
import { addRows, type ImportChoices } from './changes/import-rows.ts'
import { Refused, UsageError } from './failure.ts'
import { readInput } from './input/named-file.ts'
import { suggestSlugs } from './input/suggest.ts'
import { requireHandle } from './project/author.ts'
import { openProject, readLinks } from './project/project.ts'
import { count, printJson, say, sayFindings } from './terminal/output.ts'

interface ImportOptions {
  format?: FormatName
  onConflict: ImportChoices['onConflict']
  skipInvalid?: boolean
  lowerCase?: boolean
  dryRun?: boolean
  commit?: boolean
  json?: boolean
}

export function defineImport(program: Command): void {
  program
    .command('import')
    .summary('add the links of a file')
    .description(
      'Adds the links of a file, all or none; every bad row is listed with its line. ' +
        'CSV names its columns in the first line: slug, url, title, tags, …; "url" is required, ' +
        'delimiter and encoding are detected. Slugs keep their case.',
    )
    .argument('<file>', 'the file, or "-" for standard input')
    .addOption(
      new Option('--format <format>', 'format of the file; told by its name otherwise').choices(
        IMPORT_FORMATS,
      ),
    )
    .addOption(
      new Option('--on-conflict <way>', 'what to do where a slug stands for something else')
        .choices(['fail', 'skip', 'replace'])
        .default('fail'),
    )
    .option('--skip-invalid', 'import the rest, and tell what was left out')
    .option('--lower-case', 'lower-case the slugs')
    .addOption(
      new Option('--dry-run', 'tell what would be done, and do nothing').conflicts('commit'),
    )
    .option('--commit', 'commit the change to the current branch')
    .option('--json', 'print {added, replaced, unchanged, skipped, findings} as JSON')
    .action(importFile)
}

const LONG = 5_000

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const name = file === '-' ? 'standard input' : basename(file)
  const format = chooseFormat(file, options.format)
  const project = await openProject()
  const decoded = decodeText(await readInput(file))
  const imported = decoded.ok ? format.read(decoded.text) : brokenFile(decoded.finding)
  if (process.stderr.isTTY && imported.rows.length >= LONG) {
    say(`judging ${count(imported.rows.length, 'row')} …`)
  }
  const writesHandle = imported.rows.some(({ draft }) => draft.createdBy === undefined)
  const by = writesHandle ? await requireHandle(project.root) : 'nobody'
  const context = { site: project.site, now: formatTime(Date.now()), by, seed: randomBytes(32) }
  const operation = (links: LinkSet) => {
    const written = decoded.ok ? format.findWritten?.(decoded.text, links, context) : undefined
    const rest = written === undefined ? imported : withoutLines(imported, written)
    const report = importInto(links, rest, { ...options, name }, context)
    report.unchanged += written?.size ?? 0
    const message = commitMessage(
      `Import ${count(report.added + report.replaced, 'link')} from ${name}`,
    )
    return { links: report.links, message, result: report }
  }
  const {
    links: _,
    left,
    ...report
  } = options.dryRun
    ? operation(await readLinks(project)).result
    : await changeLinks(project, options, operation)
  sayFindings(report.findings, name, 'left out')
  if (options.json) printJson(report)
  else say(describeReport(report, left, options.dryRun === true))
}

type Importable = Format & { read: NonNullable<Format['read']> }

function chooseFormat(file: string, given: FormatName | undefined): Importable {
  const name = given ?? (file === '-' ? null : detectFormat(basename(file)))
  const choices = `--format ${IMPORT_FORMATS.join('|')}`
  if (name === null) {
    const what = file === '-' ? 'standard input' : JSON.stringify(basename(file))
    throw new UsageError(`the format of ${what} is not known; name it with ${choices}`)
  }
  const { read, ...format } = formatOf(name)
  if (read === null) throw new UsageError(`${name} can be exported, not imported; use ${choices}`)
  return { ...format, read }
}

function withoutLines(imported: Imported, lines: ReadonlySet<number>): Imported {
  return {
    ...imported,
    rows: imported.rows.filter(({ line }) => !lines.has(line)),
    findings: imported.findings.filter(({ line }) => line === undefined || !lines.has(line)),
  }
}

interface Report {
  links: LinkSet
  added: number
  replaced: number
  unchanged: number
  skipped: number
  /** Warnings, and what is wrong with rows that were left out. */
  findings: Finding[]
  /** How many rows were left out. */
  left: number
}

function importInto(
  links: LinkSet,
  imported: Imported,
  { onConflict, skipInvalid = false, lowerCase = false, name }: ImportOptions & { name: string },
  context: ChangeContext & { seed: Uint8Array },
): Report {
  const choices = { onConflict, skipInvalid, lowerCase }
  const result = addRows(links, imported.rows, choices, context)
  const found = [...imported.findings, ...result.findings].sort(byPlace)
  const findings = suggestSlugs(found, links, context)
  const mayLeaveOut = skipInvalid && !imported.isBroken
  if (!result.ok || (hasErrors(findings) && !mayLeaveOut)) {
    // Of a file that can't be read, what else was noticed only hides why.
    throw new Refused(imported.isBroken ? findings.filter(isError) : findings, name)
  }
  const outcomes = (wanted: Added['outcome']) => {
    return result.added.filter(({ outcome }) => outcome === wanted).length
  }
  const bad = findings.filter(isError)
  return {
    links: result.links,
    added: outcomes('added'),
    replaced: outcomes('replaced'),
    unchanged: outcomes('unchanged'),
    skipped: outcomes('skipped'),
    findings,
    // A row may break several rules.
    left: new Set(bad.map(({ line, message }) => `${line} ${/^entry \d+/.exec(message)}`)).size,
  }
}

function isError({ severity }: Finding): boolean {
  return severity === 'error'
}

function byPlace(a: Finding, b: Finding): number {
  return (a.line ?? 0) - (b.line ?? 0)
}

function describeReport(
  { added, replaced, unchanged, skipped }: Omit<Report, 'links' | 'left'>,
  left: number,
  isRehearsal: boolean,
): string {
  const counts = [
    [added, 'added'],
    [replaced, 'replaced'],
    [unchanged, 'unchanged'],
    [skipped, 'skipped'],
    [left, 'left out'],
  ] as const
  const parts = counts
    .filter(([number], index) => number > 0 || index === 0)
    .map(([number, what]) => `${groupDigits(number)} ${what}`)
  return `${isRehearsal ? 'would be: ' : ''}${parts.join(', ')}`
}
