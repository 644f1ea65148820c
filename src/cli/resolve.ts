/** `resolve`: chooses a side for conflicts of a stopped merge, and stages the file at the end. */
import { join } from 'node:path'
import type { Command } from 'commander'
import type { SqlJsStatic } from 'sql.js'
import { encodeLinks } from '../core/database.ts'
import { type Finding, refusal } from '../core/finding.ts'
import { type Link, parseLink } from '../core/link.ts'
import { isSameSet, type LinkSet } from '../core/link-set.ts'
import { type Conflict, nameConflict } from '../core/merge.ts'
import { findCauses, findErrors, nameBreach } from '../core/merging/merge-sets.ts'
import { LINKS_PATH } from '../stores/checkout/checkout.ts'
import { stagingOf } from '../stores/checkout/sparse.ts'
import type { Operation } from '../stores/checkout/stages.ts'
import { writeFileAtomic } from '../stores/files.ts'
import { loadSql } from '../stores/sql.ts'
import { withLinksLock } from './changes/change.ts'
import { Refused, refused, UsageError } from './failure.ts'
import { slugOfArgument } from './input/slug.ts'
import { describeLeftOut } from './merging/left-out.ts'
import { dropNote, writeNote } from './merging/merge-note.ts'
import { describeSettled, type Merging, openMerging, rowOf } from './merging/merging.ts'
import { findRoot } from './project/project.ts'
import { count, say } from './terminal/output.ts'

interface ResolveOptions {
  ours?: boolean
  theirs?: boolean
  field?: string
  all?: boolean
}

export function defineResolve(program: Command): void {
  program
    .command('resolve')
    .summary('choose a side for what is in conflict')
    .description(
      'Chooses one side for links that "conflicts" lists, in data/links.db of the work tree. ' +
        'What each side is, "conflicts" says: in a rebase, --ours is the branch that you rebase ' +
        'onto, and --theirs your own. When nothing is left to choose, the file is staged.',
    )
    .argument('[slugs...]', 'links to settle')
    .option('--ours', 'take the value that the file holds now, of the first side listed')
    .option('--theirs', 'take the value of the second side listed')
    .option('--field <field>', 'settle this field alone; "row" for a link as a whole')
    .option('--all', 'settle all that is still open')
    .action(resolve)
}

async function resolve(slugs: readonly string[], options: ResolveOptions): Promise<void> {
  const { ours = false, theirs = false, all = false, field } = options
  if (ours === theirs) throw new UsageError('give one of --ours and --theirs')
  if (all === slugs.length > 0) throw new UsageError('give slugs, or --all')
  const root = findRoot()
  const SQL = await loadSql()
  await withLinksLock(root, async () => {
    const merging = await openMerging(root, SQL)
    if (merging === null) {
      const advice = (await describeSettled(root)) ?? 'there is nothing to resolve'
      throw refused('no-conflict', `${LINKS_PATH} is in no conflict; ${advice}`)
    }
    if (merging.leftOut) say(`warning: ${describeLeftOut(merging.leftOut, merging.operation)}`)
    const wanted = all ? null : slugs.map(slugOfArgument)
    const chosen = choose(merging, wanted, field)
    const side = ours ? 'ours' : 'theirs'
    await settle({ root, SQL, merging, chosen, side })
  })
}

/** The conflicts that are meant: a slug's also where it was settled before, since minds change. */
function choose(
  { open, conflicts }: Merging,
  slugs: readonly string[] | null,
  field: string | undefined,
): Conflict[] {
  if (slugs === null) return open.filter((one) => field === undefined || one.field === field)
  return slugs.flatMap((slug) => {
    const ofSlug = conflicts.filter((one) => one.slug === slug)
    if (ofSlug.length === 0) throw refuseUnknown(slug, conflicts)
    const chosen = ofSlug.filter((one) => field === undefined || one.field === field)
    if (chosen.length > 0) return chosen
    const fields = ofSlug.map((one) => one.field).join(', ')
    const message = `/${slug} is in no conflict over "${field}", but over: ${fields}`
    throw new Refused([refusal('no-conflict', slug, null, message)])
  })
}

