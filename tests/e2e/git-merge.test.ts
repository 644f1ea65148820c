/**
 * Git itself merges links by our driver: in every operation that merges, from every kind of
 * clone, and a person settles what is left by name.
 */
import { chmod, cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeFolder, removeFolder } from '../support/checkout.ts'
import {
  bytesOf,
  type Clone,
  identify,
  MAIN,
  makeClone,
  openClone,
  runIn,
  setUp,
} from '../support/clone.ts'
import type { linkSet } from '../support/links.ts'

const docs = { slug: 'docs', title: 'Docs', tags: ['a'] }
const other = { slug: 'other' }
const x = { slug: 'x' }
const y = { slug: 'y' }
const START = [docs, other]

const PROJECT = join(import.meta.dirname, '../..')

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await removeFolder(folder)
})

async function start(rows = START, options: { root?: string; isSetUp?: boolean } = {}) {
  const clone = await makeClone(rows, options)
  folders.push(clone.root)
  return clone
}

/** `feature` and `main` have parted; `main` is checked out. */
async function part(
  main: Parameters<Clone['write']>[0],
  feature: Parameters<Clone['write']>[0],
  options = {},
) {
  const clone = await start(START, options)
  await clone.branch('feature', feature)
  await clone.git('switch', '-q', 'main')
  await clone.commit('On main', main)
  return clone
}

async function expectLinks(clone: Clone, rows: Parameters<typeof linkSet>[0]) {
  expect(Buffer.compare(await clone.bytes(), bytesOf(rows))).toBe(0)
}

const retitled = (title: string) => [{ ...docs, title }, other]

describe('what two changed apart comes together by', () => {
  const ours = [{ ...docs, title: 'New', tags: ['a', 'b'] }, other, x]
  const theirs = [{ ...docs, owner: 'bob', tags: ['a', 'c'] }, y]
  const both = [{ ...docs, title: 'New', owner: 'bob', tags: ['a', 'b', 'c'] }, x, y]

  it('git merge, which leaves nothing beside the file', async () => {
    const clone = await part(ours, theirs)
    await clone.git('merge', '-q', 'feature')
    await expectLinks(clone, both)
    expect(await clone.git('status', '--porcelain')).toBe('')
    expect(await readdir(clone.root)).toEqual(['.git', '.gitattributes', 'data'])
    expect((await clone.git('log', '--format=%s', '-1')).startsWith('Merge branch')).toBe(true)
  })

  it.each(['--merge', '--apply', '-i'])('git rebase %s', async (how) => {
    const clone = await part(ours, theirs)
    await clone.git('switch', '-q', 'feature')
    await clone.git('rebase', how, 'main')
    await expectLinks(clone, both)
  })

  it('git cherry-pick', async () => {
    const clone = await part(ours, theirs)
    await clone.git('cherry-pick', 'feature')
    await expectLinks(clone, both)
  })

  it('git revert, which keeps what came later', async () => {
    const clone = await start()
    await clone.commit('Add x', [...START, x])
    await clone.commit('Add y', [...START, x, y])
    await clone.git('revert', '--no-edit', 'HEAD~1')
    await expectLinks(clone, [...START, y])
  })

  it('git stash pop', async () => {
    const clone = await start()
    await clone.write([...START, x])
    await clone.git('stash')
    await clone.commit('Add y', [...START, y])
    await clone.git('stash', 'pop')
    await expectLinks(clone, [...START, x, y])
    expect(await clone.git('stash', 'list')).toBe('')
  })

  it('git checkout -m, with edits that come along', async () => {
    const clone = await part([...START, x], [...START, y])
    await clone.write([...START, x, { slug: 'mine' }])
    await clone.git('checkout', '-m', 'feature')
    await expectLinks(clone, [...START, y, { slug: 'mine' }])
  })

  it('git apply --3way', async () => {
    const clone = await part([...START, x], [...START, y])
    const patch = join(clone.root, '.git/patch')
    await writeFile(
      patch,
      `${await clone.git('diff', '--binary', '--no-textconv', 'feature~1', 'feature')}\n\n`,
    )
    await clone.git('apply', '--3way', patch)
    await expectLinks(clone, [...START, x, y])
  })

  it('git pull, and with local edits by --autostash, merging or rebasing', async () => {
    const origin = await start()
    const folder = await makeFolder()
    folders.push(folder)
    await origin.git('clone', '-q', origin.root, join(folder, 'clone'))
    const clone = openClone(join(folder, 'clone'))
    await identify(clone)
    await setUp(clone)
    await clone.commit('Add x', [...START, x])
    await origin.commit('Add y', [...START, y])
    const mine = { slug: 'mine' }
    await clone.write([...START, x, mine])
    // Without it Git refuses, and touches nothing.
    const refused = await clone.tryGit('pull', '-q', '--no-rebase', 'origin', 'main')
    expect(refused.code).not.toBe(0)
    await expectLinks(clone, [...START, x, mine])
    await clone.git('pull', '-q', '--no-rebase', '--autostash', 'origin', 'main')
    await expectLinks(clone, [...START, x, y, mine])
    await origin.commit('Add z', [...START, y, { slug: 'z' }])
    await clone.git('pull', '-q', '--rebase', '--autostash', 'origin', 'main')
    await expectLinks(clone, [...START, x, y, { slug: 'z' }, mine])
    expect(await clone.git('status', '--porcelain')).toBe(' M data/links.db')
    expect(await clone.git('stash', 'list')).toBe('')
  })

  it('two histories that each began with the file', async () => {
    const clone = await start([...START, x])
    await clone.git('switch', '-q', '--orphan', 'feature')
    await mkdir(join(clone.root, 'data'), { recursive: true })
    await writeFile(join(clone.root, '.gitattributes'), 'data/links.db merge=links -text\n')
    await clone.commit('Begin anew', [...START, y])
    await clone.git('rm', '-q', '.gitattributes')
    await clone.git('commit', '-q', '-m', 'No attributes')
    await clone.git('switch', '-q', 'main')
    await clone.git('merge', '-q', '--allow-unrelated-histories', 'feature')
    await expectLinks(clone, [...START, x, y])
  })
})

