/**
 * A merge of the links that stopped: what is in conflict, and what of it is still open. All of it
 * is computed from the index's three stages and the file in the work tree.
 */
import type { SqlJsStatic } from 'sql.js'
import { readSite } from '../../config.ts'
import { DatabaseError, decodeLinks } from '../../core/database.ts'
import { isSameValue, type Link, parseLink } from '../../core/link.ts'
import { isSameSet, type LinkSet } from '../../core/link-set.ts'
import { type Conflict, isSameRow, mergeRows, nameConflict } from '../../core/merge.ts'
import { mergeSets } from '../../core/merging/merge-sets.ts'
import type { Site } from '../../core/site.ts'
import { type Checkout, findCheckout, LINKS_PATH } from '../../stores/checkout/checkout.ts'
import { stagingOf } from '../../stores/checkout/sparse.ts'
import {
  findOperation,
  hasDriverRun,
  type Operation,
  readSettledStages,
  readStages,
  type Stages,
} from '../../stores/checkout/stages.ts'
import { readLinksFile } from '../../stores/checkout/work-tree-file.ts'
import { findingsOf, refused } from '../failure.ts'
import { findLeftOut, type LeftOut } from './left-out.ts'
import { readNote } from './merge-note.ts'

export interface Merging {
  checkout: Checkout
  operation: Operation
  stages: Stages
  /** The command that stages the file once all is settled. */
  staging: string
  /** `null` where `data/site.json` can't be read, as in a conflict of its own. */
  site: Site | null
  ours: LinkSet
  theirs: LinkSet
  /** All conflicts, in the order of their slugs. */
  conflicts: readonly Conflict[]
  /** Those that nobody has settled yet. */
  open: readonly Conflict[]
  /** The links to go on from: the work tree's, with all that merged by itself. */
  links: LinkSet
  /** Whether the file in the work tree lacked what merged by itself. */
  wasUnmerged: boolean
  /** Conflicts that were settled as ours. */
  kept: ReadonlySet<string>
  /** What of one side the file lacks, where it is the other's as a whole. */
  leftOut: LeftOut | null
}

/**
 * Looks at the stopped merge of the project's links; `null` where there is none.
 *
 * @throws {Refused} when a side deleted the file or can't be read, with the way out
 */
export async function openMerging(root: string, SQL: SqlJsStatic): Promise<Merging | null> {
  const checkout = await findCheckout(root)
  const stages = await readStages(checkout)
  if (stages === null) return null
  const operation = await findOperation(checkout, stages)
  const staging = `git ${(await stagingOf(checkout.git)).join(' ')}`
  if (stages.ours === null || stages.theirs === null) {
    throw refuseDeleted(stages, operation, staging)
  }
  const whole = { operation, staging }
  const [ours, theirs, base] = [
    await readSide(checkout, SQL, stages.ours, 'ours', whole),
    await readSide(checkout, SQL, stages.theirs, 'theirs', whole),
    stages.base === null ? new Map() : await readSide(checkout, SQL, stages.base, null, whole),
  ]
  const site = await readSiteIfAny(root)
  const merged = mergeSets(base, ours, theirs, site)
  const { links: file } = await readLinksFile(root, SQL)
  const kept = await readNote(checkout, stages)
  const isMerged = kept !== null || (await hasDriverRun(checkout, stages))
  const links = isMerged ? file : completeFile(ours, file, merged.links)
  return {
    checkout,
    operation,
    stages,
    staging,
    site,
    ours,
    theirs,
    conflicts: merged.conflicts,
    open: merged.conflicts.filter((conflict) => isOpen(conflict, links, kept ?? NONE)),
    links,
    wasUnmerged: !isSameSet(links, file),
    kept: kept ?? NONE,
    leftOut: findLeftOut({ base, ours, theirs, site, merged: merged.links, file: links }),
  }
}

