/** `rename`: moves a link to another slug. */
import { type Command, Option } from 'commander'
import { type Leaving, renameLink } from '../core/changes/change-one.ts'
import { type ChangeOptions, changeOne } from './changes/one-link.ts'
import { addChangeOptions } from './input/fields.ts'
import { lowerSlug, slugOfArgument } from './input/slug.ts'

interface RenameOptions extends ChangeOptions {
  retire?: boolean
  forget?: boolean
  keepCase?: boolean
}

export function defineRename(program: Command): void {
  const command = program
    .command('rename')
    .summary('move a link to another slug')
    .description(
      'Moves a link to another slug. The old slug becomes an alias of the new one, so that ' +
        'links that were given out go on working.',
    )
    .argument('<slug>', 'the link')
    .argument('<new>', 'its new slug')
    .addOption(new Option('--retire', 'leave a tombstone instead of an alias').conflicts('forget'))
    .option('--forget', 'leave nothing, so that the old slug is free again')
    .option('--keep-case', 'keep capitals of the new slug, which is lower-cased otherwise')
  addChangeOptions(command).action(rename)
}

async function rename(argument: string, wanted: string, options: RenameOptions): Promise<void> {
  const slug = slugOfArgument(argument)
  const { slug: newSlug = wanted, notices } = lowerSlug(wanted, options.keepCase)
  const leaving = options.retire ? 'tombstone' : options.forget ? 'nothing' : 'alias'
  await changeOne({
    options,
    writesHandle: leaving === 'alias',
    apply(links, context) {
      const change = renameLink(links, slug, newSlug, leaving satisfies Leaving, context)
      return change.ok ? { ...change, findings: [...notices, ...change.findings] } : change
    },
    describe: (link) => `Rename /${slug} to /${link.slug}`,
    tell: (link) => `/${slug} is now /${link.slug}; ${LEFT[leaving](slug)}`,
  })
}

const LEFT: Record<Leaving, (slug: string) => string> = {
  alias: (slug) => `/${slug} leads to it as an alias`,
  tombstone: (slug) => `/${slug} is a tombstone`,
  nothing: (slug) => `/${slug} is free`,
}
