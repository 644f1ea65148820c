/**
 * What an upgrade does to a file, by what the upstream ever had at its path.
 */
import { describe, expect, test } from 'vitest'
import {
  type Change,
  findClashes,
  findNeedless,
  keepPaths,
  planChanges,
  type Tree,
} from '../../../../src/cli/upgrade/plan.ts'

/** Each letter is a version of a file; '' is no file. */
function plan(path: string, here: string, release: string, upstream: string, removed = false) {
  const tree = (id: string): Tree => new Map(id === '' ? [] : [[path, { mode: '100644', id }]])
  const changes = planChanges({
    here: tree(here),
    release: tree(release),
    upstream: new Map(upstream === '' ? [] : [[path, new Set(upstream)]]),
    removedHere: new Set(removed ? [path] : []),
  })
  return changes.map(({ kind, edit }) => (edit === null ? kind : `${kind}, ${edit} here`)).join()
}

describe('an upgrade', () => {
  test.each<[does: string, ...Parameters<typeof plan>]>([
    ['replace', 'src/a.ts', 'a', 'b', 'ab'],
    ['replace', 'src/a.ts', 'b', 'a', 'ab'],
    ['', 'src/a.ts', 'b', 'b', 'ab'],
    ['add', 'src/a.ts', '', 'a', 'a'],
    ['remove', 'src/a.ts', 'a', '', 'ab'],
    ['replace, changed here', 'README.md', 'x', 'b', 'ab'],
    ['remove, changed here', 'README.md', 'x', '', 'ab'],
    ['add, removed here', 'README.md', '', 'b', 'ab', true],
    ['', 'README.md', '', '', 'ab', true],
    // Files that the upstream never had.
    ['', 'notes.md', 'x', '', ''],
    ['', 'src/mine.ts', 'x', '', ''],
    // The owner's folders, whatever the upstream has in them.
    ['', 'data/links.db', 'a', 'b', 'ab'],
    ['', 'data/links.db', '', 'b', 'ab'],
    ['', 'public/custom/logo.svg', 'a', '', 'a'],
    // Names that only begin like them.
    ['replace', 'public/custom.css', 'a', 'b', 'ab'],
    ['replace', 'database.ts', 'a', 'b', 'ab'],
    // A new file of ours where the owner has one of their own.
    ['replace, changed here', 'src/b.ts', 'x', 'a', 'a'],
  ])('does "%s" to %s: here "%s", in the release "%s", ever "%s"', (does, ...of) => {
    expect(plan(...of)).toBe(does)
  })
})

describe('what is to be kept', () => {
  const change = (path: string, edit: 'changed' | null) => {
    return { path, to: null, kind: 'remove', edit } as const
  }
  const changes = [
    change('README.md', 'changed'),
    change('src/a.ts', null),
    change('src/b/c.ts', 'changed'),
    change('src/bc.ts', null),
  ]

  test('is a file, or all in a folder', () => {
    const left = (...keep: string[]) => keepPaths(changes, keep).map(({ path }) => path)
    expect(left()).toHaveLength(4)
    expect(left('README.md', 'src/b')).toEqual(['src/a.ts', 'src/bc.ts'])
    expect(left('src/')).toEqual(['README.md'])
  })

  test('is needless where nothing there was edited', () => {
    const keep = ['README.md', 'README', 'src', 'src/a.ts', 'src/b/', 'nowhere']
    expect(findNeedless(changes, keep)).toEqual(['README', 'src/a.ts', 'nowhere'])
  })
})

describe('a file and a folder of one name clash', () => {
  const file = { mode: '100644', id: 'a' }
  const add = (path: string): Change => ({ path, to: file, kind: 'add', edit: null })
  const remove = (path: string): Change => ({ path, to: null, kind: 'remove', edit: null })
  const clashes = (here: string[], ...changes: Change[]) => {
    const found = findClashes(new Map(here.map((path) => [path, file])), changes)
    return found.map(({ file, below }) => `${file} ${below}`)
  }

  test('whoever has which', () => {
    expect(clashes(['guide'], add('guide/a/b.md'))).toEqual(['guide guide/a/b.md'])
    expect(clashes(['guide/a/b.md'], add('guide'))).toEqual(['guide guide/a/b.md'])
    expect(clashes(['a/guide'], add('a/guide/b.md'))).toEqual(['a/guide a/guide/b.md'])
  })

  test('and no longer once one of them goes', () => {
    expect(clashes(['guide'], add('guide/a.md'), remove('guide'))).toEqual([])
    expect(clashes(['guide/a.md'], remove('guide/a.md'), add('guide'))).toEqual([])
    expect(clashes(['guide.md', 'guide/a.md'], add('guide/b.md'))).toEqual([])
  })
})
