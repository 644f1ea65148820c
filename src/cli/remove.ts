/** `remove`: takes a link away for good. */
import type { Command } from 'commander'
import { removeLink } from '../core/changes/change-one.ts'
import { type ChangeOptions, changeOne } from './changes/one-link.ts'
import { addChangeOptions } from './input/fields.ts'
import { slugOfArgument } from './input/slug.ts'

interface RemoveOptions extends ChangeOptions {
  purge?: boolean
  withAliases?: boolean
}

export function defineRemove(program: Command): void {
  const command = program
    .command('remove')
    .summary('remove a link')
    .description(
      'Removes a link and leaves a tombstone, so that its slug does not pass to something else ' +
        'by mistake. A link with aliases is removed only together with them.',
    )
    .argument('<slug>', 'the link')
    .option('--purge', 'leave no tombstone, as if the link had never been')
    .option('--with-aliases', 'remove the aliases that stand for it too')
  addChangeOptions(command).action(remove)
}

async function remove(argument: string, options: RemoveOptions): Promise<void> {
  const slug = slugOfArgument(argument)
  const { purge, withAliases } = options
  await changeOne({
    options,
    apply: (links) => {
      return removeLink(links, slug, {
        ...(purge && { purge }),
        ...(withAliases && { withAliases }),
      })
    },
    describe: () => `Remove /${slug}`,
    tell: () => `/${slug} is removed; its slug ${purge ? 'is free' : 'stays reserved'}`,
  })
}
