/** `disable` and `enable`: take a link out of service and back. */
import type { Command } from 'commander'
import { editLink } from '../core/changes/change-one.ts'
import { type ChangeOptions, changeOne } from './changes/one-link.ts'
import { addChangeOptions } from './input/fields.ts'
import { slugOfArgument } from './input/slug.ts'

export function defineDisable(program: Command): void {
  const command = program
    .command('disable')
    .summary('stop a link from redirecting')
    .description('Keeps a link but stops it from redirecting, until it is enabled again.')
    .argument('<slug>', 'the link')
  addChangeOptions(command).action((slug: string, options: ChangeOptions) => {
    return switchTo('disabled', slug, options)
  })
}

export function defineEnable(program: Command): void {
  const command = program
    .command('enable')
    .summary('let a disabled link redirect again')
    .description('Lets a disabled link redirect again.')
    .argument('<slug>', 'the link')
  addChangeOptions(command).action((slug: string, options: ChangeOptions) => {
    return switchTo('active', slug, options)
  })
}

async function switchTo(
  state: 'active' | 'disabled',
  argument: string,
  options: ChangeOptions,
): Promise<void> {
  const slug = slugOfArgument(argument)
  await changeOne({
    options,
    apply: (links, context) => editLink(links, slug, { state }, context),
    describe: () => `${state === 'active' ? 'Enable' : 'Disable'} /${slug}`,
    tell: () => `/${slug} is ${state === 'active' ? 'enabled' : 'disabled'}`,
  })
}
