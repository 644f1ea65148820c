/**
 * `setup`, and npm's `prepare`: a clone's Git knows our programs by quoted absolute paths; where
 * nothing can be set up nothing happens; and `check` says when it was forgotten or has gone.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { makeFolder, removeFolder } from '../../support/checkout.ts'
import { type Clone, MAIN, makeClone, openClone, runIn, setUp } from '../../support/clone.ts'

const PREPARE = fileURLToPath(new URL('../../../src/cli/prepare.js', import.meta.url))
const DONE = 'Git now compares and merges data/links.db row by row in this clone\n'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await removeFolder(folder)
})

async function start(isSetUp = false): Promise<Clone> {
  const clone = await makeClone([{ slug: 'docs' }], { isSetUp })
  folders.push(clone.root)
  return clone
}

async function findings({ run }: Clone): Promise<string[]> {
  const { findings } = JSON.parse((await run('check', '--json')).stdout)
  return findings.map(({ rule, message }: Record<string, string>) => `${rule}: ${message}`)
}

describe('setup', () => {
  it('registers this Node and this command line, says so once, and again after a change', async () => {
    const clone = await start()
    expect(await clone.run('setup')).toEqual({ code: 0, stdout: '', output: DONE })
    const command = `'${process.execPath}' '${MAIN}'`
    expect(
      (await clone.git('config', '--local', '--get-regexp', '\\.links\\.')).split('\n'),
    ).toEqual([
      `diff.links.textconv ${command} textconv`,
      'diff.links.cachetextconv true',
      'merge.links.name links, row by row',
      `merge.links.driver ${command} merge-driver %O %A %B %P %X %Y`,
      'merge.links.recursive binary',
    ])
    expect(await clone.run('setup')).toEqual({ code: 0, stdout: '', output: '' })
    await clone.git('config', 'merge.links.driver', "'/old/node' '/old/main.ts' merge-driver %A")
    await clone.git('config', '--add', 'merge.links.driver', 'twice')
    expect((await clone.run('setup')).output).toBe(DONE)
    expect(await clone.git('config', '--get-all', 'merge.links.driver')).toContain(command)
  })

  it('does nothing outside a project, outside a repository, or without git', async () => {
    const folder = await makeFolder()
    folders.push(folder)
    const bare = openClone(folder)
    expect(await bare.run('setup')).toEqual({ code: 0, stdout: '', output: '' })
    await mkdir(join(folder, 'data'))
    await writeFile(join(folder, 'data/site.json'), '{}')
    expect(await bare.run('setup')).toEqual({ code: 0, stdout: '', output: '' })
    const ran = await runIn(folder, process.execPath, [MAIN, 'setup'], { PATH: '/nowhere' })
    expect(ran).toEqual({ code: 0, stdout: '', output: '' })
  })

  it('succeeds with a line where the configuration can not be written', async () => {
    const clone = await start()
    await writeFile(join(clone.root, '.git/config.lock'), '')
    const { code, output } = await clone.run('setup')
    expect(code).toBe(0)
    expect(output).toMatch(/^Git was not set up to merge links: .*could not lock config.*\n$/)
  })

  it('works in a repository without commits', async () => {
    const folder = await makeFolder()
    folders.push(folder)
    const clone = openClone(folder)
    await mkdir(join(folder, 'data'))
    await writeFile(join(folder, 'data/site.json'), '{}')
    await clone.git('init', '-q')
    expect((await clone.run('setup')).output).toBe(DONE)
  })

  it('in a linked work tree leaves the main one’s registration alone while it works', async () => {
    const clone = await start()
    const linked = openClone(join(clone.root, '.git', 'linked'))
    await clone.git('worktree', 'add', '-q', linked.root)
    const cli = join(clone.root, 'main.ts')
    await writeFile(cli, '')
    const own = `'${process.execPath}' '${cli}' merge-driver %O %A %B`
    await clone.git('config', 'merge.links.driver', own)
    expect((await linked.run('setup')).output).toBe('')
    expect(await clone.git('config', 'merge.links.driver')).toBe(own)
    await rm(cli)
    expect((await linked.run('setup')).output).toBe(DONE)
    expect(await clone.git('config', 'merge.links.driver')).toContain(MAIN)
  })
})

describe('prepare', () => {
  it('sets the clone up with the Node that npm runs', async () => {
    const clone = await start()
    const ran = await runIn(clone.root, process.execPath, [PREPARE])
    expect(ran).toEqual({ code: 0, stdout: '', output: DONE })
  })

  it('does nothing under a Node that reads no TypeScript', async () => {
    const clone = await start()
    const fake = `Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })`
    const url = `data:text/javascript,${encodeURIComponent(fake)}`
    const ran = await runIn(clone.root, process.execPath, ['--import', url, PREPARE])
    expect(ran).toEqual({ code: 0, stdout: '', output: '' })
    expect((await clone.tryGit('config', 'merge.links.driver')).code).toBe(1)
  })

  it('is what npm runs after an install', async () => {
    const file = fileURLToPath(new URL('../../../package.json', import.meta.url))
    expect(JSON.parse(await readFile(file, 'utf8')).scripts.prepare).toBe('node src/cli/prepare.js')
  })
})

describe('check', () => {
  it('finds nothing in a clone that is set up', async () => {
    expect(await findings(await start(true))).toEqual([])
  })

  it('warns where nothing is registered, or a part of it is missing', async () => {
    const clone = await start()
    expect(await findings(clone)).toEqual([
      expect.stringMatching(/^registration: this clone does not .*; run: npm run links -- setup$/),
    ])
    await setUp(clone)
    await clone.git('config', '--unset', 'merge.links.recursive')
    expect(await findings(clone)).toEqual([
      expect.stringContaining('row by row: merge.links.recursive is not set'),
    ])
  })

  it('warns where a program is gone, by its path with quotes and per cent signs', async () => {
    const clone = await start(true)
    const folder = join(clone.root, `it's 100%A`)
    await mkdir(folder)
    const node = join(folder, 'node')
    await writeFile(node, '')
    const quoted = `'${node.replaceAll("'", "'\\''").replaceAll('%', '%%')}' '${MAIN}'`
    await clone.git('config', 'merge.links.driver', `${quoted} merge-driver %O %A %B %P`)
    expect(await findings(clone)).toEqual([])
    await rename(node, join(folder, 'moved'))
    expect(await findings(clone)).toEqual([
      expect.stringContaining(`${node} is not there any more`),
    ])
  })

  it('leaves commands alone that somebody else has registered', async () => {
    const clone = await start(true)
    await clone.git('config', 'merge.links.driver', 'my-own-driver %A')
    expect(await findings(clone)).toEqual([])
  })
})