describe('a clone may be', () => {
  it('in a folder with spaces, quotes, a per cent sign and no ASCII', async () => {
    const folder = await makeFolder()
    folders.push(folder)
    const root = join(folder, `it's "my" $HOME 100%A ü`)
    await mkdir(root)
    const clone = await part([...START, x], [...START, y], { root, isSetUp: false })
    // The command line is there, too.
    await cp(join(PROJECT, 'src'), join(root, 'src'), { recursive: true })
    await symlink(join(PROJECT, 'node_modules'), join(root, 'node_modules'))
    const ran = await runIn(root, process.execPath, ['src/cli/main.ts', 'setup'])
    expect(ran).toMatchObject({ code: 0 })
    expect(await clone.git('config', 'merge.links.driver')).toContain('$HOME 100%%A ü/src/cli')
    await clone.git('merge', '-q', 'feature')
    await expectLinks(clone, [...START, x, y])
  })

  it('a linked work tree, which has the main one’s drivers', async () => {
    const clone = await part([...START, x], [...START, y])
    const linked = openClone(`${clone.root}-linked`)
    folders.push(linked.root)
    await clone.git('worktree', 'add', '-q', linked.root, 'feature')
    await linked.git('merge', '-q', 'main')
    await expectLinks(linked, [...START, x, y])
    // Conflicts are its own, too.
    await linked.commit('Retitle', [...retitled('Linked'), x, y])
    await clone.commit('Retitle', [...retitled('Main'), x])
    expect((await linked.tryGit('merge', 'main')).code).toBe(1)
    expect((await linked.run('resolve', 'docs', '--ours')).code).toBe(0)
    expect(await linked.git('status', '--porcelain')).toBe('')
    expect((await linked.links()).get('docs')?.title).toBe('Linked')
    expect((await clone.run('conflicts')).stdout).toContain('in no conflict')
  })

  it('a folder inside a repository, even one whose name is not UTF-8', async () => {
    const clone = await start()
    const script = `
      name=$(printf 'caf\\351') && mkdir "$name" && git mv data .gitattributes "$name" &&
      git commit -qm Move && git switch -qc feature &&
      cp "$1" "$name/data/links.db" && git commit -qam y && git switch -q main &&
      cp "$2" "$name/data/links.db" && git commit -qam x &&
      git merge -q feature >&2 && cat "$name/data/links.db"`
    const [left, right, result] = ['left', 'right', 'result'].map((name) =>
      join(clone.root, '.git', name),
    )
    await writeFile(left ?? '', bytesOf([...START, y]))
    await writeFile(right ?? '', bytesOf([...START, x]))
    const ran = await runIn(clone.root, 'sh', [
      '-c',
      `{ ${script}; } > "$3"`,
      'sh',
      left ?? '',
      right ?? '',
      result ?? '',
    ])
    expect(ran.code).toBe(0)
    expect(Buffer.compare(await readFile(result ?? ''), bytesOf([...START, x, y]))).toBe(0)
  })

  it('but none whose whole path is not UTF-8, which is said', async () => {
    const root = await makeFolder()
    folders.push(root)
    const script = `name=$(printf 'caf\\351') && mkdir "$name" && cd "$name" && exec "$@"`
    const args = ['-c', script, 'sh', process.execPath, MAIN, 'conflicts']
    const ran = await runIn(root, 'sh', args)
    expect(ran.code).toBe(1)
    expect(ran.output).toContain('is not UTF-8 on disk, which Node can not open; rename the folder')
  })

  it('run by a PATH whose Node is another one', async () => {
    const clone = await part([...START, x], [...START, y])
    const bin = join(clone.root, '.git/bin')
    await mkdir(bin)
    await writeFile(join(bin, 'node'), '#!/bin/sh\nexit 1\n')
    await chmod(join(bin, 'node'), 0o755)
    const PATH = `${bin}:${process.env.PATH}`
    const ran = await runIn(clone.root, 'git', ['merge', '-q', 'feature'], { PATH })
    expect(ran).toMatchObject({ code: 0 })
    await expectLinks(clone, [...START, x, y])
  })
})

