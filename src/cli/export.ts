/** `export`: all links in another format. */
import { type Command, Option } from 'commander'
import { formatTime } from '../core/fields/time.ts'
import { EXPORT_FORMATS, type FormatName, formatOf } from '../formats/formats.ts'
import { openProject, readLinks } from './project/project.ts'
import { print } from './terminal/output.ts'

export function defineExport(program: Command): void {
  program
    .command('export')
    .summary('print all links in another format')
    .description(
      'Prints all links to standard output; importing what was exported changes nothing. CSV, ' +
        'JSON and NDJSON hold all that the database holds, redirects what hosts are told of it.',
    )
    .addOption(
      new Option('--format <format>', 'format to write').choices(EXPORT_FORMATS).default('csv'),
    )
    .option('--json', 'the same as --format json')
    .action(exportLinks)
}

interface ExportOptions {
  format: FormatName
  json?: boolean
}

async function exportLinks({ format, json }: ExportOptions): Promise<void> {
  const project = await openProject()
  const links = await readLinks(project)
  const { write } = formatOf(json ? 'json' : format)
  print(write(links, { site: project.site, now: formatTime(Date.now()) }))
}
