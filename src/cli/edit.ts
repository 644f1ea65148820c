/** `edit`: changes fields of one link. */
import type { Command } from 'commander'
import { editLink } from '../core/changes/change-one.ts'
import { linkPatchSchema, toFindings } from '../core/link.ts'
import { type ChangeOptions, changeOne } from './changes/one-link.ts'
import { UsageError } from './failure.ts'
import { addChangeOptions, addFieldOptions, type FieldOptions, toFields } from './input/fields.ts'
import { lowerSlug, slugOfArgument } from './input/slug.ts'

interface EditOptions extends FieldOptions, ChangeOptions {
  url?: string
}

export function defineEdit(program: Command): void {
  const command = program
    .command('edit')
    .summary('change fields of a link')
    .description(
      'Changes the given fields of a link; the others stay as they are. ' +
        '--tag replaces all tags. A new --slug leaves an alias at the old one, as "rename" does.',
    )
    .argument('<slug>', 'the link')
    .option('--url <url>', 'where it leads')
  addFieldOptions(command)
    .option('--listed', 'show it in the public directory')
    .option('--no-title', 'remove the title')
    .option('--no-tag', 'remove all tags')
    .option('--no-tags', 'the same')
    .option('--no-starts', 'let it redirect at once')
    .option('--no-expires', 'let it redirect for good')
    .option('--no-owner', 'remove the owner')
  addChangeOptions(command).action(edit)
}

async function edit(argument: string, options: EditOptions): Promise<void> {
  const slug = slugOfArgument(argument)
  const { slug: newSlug, notices } = lowerSlug(options.slug, options.keepCase)
  const fields = toFields(options)
  const { url } = options
  const input = {
    ...fields,
    ...(url !== undefined && { url }),
    ...(newSlug !== undefined && { slug: newSlug }),
  }
  if (Object.keys(input).length === 0) {
    throw new UsageError('nothing to change was given; see: npm run links -- edit --help')
  }
  await changeOne({
    options,
    writesHandle: newSlug !== undefined,
    apply(links, context) {
      const patch = linkPatchSchema.safeParse(input)
      if (!patch.success) {
        // A slug that is refused is the new one; all else is about the link.
        const findings = toFindings(patch.error, slug).map((finding) => {
          return finding.field === 'slug' ? { ...finding, slug: newSlug ?? null } : finding
        })
        return { ok: false, reason: 'invalid', findings }
      }
      const change = editLink(links, slug, patch.data, context)
      return change.ok ? { ...change, findings: [...notices, ...change.findings] } : change
    },
    describe: (link) => (link.slug === slug ? `Edit /${slug}` : `Rename /${slug} to /${link.slug}`),
    tell: (link) => {
      return link.slug === slug
        ? `/${slug} is changed`
        : `/${slug} is now /${link.slug}; /${slug} leads to it as an alias`
    },
  })
}
