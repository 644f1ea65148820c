/**
 * `links upgrade` in real repositories: a small upstream with releases, and a site made of it as a
 * Git host makes one from a template, without any of its history.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { makeFolder, type TestProject } from '../project.ts'

const CLI = fileURLToPath(new URL('../../../../src/cli/links.js', import.meta.url))

// What our command line is to an upgrade: a check that may fail, and that brings old links forward.
// It must find itself in no repository, or what it sets up there would outlive the trial.
const MAIN = `import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync, existsSync } from 'node:fs'
const isInRepository = spawnSync('git', ['rev-parse', '--git-dir']).status === 0
if (isInRepository !== (process.argv[2] === 'setup')) throw new Error('in the wrong place')
if (isInRepository) process.exit()
const links = readFileSync('data/links.db', 'utf8')
if (links === 'slow') console.error('thinking')
if (links === 'slow') await new Promise((resolve) => setTimeout(resolve, 20_000))
if (!existsSync('node_modules/part')) throw new Error('no packages')
if (links === 'broken') throw new Error('the links are broken')
if (links === 'old form' && process.argv.includes('--fix')) writeFileSync('data/links.db', 'new form')
`

/** The files of a release: a package in a folder of its own, so that nothing is downloaded. */
function releaseFiles(version: string): Record<string, string> {
  const part = { name: 'part', version }
  const packages = {
    '': { name: 'shortcrust', version, dependencies: { part: 'file:part' } },
    'node_modules/part': { resolved: 'part', link: true },
    part: { version },
  }
  const scripts = { links: 'node src/cli/main.ts' }
  return {
    'package.json': JSON.stringify({ ...packages[''], type: 'module', scripts }),
    'package-lock.json': JSON.stringify({
      name: 'shortcrust',
      version,
      lockfileVersion: 3,
      requires: true,
      packages,
    }),
    'part/package.json': JSON.stringify(part),
    'src/cli/main.ts': MAIN,
    'src/version.ts': version,
    '.gitignore': 'node_modules/\n.cache/\n.npm/\n',
    'README.md': `Shortcrust ${version}`,
    'data/links.db': `links of ${version}`,
    'data/site.json': '{}',
  }
}

async function commitAll(project: TestProject, message: string): Promise<void> {
  await project.git('add', '-A')
  await project.git('commit', '-q', '-m', message)
}

async function begin(project: TestProject): Promise<void> {
  await project.git('init', '-q', '-b', 'main')
  await project.git('config', 'user.name', 'Ada Lovelace')
  await project.git('config', 'user.email', 'ada@example.com')
}

async function writeAll(project: TestProject, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await project.write(path, text)
}

/** Releases v1 and v2, and something after each. */
async function makeUpstream(): Promise<TestProject> {
  const upstream = await makeFolder()
  await begin(upstream)
  await writeAll(upstream, { ...releaseFiles('1.0.0'), 'src/old.ts': 'old', 'netlify.toml': 'a' })
  await commitAll(upstream, 'First')
  await upstream.git('tag', 'v1.0.0')
  await upstream.write('src/between.ts', 'of no release')
  await commitAll(upstream, 'Between')
  await upstream.git('branch', 'between')
  await writeAll(upstream, { ...releaseFiles('2.0.0'), 'src/new.ts': 'new', 'netlify.toml': 'b' })
  await upstream.git('rm', '-q', 'src/old.ts', 'src/between.ts')
  await commitAll(upstream, 'Second')
  await upstream.git('tag', '-a', '-m', 'Second', 'v2.0.0')
  await upstream.write('src/next.ts', 'unreleased')
  await commitAll(upstream, 'Next')
  return upstream
}

/** A copy of the upstream's files at a revision, with links and files of its own. */
async function makeSite(upstream: TestProject, revision = 'v1.0.0'): Promise<TestProject> {
  const site = await makeFolder()
  await begin(site)
  await site.git('fetch', '-q', upstream.root, revision)
  await site.git('read-tree', '-u', '--reset', 'FETCH_HEAD')
  await writeAll(site, { 'data/links.db': 'my links', 'data/site.json': '{"name":"Mine"}' })
  await writeAll(site, { 'public/custom/logo.svg': '<svg/>', 'notes/mine.md': 'mine' })
  await commitAll(site, 'Start')
  await site.git('remote', 'add', 'upstream', upstream.root)
  return site
}

// As under `npm run --silent`.
const env = { npm_config_loglevel: 'silent' }
const upgrade = (site: TestProject, ...args: string[]) => site.run(['upgrade', ...args], { env })

/** The files that Git has, or those that it lists with these options. */
async function tree(site: TestProject, ...options: string[]): Promise<Record<string, string>> {
  const list = (await site.git('ls-files', ...options)).split('\n').filter(Boolean)
  return Object.fromEntries(
    await Promise.all(
      list.map(async (path) => [path, String(await readFile(join(site.root, path)))]),
    ),
  )
}

