/**
 * `check`: all that is wrong is found, with errors exit 1, with warnings only under `--strict`;
 * `--fix` mends the form of the file and nothing else.
 */
import { rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { encodeLinks } from '../../../src/core/database.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { linkSet } from '../../support/links.ts'
import { makeProject } from './project.ts'

const url = 'https://example.com/'

describe('check', () => {
  it('finds nothing where nothing is wrong', async () => {
    const project = await makeProject({ git: 'none', links: [{ slug: 'docs' }] })
    const [text, json] = await Promise.all([
      project.run(['check', '--strict']),
      project.run(['check', '--json']),
    ])
    expect(text).toEqual({ code: 0, stdout: '1 link: 0 errors, 0 warnings\n', stderr: '' })
    expect(JSON.parse(json?.stdout ?? '')).toEqual({ findings: [] })
  })

  it('finds loops, chains, twins, private targets, statuses of other hosts, all at once', async () => {
    const links = [
      { slug: 'a', url: '/b' },
      { slug: 'b', url: '/a' },
      { slug: 'c', url: '/d' },
      { slug: 'd', url: '/e' },
      { slug: 'e', url },
      { slug: 'E', url },
      { slug: 'lan', url: 'http://10.0.0.1/' },
      { slug: 'own', url: 'https://go.example.org/e' },
      { slug: 'x/:id', url },
      { slug: 'x/:n', url },
      { slug: 't', url, status: 307 as const },
    ]
    const project = await makeProject({ git: 'none', links })
    const { code, stdout } = await project.run(['check', '--json'])
    expect(code).toBe(1)
    const { findings } = Object(JSON.parse(stdout))
    const found = findings.map(({ rule, slug }: { rule: string; slug: string }) => [rule, slug])
    expect(found).toEqual(
      expect.arrayContaining([
        ['alias-loop', 'a'],
        ['alias-loop', 'b'],
        ['alias-chain', 'c'],
        ['look-alike', 'e'],
        ['target-private', 'lan'],
        ['target-own', 'own'],
        ['pattern-twice', 'x/:id'],
        ['status-host', 't'],
      ]),
    )
    const text = await project.run(['check'])
    expect(text.code).toBe(1)
    expect(text.stderr).toContain('error: /a leads in a circle: /a → /b → /a\n')
    expect(text.stdout).toMatch(/^11 links: \d+ errors, \d+ warnings\n$/)
  })

  it('warns, and fails only under --strict', async () => {
    const project = await makeProject({ git: 'none', links: [{ slug: 'a', status: 301 }] })
    await project.write('.gitattributes', '* text=auto\n')
    const [lenient, strict] = await Promise.all([
      project.run(['check']),
      project.run(['check', '--strict']),
    ])
    expect([lenient?.code, strict?.code]).toEqual([0, 1])
    expect(lenient?.stderr).toContain('data/links.db diff=links merge=links -text')
    expect(lenient?.stderr).toContain('/a has the status 301')
  })

  it('knows what the host can not do', async () => {
    const many = Array.from({ length: 101 }, (_, index) => ({ slug: `p${index}x/*`, url }))
    const links = [
      ...many,
      { slug: 'gh/*', url: `${url}:splat` },
      { slug: 'gh/me', url, state: 'disabled' as const },
      { slug: 'alone', url, state: 'disabled' as const },
    ]
    const project = await makeProject({ git: 'none', links, site: { host: 'cloudflare' } })
    const { code, stdout } = await project.run(['check', '--json'])
    const { findings } = Object(JSON.parse(stdout))
    expect(code).toBe(1)
    const captured = findings.filter(({ rule }: { rule: string }) => rule === 'captured')
    expect(captured).toMatchObject([{ slug: 'gh/me', severity: 'warning' }])
    const limits = findings.filter(({ message }: { message: string }) => message.includes('100'))
    expect(limits.length).toBeGreaterThan(0)
  })

  it('names each wrong value of site.json, and goes on with the file', async () => {
    const project = await makeProject({
      git: 'none',
      site: { baseUrl: 'go.example.org', colour: 'red' },
    })
    const ran = await project.run(['check'])
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('error: data/site.json: /baseUrl must be the origin')
    expect(ran.stderr).toContain('error: data/site.json: /colour is not a key')
    expect(ran.stdout).toContain('0 links: 2 errors')
  })

  it('refuses a symbolic link, which Git would carry instead of the links', async () => {
    const project = await makeProject({ git: 'none', links: [{ slug: 'docs' }] })
    await rename(join(project.root, 'data/links.db'), join(project.root, 'real.db'))
    await symlink('../real.db', join(project.root, 'data/links.db'))
    const ran = await project.run(['check', '--json'])
    expect(ran.code).toBe(1)
    expect(JSON.parse(ran.stdout).findings).toMatchObject([{ rule: 'no-file', severity: 'error' }])
  })

  it('tells a finding once where it annotates', async () => {
    const project = await makeProject({
      git: 'none',
      links: [{ slug: 'docs', url: 'http://localhost/' }],
    })
    const ran = await project.run(['check', '--format', 'github'])
    expect(ran).toMatchObject({ code: 1, stderr: '' })
    expect(ran.stdout).toMatch(
      /^::error file=data\/links\.db,[^\n]*\n1 link: 1 error, 0 warnings\n$/,
    )
  })

  it('--fix rewrites a valid file that is not canonical', async () => {
    const project = await makeProject({ git: 'none', links: [{ slug: 'a' }, { slug: 'b' }] })
    const canonical = await project.read('data/links.db')
    const db = new DatabaseSync(`${project.root}/data/links.db`)
    db.exec(`UPDATE links SET title = 'x'; UPDATE links SET title = NULL`)
    db.close()
    expect(await project.read('data/links.db')).not.toEqual(canonical)
    const found = await project.run(['check'])
    expect(found).toMatchObject({ code: 1, stderr: expect.stringContaining('"check --fix"') })
    expect((await project.run(['check', '--fix'])).code).toBe(0)
    expect(await project.read('data/links.db')).toEqual(canonical)
  })

  it('--fix takes out the indexes and statistics of another tool, and leaves its tables', async () => {
    const project = await makeProject({ git: 'none', links: [{ slug: 'a' }, { slug: 'b' }] })
    const canonical = await project.read('data/links.db')
    const edit = (statements: string) => {
      const db = new DatabaseSync(`${project.root}/data/links.db`)
      db.exec(statements)
      db.close()
    }
    edit('CREATE INDEX by_url ON links (url); ANALYZE')
    const edited = await project.read('data/links.db')
    const found = await project.run(['check'])
    expect(found).toMatchObject({ code: 1, stderr: expect.stringContaining('check --fix') })
    expect(await project.read('data/links.db')).toEqual(edited)
    expect(await project.run(['check', '--fix'])).toMatchObject({ code: 0 })
    expect(await project.read('data/links.db')).toEqual(canonical)
    edit('CREATE TABLE visits (slug TEXT); CREATE INDEX by_url ON links (url); ANALYZE')
    const foreign = await project.read('data/links.db')
    const refused = await project.run(['check', '--fix'])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('table "visits"') })
    expect(await project.read('data/links.db')).toEqual(foreign)
  })
})

