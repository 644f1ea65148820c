/**
 * What an upgrade does to each file. Knows trees as values; knows no git.
 *
 * A file is ours when the upstream ever had one at its path, and untouched when the upstream ever
 * had it with these very bytes. So nothing has to be recorded, and a repository made from a
 * template, which shares no history with the upstream, is judged as a fork is.
 */
import { compareBinary } from '../../core/text.ts'

/** A file in a tree: its mode and the id of its bytes, as git names both. */
export interface TreeFile {
  mode: string
  id: string
}

export type Tree = ReadonlyMap<string, TreeFile>

export interface Sides {
  /** What is here. */
  here: Tree
  /** What the release has. */
  release: Tree
  /** The ids that the upstream has ever had at each path. */
  upstream: ReadonlyMap<string, ReadonlySet<string>>
  /** Paths that were removed here at some time. */
  removedHere: ReadonlySet<string>
}

export interface Change {
  path: string
  /** What is there afterwards; `null`: nothing. */
  to: TreeFile | null
  kind: 'add' | 'replace' | 'remove'
  /** What the owner did to this file of ours, and the upgrade would take back. */
  edit: 'changed' | 'removed' | null
}

/** All that differs between here and the release, but for what is the owner's, in order of paths. */
export function planChanges(sides: Sides): Change[] {
  const paths = new Set([...sides.here.keys(), ...sides.release.keys()])
  return [...paths]
    .filter((path) => !isOwners(path))
    .flatMap((path) => planChange(path, sides) ?? [])
    .sort((a, b) => compareBinary(a.path, b.path))
}

const OWNERS = ['data/', 'public/custom/']

function isOwners(path: string): boolean {
  return OWNERS.some((folder) => path.startsWith(folder))
}

function planChange(path: string, { here, release, upstream, removedHere }: Sides): Change | null {
  const [from, to = null] = [here.get(path), release.get(path)]
  if (from === undefined) {
    return { path, to, kind: 'add', edit: removedHere.has(path) ? 'removed' : null }
  }
  const versions = upstream.get(path)
  if (versions === undefined || (from.id === to?.id && from.mode === to.mode)) return null
  const edit = versions.has(from.id) ? null : 'changed'
  return { path, to, kind: to === null ? 'remove' : 'replace', edit }
}

/** What is left of the changes when these files and folders stay as they are. */
export function keepPaths(changes: readonly Change[], keep: readonly string[]): Change[] {
  return changes.filter(({ path }) => !keep.some((kept) => isBelow(path, kept)))
}

/** Two files that can not both be there, since one would have to be a folder. */
export interface Clash {
  file: string
  below: string
}

/** The clashes of what is here once it is changed; git would let one of the two go, unasked. */
export function findClashes(here: Tree, changes: readonly Change[]): Clash[] {
  const paths = new Set(here.keys())
  for (const { path, to } of changes) {
    if (to === null) paths.delete(path)
    else paths.add(path)
  }
  return [...paths].sort(compareBinary).flatMap((below) => {
    const file = foldersOf(below).find((folder) => paths.has(folder))
    return file === undefined ? [] : [{ file, below }]
  })
}

/** @example foldersOf('a/b/c') // => ['a', 'a/b'] */
function foldersOf(path: string): string[] {
  const segments = path.split('/')
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'))
}

/** Those of `keep` that name no file which was changed or removed here. */
export function findNeedless(changes: readonly Change[], keep: readonly string[]): string[] {
  const edited = changes.filter(({ edit }) => edit !== null)
  return keep.filter((kept) => !edited.some(({ path }) => isBelow(path, kept)))
}

function isBelow(path: string, kept: string): boolean {
  const folder = kept.replace(/\/*$/, '/')
  return `${path}/`.startsWith(folder)
}
