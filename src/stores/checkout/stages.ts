/**
 * `data/links.db` in a merge that stopped: the three blobs that the index holds of it, and what
 * people know the sides by. Knows nothing of links.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from '../files.ts'
import { type Checkout, LINKS_PATH } from './checkout.ts'
import type { Git } from './git-command.ts'

/** The blobs of an unmerged file; `null` where that side has no such file. */
export interface Stages {
  base: string | null
  ours: string | null
  theirs: string | null
}

/** The stages 1 to 3 of `data/links.db`, or `null` where it is not in conflict. */
export async function readStages(checkout: Checkout): Promise<Stages | null> {
  return listStages(checkout, '--unmerged')
}

/** Whether the index holds the file in a conflict; never where there is no checkout. */
export async function isUnmerged(git: Git): Promise<boolean> {
  return Boolean(await git.tryText(['ls-files', '--unmerged', '-z', '--', LINKS_PATH]))
}

/** As `readStages`, of a conflict that was settled: what `git checkout -m` opens again. */
export async function readSettledStages(checkout: Checkout): Promise<Stages | null> {
  return listStages(checkout, '--resolve-undo')
}

async function listStages({ git }: Checkout, which: string): Promise<Stages | null> {
  const list = await git.text(['ls-files', which, '-z', '--', LINKS_PATH])
  const blobs = new Map<string, string>()
  for (const entry of list.split('\0')) {
    const [, blob = '', stage = ''] = /^\d+ ([0-9a-f]+) ([123])\t/.exec(entry) ?? []
    blobs.set(stage, blob)
  }
  const [base, ours, theirs] = ['1', '2', '3'].map((stage) => blobs.get(stage) ?? null)
  if (base == null && ours == null && theirs == null) return null
  return { base: base ?? null, ours: ours ?? null, theirs: theirs ?? null }
}

/**
 * Whether the merge driver made the file that Git left, as far as Git's note of the merged tree
 * tells: without a driver, Git leaves a binary file as it is on our side.
 *
 * @returns false also where both are the same, or where the strategy leaves no such note
 */
export async function hasDriverRun({ git }: Checkout, { ours }: Stages): Promise<boolean> {
  const left = await git.tryText(['rev-parse', '-q', '--verify', `AUTO_MERGE:./${LINKS_PATH}`])
  return left !== null && left !== ours
}

/** One side of a merge as people know it. */
export interface Side {
  /** A branch, `stash@{0}`, or what else stands for it. */
  name: string
  /** The commit that it is at, or that is applied; `null` for what is no commit. */
  commit: string | null
  /** First line of that commit's message. */
  subject: string | null
}

/** What Git was doing when it stopped. */
export interface Operation {
  /** As people call it: `rebase`. */
  name: string
  ours: Side
  theirs: Side
  /** The command that goes on once all is resolved. */
  next: string
  /** The command that takes it all back. */
  abort: string
  /** Whether three or more branches are merged at once, for which Git calls no driver. */
  isOctopus: boolean
  /** Whether Git left a trace of it; without one, it is taken for `git checkout -m`. */
  isKnown: boolean
}

/**
 * What is going on and who its sides are. In a rebase "ours" is the branch that one rebases onto
 * and "theirs" one's own, so names say more.
 */
export async function findOperation(checkout: Checkout, stages: Stages): Promise<Operation> {
  const mergeHead = await readState(checkout, 'MERGE_HEAD')
  const rebase = await findRebase(checkout)
  if (mergeHead !== null) {
    const [name, commands] = rebase === null ? ['merge', 'merge'] : ['merge', 'rebase']
    const heads = mergeHead.split('\n')
    // Of several heads Git stops at the last; those before it are merged.
    const theirs = await describeCommit(checkout, heads.at(-1) ?? '')
    const found = await operation(checkout, name, commands, theirs)
    return { ...found, isOctopus: heads.length > 1 }
  }
  if (rebase !== null) return rebase
  const picked = await readState(checkout, 'CHERRY_PICK_HEAD')
  if (picked !== null) {
    const theirs = await describeCommit(checkout, firstLine(picked))
    return operation(checkout, 'cherry-pick', 'cherry-pick', theirs)
  }
  const reverted = await readState(checkout, 'REVERT_HEAD')
  if (reverted !== null) {
    const commit = await describeCommit(checkout, firstLine(reverted))
    const theirs = { ...commit, name: `revert of ${await shorten(checkout, firstLine(reverted))}` }
    return operation(checkout, 'revert', 'revert', theirs)
  }
  const squash = await findSquash(checkout, stages)
  if (squash !== null) return squash
  return findStash(checkout, stages)
}

async function operation(
  checkout: Checkout,
  name: string,
  command: string,
  theirs: Side,
): Promise<Operation> {
  return {
    name,
    ours: await describeHead(checkout),
    theirs,
    next: `git ${command} --continue`,
    abort: `git ${command} --abort`,
    isOctopus: false,
    isKnown: true,
  }
}

