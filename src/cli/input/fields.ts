/**
 * The options that say what a link is: shared by `add` and `edit`.
 */
import { type Command, Option } from 'commander'
import { parseWholeNumber } from './values.ts'

/** Values of the field options; `false` is what `--no-title` and its like give. */
export interface FieldOptions {
  slug?: string
  title?: string | false
  tag?: string[] | false
  tags?: boolean
  status?: number
  starts?: string | false
  expires?: string | false
  owner?: string | false
  listed?: boolean
  unlisted?: boolean
  keepCase?: boolean
}

/** Adds the options that `add` and `edit` share. */
export function addFieldOptions(command: Command): Command {
  return command
    .option('--slug <slug>', 'path of the short link, such as docs, talks/2026, gh/* or pr/:id')
    .option('--title <text>', 'one line of at most 200 characters')
    .option('--tag <tag>', 'a tag of a-z, 0-9 and "-"; repeat it for several', collect)
    .option(
      '--status <code>',
      'redirect status: 302 (default), 301, 303, 307 or 308',
      parseWholeNumber,
    )
    .option('--starts <time>', 'from when it redirects, such as 2026-12-31T09:00:00+01:00')
    .option('--expires <time>', 'until when it redirects, such as 2026-12-31T23:59:59Z')
    .option('--owner <handle>', 'person or team that answers for it')
    .option('--keep-case', 'keep capitals of the slug, which is lower-cased otherwise')
    .addOption(new Option('--unlisted', 'keep it out of the public directory').conflicts('listed'))
}

/** Adds the options of all commands that change links. */
export function addChangeOptions(command: Command): Command {
  return command
    .option('--commit', 'commit the change to the current branch')
    .option('--json', 'print the link as JSON')
}

/** The fields as a draft or a patch names them; what was not given is missing, cleared is null. */
export function toFields(options: FieldOptions): Record<string, unknown> {
  const { title, tag, tags, status, starts, expires, owner, listed, unlisted } = options
  const given = {
    title: title === false ? null : title,
    tags: tag === false || tags === false ? [] : tag,
    status,
    startsAt: starts === false ? null : starts,
    expiresAt: expires === false ? null : expires,
    owner: owner === false ? null : owner,
    listed: unlisted === true ? false : listed,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function collect(value: string, previous: string[] | false | undefined): string[] {
  return [...(previous || []), value]
}
