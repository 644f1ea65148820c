/**
 * The worktree store under the contract of all stores, and what it promises beyond: a person
 * may be editing the same checkout.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { findCheckout } from '../../src/stores/checkout/checkout.ts'
import { gitIn } from '../../src/stores/checkout/git-command.ts'
import { openRepository } from '../../src/stores/repository.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { EditConflict, type LinkStore, StoreUnavailable } from '../../src/stores/store.ts'
import { openWorktreeStore } from '../../src/stores/worktree.ts'
import { makeCheckout, makeFolder, removeFolder, type TestCheckout } from '../support/checkout.ts'
import { link, linkSet, SITE } from '../support/links.ts'
import { describeStore } from './store.ts'

const SQL = await loadSql()

describeStore('worktree', async (bytes) => {
  const { root, git, checkout } = await makeCheckout(decodeLinks(SQL, bytes))
  return {
    store: openWorktreeStore(checkout, SQL, SITE),
    async commitElsewhere() {
      await writeFile(join(root, 'notes.txt'), `${Math.random()}\n`)
      await git.text(['add', 'notes.txt'])
      await git.text(['commit', '-q', '-m', 'Write notes'])
      return git.text(['rev-parse', 'HEAD'])
    },
    async removeLinksFile() {
      await git.text(['rm', '-q', 'data/links.db'])
      await git.text(['commit', '-q', '-m', 'Remove the links'])
    },
    async history() {
      const log = await git.text(['log', '-z', '--format=%H%n%an%n%B'])
      return log.split('\0').flatMap((entry) => {
        if (entry === '') return []
        const [id = '', author = '', ...message] = entry.split('\n')
        return [{ id, author, message: message.join('\n').trim() }]
      })
    },
    async files() {
      return (await git.text(['ls-tree', '-r', '--name-only', 'HEAD'])).split('\n')
    },
    close: () => removeFolder(root),
  }
})

const BASE = linkSet([link({ slug: 'docs' }), link({ slug: 'old' })])

function plus(links: LinkSet, ...slugs: string[]): LinkSet {
  return linkSet([...links.values(), ...slugs.map((slug) => link({ slug }))])
}

describe('beside a person', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await removeFolder(folder)
  })

  async function setUp(options: { root?: string } = {}) {
    const made = await makeCheckout(BASE, options)
    folders.push(made.root)
    const store = openWorktreeStore(made.checkout, SQL, SITE)
    const file = join(made.root, 'data', 'links.db')
    return { ...made, store, file }
  }

  const edit = (file: string, links: LinkSet) => writeFile(file, encodeLinks(SQL, links))
  const readLinks = async (file: string) => decodeLinks(SQL, await readFile(file))
  const staged = async ({ git }: TestCheckout) =>
    decodeLinks(SQL, await git.bytes(['cat-file', 'blob', ':0:data/links.db']))

  async function add(store: LinkStore, slug: string): Promise<string | null> {
    const changed = await openRepository(store, SQL).change('alice', (links) => ({
      links: plus(links, slug),
      message: `Add /${slug}\n`,
      result: null,
    }))
    return changed.revision
  }

  test('a clean work tree follows the commit and stays clean', async () => {
    const { git, store, file } = await setUp()
    await add(store, 'new')
    expect(await git.text(['status', '--porcelain'])).toBe('')
    expect(await readLinks(file)).toEqual(plus(BASE, 'new'))
  })

  test('an uncommitted edit survives, merged with the commit, and stays uncommitted', async () => {
    const { git, store, file } = await setUp()
    await edit(file, plus(BASE, 'mine'))
    await add(store, 'new')
    expect(await readLinks(file)).toEqual(plus(BASE, 'mine', 'new'))
    expect(decodeLinks(SQL, (await store.read()).bytes ?? new Uint8Array())).toEqual(
      plus(BASE, 'new'),
    )
    expect(await git.text(['status', '--porcelain'])).toBe(' M data/links.db')
  })

  test('what is staged stays staged, and committing it does not take the new link back', async () => {
    const made = await setUp()
    const { git, store, file } = made
    await edit(file, plus(BASE, 'mine'))
    await git.text(['add', 'data/links.db'])
    await add(store, 'new')
    expect(await git.text(['status', '--porcelain'])).toBe('M  data/links.db')
    expect(await staged(made)).toEqual(plus(BASE, 'mine', 'new'))
    await git.text(['commit', '-q', '-m', 'Mine'])
    expect(await readLinks(file)).toEqual(plus(BASE, 'mine', 'new'))
  })

  test('other files, staged, edited and untracked, are left alone', async () => {
    const { root, git, store } = await setUp()
    await writeFile(join(root, 'staged.txt'), 'staged\n')
    await git.text(['add', 'staged.txt'])
    await writeFile(join(root, 'data', 'site.json'), '{"name": "Edited"}')
    await writeFile(join(root, 'untracked.txt'), 'untracked\n')
    const before = await git.text(['status', '--porcelain'])
    await add(store, 'new')
    expect(await git.text(['status', '--porcelain'])).toBe(before)
    expect(await git.text(['show', '--name-only', '--format=', 'HEAD'])).toBe('data/links.db')
  })

  test('an edit that contradicts the change refuses it, and nothing is written', async () => {
    const { git, store, file } = await setUp()
    const mine = linkSet([...BASE.values(), link({ slug: 'new', url: 'https://mine.example/' })])
    await edit(file, mine)
    const head = await git.text(['rev-parse', 'HEAD'])
    await expect(add(store, 'new')).rejects.toThrow(EditConflict)
    await expect(add(store, 'new')).rejects.toThrow(/uncommitted edit of \/new/)
    expect(await git.text(['rev-parse', 'HEAD'])).toBe(head)
    expect(await readLinks(file)).toEqual(mine)
  })

  test('an edit that makes a loop together with the change refuses it', async () => {
    const { store, file } = await setUp()
    const mine = linkSet([link({ slug: 'docs', url: '/old' }), link({ slug: 'old' })])
    await edit(file, mine)
    const changed = openRepository(store, SQL).change('alice', (links) => ({
      links: linkSet([...links.values(), link({ slug: 'old', url: '/docs' })]),
      message: 'Retarget /old\n',
      result: null,
    }))
    await expect(changed).rejects.toThrow(/circle/)
    expect(await readLinks(file)).toEqual(mine)
  })

  test.each([
    ['deleted', async (file: string) => rm(file), /deleted in the work tree/],
    ['truncated', async (file: string) => writeFile(file, 'SQLite'), /can not be read/],
  ])(
    'a %s file in the work tree is not touched; the commit is refused',
    async (_name, spoil, message) => {
      const { git, store, file } = await setUp()
      await spoil(file)
      const before = existsSync(file) ? await readFile(file, 'utf8') : null
      const head = await git.text(['rev-parse', 'HEAD'])
      await expect(add(store, 'new')).rejects.toThrow(message)
      expect(await git.text(['rev-parse', 'HEAD'])).toBe(head)
      expect(existsSync(file) ? await readFile(file, 'utf8') : null).toBe(before)
    },
  )

  test('a detached head is named, with the way on', async () => {
    const { git, store } = await setUp()
    await git.text(['checkout', '-q', '--detach'])
    await expect(add(store, 'new')).rejects.toThrow(/detached.*git switch/)
    await expect(add(store, 'new')).rejects.toBeInstanceOf(StoreUnavailable)
  })

  test('a merge in progress is named, with the way on', async () => {
    const { root, git, store } = await setUp()
    await git.text(['switch', '-q', '-c', 'other'])
    await writeFile(join(root, 'a.txt'), 'a\n')
    await git.text(['add', '-A'])
    await git.text(['commit', '-q', '-m', 'A'])
    await git.text(['switch', '-q', 'main'])
    await git.text(['merge', '-q', '--no-ff', '--no-commit', 'other'])
    await expect(add(store, 'new')).rejects.toThrow(/a merge is in progress.*--abort/)
  })

  test('without an identity the handle is author and committer', async () => {
    const { git, store } = await setUp()
    await git.text(['config', '--unset', 'user.name'])
    await git.text(['config', '--unset', 'user.email'])
    await git.text(['config', 'user.useConfigOnly', 'true'])
    await add(store, 'new')
    expect(await git.text(['log', '-1', '--format=%an %ae %cn'])).toBe(
      'alice alice@shortcrust.invalid alice',
    )
  })

  test('whoever runs the checkout is author by their own name', async () => {
    const { git, store } = await setUp()
    await openRepository(store, SQL).change('Test-Person', (links) => ({
      links: plus(links, 'new'),
      message: 'Add /new\n',
      result: null,
    }))
    expect(await git.text(['log', '-1', '--format=%an <%ae>'])).toBe(
      'Test Person <test@example.com>',
    )
  })

  test('what a killed writer left beside the file is swept away', async () => {
    const { root, git, store } = await setUp()
    await writeFile(join(root, 'data', '.links.db.0000-1111.tmp'), 'half')
    await writeFile(join(root, 'data', '.mine.tmp'), 'mine')
    await add(store, 'new')
    expect(await git.text(['status', '--porcelain'])).toBe('?? data/.mine.tmp')
  })

  test.each(['a folder with spaces', 'ordner-ä', "quote's"])('works in %j', async (name) => {
    const parent = await makeFolder()
    folders.push(parent)
    const { git, store } = await setUp({ root: join(parent, name) })
    await add(store, 'new')
    expect(await git.text(['status', '--porcelain'])).toBe('')
  })

  test('works in a linked work tree, on its own branch', async () => {
    const { git, root } = await setUp()
    const linked = `${root}-linked`
    folders.push(linked)
    await git.text(['worktree', 'add', '-q', linked, '-b', 'side'])
    const store = openWorktreeStore(await findCheckout(linked), SQL, SITE)
    const made = await add(store, 'new')
    expect(await git.text(['rev-parse', 'side'])).toBe(made)
    expect(await git.text(['rev-parse', 'main'])).not.toBe(made)
    expect(await gitIn(linked).text(['status', '--porcelain'])).toBe('')
  })

  test('works where the project is a folder of a larger repository', async () => {
    const outer = await makeFolder()
    folders.push(outer)
    const root = join(outer, 'go')
    await mkdir(root)
    const { git: inner } = await makeCheckout(BASE, { root })
    await rm(join(root, '.git'), { recursive: true })
    const git = gitIn(outer)
    await git.text(['init', '-q', '-b', 'main'])
    await git.text(['config', 'user.name', 'Test'])
    await git.text(['config', 'user.email', 'test@example.com'])
    await git.text(['add', '-A'])
    await git.text(['commit', '-q', '-m', 'Start'])
    const store = openWorktreeStore(await findCheckout(root), SQL, SITE)
    await add(store, 'new')
    expect(await inner.text(['show', '--name-only', '--format=', 'HEAD'])).toBe('go/data/links.db')
    expect(await git.text(['status', '--porcelain'])).toBe('')
  })

  test('a folder that is no checkout is named, with the way on', async () => {
    const folder = await makeFolder()
    folders.push(folder)
    await expect(findCheckout(folder)).rejects.toThrow(/no git checkout.*git init/)
  })

  test('a process that dies before the branch moves leaves a note, and the next one goes back', async () => {
    const { root, git, store, file } = await setUp()
    await edit(file, plus(BASE, 'mine'))
    const head = await git.text(['rev-parse', 'HEAD'])
    const unhook = await hookInto(root, 'prepared', 'kill -9 "$KILL_ME"; exit 1')
    await dieWhileCommitting(root)
    await unhook()
    expect(await git.text(['rev-parse', 'HEAD'])).toBe(head)
    await add(store, 'new')
    expect(await readLinks(file)).toEqual(plus(BASE, 'mine', 'new'))
    expect(await git.text(['status', '--porcelain'])).toBe(' M data/links.db')
  })

  test('a process that dies after the branch moved leaves nothing to do', async () => {
    const { root, git, store, file } = await setUp()
    await edit(file, plus(BASE, 'mine'))
    const unhook = await hookInto(root, 'committed', 'kill -9 "$KILL_ME"')
    await dieWhileCommitting(root)
    await unhook()
    expect(await git.text(['log', '-1', '--format=%s'])).toBe('Add /dying')
    expect(await readLinks(file)).toEqual(plus(BASE, 'mine', 'dying'))
    await add(store, 'new')
    expect(await readLinks(file)).toEqual(plus(BASE, 'mine', 'dying', 'new'))
    expect(await git.text(['status', '--porcelain'])).toBe(' M data/links.db')
  })

  test.each(['prepared', 'committed'])(
    'a person who commits all while the branch is %s takes nothing back',
    async (state) => {
      const { root, git, store, file } = await setUp()
      const commit = 'unset GIT_DIR GIT_INDEX_FILE; git commit -qam Person || true'
      const unhook = await hookInto(root, state, `[ -e once ] || { touch once; ${commit}; }`)
      await add(store, 'new')
      await unhook()
      await add(store, 'newer')
      expect(await readLinks(file)).toEqual(plus(BASE, 'new', 'newer'))
      const { bytes } = await store.read()
      expect(decodeLinks(SQL, bytes ?? new Uint8Array())).toEqual(plus(BASE, 'new', 'newer'))
      expect(await git.text(['status', '--porcelain'])).toBe('?? once')
    },
  )

  test('a person with an edit who commits only what is staged takes nothing back', async () => {
    const { root, git, store, file } = await setUp()
    await edit(file, plus(BASE, 'mine'))
    const commit = 'unset GIT_DIR GIT_INDEX_FILE; git commit -qm Person || true'
    const unhook = await hookInto(root, 'prepared', `[ -e once ] || { touch once; ${commit}; }`)
    await add(store, 'new')
    await unhook()
    expect(await readLinks(file)).toEqual(plus(BASE, 'mine', 'new'))
    await git.text(['commit', '-q', '-a', '-m', 'All'])
    expect(await readLinks(file)).toEqual(plus(BASE, 'mine', 'new'))
  })

  test('an editor that heeds no lock writes the file meanwhile: both are in it', async () => {
    const { root, git, store, file } = await setUp()
    const theirs = join(root, '..', `${Date.now()}.db`)
    folders.push(theirs)
    await edit(theirs, plus(BASE, 'theirs'))
    const unhook = await hookInto(root, 'prepared', `cp "${theirs}" data/links.db`)
    await add(store, 'new')
    await unhook()
    expect(await readLinks(file)).toEqual(plus(BASE, 'theirs', 'new'))
    expect(await git.text(['status', '--porcelain'])).toBe(' M data/links.db')
  })

  test('an index that another git holds refuses the commit; nothing is written', async () => {
    const { root, git, store } = await setUp()
    const head = await git.text(['rev-parse', 'HEAD'])
    await writeFile(join(root, '.git', 'index.lock'), '')
    await expect(add(store, 'new')).rejects.toThrow(/holds the index.*index\.lock/)
    await rm(join(root, '.git', 'index.lock'))
    expect(await git.text(['rev-parse', 'HEAD'])).toBe(head)
    expect(await git.text(['status', '--porcelain'])).toBe('')
  })

  test('a hook that forbids the branch to move leaves index and file as they were', async () => {
    const { root, git, store, file } = await setUp()
    const head = await git.text(['rev-parse', 'HEAD'])
    const hook = join(root, '.git', 'hooks', 'reference-transaction')
    await writeFile(hook, '#!/bin/sh\n[ "$1" != prepared ]\n', { mode: 0o755 })
    await expect(add(store, 'new')).rejects.toBeInstanceOf(StoreUnavailable)
    await rm(hook)
    expect(await git.text(['rev-parse', 'HEAD'])).toBe(head)
    expect(await git.text(['status', '--porcelain'])).toBe('')
    expect(await readLinks(file)).toEqual(BASE)
  })

  test('writers of two processes and people who commit other files and all lose nothing', async () => {
    const { root, git, checkout, store } = await setUp()
    const repositories = [1, 2].map(() =>
      openRepository(openWorktreeStore(checkout, SQL, SITE), SQL),
    )
    let isWriting = true
    const writes = Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        repositories[index % 2]?.change('alice', (links) => ({
          links: plus(links, `link-${index}`),
          message: `Add /link-${index}\n`,
          result: null,
        })),
      ),
    ).finally(() => {
      isWriting = false
    })
    // A person whose git says that HEAD moved, or that there is nothing to commit, goes on.
    const others = (async () => {
      for (let index = 0; isWriting; index += 1) {
        await writeFile(join(root, 'other.txt'), `${index}\n`)
        await git.tryText(['add', 'other.txt'])
        await git.tryText(['commit', '-q', '-m', `Other ${index}`, '--only', 'other.txt'])
        await git.tryText(['commit', '-q', '-a', '-m', `All ${index}`])
        await sleep(500)
      }
    })()
    await Promise.all([writes, others])
    const { bytes } = await store.read()
    expect(decodeLinks(SQL, bytes ?? new Uint8Array()).size).toBe(BASE.size + 12)
    expect(await git.text(['status', '--porcelain', 'data'])).toBe('')
  })
})

/** Lets git run `script` when a branch is in that state of moving. @returns undoes it */
async function hookInto(root: string, state: string, script: string): Promise<() => Promise<void>> {
  const hook = join(root, '.git', 'hooks', 'reference-transaction')
  const lines = ['#!/bin/sh', `[ "$1" = ${state} ] && grep -q refs/heads/ || exit 0`, script, '']
  await writeFile(hook, lines.join('\n'), { mode: 0o755 })
  return () => rm(hook)
}

// Runs one commit in a process of its own, which the hook kills.
async function dieWhileCommitting(root: string): Promise<void> {
  const script = `
    process.env.KILL_ME = String(process.pid)
    const { findCheckout } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/stores/checkout/checkout.ts'))})
    const { openWorktreeStore } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/stores/worktree.ts'))})
    const { openRepository } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/stores/repository.ts'))})
    const { loadSql } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/stores/sql.ts'))})
    const { link, linkSet, SITE } = await import(${JSON.stringify(join(import.meta.dirname, '../support/links.ts'))})
    const SQL = await loadSql()
    const store = openWorktreeStore(await findCheckout(${JSON.stringify(root)}), SQL, SITE)
    await openRepository(store, SQL).change('alice', (links) => ({
      links: linkSet([...links.values(), link({ slug: 'dying' })]),
      message: 'Add /dying',
      result: null,
    }))
    console.log('survived')`
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  await expect(run).rejects.toMatchObject({ signal: 'SIGKILL' })
}
