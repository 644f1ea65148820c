/**
 * The commits that changed the links, newest first, each with what it changed: one `git rev-list`
 * and one `git cat-file --batch`, however long the history. Reads, and writes nothing.
 */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { DatabaseError } from '../../core/database.ts'
import { type Diff, diffLinks } from '../../core/diff.ts'
import { parseTime } from '../../core/fields/time.ts'
import { isSameValue, LINK_FIELDS, type Link } from '../../core/link.ts'
import { type LinkSet, toLinkSet } from '../../core/link-set.ts'
import { parseRecord, type RowRecord, slugOfRecord } from '../../core/sqlite/record.ts'
import { readRecords } from '../../core/sqlite/records.ts'
import { compareBinary } from '../../core/text.ts'
import { isMissing } from '../files.ts'
import { LINKS_PATH } from './checkout.ts'
import { type Git, gitIn } from './git-command.ts'
import { type Objects, openObjects } from './objects.ts'

/** One commit, as far as people want to know it. */
export interface Revision {
  commit: string
  /** Who asked for the change: `Requested-by:` where a server committed, else the author. */
  author: string
  /** When it was made: RFC 3339, UTC. */
  date: string
  subject: string
}

/** A commit that changed the links. */
export interface HistoryEntry extends Revision {
  /**
   * What it changed. Of a merge only what differs from all its parents, which is what a person
   * decided there; the rest stands at the commits that were merged.
   */
  diff: Diff
  /** Why the commit's file could not be read; its changes then stand at the next one. */
  problem: string | null
  /**
   * The history is cut off here (a shallow clone): the diff is empty, since what was there before
   * is not known.
   */
  isCutOff: boolean
}

/**
 * The history from `revision` back. A merge that took one side's file as it was is followed to
 * that side alone, as `git log` does.
 *
 * @param root folder of the project
 * @param revision a commit's id
 */
export async function* readHistory(root: string, revision: string): AsyncGenerator<HistoryEntry> {
  const git = gitIn(root)
  const [commits, cuts] = await Promise.all([listCommits(git, revision), readCuts(git, root)])
  const objects = openObjects(root)
  try {
    const versions = openVersions(objects, commits)
    for (const [index, commit] of commits.entries()) {
      versions.expect(index)
      const { parents, ...revision } = commit
      const isCutOff = parents.length === 0 && cuts.has(commit.commit)
      const change = isCutOff ? { diff: [], problem: null } : await versions.compare(commit)
      yield { ...revision, ...change, isCutOff }
    }
  } finally {
    objects.close()
  }
}

interface Commit extends Revision {
  /** The nearest ancestors that changed the file too. */
  parents: string[]
}

const FORMAT = [
  '',
  '%H',
  '%P',
  '%aN',
  '%aI',
  '%s',
  '%(trailers:key=Requested-by,valueonly,separator=%x2C )',
].join('%x00')

async function listCommits(git: Git, revision: string): Promise<Commit[]> {
  const output = await git.text([
    'rev-list',
    '--no-commit-header',
    '--parents',
    '--date-order',
    '--encoding=UTF-8',
    `--format=${FORMAT}`,
    revision,
    '--',
    `:(literal)${LINKS_PATH}`,
  ])
  // With --parents, git puts them before the format too; the empty first field takes them.
  return output.split('\n').flatMap((line) => {
    const [, commit, parents = '', author = '', time = '', subject = '', person = ''] =
      line.split('\0')
    if (commit === undefined) return []
    const date = parseTime(time)
    return {
      commit,
      parents: parents === '' ? [] : parents.split(' '),
      author: person === '' ? author : person,
      date: date.ok ? date.time : time,
      subject,
    }
  })
}

/** Commits of a shallow clone whose parents are not there. */
export async function readCuts(git: Git, root: string): Promise<ReadonlySet<string>> {
  const path = await git.text(['rev-parse', '--git-path', 'shallow'])
  try {
    const ids = await readFile(resolve(root, path), 'utf8')
    return new Set(ids.split('\n').filter((id) => id !== ''))
  } catch (error) {
    if (isMissing(error)) return new Set()
    throw error
  }
}

/** The rows of one version, sorted by slug; or why there are none. */
type Version = { rows: readonly RowRecord[] } | { problem: string }

interface Versions {
  /** Asks for the versions that will be needed next, so that git and we work side by side. */
  expect(index: number): void
  /** What a commit changed. */
  compare(commit: Commit): Promise<Comparison>
}

type Comparison = Pick<HistoryEntry, 'diff' | 'problem'>

const AHEAD = 8
const REMEMBERED = 32

