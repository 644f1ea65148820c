/**
 * What a revision proposes to change of the links at another: the two merged, compared with what
 * stands already. Reads the proposal as data of a bounded size; nothing of it is run.
 */
import { isDeepStrictEqual } from 'node:util'
import type { SqlJsStatic } from 'sql.js'
import { decodeLinks, encodeLinks } from '../../core/database.ts'
import { type Diff, diffLinks } from '../../core/diff.ts'
import { type Finding, notice, refusal } from '../../core/finding.ts'
import { isSameSet, type LinkSet } from '../../core/link-set.ts'
import type { Conflict } from '../../core/merge.ts'
import { mergeSets } from '../../core/merging/merge-sets.ts'
import { reviewChange } from '../../core/review/review.ts'
import { findRisks, type Risk } from '../../core/review/risks.ts'
import type { Site } from '../../core/site.ts'
import { type Checkout, LINKS_PATH } from '../../stores/checkout/checkout.ts'
import { findingsOf } from '../failure.ts'
import { checkSet } from '../project/check-set.ts'
import {
  findLinksEntry,
  findSiteEntry,
  readLinksEntry,
  readSiteEntry,
  readSized,
} from './files-at.ts'

/** An approval, and of what. */
export interface Approval {
  handle: string
  /** The commit that was looked at; `null` where nobody knows, and it counts for any. */
  commit: string | null
  /** Whether the host says that they may write; others speak for their own links alone. */
  mayWrite: boolean
}

/** What is proposed, and what to say of it. */
export interface Judged {
  /** Links that stand at the base. */
  before: LinkSet
  /** Links as they were after a merge; conflicts are as the base has them. */
  after: LinkSet
  diff: Diff
  risks: Risk[]
  findings: Finding[]
}

export interface Proposal {
  /** Ids of commits. */
  base: string
  head: string
  actor: string | null
  approvals: readonly Approval[]
}

/** Judges what `head` proposes, by the owners and teams at `base`. */
export async function judgeProposal(
  checkout: Checkout,
  SQL: SqlJsStatic,
  { base, head, actor, approvals }: Proposal,
): Promise<Judged> {
  const read = await readProposal(checkout, SQL, base, head)
  const { before, after, site, baseSite } = read
  const diff = diffLinks(before, after)
  const { current, stale } = await sortApprovals(checkout, SQL, { base, head, approvals }, after)
  const review = (approved: readonly Approval[]): Finding[] => {
    const approvedBy = approved.map(({ handle }) => handle)
    return reviewChange({
      before,
      after,
      site: baseSite,
      proposedSite: site,
      actor,
      approvedBy,
    })
  }
  // An owner may approve what is theirs; that a tombstone's slug is used again takes more.
  const reviewed = [
    ...review(current).filter(({ rule }) => !isTombstoneRule(rule)),
    ...review(current.filter(({ mayWrite }) => mayWrite)).filter(({ rule }) =>
      isTombstoneRule(rule),
    ),
  ]
  const isChanged = diff.length > 0 || read.findings.length > 0 || reviewed.length > 0
  return {
    before,
    after,
    diff,
    risks: findRisks(before, after, diff),
    findings: isChanged
      ? [...read.findings, ...(await findNew(SQL, read)), ...reviewed, ...stale.map(describeStale)]
      : [],
  }
}

// What the base is warned of already is no matter of the proposal.
async function findNew(
  SQL: SqlJsStatic,
  { before, after, site, baseSite }: ReadProposal,
): Promise<Finding[]> {
  const known = new Set((await checkSet(before, baseSite, SQL)).map(nameOf))
  const found = await checkSet(after, site, SQL)
  return found.filter((finding) => finding.severity === 'error' || !known.has(nameOf(finding)))
}

function nameOf({ rule, slug, message }: Finding): string {
  return JSON.stringify([rule, slug, message])
}

function isTombstoneRule(rule: string): boolean {
  return rule.startsWith('tombstone')
}

interface ReadProposal {
  before: LinkSet
  after: LinkSet
  site: Site
  baseSite: Site
  findings: Finding[]
}