describe('a true conflict stops', () => {
  it.each<[string, Parameters<typeof linkSet>[0], Parameters<typeof linkSet>[0], string]>([
    ['one cell to two values', retitled('A'), retitled('B'), '/docs title'],
    ['an edit against a removal', retitled('A'), [other], '/docs'],
    [
      'an edit against a tombstone',
      retitled('A'),
      [{ ...docs, state: 'gone' }, other],
      '/docs state',
    ],
    [
      'one new slug with two targets',
      [...START, { ...x, url: 'https://example.com/1' }],
      [...START, { ...x, url: 'https://example.com/2' }],
      '/x',
    ],
    [
      'a loop that neither side has',
      [{ ...docs, url: '/other' }, other],
      [docs, { ...other, url: '/docs' }],
      '/docs url, /other url',
    ],
  ])('%s, and leaves a valid file', async (_name, ours, theirs, named) => {
    const clone = await part([...ours, x].slice(0, ours.length), theirs)
    const ran = await clone.tryGit('merge', 'feature')
    expect(ran.code).toBe(1)
    expect(ran.output).toContain(`in data/links.db: ${named}; see them with: npm run links`)
    expect(await clone.git('status', '--porcelain')).toBe('UU data/links.db')
    const links = await clone.links()
    expect(Buffer.compare(await clone.bytes(), bytesOf(links))).toBe(0)
    expect((await clone.run('check', '--json')).stdout).not.toContain('"severity": "error"')
    expect(await readdir(clone.root)).toEqual(['.git', '.gitattributes', 'data'])
  })

  it('only in the cells that conflict', async () => {
    const clone = await part([...retitled('A'), x], [{ ...docs, title: 'B', owner: 'bob' }, y])
    await clone.tryGit('merge', 'feature')
    await expectLinks(clone, [{ ...docs, title: 'A', owner: 'bob' }, x, y])
  })

  it('a criss-cross with two opposite resolutions, which an ordinary ancestor would hide', async () => {
    // Both sides merged the same two and chose differently: a person has to choose again.
    const cross = async (clone: Clone) => {
      await clone.branch('left', retitled('Left'))
      await clone.branch('right', retitled('Right'))
      await clone.git('tag', 'old-right')
      await clone.git('switch', '-q', 'left')
      await clone.git('tag', 'old-left')
      await clone.tryGit('merge', 'old-right')
      await clone.run('resolve', '--all', '--ours')
      await clone.git('commit', '-q', '--no-edit')
      await clone.git('switch', '-q', 'right')
      await clone.tryGit('merge', 'old-left')
      await clone.run('resolve', '--all', '--ours')
      await clone.git('commit', '-q', '--no-edit')
      await clone.git('switch', '-q', 'left')
      return clone.tryGit('merge', 'right')
    }
    const clone = await start()
    expect(await cross(clone)).toMatchObject({ code: 1 })
    expect((await clone.run('conflicts')).stdout).toContain('/docs title')
    // What it is for: without it the merge is silent, and one resolution is lost.
    const plain = await start()
    await plain.git('config', '--unset', 'merge.links.recursive')
    expect(await cross(plain)).toMatchObject({ code: 0 })
  })

  it('but no criss-cross of changes apart', async () => {
    const clone = await start()
    await clone.branch('left', [...START, x])
    await clone.branch('right', [...START, y])
    await clone.git('tag', 'old-right')
    await clone.git('switch', '-q', 'left')
    await clone.git('tag', 'old-left')
    await clone.git('merge', '-q', 'old-right')
    await clone.commit('Retitle', [{ ...docs, title: 'Left' }, other, x, y])
    await clone.git('switch', '-q', 'right')
    await clone.git('merge', '-q', 'old-left')
    await clone.commit('Own', [{ ...docs, owner: 'bob' }, other, x, y])
    await clone.git('merge', '-q', 'left')
    await expectLinks(clone, [{ ...docs, title: 'Left', owner: 'bob' }, other, x, y])
  })
})

