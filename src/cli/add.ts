/** `add`: adds one link and prints its short URL. */
import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { bytesFrom } from '../api/random.ts'
import { addLinks } from '../core/changes/add-links.ts'
import { formatTime } from '../core/fields/time.ts'
import { linkDraftSchema, toFindings } from '../core/link.ts'
import { changeLinks, commitMessage } from './changes/change.ts'
import type { ChangeOptions } from './changes/one-link.ts'
import { Refused } from './failure.ts'
import { addChangeOptions, addFieldOptions, type FieldOptions, toFields } from './input/fields.ts'
import { suggestSlugs } from './input/suggest.ts'
import { readTypedUrl } from './input/typed-url.ts'
import { requireHandle } from './project/author.ts'
import { openProject, shortUrl } from './project/project.ts'
import { print, printJson, say, sayFindings } from './terminal/output.ts'

interface AddOptions extends FieldOptions, ChangeOptions {
  reuse?: boolean
}

export function defineAdd(program: Command): void {
  const command = program
    .command('add')
    .summary('add a link and print its short URL')
    .description(
      'Adds a link and prints its short URL, alone, on standard output. ' +
        'Without --slug it gets a random one. The same link given again changes nothing.',
    )
    .argument(
      '<url>',
      'where it leads: an http or https URL, or "/" and a slug of this site; "-" reads it from standard input',
    )
  addChangeOptions(
    addFieldOptions(command).option('--reuse', 'take the slug of a removed link'),
  ).action(add)
}

async function add(given: string, options: AddOptions): Promise<void> {
  const project = await openProject()
  const { site } = project
  const by = await requireHandle(project.root)
  const url = given === '-' ? await readTypedUrl() : given
  const now = formatTime(Date.now())
  // Drawn once, so that a commit that tries again draws the same slug.
  const seed = randomBytes(32)
  const input = {
    url,
    ...(options.slug !== undefined && { slug: options.slug }),
    ...toFields(options),
  }
  const { keepCase, reuse } = options
  const { link, outcome, findings } = await changeLinks(project, options, (links) => {
    const draft = linkDraftSchema.safeParse(input)
    if (!draft.success) {
      const findings = toFindings(draft.error, options.slug ?? null)
      throw new Refused(suggestSlugs(findings, links, { site, seed }))
    }
    const context = { site, now, by, random: bytesFrom(seed) }
    const result = addLinks(links, [{ draft: draft.data, keepCase, reuse }], context)
    if (!result.ok) throw new Refused(result.failures.flatMap(({ findings }) => findings))
    const [added] = result.added
    if (added === undefined) throw new Error('addLinks answered nothing for one link')
    return { links: result.links, message: commitMessage(`Add /${added.link.slug}`), result: added }
  })
  sayFindings(findings)
  if (outcome === 'unchanged') say(`/${link.slug} is there already and says the same`)
  if (options.json) printJson(link)
  else print(`${shortUrl(site, link.slug)}\n`)
}