/** Says how to open a conflict again that was staged before its merge is over; or `null`. */
export async function describeSettled(root: string): Promise<string | null> {
  const checkout = await findCheckout(root)
  const stages = await readSettledStages(checkout)
  if (stages === null || !(await findOperation(checkout, stages)).isKnown) return null
  return `it was settled and staged; to choose again: git checkout -m ${LINKS_PATH}`
}

const NONE: ReadonlySet<string> = new Set()

function refuseDeleted({ ours }: Stages, operation: Operation, staging: string): Error {
  const [deleting, other] =
    ours === null ? [operation.ours, operation.theirs] : [operation.theirs, operation.ours]
  const message = `${deleting.name} deleted ${LINKS_PATH}, ${other.name} changed it; keep it with: ${staging}, or let it go with: git rm ${LINKS_PATH}`
  return refused('merge-deleted', message)
}

async function readSide(
  { git }: Checkout,
  SQL: SqlJsStatic,
  blob: string,
  side: 'ours' | 'theirs' | null,
  { operation, staging }: Pick<Merging, 'operation' | 'staging'>,
): Promise<LinkSet> {
  const { abort } = operation
  try {
    return decodeLinks(SQL, await git.bytes(['cat-file', 'blob', blob]))
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const name = side === null ? 'the common ancestor' : operation[side].name
    const whole = side === 'ours' ? 'theirs' : 'ours'
    const message = `${LINKS_PATH} of ${name} can not be read: ${error.message}; take the ${operation.name} back (${abort}) and mend it there, or take the side of ${operation[whole].name} whole: git checkout --${whole} ${LINKS_PATH} && ${staging}`
    throw refused('merge-unreadable', message)
  }
}

async function readSiteIfAny(root: string): Promise<Site | null> {
  try {
    return await readSite(root)
  } catch (error) {
    if (findingsOf(error) === null) throw error
    return null
  }
}

/**
 * The file with all that merged by itself. Where Git ran no driver, it left the file as ours has
 * it, and without this the other side's changes would be lost. A person's edits stay. One row that
 * came shows that a driver ran after all, as `git checkout --merge` has it do.
 */
function completeFile(ours: LinkSet, file: LinkSet, merged: LinkSet): LinkSet {
  const slugs = [...new Set([...ours.keys(), ...merged.keys()])]
  const came = slugs.filter((slug) => !isSameRow(ours.get(slug), merged.get(slug)))
  const hasMerged = came.some((slug) => isSameRow(file.get(slug), merged.get(slug)))
  if (came.length === 0 || hasMerged) return file
  return mergeRows({ base: ours, ours: file, theirs: merged }).links
}

/**
 * Whether nobody has chosen yet. The driver leaves ours in the file, so a cell that holds anything
 * else was settled by somebody, by "resolve --theirs" or by an edit. That ours was chosen can't be
 * seen in the file; "resolve --ours" writes it down in the git directory.
 */
function isOpen(conflict: Conflict, links: LinkSet, kept: ReadonlySet<string>): boolean {
  return holdsOurs(conflict, links.get(conflict.slug)) && !kept.has(nameConflict(conflict))
}

function holdsOurs({ field, ours }: Conflict, row: Link | undefined): boolean {
  if (field !== 'row') return row !== undefined && isSameValue(row[field], ours)
  return isSameRow(row, rowOf(ours))
}

/** The row that a conflict's value stands for; `undefined` where that side has none. */
export function rowOf(value: unknown): Link | undefined {
  const parsed = parseLink(value)
  return parsed.ok ? parsed.link : undefined
}

/** What is left to do once all is settled. */
export function describeEnd({ operation: { next }, staging, wasUnmerged }: Merging): string {
  // Where Git ran no driver the file holds one side alone, and staging it would drop the other.
  if (wasUnmerged) {
    return `Git has not merged the other side yet; do it and go on: npm run links -- resolve --all --ours && ${next}`
  }
  return `All is settled; stage it and go on: ${staging} && ${next}`
}