/** All that must not change when an upgrade fails. */
async function state(site: TestProject) {
  return {
    head: await site.git('rev-parse', 'HEAD'),
    status: await site.git('status', '--porcelain'),
    refs: await site.git('for-each-ref'),
    files: await tree(site),
    ignored: await tree(site, '--others', '--', 'notes'),
    left: existsSync(join(site.root, '.cache')) ? await readdir(join(site.root, '.cache')) : [],
    packages: existsSync(join(site.root, 'node_modules')),
  }
}

describe('an upgrade', () => {
  test('replaces our files, keeps all others, and is taken back by one command', async () => {
    const site = await makeSite(await makeUpstream())
    const before = await tree(site)
    const { code, stdout, stderr } = await upgrade(site, 'v2.0.0')
    expect(code, stderr).toBe(0)
    expect(stderr).not.toContain('could not')
    const kept = ['data/links.db', 'data/site.json', 'public/custom/logo.svg', 'notes/mine.md']
    expect(await tree(site)).toEqual({
      ...releaseFiles('2.0.0'),
      'src/new.ts': 'new',
      'netlify.toml': 'b',
      ...Object.fromEntries(kept.map((path) => [path, before[path]])),
    })
    expect(await site.git('status', '--porcelain')).toBe('')
    expect(await site.git('log', '--format=%s|%an')).toBe(
      'Upgrade Shortcrust to v2.0.0|Ada Lovelace\nStart|Ada Lovelace',
    )
    expect(await site.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main')
    expect(await readdir(join(site.root, '.cache'))).toEqual([])
    const part = await site.read('node_modules/part/package.json')
    expect(JSON.parse(String(part)).version).toBe('2.0.0')

    expect(stdout).toContain('upgraded to v2.0.0: 6 files replaced, 1 added, 1 removed')
    const [, undo = ''] = /undo it with: git (.+)$/m.exec(stdout) ?? []
    await site.write('data/links.db', 'links of later')
    await commitAll(site, 'Later')
    await site.git(...undo.split(' '))
    expect(await tree(site)).toEqual({ ...before, 'data/links.db': 'links of later' })
    // What the undoing removed, the owner did not: nothing is to be decided.
    const again = await upgrade(site, 'v2.0.0', '--dry-run')
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('src/new.ts\n') })
  })

  test('works in a fork and in copies of no release, newer or older, by a path, and only once', async () => {
    const upstream = await makeUpstream()
    const copy = await makeSite(upstream, 'between')
    await copy.git('remote', 'remove', 'upstream')
    const fork = await makeFolder()
    await fork.git('clone', '-q', '--no-tags', upstream.root, '.')
    await begin(fork)
    for (const [site, removed] of [
      [copy, '2 removed'],
      [fork, '1 removed'],
    ] as const) {
      const ran = await upgrade(site, 'v2.0.0', '--from', upstream.root)
      expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(removed) })
      expect(await site.git('diff', '--name-only', await v2(upstream), 'HEAD', '--', 'src')).toBe(
        '',
      )
    }
    const again = await upgrade(copy, 'v2.0.0', '--from', upstream.root)
    expect(again).toMatchObject({ code: 0, stdout: '' })
    expect(again.stderr).toContain('nothing to do')
    expect(await copy.git('rev-list', '--count', 'HEAD')).toBe('2')
  })

  test('brings the links into the form of the new version', async () => {
    const site = await makeSite(await makeUpstream())
    await site.write('data/links.db', 'old form')
    await commitAll(site, 'Old')
    expect((await upgrade(site, 'v2.0.0')).code).toBe(0)
    expect(String(await site.read('data/links.db'))).toBe('new form')
    expect(await site.git('status', '--porcelain')).toBe('')
    await site.git('revert', '--no-edit', 'HEAD')
    expect(String(await site.read('data/links.db'))).toBe('old form')
  })
})

/** The objects of a release reach a site with the upgrade, though no name of it does. */
const v2 = (upstream: TestProject) => upstream.git('rev-parse', 'v2.0.0^{tree}')

describe('files of ours that were changed here', () => {
  async function makeEdited(): Promise<TestProject> {
    const site = await makeSite(await makeUpstream())
    await writeAll(site, { 'README.md': 'My own site', 'src/old.ts': 'mended' })
    await site.git('rm', '-q', 'netlify.toml')
    await commitAll(site, 'Make it mine')
    return site
  }

  test('are listed, and nothing is done', async () => {
    const site = await makeEdited()
    const before = await state(site)
    const { code, stderr } = await upgrade(site, 'v2.0.0')
    expect(code).toBe(1)
    expect(stderr).toContain('README.md was changed here, and v2.0.0 would replace it')
    expect(stderr).toContain('netlify.toml was removed here, and v2.0.0 would bring it back')
    expect(stderr).toContain('src/old.ts was changed here, and v2.0.0 would remove it')
    expect(await state(site)).toEqual(before)
  })

  test('stay with --keep, the rest is taken with --force', async () => {
    const site = await makeEdited()
    const some = await upgrade(site, 'v2.0.0', '--keep', 'README.md', '--keep', 'netlify.toml')
    expect(some.code).toBe(1)
    expect(some.stderr).not.toContain('README.md')
    const typo = await upgrade(site, 'v2.0.0', '--keep', 'REDME.md', '--force')
    expect(typo.stderr).toContain('--keep "REDME.md" names no file of ours')
    const { code } = await upgrade(site, 'v2.0.0', '--keep', 'README.md', '--force')
    expect(code).toBe(0)
    expect(await tree(site)).toMatchObject({ 'README.md': 'My own site', 'netlify.toml': 'b' })
    expect(existsSync(join(site.root, 'src/old.ts'))).toBe(false)
  })

  test('stand in what --dry-run prints, which changes nothing', async () => {
    const site = await makeEdited()
    const before = await state(site)
    const { code, stdout } = await upgrade(site, 'v2.0.0', '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain(
      'replace README.md (changed here)\nadd     netlify.toml (removed here)\n',
    )
    expect(stdout).toContain('remove  src/old.ts (changed here)\n')
    expect(stdout).toContain('add     src/new.ts\n')
    expect(stdout).not.toContain('data/')
    expect(await state(site)).toEqual(before)
  })
})