function openVersions(objects: Objects, commits: readonly Commit[]): Versions {
  const parentsOf = new Map(commits.map(({ commit, parents }) => [commit, parents]))
  const known = new Map<string, Promise<Version>>()
  // Those whose rows turned out to break a rule, which shows only when they are proved.
  const broken = new Map<string, string>()

  function load(commit: string): Promise<Version> {
    const problem = broken.get(commit)
    if (problem !== undefined) return Promise.resolve({ problem })
    const version = known.get(commit) ?? read(commit)
    known.delete(commit)
    known.set(commit, version)
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break
      known.delete(oldest)
    }
    return version
  }

  async function read(commit: string): Promise<Version> {
    const bytes = await objects.read(`${commit}:./${LINKS_PATH}`)
    if (bytes === null) return { rows: [] }
    try {
      return { rows: readRecords(bytes) }
    } catch (error) {
      return { problem: explain(error) }
    }
  }

  // The rows that a commit grew from: an unreadable version counts as the one before it.
  async function readBase(commit: string): Promise<{ commit: string; rows: readonly RowRecord[] }> {
    for (let current: string | undefined = commit; current !== undefined; ) {
      const version = await load(current)
      if ('rows' in version) return { commit: current, rows: version.rows }
      current = parentsOf.get(current)?.[0]
    }
    return { commit, rows: [] }
  }

  async function compare(commit: Commit): Promise<Comparison> {
    const version = await load(commit.commit)
    if ('problem' in version) return { diff: [], problem: version.problem }
    const bases = await Promise.all(commit.parents.map(readBase))
    if (bases.length === 0) bases.push({ commit: commit.commit, rows: [] })
    const sides: Sides[] = []
    for (const base of bases) {
      const rows = compareRows(base.rows, version.rows)
      const [before, after] = [proveRows(rows.before), proveRows(rows.after)]
      if ('problem' in after) {
        broken.set(commit.commit, after.problem)
        return { diff: [], problem: after.problem }
      }
      if ('problem' in before) {
        broken.set(base.commit, before.problem)
        return compare(commit)
      }
      sides.push({ before: before.links, after: after.links })
    }
    return { diff: compareSides(sides), problem: null }
  }

  return {
    expect(index) {
      for (const { commit } of commits.slice(index, index + AHEAD)) {
        // Whoever needs it will see the failure.
        load(commit).catch(() => {})
      }
    },
    compare,
  }
}

function explain(error: unknown): string {
  if (error instanceof DatabaseError) return error.message
  throw error
}

/** The rows that two versions don't share, by a walk through both. */
function compareRows(
  before: readonly RowRecord[],
  after: readonly RowRecord[],
): { before: RowRecord[]; after: RowRecord[] } {
  const changed: { before: RowRecord[]; after: RowRecord[] } = { before: [], after: [] }
  let [left, right] = [0, 0]
  while (left < before.length || right < after.length) {
    const [was, is] = [before[left], after[right]]
    if (was !== undefined && is !== undefined && Buffer.compare(was, is) === 0) {
      left += 1
      right += 1
      continue
    }
    const order = compareSlugs(was, is)
    if (was !== undefined && order <= 0) {
      changed.before.push(was)
      left += 1
    }
    if (is !== undefined && order >= 0) {
      changed.after.push(is)
      right += 1
    }
  }
  return changed
}

// A row that is not there stands after all others.
function compareSlugs(a: RowRecord | undefined, b: RowRecord | undefined): number {
  if (a === undefined) return 1
  return b === undefined ? -1 : compareBinary(slugOfRecord(a), slugOfRecord(b))
}

function proveRows(rows: readonly RowRecord[]): { links: LinkSet } | { problem: string } {
  try {
    return { links: toLinkSet(rows.map(parseRecord)) }
  } catch (error) {
    return { problem: explain(error) }
  }
}

/** The rows that a parent and the commit don't share. */
interface Sides {
  before: LinkSet
  after: LinkSet
}

function compareSides(sides: readonly Sides[]): Diff {
  const [first, ...others] = sides
  if (first === undefined) return []
  if (others.length === 0) return diffLinks(first.before, first.after)
  const slugs = [...first.before.keys(), ...first.after.keys()].filter((slug) =>
    others.every(({ before, after }) => before.has(slug) || after.has(slug)),
  )
  const [before, after] = [new Map<string, Link>(), new Map<string, Link>()]
  for (const slug of new Set(slugs)) {
    const is = first.after.get(slug)
    const was = sides.flatMap((side) => side.before.get(slug) ?? [])
    const base = is === undefined ? was[0] : nearest(was, is)
    if (base !== undefined) before.set(slug, base)
    if (is !== undefined) after.set(slug, is)
  }
  return diffLinks(before, after)
}

/** What a merged row was before it: of each field, the parent's value that it kept, if any did. */
function nearest(was: readonly Link[], is: Link): Link | undefined {
  const [first] = was
  if (first === undefined) return undefined
  const kept = LINK_FIELDS.filter((field) =>
    was.some((link) => isSameValue(link[field], is[field])),
  ).map((field) => [field, is[field]])
  return { ...first, ...Object.fromEntries(kept) }
}
