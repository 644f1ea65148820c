/**
 * The history of the links as git tells it: each change at the commit that made it, with
 * branches, broken files and cut-off clones in between.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { encodeLinks } from '../../../../src/core/database.ts'
import type { Link } from '../../../../src/core/link.ts'
import { type Git, gitIn } from '../../../../src/stores/checkout/git-command.ts'
import { type HistoryEntry, readHistory } from '../../../../src/stores/checkout/history.ts'
import { makeCheckout, makeFolder, removeFolder } from '../../../support/checkout.ts'
import { SQL, tamper } from '../../../support/database.ts'
import { linkSet } from '../../../support/links.ts'

type Rows = readonly Partial<Link>[]

interface Repository {
  root: string
  git: Git
  /** Writes these rows, or bytes, and commits them with what is staged. */
  commit(message: string, content: Rows | Uint8Array | null): Promise<string>
  /** Each commit with what it changed: `'Edit: ~a title'`. */
  history(): Promise<string[]>
}

async function makeRepository(rows: Rows, root?: string): Promise<Repository> {
  const checkout = await makeCheckout(linkSet(rows), root === undefined ? {} : { root })
  if (root === undefined) onTestFinished(() => removeFolder(checkout.root))
  return openRepository(checkout.root, checkout.git)
}

function openRepository(root: string, git: Git): Repository {
  const file = join(root, 'data/links.db')
  return {
    root,
    git,
    async commit(message, content) {
      if (content === null) await rm(file)
      else
        await writeFile(
          file,
          content instanceof Uint8Array ? content : encodeLinks(SQL, linkSet(content)),
        )
      await git.text(['add', '-A'])
      await git.text(['commit', '-q', '--allow-empty', '-m', message])
      return git.text(['rev-parse', 'HEAD'])
    },
    async history() {
      const head = await git.text(['rev-parse', 'HEAD'])
      return (await Array.fromAsync(readHistory(root, head))).map(tell)
    },
  }
}

function tell({ subject, diff, problem, isCutOff }: HistoryEntry): string {
  const changes = diff.map((entry) => {
    if (entry.kind === 'added') return `+${entry.slug}`
    if (entry.kind === 'removed') return `-${entry.slug}`
    const fields = entry.fields.map(({ field }) => ` ${field}`).join('')
    return entry.kind === 'changed' ? `~${entry.slug}${fields}` : `>${entry.slug}${fields}`
  })
  if (problem !== null) changes.push('broken')
  if (isCutOff) changes.push('cut off')
  return `${subject}: ${changes.join(', ')}`
}

const [a, b] = [{ slug: 'a' }, { slug: 'b' }]