describe('what fails leaves all as it was', () => {
  type Arrange = (site: TestProject, upstream: TestProject) => Promise<void>
  const release = (path: string, text: string): Arrange => {
    return async (_, upstream) => {
      await upstream.write(path, text)
      await commitAll(upstream, 'Third')
      await upstream.git('tag', 'v3.0.0')
    }
  }
  const CASES: [name: string, arrange: Arrange, args: string[], message: string | RegExp][] = [
    ['a tag that is not there', async () => {}, ['v9'], 'has no tag "v9"; it has v2.0.0, v1.0.0'],
    ['a tag that looks like an option', async () => {}, ['--', '--upload-pack=x'], 'has no tag'],
    ['a tag that is a pattern', async () => {}, ['v*'], 'has no tag "v*"'],
    [
      'no upstream',
      (site) => site.git('remote', 'remove', 'upstream').then(() => {}),
      ['v2.0.0'],
      'git remote add upstream <URL>',
    ],
    [
      'an upstream that is not there, its password unsaid',
      async () => {},
      ['v2.0.0', '--from', 'http://me:secret@127.0.0.1:1/x'],
      'http://127.0.0.1:1/x can not be read',
    ],
    [
      'a repository of something else',
      release('package.json', '{"name": "other"}'),
      ['v3.0.0'],
      'v3.0.0 there is no Shortcrust',
    ],
    [
      'a changed file',
      (site) => site.write('data/links.db', 'unsaved'),
      ['v2.0.0'],
      'not committed: data/links.db; commit first',
    ],
    [
      'a file that nobody added',
      (site) => site.write('a.txt', ''),
      ['v2.0.0'],
      'not committed: a.txt',
    ],
    [
      'an ignored file of the owner where the new version has one',
      async (site, upstream) => {
        await release('notes/todo.txt', 'theirs')(site, upstream)
        await site.write('.git/info/exclude', 'todo.txt\n')
        await site.write('notes/todo.txt', 'mine, and nowhere else')
      },
      ['v3.0.0'],
      'notes/todo.txt',
    ],
    [
      'a file of the owner where the new version has a folder',
      async (site, upstream) => {
        await release('guide/start.md', 'theirs')(site, upstream)
        await site.write('guide', 'mine')
        await commitAll(site, 'Write a guide')
      },
      ['v3.0.0', '--force'],
      'guide can not be a file beside guide/start.md',
    ],
    [
      'packages that can not be installed',
      release('package-lock.json', '{}'),
      ['v3.0.0'],
      /npm error code \S+.*its packages can not be installed/s,
    ],
    [
      'links that the new version refuses',
      async (site) => {
        await site.write('data/links.db', 'broken')
        await commitAll(site, 'Break')
      },
      ['v2.0.0'],
      'its check finds errors',
    ],
  ]

  test.each(CASES)('%s', async (_, arrange, args, message) => {
    const upstream = await makeUpstream()
    const site = await makeSite(upstream)
    await arrange(site, upstream)
    const before = await state(site)
    const { code, stdout, stderr } = await upgrade(site, ...args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('secret')
    expect(await state(site)).toEqual(before)
  })

  test('Ctrl+C', async () => {
    const site = await makeSite(await makeUpstream())
    await site.write('data/links.db', 'slow')
    await commitAll(site, 'Slow')
    const before = await state(site)
    // A group of its own, since a terminal interrupts all that a command has started.
    const child = spawn(process.execPath, [CLI, 'upgrade', 'v2.0.0'], {
      cwd: site.root,
      env: { PATH: process.env.PATH, HOME: site.root, GIT_CONFIG_GLOBAL: '/dev/null' },
      detached: true,
    })
    let said = ''
    const ended = once(child, 'close')
    for await (const chunk of child.stderr) {
      said += String(chunk)
      if (said.endsWith('thinking\n')) process.kill(-(child.pid ?? 0), 'SIGINT')
    }
    expect(await ended).toEqual([1, null])
    expect(said).toContain('interrupted; nothing has changed here')
    expect(await state(site)).toEqual(before)
  })
})
