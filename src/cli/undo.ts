/** `undo`: takes back what one commit did to the links, and keeps what came later. */
import { isDeepStrictEqual } from 'node:util'
import type { Command } from 'commander'
import { diffLinks } from '../core/diff.ts'
import { type Finding, notice, refusal } from '../core/finding.ts'
import { isSameSet, type LinkSet } from '../core/link-set.ts'
import type { Conflict } from '../core/merge.ts'
import { mergeSets } from '../core/merging/merge-sets.ts'
import { findRisks } from '../core/review/risks.ts'
import { writeEntryText } from '../formats/diff-text.ts'
import { findCheckout } from '../stores/checkout/checkout.ts'
import { type Git, gitIn } from '../stores/checkout/git-command.ts'
import { readCuts } from '../stores/checkout/history.ts'
import { findParents, findSubject } from '../stores/checkout/revisions.ts'
import { changeLinks, commitMessage } from './changes/change.ts'
import { Refused, refused, UsageError } from './failure.ts'
import { parseWholeNumber } from './input/values.ts'
import { openProject, type Project } from './project/project.ts'
import { readLinksAt, requireCommit, UNSHALLOW } from './project/revisions.ts'
import { SHORT_ID } from './terminal/commits.ts'
import { paint, print, printJson, sayFindings } from './terminal/output.ts'

interface UndoOptions {
  mainline?: number
  commit?: boolean
  json?: boolean
}

export function defineUndo(program: Command): void {
  program
    .command('undo')
    .summary('take back what one commit did to the links')
    .description(
      'Takes back what one commit did to the links, row by row, and keeps all that came later. ' +
        'Where a later change stands in the way, nothing is written and each such link is told.',
    )
    .argument('<commit>', 'the commit, such as HEAD or its id')
    .option(
      '--mainline <number>',
      'of a merge: which parent to go back to, from 1',
      parseWholeNumber,
    )
    .option('--commit', 'commit the change to the current branch')
    .option('--json', 'print {commit, entries, findings} as JSON')
    .action(undo)
}

async function undo(name: string, options: UndoOptions): Promise<void> {
  const project = await openProject()
  await findCheckout(project.root)
  const git = gitIn(project.root)
  const commit = await requireCommit(git, name)
  const id = commit.slice(0, SHORT_ID)
  const parent = await findParent(git, project.root, commit, options.mainline)
  const { base, theirs } = await readChange(git, project, { commit, parent, id })
  const subject = await findSubject(git, commit)
  const { entries, findings } = await changeLinks(project, options, (links) => {
    const merged = mergeSets(base, links, theirs, project.site)
    if (merged.conflicts.length > 0) {
      throw new Refused(describeConflicts(merged.conflicts, id, options.mainline))
    }
    const entries = diffLinks(links, merged.links)
    const findings = findNotices(links, merged.links)
    const message = `${commitMessage(`Undo "${subject}"`)}\nThis takes back what commit ${commit} did to the links.\n`
    return { links: merged.links, message, result: { entries, findings } }
  })
  sayFindings(findings)
  if (options.json) return printJson({ commit, entries, findings })
  print(
    entries.length === 0
      ? `what ${id} did to the links is taken back already\n`
      : entries.map((entry) => writeEntryText(entry, paint)).join(''),
  )
}

/** The commit to go back to; `null` where the commit was the first. */
async function findParent(
  git: Git,
  root: string,
  commit: string,
  mainline: number | undefined,
): Promise<string | null> {
  const parents = await findParents(git, commit)
  const id = commit.slice(0, SHORT_ID)
  if (parents.length > 1) {
    if (mainline === undefined) {
      const message = `${id} is a merge; say with --mainline which of its ${parents.length} parents to go back to, mostly 1`
      throw refused('merge-commit', message)
    }
    const parent = parents[mainline - 1]
    if (parent !== undefined) return parent
    throw new UsageError(`--mainline is 1 to ${parents.length} for the merge ${id}`)
  }
  if (mainline !== undefined) throw new UsageError(`${id} is no merge, so it has no --mainline`)
  const [parent = null] = parents
  if (parent === null && (await readCuts(git, root)).has(commit)) {
    throw refused('shallow', `what was before ${id} is not in this clone; ${UNSHALLOW}`)
  }
  return parent
}

async function readChange(
  git: Git,
  { SQL }: Project,
  { commit, parent, id }: { commit: string; parent: string | null; id: string },
): Promise<{ base: LinkSet; theirs: LinkSet }> {
  const read = (at: string, name: string) => readLinksAt(git, SQL, at, name)
  const [base, theirs] = await Promise.all([
    read(commit, id),
    parent === null ? null : read(parent, `${parent.slice(0, SHORT_ID)}, the commit before ${id}`),
  ])
  const change = { base: base ?? new Map(), theirs: theirs ?? new Map() }
  if (!isSameSet(change.base, change.theirs)) return change
  throw refused('nothing-to-undo', `${id} did not change any links`)
}

// Of links that break one rule together, the rule is told once.
function describeConflicts(
  conflicts: readonly Conflict[],
  id: string,
  mainline: number | undefined,
): Finding[] {
  const findings = conflicts.map((conflict) => describeConflict(conflict, id))
  const [first, ...others] = new Map(findings.map((finding) => [finding.message, finding])).values()
  // Git's own revert stops at the same conflicts, and "resolve" then lets people choose.
  if (first === undefined) return []
  const option = mainline === undefined ? '' : `-m ${mainline} `
  return [{ ...first, suggestion: `git revert ${option}${id}` }, ...others]
}

function describeConflict(
  { slug, field, base, ours, theirs, message }: Conflict,
  id: string,
): Finding {
  const where = field === 'row' ? null : field
  const say = (value: unknown) => JSON.stringify(value ?? null)
  if (message !== undefined) {
    return refusal('undo-conflict', slug, where, `without ${id}, ${message}`)
  }
  if (field !== 'row' && isDeepStrictEqual(base, theirs)) {
    const text = `/${slug}: ${field} is ${say(ours)} now, and was ${say(base)} when ${id} changed the link`
    return refusal('undo-conflict', slug, where, text)
  }
  if (field !== 'row') {
    const text = `/${slug}: ${id} set ${field} to ${say(base)}, which is ${say(ours)} now; before it was ${say(theirs)}`
    return refusal('undo-conflict', slug, where, text)
  }
  const now = ours === undefined ? 'is no longer there' : 'was changed since'
  const before =
    theirs === undefined ? 'added it' : base === undefined ? 'removed it' : 'changed it'
  return refusal('undo-conflict', slug, where, `/${slug}: ${id} ${before}, and it ${now}`)
}

function findNotices(before: LinkSet, after: LinkSet): Finding[] {
  const gone = [...before.keys()].filter((slug) => !after.has(slug))
  const vanished = gone.map((slug) => {
    const message = `/${slug} leaves no tombstone, as if it had never been; "remove" leaves one`
    return notice('vanished', slug, null, message)
  })
  return [...vanished, ...findRisks(before, after)]
}