describe('a history', () => {
  it('has each commit that changed the file, newest first, and no other', async () => {
    const { root, commit, history, git } = await makeRepository([a])
    await commit('Edit', [{ ...a, title: 'A' }])
    await writeFile(join(root, 'other.txt'), '1')
    await commit('Other', [{ ...a, title: 'A' }])
    await commit('Add', [{ ...a, title: 'A' }, b])
    await commit('Remove', [b])
    await commit('Delete the file', null)
    await commit('Bring it back', [b])
    expect(await history()).toEqual([
      'Bring it back: +b',
      'Delete the file: -b',
      'Remove: -a',
      'Add: +b',
      'Edit: ~a title',
      'Start: +a',
    ])
    const [{ author, date, commit: id } = { author: '', date: '', commit: '' }] =
      await Array.fromAsync(readHistory(root, 'HEAD'))
    expect(author).toBe('Test Person')
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
    expect(id).toBe(await git.text(['rev-parse', 'HEAD']))
  })

  it('names who asked for a change where a server committed', async () => {
    const { root, commit } = await makeRepository([a])
    await commit('Add /b\n\nRequested-by: bob\n', [a, b])
    const [newest] = await Array.fromAsync(readHistory(root, 'HEAD'))
    expect(newest).toMatchObject({ author: 'bob', subject: 'Add /b' })
  })

  it('tells changes of branches where they were made, and of a merge what it decided', async () => {
    const { commit, history, git } = await makeRepository([a, b])
    const merge = async (rows: Rows, message: string) => {
      await git.text(['merge', '-q', '-s', 'ours', '--no-commit', 'side'])
      await commit(message, rows)
    }
    await git.text(['switch', '-q', '-c', 'side'])
    await commit('Side', [{ ...a, title: 'S' }, { ...b, owner: 'bob' }, { slug: 's' }])
    await git.text(['switch', '-q', 'main'])
    await commit('Main', [{ ...a, title: 'M' }, { ...b, title: 'B' }, { slug: 'm' }])
    // b is merged cell by cell, which is nobody's decision; a is.
    const both = [{ ...b, owner: 'bob', title: 'B' }, { slug: 's' }, { slug: 'm' }]
    await merge([{ ...a, title: 'both' }, ...both], 'Merge')
    expect((await history()).toSorted()).toEqual([
      'Main: ~a title, ~b title, +m',
      'Merge: ~a title',
      'Side: ~a title, ~b owner, +s',
      'Start: +a, +b',
    ])
    // A merge that takes one side as it is goes on with that side alone.
    await git.text(['switch', '-q', '-c', 'other', 'main~1'])
    await commit('Other', [a])
    await git.text(['switch', '-q', 'main'])
    await git.text(['merge', '-q', '-s', 'ours', '-m', 'Ours', 'other'])
    expect(await history()).toHaveLength(4)
  })

  it('tells of a broken file in between, and its changes at the next whole one', async () => {
    const whole = encodeLinks(SQL, linkSet([a, b]))
    const cases: [string, Uint8Array][] = [
      ['truncated', whole.subarray(0, 1_500)],
      ['foreign', new TextEncoder().encode('<<<<<<< HEAD')],
      ['another table', tamper(linkSet([a, b]), 'CREATE TABLE t (x)')],
      [
        'an invalid link',
        tamper(linkSet([a, b]), "UPDATE links SET url = 'javascript:x' WHERE slug = 'b'"),
      ],
    ]
    for (const [name, bytes] of cases) {
      const { commit, history } = await makeRepository([a])
      await commit(name, bytes)
      await commit('Mend', [a, b, { slug: 'c' }])
      await commit('Later', [b, { slug: 'c' }])
      expect(await history()).toEqual(['Later: -a', 'Mend: +b, +c', `${name}: broken`, 'Start: +a'])
    }
  })

  it('does not take what a shallow clone lacks for new links', async () => {
    const { root, commit } = await makeRepository([a])
    await commit('Add', [a, b])
    await commit('Edit', [a, { ...b, title: 'B' }])
    const clone = await makeFolder()
    onTestFinished(() => removeFolder(clone))
    const git = gitIn(clone)
    await git.text(['clone', '-q', '--depth', '2', `file://${root}`, '.'])
    expect(await openRepository(clone, git).history()).toEqual(['Edit: ~b title', 'Add: cut off'])
  })

  it('is read in a folder of a repository, whatever its name', async () => {
    const outer = await makeFolder()
    onTestFinished(() => removeFolder(outer))
    const root = join(outer, 'a *[b] ü')
    await mkdir(root)
    await makeRepository([a], root)
    await rename(join(root, '.git'), join(outer, '.git'))
    const { commit, history } = openRepository(root, gitIn(root))
    await commit('Move', [a])
    await commit('Add', [a, b])
    expect(await history()).toEqual(['Add: +b', 'Move: +a'])
  })

  it('is long, and read in order', async () => {
    const { commit, history } = await makeRepository([])
    const titles = Array.from({ length: 70 }, (_, index) => `T${index}`)
    for (const title of titles) await commit(title, [{ ...a, title }])
    const told = await history()
    expect(told).toEqual([
      ...titles.toReversed().map((title) => `${title}: ${title === 'T0' ? '+a' : '~a title'}`),
      'Start: ',
    ])
  })
})