describe('conflicts are named and settled', () => {
  it('in a merge, one by one, until the file is staged', async () => {
    const clone = await part(
      [
        { ...docs, title: 'A', owner: 'al' },
        { ...other, title: 'A' },
      ],
      [
        { ...docs, title: 'B', owner: 'bo' },
        { ...other, title: 'B' },
      ],
    )
    await clone.tryGit('merge', 'feature')
    const shown = await clone.run('conflicts')
    expect(shown.code).toBe(1)
    expect(shown.stdout).toMatch(
      /^data\/links\.db: 3 conflicts in this merge\n {2}--ours {4}main \([0-9a-f]{7} On main\)\n {2}--theirs {2}feature \([0-9a-f]{7} On feature\)\n\n\/docs title\n {2}before {3}"Docs"\n {2}main {5}"A"\n {2}feature {2}"B"\n/,
    )
    const json = JSON.parse((await clone.run('conflicts', '--json')).stdout)
    expect(json).toMatchObject({
      operation: { name: 'merge', next: 'git merge --continue' },
      ours: { name: 'main', subject: 'On main' },
      theirs: { name: 'feature', commit: await clone.git('rev-parse', 'feature') },
      conflicts: [
        { slug: 'docs', field: 'title', base: 'Docs', ours: 'A', theirs: 'B', rule: null },
        { slug: 'docs', field: 'owner', base: null, ours: 'al', theirs: 'bo' },
        { slug: 'other', field: 'title' },
      ],
    })
    expect((await clone.run('resolve', 'docs', '--ours', '--field', 'title')).output).toContain(
      '2 conflicts left: /docs, /other',
    )
    // That ours was chosen is remembered, though the file is as it was.
    const left = JSON.parse((await clone.run('conflicts', '--json')).stdout).conflicts
    expect(left.map(({ slug, field }: Record<string, string>) => `${slug} ${field}`)).toEqual([
      'docs owner',
      'other title',
    ])
    await clone.run('resolve', '/docs', '--theirs', '--field', 'owner')
    expect(await clone.git('status', '--porcelain')).toBe('UU data/links.db')
    // An edit settles, too; and minds may change until the end.
    await clone.run('edit', 'other', '--title', 'Mine')
    const none = await clone.run('conflicts')
    expect(none).toMatchObject({ code: 0 })
    expect(none.stdout).toContain('All is settled; stage it and go on: git add data/links.db')
    const done = await clone.run('resolve', 'docs', '--theirs', '--field', 'title')
    expect(done.output).toContain('is staged; go on with: git merge --continue')
    expect(await clone.git('status', '--porcelain')).toBe('M  data/links.db')
    await expectLinks(clone, [
      { ...docs, title: 'B', owner: 'bo' },
      { ...other, title: 'Mine' },
    ])
    await clone.git('merge', '--continue')
    expect(await clone.run('conflicts')).toMatchObject({
      code: 0,
      stdout: 'data/links.db is in no conflict\n',
    })
    expect(await clone.run('resolve', '--all', '--ours')).toMatchObject({ code: 1 })
  })

  it('and a choice of ours is forgotten with the merge that it was made in', async () => {
    const clone = await part(
      [
        { ...docs, title: 'A' },
        { ...other, title: 'A' },
      ],
      [
        { ...docs, title: 'B' },
        { ...other, title: 'B' },
      ],
    )
    await clone.tryGit('merge', 'feature')
    await clone.run('resolve', 'docs', '--ours')
    await clone.git('merge', '--abort')
    await clone.git('switch', '-q', 'feature')
    await clone.commit('More', [
      { ...docs, title: 'C' },
      { ...other, title: 'B' },
    ])
    await clone.git('switch', '-q', 'main')
    await clone.tryGit('merge', 'feature')
    expect((await clone.run('conflicts')).stdout).toContain('2 conflicts in this merge')
  })

  it('and even where the same commits are merged again', async () => {
    const clone = await part(
      [
        { ...docs, title: 'A' },
        { ...other, title: 'A' },
      ],
      [
        { ...docs, title: 'B' },
        { ...other, title: 'B' },
      ],
    )
    await clone.tryGit('merge', 'feature')
    await clone.run('resolve', 'docs', '--ours')
    await clone.git('merge', '--abort')
    await clone.tryGit('merge', 'feature')
    expect((await clone.run('conflicts')).stdout).toContain('2 conflicts in this merge')
  })

  it('and a note that is damaged counts as none', async () => {
    const clone = await part(retitled('A'), retitled('B'))
    await clone.tryGit('merge', 'feature')
    await writeFile(join(clone.root, '.git/shortcrust.merge'), '{"merge": 1')
    expect((await clone.run('conflicts')).stdout).toContain('1 conflict in this merge')
  })

  it('and what a person takes back of the other side meanwhile stays taken back', async () => {
    const clone = await part(retitled('A'), [...retitled('B'), x])
    await clone.tryGit('merge', 'feature')
    await expectLinks(clone, [...retitled('A'), x])
    await clone.run('remove', 'x', '--purge')
    await clone.run('resolve', 'docs', '--ours')
    await expectLinks(clone, retitled('A'))
    expect(await clone.git('diff', '--cached', '--stat')).toBe('')
  })

  it.each([
    ['rebase', 'main', 'topic', 'git rebase --continue'],
    ['cherry-pick', 'main', 'feature', 'git cherry-pick --continue'],
    ['revert', 'main', 'revert of', 'git revert --continue'],
    ['stash', 'main', 'stash@{0}', 'git stash drop stash@{0}'],
  ])('in a %s by the names of %s and %s', async (operation, ours, theirs, next) => {
    const clone = await part(retitled('A'), retitled('B'))
    const begin: Record<string, () => Promise<unknown>> = {
      // Stops at the second of three, so neither side is at the tip of its branch.
      rebase: async () => {
        await clone.branch('topic', [...START, y], 'main~1')
        await clone.commit('Retitle', [...retitled('B'), y])
        await clone.commit('Add x', [...retitled('B'), x, y])
        await clone.tryGit('rebase', 'main')
      },
      'cherry-pick': () => clone.tryGit('cherry-pick', 'feature'),
      revert: async () => {
        await clone.commit('Again', retitled('C'))
        await clone.tryGit('revert', '--no-edit', 'HEAD~1')
      },
      stash: async () => {
        await clone.write(retitled('C'))
        await clone.git('stash')
        await clone.commit('Again', retitled('D'))
        await clone.tryGit('stash', 'pop')
      },
    }
    await begin[operation]?.()
    const json = JSON.parse((await clone.run('conflicts', '--json')).stdout)
    expect(json.operation).toMatchObject({ name: operation, next })
    expect([json.ours.name, json.theirs.name]).toEqual([ours, expect.stringContaining(theirs)])
    expect(json.conflicts).toHaveLength(1)
    // In a rebase theirs is one's own.
    if (operation === 'rebase') expect(json.conflicts).toMatchObject([{ ours: 'A', theirs: 'B' }])
    const done = await clone.run('resolve', 'docs', '--theirs')
    expect(done.output).toContain(`is staged; go on with: ${next}`)
    await clone.git(...next.split(' ').slice(1))
    const { title } = (await clone.links()).get('docs') ?? {}
    expect(title).toBe({ revert: 'Docs', stash: 'C' }[operation] ?? 'B')
  })

  it.each([
    ['squash merge', 'feature', 'git commit', ['merge', '--squash', 'feature']],
    ['am', 'the patch', 'git am --continue', ['am', '-3', '.git/patch']],
  ])('in a %s, which Git keeps no head of, by the name of %s', async (name, theirs, next, args) => {
    const clone = await part(retitled('A'), retitled('B'))
    await clone.git('format-patch', '-q', '-1', 'feature', '--output=.git/patch')
    expect((await clone.tryGit(...args)).code).not.toBe(0)
    const json = JSON.parse((await clone.run('conflicts', '--json')).stdout)
    expect(json).toMatchObject({
      operation: { name, next },
      ours: { name: 'main' },
      theirs: { name: theirs, subject: 'On feature' },
    })
    await clone.run('resolve', 'docs', '--theirs')
    await clone.git(...next.split(' ').slice(1), ...(name === 'am' ? [] : ['-q', '-m', 'Squash']))
    await expectLinks(clone, retitled('B'))
  })

  it.each([
    ['--ours', 'main', '/y'],
    ['--theirs', 'feature', '/x'],
  ])('with a warning where "git checkout %s" took the whole file', async (side, taken, lacking) => {
    const clone = await part([...retitled('A'), x], [...retitled('B'), y])
    await clone.tryGit('merge', 'feature')
    expect((await clone.run('conflicts')).output).not.toContain('warning')
    await clone.git('checkout', side, 'data/links.db')
    for (const args of [['conflicts'], ['resolve', '--all', '--ours']]) {
      expect((await clone.run(...args)).output).toMatch(
        new RegExp(
          `warning: data/links.db is that of ${taken} as a whole.* at ${lacking};.*-m data`,
        ),
      )
    }
    // Staged too early, it is no conflict any more; Git opens it again.
    const again = 'to choose again: git checkout -m data/links.db'
    expect((await clone.run('conflicts')).stdout).toContain(again)
    expect((await clone.run('resolve', 'docs', '--ours')).output).toContain(again)
    await clone.git('checkout', '-m', 'data/links.db')
    await clone.run('resolve', '--all', '--theirs')
    await expectLinks(clone, [...retitled('B'), x, y])
  })

  it('together, where one choice alone would break a rule', async () => {
    const clone = await part(
      [{ ...docs, url: '/other' }, other],
      [docs, { ...other, url: '/docs' }],
    )
    await clone.tryGit('merge', 'feature')
    const refused = await clone.run('resolve', 'other', '--theirs')
    expect(refused.code).toBe(1)
    expect(refused.output).toContain("links -- resolve 'other' 'docs' --theirs")
    expect((await clone.links()).get('other')?.url).toBe('https://example.com/docs')
    expect((await clone.run('resolve', 'other', 'docs', '--theirs')).code).toBe(0)
    expect(await clone.git('status', '--porcelain')).toBe('M  data/links.db')
    await expectLinks(clone, [docs, { ...other, url: '/docs' }])
  })

  it('also where Git ran no driver: nothing of the other side is lost', async () => {
    const clone = await part([...retitled('A'), x], [...retitled('B'), y], { isSetUp: false })
    expect((await clone.tryGit('merge', 'feature')).code).toBe(1)
    await expectLinks(clone, [...retitled('A'), x])
    await clone.run('edit', 'other', '--title', 'Mine')
    // An edit brings the other side along, so that what it takes back of it stays so.
    await expectLinks(clone, [{ ...docs, title: 'A' }, { ...other, title: 'Mine' }, x, y])
    await clone.run('remove', 'y', '--purge')
    await clone.run('resolve', '--all', '--theirs')
    await expectLinks(clone, [{ ...docs, title: 'B' }, { ...other, title: 'Mine' }, x])
    expect(await clone.git('status', '--porcelain')).toBe('M  data/links.db')
  })

  it('also where a person first chooses, or edited with another tool', async () => {
    const clone = await part([...retitled('A'), x], [...retitled('B'), y], { isSetUp: false })
    await clone.tryGit('merge', 'feature')
    await clone.write([...retitled('A'), x, { slug: 'mine' }])
    const done = await clone.run('resolve', '--all', '--theirs')
    expect(done.output).toContain('Git ran no driver here')
    await expectLinks(clone, [...retitled('B'), x, y, { slug: 'mine' }])
  })

  it('but a slug or field that is in none is refused, and so is a choice of neither', async () => {
    const clone = await part(retitled('A'), retitled('B'))
    await clone.tryGit('merge', 'feature')
    const ran = await Promise.all([
      clone.run('resolve', 'nope', '--ours'),
      clone.run('resolve', 'docs', '--ours', '--field', 'url'),
      clone.run('resolve', 'docs'),
      clone.run('resolve', '--ours'),
    ])
    expect(ran.map(({ code }) => code)).toEqual([1, 1, 2, 2])
    expect(ran[0]?.output).toContain('those that are: /docs')
    expect(ran[1]?.output).toContain('but over: title')
  })
})

