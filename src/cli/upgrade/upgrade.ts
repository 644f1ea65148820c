/** `upgrade`: replaces our code by that of a release, and keeps what is the owner's. */
import type { Command } from 'commander'
import { refusal } from '../../core/finding.ts'
import {
  type Checkout,
  findCheckout,
  findObstacle,
  hasIdentity,
  LINKS_PATH,
} from '../../stores/checkout/checkout.ts'
import { type Git, GitError } from '../../stores/checkout/git-command.ts'
import { Refused, refused } from '../failure.ts'
import { findRoot } from '../project/project.ts'
import { type Interrupt, listenForInterrupt } from '../terminal/interrupt.ts'
import { count, print, say, toLine } from '../terminal/output.ts'
import {
  type Change,
  type Clash,
  findClashes,
  findNeedless,
  keepPaths,
  planChanges,
} from './plan.ts'
import { fetchRelease, findSource, forgetRelease, type Release } from './source.ts'
import { readRemoved, readTree, readVersions, UPGRADE, writeTree } from './trees.ts'
import { makeTrial, removeTrial, runNpm, takePackages, tryOut } from './trial.ts'

interface UpgradeOptions {
  from?: string
  keep?: string[]
  force?: boolean
  dryRun?: boolean
}

export function defineUpgrade(program: Command): void {
  program
    .command('upgrade')
    .argument('<tag>', 'the release, such as v0.2.0')
    .summary('replace our code by that of a release')
    .description(
      'Replaces all that is ours by the files of a release, and makes one commit of it. data/, ' +
        'public/custom/ and files that Shortcrust never had stay. Files of ours that you changed or ' +
        'removed are listed, and nothing is done, until you say what becomes of them. The new ' +
        'version is tried beside the old one, its packages installed and its check run, before ' +
        'anything changes here.',
    )
    .option('--from <repository>', 'path or URL of Shortcrust; else the remote "upstream"')
    .option('--keep <path>', 'leave this file or folder as it is; repeat it for several', collect)
    .option('--force', 'replace files of ours that were changed or removed here, too')
    .option('--dry-run', 'print what would change, and change nothing')
    .action(upgrade)
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value]
}

async function upgrade(tag: string, options: UpgradeOptions): Promise<void> {
  const { from, dryRun = false } = options
  const checkout = await findCheckout(findRoot())
  const { git } = checkout
  await refuseUnready(checkout)
  const source = await findSource(git, from)
  const interrupt = listenForInterrupt()
  try {
    const release = await fetchRelease(git, source, tag)
    const head = await git.text(['rev-parse', 'HEAD'])
    const changes = await plan(git, head, release, tag, options)
    if (changes.length === 0) say(`nothing to do: all of ours here is that of ${tag}`)
    else if (dryRun) print(changes.map((change) => `${describeChange(change)}\n`).join(''))
    else await apply(checkout, { tag, head, commit: release.commit, changes }, interrupt)
  } finally {
    interrupt.release()
    await forgetRelease(git)
  }
}

async function refuseUnready(checkout: Checkout): Promise<void> {
  const { git, treePath } = checkout
  if (treePath !== LINKS_PATH) {
    throw refused('place', 'the project is not at the top of its repository; upgrade it by hand')
  }
  const obstacle = await findObstacle(checkout)
  if (obstacle !== null) throw refused('obstacle', obstacle)
  if (!(await hasIdentity(checkout))) {
    const fix = 'git config user.name "…" && git config user.email "…"'
    throw refused('identity', `git does not know who commits; tell it with: ${fix}`)
  }
  const dirty = (await git.text(['status', '--porcelain'])).split('\n').filter(Boolean)
  if (dirty.length === 0) return
  const [first = ''] = dirty
  const more = dirty.length > 1 ? ` and ${count(dirty.length - 1, 'more file')}` : ''
  throw refused(
    'dirty',
    `not committed: ${toLine(first.slice(3))}${more}; commit first, or put it aside: git stash -u`,
  )
}