async function findRebase(checkout: Checkout): Promise<Operation | null> {
  for (const folder of ['rebase-merge', 'rebase-apply']) {
    const onto = await readState(checkout, `${folder}/onto`)
    const branch = await readState(checkout, `${folder}/head-name`)
    const isMail = (await readState(checkout, `${folder}/applying`)) !== null
    if (onto === null && !isMail) continue
    const head = await describeHead(checkout)
    const replayed = await readState(checkout, 'REBASE_HEAD')
    const theirs =
      replayed === null
        ? await describePatch(checkout, folder)
        : await describeCommit(checkout, replayed)
    const own = branch === null ? null : /^refs\/heads\/(.+)$/.exec(branch)?.[1]
    const command = isMail ? 'am' : 'rebase'
    return {
      name: command,
      ours: onto === null ? head : { ...head, name: await nameCommit(checkout, onto) },
      theirs: own == null ? theirs : { ...theirs, name: own },
      next: `git ${command} --continue`,
      abort: `git ${command} --abort`,
      isOctopus: false,
      isKnown: true,
    }
  }
  return null
}

async function describePatch(checkout: Checkout, folder: string): Promise<Side> {
  const mail = (await readState(checkout, `${folder}/info`)) ?? ''
  const subject = /^Subject: (.+)$/m.exec(mail)?.[1] ?? null
  return { name: 'the patch', commit: null, subject }
}

// `merge --squash` names no head, since it is to be none's parent; its message lists the commits.
async function findSquash(checkout: Checkout, stages: Stages): Promise<Operation | null> {
  const message = await readState(checkout, 'SQUASH_MSG')
  const tip = /^commit ([0-9a-f]+)$/m.exec(message ?? '')?.[1]
  if (tip === undefined || (await findLinks(checkout, tip)) !== stages.theirs) return null
  return {
    name: 'squash merge',
    ours: await describeHead(checkout),
    theirs: await describeCommit(checkout, tip),
    next: 'git commit',
    abort: 'git reset --merge',
    isOctopus: false,
    isKnown: true,
  }
}

async function findLinks({ git }: Checkout, commit: string): Promise<string | null> {
  return git.tryText(['rev-parse', '-q', '--verify', `${commit}:./${LINKS_PATH}`])
}

// `stash pop` and `checkout -m` leave no note of what they were doing; the blobs tell.
async function findStash(checkout: Checkout, { theirs }: Stages): Promise<Operation> {
  const { git } = checkout
  const ours = await describeHead(checkout)
  const abort = `git checkout HEAD -- ${LINKS_PATH}`
  const list = (await git.tryText(['stash', 'list', '--format=%gd%x00%H%x00%gs'])) ?? ''
  for (const line of list.split('\n')) {
    const [name = '', commit = '', subject = ''] = line.split('\0')
    if (name === '' || theirs === null) continue
    if ((await findLinks(checkout, commit)) !== theirs) continue
    return {
      name: 'stash',
      ours,
      theirs: { name, commit, subject },
      next: `git stash drop ${name}`,
      abort,
      isOctopus: false,
      isKnown: true,
    }
  }
  const local = { name: 'your local changes', commit: null, subject: null }
  return {
    name: 'checkout',
    ours,
    theirs: local,
    next: 'git status',
    abort,
    isOctopus: false,
    isKnown: false,
  }
}

async function describeHead(checkout: Checkout): Promise<Side> {
  const { git } = checkout
  const commit = await git.tryText(['rev-parse', '-q', '--verify', 'HEAD^{commit}'])
  const branch = await git.tryText(['symbolic-ref', '-q', '--short', 'HEAD'])
  if (commit === null) return { name: branch ?? 'HEAD', commit, subject: null }
  const head = await describeCommit(checkout, commit)
  return branch === null ? head : { ...head, name: branch }
}

async function describeCommit(checkout: Checkout, commit: string): Promise<Side> {
  const subject = await checkout.git.tryText(['log', '-1', '--format=%s', commit])
  return { name: await nameCommit(checkout, commit), commit, subject }
}

/** The branch or tag at a commit, or its short id. */
async function nameCommit(checkout: Checkout, commit: string): Promise<string> {
  const format = '--format=%(refname:lstrip=2)'
  const where = ['refs/heads', 'refs/remotes', 'refs/tags']
  const names = await checkout.git.tryText([
    'for-each-ref',
    `--points-at=${commit}`,
    format,
    ...where,
  ])
  const name = names?.split('\n').find((one) => one !== '' && !one.endsWith('/HEAD'))
  return name ?? shorten(checkout, commit)
}

async function shorten({ git }: Checkout, commit: string): Promise<string> {
  return (await git.tryText(['rev-parse', '--short', commit])) ?? commit
}

async function readState({ gitDir }: Checkout, name: string): Promise<string | null> {
  try {
    return (await readFile(join(gitDir, name), 'utf8')).trim()
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