describe('what can not be merged is left as it was', () => {
  it.each<[string, Uint8Array, string]>([
    ['truncated', bytesOf(START).subarray(0, 1_500), 'truncated'],
    ['no database', Buffer.from('<<<<<<< HEAD\n\0'), 'not a database'],
    ['empty', Buffer.alloc(0), 'is empty'],
    ['of a newer schema', patched(60, 99), 'upgrade Shortcrust'],
    ['of another program', patched(68, 1), 'not one of Shortcrust'],
  ])('a side that is %s', async (_name, bytes, reason) => {
    const clone = await start()
    await clone.git('switch', '-q', '-c', 'feature')
    await writeFile(clone.file, bytes)
    await clone.git('commit', '-q', '-a', '-m', 'Break it')
    await clone.git('switch', '-q', 'main')
    await clone.commit('On main', [...START, x])
    const before = await clone.bytes()
    const ran = await clone.tryGit('merge', 'feature')
    expect(ran.code).not.toBe(0)
    expect(ran.output).toContain('data/links.db was not merged: on their side')
    expect(ran.output).toContain(reason)
    expect(Buffer.compare(await clone.bytes(), before)).toBe(0)
    // Git before 2.42 takes it for a conflict, and then we say what is wrong and how to go on.
    if (ran.code === 1) {
      const shown = await clone.run('conflicts')
      expect(shown.code).toBe(1)
      expect(shown.output).toContain('data/links.db of feature can not be read')
      expect(shown.output).toContain('git merge --abort')
    }
    // The other way round, too.
    await clone.tryGit('merge', '--abort')
    await clone.git('switch', '-q', 'feature')
    const back = await clone.tryGit('merge', 'main')
    expect(back.output).toContain('on our side')
    // One side can be taken whole: the one that can be read.
    if (back.code === 1) {
      expect((await clone.run('conflicts')).output).toContain(
        'of main whole: git checkout --theirs',
      )
    }
    expect(Buffer.compare(await clone.bytes(), bytes)).toBe(0)
  })

  it('a file that one side deleted: Git asks no driver, and we say what to do', async () => {
    const clone = await start()
    await clone.git('switch', '-q', '-c', 'feature')
    await clone.git('rm', '-q', 'data/links.db')
    await clone.git('commit', '-q', '-m', 'Delete')
    await clone.git('switch', '-q', 'main')
    await clone.commit('On main', [...START, x])
    expect((await clone.tryGit('merge', 'feature')).code).toBe(1)
    await expectLinks(clone, [...START, x])
    for (const args of [['conflicts'], ['resolve', '--all', '--ours']]) {
      const ran = await clone.run(...args)
      expect(ran.code).toBe(1)
      expect(ran.output).toContain(
        'feature deleted data/links.db, main changed it; keep it with: git add',
      )
    }
  })

  it('three branches at once: Git refuses, and one after the other they merge', async () => {
    const clone = await part([...START, x], [...START, y])
    await clone.branch('third', [...START, { slug: 'z' }], 'main~1')
    await clone.git('switch', '-q', 'main')
    const octopus = await clone.tryGit('merge', 'feature', 'third')
    expect(octopus.code).not.toBe(0)
    await clone.tryGit('merge', '--abort')
    await clone.git('reset', '-q', '--hard')
    await expectLinks(clone, [...START, x])
    await clone.git('merge', '-q', 'feature')
    await clone.git('merge', '-q', 'third')
    await expectLinks(clone, [...START, x, y, { slug: 'z' }])
  })

  it('three branches of which Git merged all but one: nothing of that one is lost', async () => {
    const clone = await start()
    await clone.branch('feature', [...START, y])
    await clone.branch('third', [...START, { slug: 'z' }], 'main')
    await clone.git('switch', '-q', 'main')
    expect((await clone.tryGit('merge', 'feature', 'third')).code).toBe(1)
    expect(await clone.git('status', '--porcelain')).toBe('UU data/links.db')
    const done = await clone.run('resolve', '--all', '--ours')
    expect(done.output).toContain('Git calls no driver for three or more branches at once')
    await expectLinks(clone, [...START, y, { slug: 'z' }])
    await clone.git('commit', '-q', '--no-edit')
    expect((await clone.git('log', '-1', '--format=%P')).split(' ')).toHaveLength(2)
  })

  it('a site.json in conflict does not keep the links from merging', async () => {
    const clone = await part([...START, x], [...START, y])
    await clone.write([...START, x])
    await writeFile(join(clone.root, 'data/site.json'), '<<<<<<< ours\n')
    await clone.git('commit', '-q', '-a', '-m', 'Break the site')
    await clone.git('merge', '-q', 'feature')
    await expectLinks(clone, [...START, x, y])
  })
})