function refuseUnknown(slug: string, conflicts: readonly Conflict[]): Refused {
  const slugs = [...new Set(conflicts.map((one) => `/${one.slug}`))].join(', ')
  const message = `/${slug} is in no conflict; those that are: ${slugs || 'none'}`
  return new Refused([refusal('no-conflict', slug, null, message)])
}

interface Settlement {
  root: string
  SQL: SqlJsStatic
  merging: Merging
  chosen: readonly Conflict[]
  side: 'ours' | 'theirs'
}

async function settle({ root, SQL, merging, chosen, side }: Settlement): Promise<void> {
  const { checkout, stages, operation, open } = merging
  const links = takeSide(merging.links, chosen, side)
  refuseBroken(merging, links, chosen, side)
  if (merging.wasUnmerged) {
    say(`what does not conflict was merged now, since ${explainUnmerged(operation)}`)
  }
  if (merging.wasUnmerged || !isSameSet(links, merging.links)) {
    await writeFileAtomic(join(root, LINKS_PATH), encodeLinks(SQL, links))
  }
  const keys = new Set(chosen.map(nameConflict))
  const kept = side === 'ours' ? merging.kept.union(keys) : merging.kept.difference(keys)
  await writeNote(checkout, stages, kept)
  const left = open.filter((conflict) => !keys.has(nameConflict(conflict)))
  if (chosen.length > 0) {
    say(`${count(chosen.length, 'conflict')} settled as ${operation[side].name} has it`)
  }
  if (left.length > 0) {
    const names = [...new Set(left.map(({ slug }) => `/${slug}`))].slice(0, 10).join(', ')
    say(`${count(left.length, 'conflict')} left: ${names}`)
    return
  }
  await checkout.git.text(await stagingOf(checkout.git))
  await dropNote(checkout)
  say(`${LINKS_PATH} is staged; go on with: ${operation.next}`)
}

function explainUnmerged({ isOctopus }: Operation): string {
  return isOctopus
    ? 'Git calls no driver for three or more branches at once'
    : 'Git ran no driver here; "npm run links -- setup" has it do so next time'
}

function takeSide(links: LinkSet, chosen: readonly Conflict[], side: 'ours' | 'theirs'): LinkSet {
  const taken = new Map(links)
  const findings: Finding[] = []
  for (const [slug, conflicts] of Map.groupBy(chosen, (conflict) => conflict.slug)) {
    const row = conflicts.find(({ field }) => field === 'row')
    const cells = conflicts.filter(({ field }) => field !== 'row')
    const link = row === undefined ? taken.get(slug) : rowOf(row[side])
    if (link === undefined && cells.length > 0) {
      const message = `/${slug} is no longer in ${LINKS_PATH}; take the removal back first: git checkout -m ${LINKS_PATH}`
      findings.push(refusal('missing', slug, null, message))
    } else if (link === undefined) {
      taken.delete(slug)
    } else {
      const changed = withCells(link, cells, side)
      if (changed.ok) taken.set(slug, changed.link)
      else findings.push(...changed.findings)
    }
  }
  if (findings.length > 0) throw new Refused(findings)
  return taken
}

function withCells(link: Link, cells: readonly Conflict[], side: 'ours' | 'theirs') {
  const values = Object.fromEntries(cells.map((conflict) => [conflict.field, conflict[side]]))
  return parseLink({ ...link, ...values })
}

/** Refuses a choice that breaks a rule over the set, and says what to choose along with it. */
function refuseBroken(
  { site, ours, theirs, links, open }: Merging,
  next: LinkSet,
  chosen: readonly Conflict[],
  side: 'ours' | 'theirs',
): void {
  const known = new Set(
    [links, ours, theirs].flatMap((set) => findErrors(set, site)).map(nameBreach),
  )
  const broken = findErrors(next, site).filter((finding) => !known.has(nameBreach(finding)))
  if (broken.length === 0) return
  const causes = new Set(findCauses(next, broken).flatMap(({ slugs }) => slugs))
  const others = open.map(({ slug }) => slug).filter((slug) => causes.has(slug))
  const together = [...new Set([...chosen.map(({ slug }) => slug), ...others])]
  const advice = `npm run links -- resolve ${together.map((slug) => `'${slug}'`).join(' ')} --${side}`
  const findings = broken.map((finding) => {
    return { ...finding, message: `then ${finding.message}; choose for these together: ${advice}` }
  })
  throw new Refused(findings)
}
