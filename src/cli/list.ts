/** `list`: links in the order of their slugs. */
import { type Command, Option } from 'commander'
import { type Link, STATES } from '../core/link.ts'
import { sortedLinks } from '../core/link-set.ts'
import { searchLinks } from '../core/search.ts'
import { groupDigits } from '../core/text.ts'
import { parseWholeNumber } from './input/values.ts'
import { openProject, readLinks } from './project/project.ts'
import { count, print, printJson, say } from './terminal/output.ts'
import { formatTable } from './terminal/table.ts'

interface ListOptions {
  tag?: string
  state?: Link['state']
  search?: string
  limit?: number
  offset?: number
  json?: boolean
}

export function defineList(program: Command): void {
  program
    .command('list')
    .summary('list links')
    .description(
      'Lists links in the order of their slugs, all unless limited: slug, target, state, title. ' +
        'On a terminal the columns are cut to its width; otherwise tabs divide them.',
    )
    .option('--tag <tag>', 'only links with this tag')
    .addOption(new Option('--state <state>', 'only links in this state').choices(STATES))
    .option('--search <text>', 'only links with this text in slug, target, title, tags or owner')
    .option('--limit <number>', 'at most so many', parseWholeNumber)
    .option('--offset <number>', 'without the first so many', parseWholeNumber)
    .option('--json', 'print the links as a JSON array')
    .action(list)
}

async function list(options: ListOptions): Promise<void> {
  const links = sortedLinks(await readLinks(await openProject()))
  const { tag = null, state = null, search = null, limit = links.length, offset = 0 } = options
  const found = searchLinks(links, { tag, state, search })
  const shown = found.slice(offset, offset + limit)
  if (options.json) return printJson(shown)
  const rows = shown.map((link) => [
    `/${link.slug}`,
    link.url,
    link.state === 'active' ? '' : link.state,
    link.title ?? '',
  ])
  const { isTTY, columns } = process.stdout
  print(isTTY ? formatTable(rows, columns) : rows.map((row) => `${row.join('\t')}\n`).join(''))
  say(
    shown.length === found.length
      ? count(found.length, 'link')
      : `${groupDigits(shown.length)} of ${count(found.length, 'link')}`,
  )
}