function patched(offset: number, value: number): Uint8Array {
  const bytes = Buffer.from(bytesOf(START))
  bytes.writeUInt32BE(value, offset)
  return bytes
}

describe('the driver writes', () => {
  it('its result in place, and nothing where nothing changed', async () => {
    const folder = await makeFolder()
    folders.push(folder)
    const [base, ours, theirs] = ['base', 'ours', 'theirs'].map((name) => join(folder, name))
    await writeFile(base ?? '', bytesOf(START))
    await writeFile(ours ?? '', bytesOf([...START, x]))
    await writeFile(theirs ?? '', bytesOf([...START, y]))
    const before = await stat(ours ?? '')
    const clone = openClone(folder)
    const ran = await clone.run('merge-driver', 'base', 'ours', 'theirs')
    expect(ran).toMatchObject({ code: 0, output: '' })
    expect((await stat(ours ?? '')).ino).toBe(before.ino)
    expect(Buffer.compare(await readFile(ours ?? ''), bytesOf([...START, x, y]))).toBe(0)
    expect((await readdir(folder)).toSorted()).toEqual(['base', 'ours', 'theirs'])
    await rm(theirs ?? '')
    expect(await clone.run('merge-driver', 'base', 'ours', 'theirs')).toMatchObject({ code: 129 })
  })
})

