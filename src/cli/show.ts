/** `show`: all about one link. */
import type { Command } from 'commander'
import { formatTime } from '../core/fields/time.ts'
import type { Link } from '../core/link.ts'
import { aliasesOf, type LinkSet } from '../core/link-set.ts'
import { slugOfArgument } from './input/slug.ts'
import { requireLink } from './input/suggest.ts'
import { openProject, readLinks, shortUrl } from './project/project.ts'
import { print, printJson } from './terminal/output.ts'
import { describeStanding } from './terminal/standing.ts'

export function defineShow(program: Command): void {
  program
    .command('show')
    .summary('show one link')
    .description('Shows a link: its short URL, its fields, and what it does now.')
    .argument('<slug>', 'the link')
    .option('--json', 'print the link as JSON')
    .action(show)
}

async function show(argument: string, { json }: { json?: boolean }): Promise<void> {
  const project = await openProject()
  const links = await readLinks(project)
  const slug = slugOfArgument(argument)
  const link = requireLink(links, slug)
  if (json) printJson(link)
  else print(`${shortUrl(project.site, slug)}\n${describeLink(links, link)}`)
}

function describeLink(links: LinkSet, link: Link): string {
  const now = formatTime(Date.now())
  const aliases = aliasesOf(links, link.slug).map(({ slug }) => `/${slug}`)
  const lines: [name: string, value: string | null][] = [
    ['now', describeStanding(links, link, now)],
    ['target', link.url],
    ['status', String(link.status)],
    ['state', link.state],
    ['title', link.title],
    ['tags', link.tags.join(' ')],
    ['owner', link.owner],
    ['starts', link.startsAt],
    ['expires', link.expiresAt],
    ['listed', link.listed ? 'yes' : 'no'],
    ['aliases', aliases.join(' ')],
    ['created', `${link.createdAt} by ${link.createdBy}`],
  ]
  return lines
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `  ${name.padEnd(8)} ${value}\n`)
    .join('')
}