async function readProposal(
  checkout: Checkout,
  SQL: SqlJsStatic,
  base: string,
  head: string,
): Promise<ReadProposal> {
  const { git } = checkout
  const fork = await git.tryText(['merge-base', base, head])
  const sides = {
    fork: fork === null ? null : await findLinksEntry(checkout, fork),
    base: await findLinksEntry(checkout, base),
    head: await findLinksEntry(checkout, head),
  }
  const baseSite = await readSiteEntry(git, await findSiteEntry(checkout, base))
  const { site, findings } = await readProposedSite(checkout, { fork, base, head, baseSite })
  const before = await readLinksEntry(git, SQL, sides.base, 'the base')
  const unchanged = { before, after: before, site, baseSite }
  if (isDeepStrictEqual(sides.head, sides.fork) || isDeepStrictEqual(sides.head, sides.base)) {
    return { ...unchanged, findings }
  }
  if (sides.head === null) {
    const message = `the proposal deletes ${LINKS_PATH}; bring it back: git checkout ${base.slice(0, 10)} -- ${LINKS_PATH}`
    findings.push(refusal('database-missing', null, null, message))
    return { ...unchanged, findings }
  }
  try {
    const proposed = await readSized(git, sides.head, LINKS_PATH)
    const links = decodeLinks(SQL, proposed)
    if (Buffer.compare(proposed, encodeLinks(SQL, links)) !== 0) findings.push(NOT_CANONICAL)
    const forked = await readLinksEntry(git, SQL, sides.fork, 'the common ancestor')
    const merged = mergeSets(forked, before, links, site)
    findings.push(...describeConflicts(merged.conflicts))
    return { ...unchanged, after: merged.links, findings }
  } catch (error) {
    const failures = findingsOf(error)
    if (failures === null) throw error
    return { ...unchanged, findings: [...findings, ...failures] }
  }
}

const CONFLICTS_MAX = 20

const NOT_CANONICAL = refusal(
  'not-canonical',
  null,
  null,
  `${LINKS_PATH} is valid but not in its canonical form, so Git would show changes that are none; run: npm run links -- check --fix`,
)

/** What the base changed as well, as findings: the first ones say enough. */
export function describeConflicts(conflicts: readonly Conflict[]): Finding[] {
  return conflicts.slice(0, CONFLICTS_MAX).map(describeConflict)
}

function describeConflict({ slug, field }: Conflict): Finding {
  const what = field === 'row' ? 'was changed' : `has another ${field} now`
  const message = `/${slug} ${what} on the base as well; merge the base and choose: npm run links -- conflicts`
  return refusal('conflict', slug, field === 'row' ? null : field, message)
}

interface SiteSides {
  fork: string | null
  base: string
  head: string
  baseSite: Site
}

// A proposal may bring another site along, by which its links are to be judged; never its teams.
async function readProposedSite(
  checkout: Checkout,
  { fork, head, baseSite }: SiteSides,
): Promise<{ site: Site; findings: Finding[] }> {
  const proposed = await findSiteEntry(checkout, head)
  const forked = fork === null ? null : await findSiteEntry(checkout, fork)
  if (proposed === null || isDeepStrictEqual(proposed, forked)) {
    return { site: baseSite, findings: [] }
  }
  try {
    return { site: await readSiteEntry(checkout.git, proposed), findings: [] }
  } catch (error) {
    const findings = findingsOf(error)
    if (findings === null) throw error
    return { site: baseSite, findings: [...findings] }
  }
}

interface SortedApprovals {
  current: Approval[]
  stale: Approval[]
}

/**
 * An approval stands as long as what it was given to is what is proposed now: a merge of the base
 * changes nothing, another edit does.
 */
async function sortApprovals(
  checkout: Checkout,
  SQL: SqlJsStatic,
  { base, head, approvals }: Pick<Proposal, 'base' | 'head' | 'approvals'>,
  after: LinkSet,
): Promise<SortedApprovals> {
  const sorted: SortedApprovals = { current: [], stale: [] }
  const answers = new Map<string, Promise<boolean>>()
  const isSame = async (commit: string): Promise<boolean> => {
    if (commit === head) return true
    // What was pushed over is not here any more.
    const exists = await checkout.git.tryText(['cat-file', '-e', `${commit}^{commit}`])
    if (exists === null) return false
    const approved = await readProposal(checkout, SQL, base, commit)
    return approved.findings.length === 0 && isSameSet(approved.after, after)
  }
  for (const approval of approvals) {
    const { commit } = approval
    const answer = commit === null ? true : (answers.get(commit) ?? isSame(commit))
    if (commit !== null && answer !== true) answers.set(commit, answer)
    sorted[(await answer) ? 'current' : 'stale'].push(approval)
  }
  return sorted
}

function describeStale({ handle, commit }: Approval): Finding {
  const message = `${handle} approved ${commit?.slice(0, 10)}, which proposed something else; ask again`
  return notice('approval-stale', null, null, message)
}