describe('in a merge that stopped, check', () => {
  const stop = async () => {
    const clone = await part(retitled('A'), retitled('B'))
    expect((await clone.tryGit('merge', 'feature')).code).toBe(1)
    return clone
  }

  it('says that the links are not merged yet, and what to run', async () => {
    const clone = await stop()
    const found = await clone.run('check')
    expect(found).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 conflict to settle'),
    })
    expect(found.output).toContain(
      'warning: data/links.db is not merged yet: this merge stopped at it. 1 conflict to settle; see them with: npm run links -- conflicts, or take it back: git merge --abort\n',
    )
    await clone.run('edit', 'docs', '--title', 'C')
    const settled = await clone.run('check')
    expect(settled.output).toContain(
      'All is settled; stage it and go on: git add data/links.db && git merge --continue\n',
    )
    await clone.git('add', 'data/links.db')
    await clone.git('merge', '--continue')
    expect((await clone.run('check', '--strict')).code).toBe(0)
  })

  it('brings back a file that is gone, and lets nobody begin anew there', async () => {
    const clone = await stop()
    await rm(join(clone.root, 'data/links.db'))
    const asked = await clone.run('resolve', 'docs', '--theirs')
    expect(asked).toMatchObject({ code: 1 })
    expect(asked.output).toContain('git checkout -m data/links.db')
    const begun = await clone.run('init', '--name', 'Anew')
    expect(begun).toMatchObject({ code: 1 })
    expect(begun.output).toContain('not settled')
    await clone.git('checkout', '-m', 'data/links.db')
    expect(await clone.run('resolve', 'docs', '--theirs')).toMatchObject({ code: 0 })
  })

  it('in a sparse checkout says what Git takes there', async () => {
    const clone = await start()
    await clone.branch('feature', retitled('B'))
    await clone.git('switch', '-q', 'main')
    await clone.commit('On main', retitled('A'))
    await clone.git('sparse-checkout', 'set', '--no-cone', '/*', '!/data/links.db')
    const way = 'git sparse-checkout add /data/links.db'
    const sparse = `a sparse checkout leaves out data/links.db; bring it here with: ${way}`
    for (const command of [['check'], ['check', '--json'], ['list'], ['disable', 'docs']]) {
      expect(await clone.run(...command)).toMatchObject({
        code: 1,
        output: expect.stringContaining(sparse),
      })
    }
    // A file in conflict comes out all the same, but Git stages it only when told to.
    await clone.tryGit('merge', 'feature')
    await clone.run('edit', 'docs', '--title', 'C')
    expect((await clone.run('check')).output).toContain(
      'go on: git add --sparse data/links.db && git merge --continue\n',
    )
    await clone.git('checkout', '-m', 'data/links.db')
    expect((await clone.run('resolve', 'docs', '--ours')).output).toContain('is staged')
    await clone.git('merge', '--continue')
    await clone.git(...way.split(' ').slice(1))
    await expectLinks(clone, retitled('A'))
  })

  it('in a sparse checkout by folders names the folder', async () => {
    const clone = await start()
    await writeFile(join(clone.root, 'package.json'), '{"name": "shortcrust"}')
    await clone.git('sparse-checkout', 'set', '--cone')
    const found = await clone.run('check')
    expect([found.code, found.output]).toEqual([
      1,
      expect.stringContaining(
        'data/links.db and data/site.json; bring it here with: git sparse-checkout add data\n',
      ),
    ])
    expect((await clone.run('list')).output).toContain('git sparse-checkout add data\n')
    await clone.git('sparse-checkout', 'add', 'data')
    expect((await clone.run('check')).code).toBe(0)
  })
})