async function plan(
  git: Git,
  head: string,
  { commit, tips }: Release,
  tag: string,
  { keep = [], force = false, dryRun = false }: UpgradeOptions,
): Promise<Change[]> {
  const [here, release, upstream, removedHere] = await Promise.all([
    readTree(git, head),
    readTree(git, commit),
    readVersions(git, tips),
    readRemoved(git, head),
  ])
  await refuseStranger(git, commit, tag)
  const changes = planChanges({ here, release, upstream, removedHere })
  const [needless] = findNeedless(changes, keep)
  if (needless !== undefined) {
    const name = JSON.stringify(needless)
    throw refused('keep', `--keep ${name} names no file of ours that was changed or removed here`)
  }
  const kept = keepPaths(changes, keep)
  const clashes = findClashes(here, kept)
  if (clashes.length > 0) throw refuseClashes(clashes, tag)
  const edited = kept.filter(({ edit }) => edit !== null)
  if (edited.length > 0 && !force && !dryRun) throw refuseEdits(edited, tag)
  return kept
}

// Everything here would be replaced by it, so a wrong address must not get that far.
async function refuseStranger(git: Git, commit: string, tag: string): Promise<void> {
  const text = await git.tryText(['cat-file', 'blob', `${commit}:package.json`])
  if (text !== null && /"name":\s*"shortcrust"/.test(text)) return
  throw refused('stranger', `${tag} there is no Shortcrust: its package.json does not say so`)
}

function refuseClashes(clashes: readonly Clash[], tag: string): Refused {
  const findings = clashes.map(({ file, below }) => {
    const message = `${toLine(file)} can not be a file beside ${toLine(below)}; one of them is of ${tag}, so give yours another name first: git mv`
    return refusal('clash', null, null, message)
  })
  return new Refused(findings)
}

function refuseEdits(edited: readonly Change[], tag: string): Refused {
  const findings = edited.map(({ path, kind, edit }) => {
    const does = { add: 'bring it back', replace: 'replace it', remove: 'remove it' }[kind]
    const message = `${toLine(path)} was ${edit} here, and ${tag} would ${does}`
    return refusal('edited', null, null, message)
  })
  const way =
    'nothing was done; --keep <path> leaves such a file as it is, --force lets the upgrade have them all (the old ones stay in Git)'
  return new Refused([...findings, refusal('edited', null, null, way)])
}

function describeChange({ path, kind, edit }: Change): string {
  const note = edit === null ? '' : ` (${edit} here)`
  return `${kind.padEnd(7)} ${toLine(path)}${note}`
}

interface Step {
  tag: string
  head: string
  /** The release's. */
  commit: string
  changes: readonly Change[]
}

async function apply(
  checkout: Checkout,
  step: Step,
  { signal, release }: Interrupt,
): Promise<void> {
  const { git, gitDir, root } = checkout
  const { tag, head, commit, changes } = step
  const trial = await makeTrial(root)
  try {
    await writeTree(git, trial.index, head, changes)
    say(`trying ${tag} beside this version`)
    const tree = await tryOut(git, gitDir, trial, signal)
    const message = `${UPGRADE}${tag}\n\nThe code of its commit ${commit}.\n`
    const upgraded = await git.text(['commit-tree', tree, '-p', head, '-F', '-'], {
      input: message,
    })
    // From here on it is soon done, and halves would be worse.
    release()
    await moveTo(git, upgraded)
    const hasPackages = await takePackages(root, trial)
    report(step, upgraded, hasPackages)
    if (hasPackages) await setUp(root)
  } finally {
    await removeTrial(trial)
  }
}

/** Brings the branch and the work tree there, or leaves both alone. */
async function moveTo(git: Git, commit: string): Promise<void> {
  try {
    // Files that git ignores are in no commit; overwritten, they could not be had back.
    const options = ['--ff-only', '--no-autostash', '--no-overwrite-ignore']
    await git.text(['merge', '-q', ...options, commit])
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    const reason = error.stderr.trim() || error.message
    throw refused(
      'moved',
      `git does not take this branch and its files there, so nothing was done: ${reason}`,
    )
  }
}

function report({ tag, changes }: Step, commit: string, hasPackages: boolean): void {
  const of = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length
  const counts = `${count(of('replace'), 'file')} replaced, ${of('add')} added, ${of('remove')} removed`
  print(`upgraded to ${tag}: ${counts}\n`)
  print(`commit ${commit}; undo it with: git revert --no-edit ${commit}\n`)
  if (hasPackages) say('once undone, the packages follow with: npm ci')
  else say('its packages could not be put in place; install them with: npm ci')
}

// Git may have to be told more by the new version than by the old one.
async function setUp(root: string): Promise<void> {
  try {
    await runNpm(root, ['run', '--silent', 'links', '--', 'setup'], 'links setup failed')
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    say('Git could not be set up for the new version; run: npm run links -- setup')
  }
}
