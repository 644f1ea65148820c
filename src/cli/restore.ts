/** `restore`: brings a link back as it was at a revision. */
import type { Command } from 'commander'
import { restoreLink } from '../core/changes/restore.ts'
import { refusal } from '../core/finding.ts'
import type { Link } from '../core/link.ts'
import { findCheckout } from '../stores/checkout/checkout.ts'
import { gitIn } from '../stores/checkout/git-command.ts'
import { loadSql } from '../stores/sql.ts'
import { type ChangeOptions, changeOne } from './changes/one-link.ts'
import { Refused } from './failure.ts'
import { addChangeOptions } from './input/fields.ts'
import { slugOfArgument } from './input/slug.ts'
import { suggestExisting } from './input/suggest.ts'
import { findRoot } from './project/project.ts'
import { readLinksAt, requireCommit } from './project/revisions.ts'

interface RestoreOptions extends ChangeOptions {
  at: string
  reuse?: boolean
}

export function defineRestore(program: Command): void {
  const command = program
    .command('restore')
    .summary('bring a link back as it was')
    .description(
      'Brings a link back as it was at a revision, also from its tombstone or after a purge. ' +
        'Other links stay as they are.',
    )
    .argument('<slug>', 'the link, by the slug that it had then')
    .requiredOption('--at <revision>', 'such as HEAD~1, a tag or a commit')
    .option('--reuse', 'also where the slug stands for another link now')
  addChangeOptions(command).action(restore)
}

async function restore(argument: string, options: RestoreOptions): Promise<void> {
  const { at, reuse = false } = options
  const slug = slugOfArgument(argument)
  const row = await readRow(slug, at)
  await changeOne({
    options,
    apply: (links, { site }) => restoreLink(links, row, { site, reuse }),
    describe: () => `Restore /${slug} as at ${at}`,
    tell: () => `/${slug} is as it was at ${at}`,
  })
}

async function readRow(slug: string, at: string): Promise<Link> {
  const root = findRoot()
  await findCheckout(root)
  const git = gitIn(root)
  const commit = await requireCommit(git, at)
  const links = await readLinksAt(git, await loadSql(), commit, at)
  const row = links?.get(slug)
  if (row !== undefined) return row
  const missing = links === null ? 'there were no links' : `there was no link /${slug}`
  const message = `${missing} at ${at}; "log /${slug}" shows where it was`
  throw new Refused(
    suggestExisting([refusal('missing', slug, 'slug', message)], links ?? new Map()),
  )
}