describe('a database that is not ours, or not whole', () => {
  it('is named by every command, and never overwritten', async () => {
    const good = encodeLinks(await loadSql(), linkSet([{ slug: 'docs', title: 'Docs' }]))
    const newer = Buffer.from(good)
    newer.writeUInt32BE(99, 60)
    const foreign = Buffer.from(good)
    foreign.writeUInt32BE(0, 68)
    const flipped = Buffer.from(good)
    flipped.write('javascript:xxxxxxx', flipped.indexOf('https://example.com'))
    const cases: [name: string, bytes: Uint8Array | string, message: string][] = [
      ['truncated', good.subarray(0, 1500), 'is truncated'],
      ['empty', '', 'is empty'],
      ['text', 'version https://git-lfs.github.com/spec/v1\n', 'text that Git left'],
      ['newer', newer, 'upgrade Shortcrust'],
      ['foreign', foreign, 'not one of Shortcrust'],
      ['invalid', flipped, 'holds 1 invalid link'],
    ]
    const commands = [
      ['disable', 'docs'],
      ['check', '--fix'],
      ['init', '--name', 'X'],
    ]
    for (const [index, [, bytes, message]] of cases.entries()) {
      const project = await makeProject({ git: 'none' })
      await project.write('data/links.db', bytes)
      const ran = await project.run(commands[index % commands.length] ?? [])
      expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(message) })
      expect(ran.stderr).toMatch(/^error: data\/links\.db: /)
      expect(await project.read('data/links.db')).toEqual(Buffer.from(bytes))
    }
  })

  it('that is missing is said to be, with the way to start one', async () => {
    const project = await makeProject({ git: 'none' })
    await rm(`${project.root}/data/links.db`)
    for (const args of [['list'], ['disable', 'a']]) {
      const ran = await project.run(args)
      expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('links -- init') })
    }
  })
})
