/** `log`: who changed which links, when, from what and to what. */
import type { Command } from 'commander'
import { refusal } from '../core/finding.ts'
import { followSlug } from '../core/history/follow.ts'
import { writeEntryText } from '../formats/diff-text.ts'
import { findCheckout } from '../stores/checkout/checkout.ts'
import { gitIn } from '../stores/checkout/git-command.ts'
import { type HistoryEntry, readHistory } from '../stores/checkout/history.ts'
import { Refused } from './failure.ts'
import { slugOfArgument } from './input/slug.ts'
import { parseWholeNumber } from './input/values.ts'
import { findRoot } from './project/project.ts'
import { requireCommit, UNSHALLOW } from './project/revisions.ts'
import { formatDate, SHORT_ID } from './terminal/commits.ts'
import { count, paint, print, printJson, say, toLine } from './terminal/output.ts'

interface LogOptions {
  limit?: number
  json?: boolean
}

export function defineLog(program: Command): void {
  program
    .command('log')
    .summary('show who changed links, and when')
    .description(
      'Shows the commits that changed links, newest first: who, when, and each field from what ' +
        'to what. Of one link it follows renames, back to its old slugs and on to its new ones.',
    )
    .argument('[slug]', 'a link; all by default')
    .option('--limit <number>', 'at most so many commits', parseWholeNumber)
    .option('--json', 'print the commits as a JSON array')
    .action(log)
}

async function log(
  argument: string | undefined,
  { limit = Number.POSITIVE_INFINITY, json }: LogOptions,
): Promise<void> {
  const root = findRoot()
  await findCheckout(root)
  const head = await requireCommit(gitIn(root), 'HEAD')
  const entries =
    argument === undefined
      ? await takeChanges(readHistory(root, head), limit)
      : (await readLinkHistory(root, head, slugOfArgument(argument))).slice(0, limit)
  if (json) return printJson(entries.map(toJson))
  print(entries.map((entry) => writeCommit(entry, argument !== undefined)).join('\n'))
  const unreadable = entries.filter(({ problem }) => problem !== null).length
  if (unreadable > 0)
    say(`${count(unreadable, 'commit')} with a data/links.db that can not be read`)
}

async function takeChanges(
  history: AsyncIterable<HistoryEntry>,
  limit: number,
): Promise<HistoryEntry[]> {
  const taken: HistoryEntry[] = []
  if (limit === 0) return taken
  for await (const entry of history) {
    // A merge without decisions of its own, or a file with the same rows, changed no links.
    if (entry.diff.length === 0 && entry.problem === null && !entry.isCutOff) continue
    if (taken.push(entry) >= limit) break
  }
  return taken
}

async function readLinkHistory(root: string, head: string, slug: string): Promise<HistoryEntry[]> {
  const all = await Array.fromAsync(readHistory(root, head))
  const followed = followSlug(
    all.map(({ diff }) => diff),
    slug,
  )
  const entries = all.flatMap((entry, index): HistoryEntry[] => {
    const diff = followed[index] ?? []
    return diff.length > 0 || entry.isCutOff ? [{ ...entry, diff }] : []
  })
  if (entries.some(({ diff, isCutOff }) => diff.length > 0 || isCutOff)) return entries
  const message = `no commit has changed a link /${slug}`
  throw new Refused([refusal('missing', slug, 'slug', message)])
}

function toJson({ diff, ...revision }: HistoryEntry): object {
  return { ...revision, entries: diff }
}

const SHOWN_LINKS = 20

// Of one link all is shown; a commit of many, such as an import, would hide the others.
function writeCommit(entry: HistoryEntry, isWhole: boolean): string {
  const { commit, date, author, subject, diff, problem, isCutOff } = entry
  const shown = isWhole ? diff : diff.slice(0, SHOWN_LINKS)
  const id = commit.slice(0, SHORT_ID)
  const more = diff.length - shown.length
  return [
    `${paint('yellow', id)} ${formatDate(date)} ${paint('bold', toLine(author))}: ${toLine(subject)}\n`,
    ...(problem === null ? [] : [`! data/links.db can not be read here: ${toLine(problem)}\n`]),
    ...(isCutOff ? [`(the history of this clone begins here; ${UNSHALLOW})\n`] : []),
    ...shown.map((one) => writeEntryText(one, paint)),
    ...(more > 0 ? [`and ${count(more, 'more link')}: links diff ${id}~1 ${id}\n`] : []),
  ].join('')
}
