/** `import`: adds the links of a file, all or none. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import { type Finding, hasErrors } from '../core/finding.ts'
import type { LinkSet } from '../core/link-set.ts'
import { formatTime } from '../core/time.ts'
import {
  detectFormat,
  EXPORT_FORMATS,
  type Format,
  type FormatName,
  formatOf,
  IMPORT_FORMATS,
} from '../formats/formats.ts'
import { type Imported, nothingBut } from '../formats/imported.ts'
import { decodeText } from '../formats/text.ts'
import { requireHandle } from './author.ts'
import { changeLinks, commitMessage } from './change.ts'
import { refused, UsageError } from './failure.ts'
import { addRows, type ImportChoices, type RowsAdded } from './import-rows.ts'
import { count, printJson, say, sayFindings } from './output.ts'
import { openProject, resolveFile } from './project.ts'
import { suggestSlugs } from './suggest.ts'

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
      'Adds the links of a file, all or none; every bad row is listed with its line.\n' +
        'CSV names its columns in the first line: slug, url, title, tags, …; "url" is required,\n' +
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
    .addOption(new Option('--dry-run', 'tell what would be done, and do nothing').conflicts('commit'))
    .option('--commit', 'commit the change to the current branch')
    .option('--json', 'print {added, replaced, unchanged, skipped, findings} as JSON')
    .action(importFile)
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const name = file === '-' ? 'standard input' : basename(file)
  const read = chooseReader(file, options.format)
  const project = await openProject()
  const imported = readText(await readBytes(file), read)
  const seed = randomBytes(32)
  const needsHandle = imported.rows.some(({ draft }) => draft.createdBy === undefined)
  const by = needsHandle ? await requireHandle(project.root) : 'nobody'
  const context = { site: project.site, now: formatTime(Date.now()), by, seed }
  if (process.stderr.isTTY && imported.rows.length >= LONG) {
    say(`judging ${count(imported.rows.length, 'row')} …`)
  }
  const operation = (links: LinkSet) => {
    const report = importInto(links, imported, options, context)
    const message = commitMessage(`Import ${count(changed(report), 'link')} from ${name}`)
    return { links: report.links, message, result: report }
  }
  const report = options.dryRun
    ? await preview(project, operation)
    : await changeLinks(project, options, operation)
  tell(report, name, options)
  if (report.links === null && !options.dryRun) process.exitCode = 1
}
