/**
 * `diff` and `textconv`: which links differ between revisions and files, for people, for
 * programs, and for git itself.
 */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { encodeLinks } from '../../../src/core/database.ts'
import { SQL, tamper } from '../../support/database.ts'
import { linkSet } from '../../support/links.ts'
import { makeFolder, makeProject, type TestProject } from './project.ts'

const docs = { slug: 'docs', url: 'https://example.com/docs' }
const ESCAPE = '\u001b'

describe('diff', () => {
  it('compares the last commit with the work tree, or what is named', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['edit', 'docs', '--title', 'Docs', '--commit'])
    await project.run(['add', 'https://example.com/a', '--slug', 'a'])
    await project.write('old.db', encodeLinks(SQL, linkSet([])))
    const added = '+ /a\n    target  https://example.com/a\n'
    const titled = '~ /docs\n    title   (none) → Docs\n'
    const cases: [string[], string][] = [
      [[], `HEAD → work tree: 1 added\n\n${added}`],
      [['HEAD~1'], `HEAD~1 → work tree: 1 added, 1 changed\n\n${added}\n${titled}`],
      [['HEAD~1', 'main'], `HEAD~1 → main: 1 changed\n\n${titled}`],
      [['main', 'HEAD'], 'main → HEAD: no links differ\n'],
      [
        ['old.db', 'HEAD~1:data/links.db'],
        'old.db → HEAD~1:data/links.db: 1 added\n\n+ /docs\n    target  https://example.com/docs\n',
      ],
    ]
    for (const [args, stdout] of cases) {
      expect(await project.run(['diff', ...args])).toEqual({ code: 0, stdout, stderr: '' })
    }
  })

  it('has a form for programs and one for comments', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['edit', 'docs', '--url', 'https://example.org/', '--title', '@alice'])
    const json = await project.run(['diff', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      before: { name: 'HEAD', commit: await project.git('rev-parse', 'HEAD'), links: 1 },
      after: { name: 'work tree', commit: null, links: 1 },
      entries: [{ kind: 'changed', slug: 'docs' }],
      risks: [{ rule: 'host-changed', slug: 'docs', field: 'url' }],
    })
    expect((await project.run(['diff', '--format', 'json'])).stdout).toBe(json.stdout)
    const { stdout } = await project.run(['diff', '--format', 'markdown'])
    expect(stdout).toContain('  - title: none → `@alice`\n')
  })

  it('has no colours but where they are asked for', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['disable', 'docs'])
    expect((await project.run(['diff'])).stdout).not.toContain(ESCAPE)
    const env = { FORCE_COLOR: '1' }
    expect((await project.run(['diff'], { env })).stdout).toContain(`${ESCAPE}[31mactive`)
    // A name that a person gives colours nothing.
    await project.write(`x${ESCAPE}[8m.db`, encodeLinks(SQL, linkSet([])))
    const named = await project.run(['diff', `x${ESCAPE}[8m.db`])
    expect(named.stdout).toContain('x<U+001B>[8m.db → work tree')
  })

  it('takes a missing file for an empty set, and says so', async () => {
    const project = await makeProject({ links: [docs] })
    await project.git('rm', '-q', '--cached', 'data/links.db')
    await project.git('commit', '-q', '-m', 'Without')
    const { stdout } = await project.run(['diff'])
    expect(stdout).toContain('1 added\n(HEAD has no data/links.db, which counts as no links)\n')
    expect(JSON.parse((await project.run(['diff', '--json'])).stdout).before.links).toBeNull()
    await rm(join(project.root, 'data/links.db'))
    expect((await project.run(['diff', 'HEAD~1'])).stdout).toContain('1 removed\n(work tree has no')
  })

  it.each(['blob', 'tree'])('refuses a revision whose %s the clone lacks', async (kind) => {
    const project = await makeProject({ links: [docs] })
    await project.run(['remove', 'docs', '--purge', '--commit'])
    const name = kind === 'blob' ? 'HEAD~1:data/links.db' : 'HEAD~1^{tree}'
    const id = await project.git('rev-parse', name)
    await rm(join(project.root, '.git/objects', id.slice(0, 2), id.slice(2)))
    for (const args of [
      ['diff', 'HEAD~1'],
      ['check', '--base', 'HEAD~1'],
    ]) {
      const ran = await project.run(args)
      expect(ran).toMatchObject({ code: 1, stdout: '' })
      expect(ran.stderr).toMatch(/^error: git (cat-file|ls-tree) failed: fatal: /)
    }
  })

  it('works in a repository without commits, and with files outside any', async () => {
    const project = await makeProject({ links: [docs], git: 'none' })
    const outside = await project.run(['diff'])
    expect(outside).toMatchObject({ code: 1, stdout: '' })
    expect(outside.stderr).toContain('is no git checkout')
    expect((await project.run(['diff', 'data/links.db', 'data/links.db'])).code).toBe(0)
    await project.git('init', '-q')
    const { stdout } = await project.run(['diff'])
    expect(stdout).toMatch(/^HEAD \(no commit yet\) → work tree: 1 added\n/)
    const named = await project.run(['diff', 'HEAD~1', '--json'])
    expect(named.stderr).toContain('the repository has no commit yet')
    const folder = await makeFolder()
    await folder.write('a.db', encodeLinks(SQL, linkSet([])))
    expect((await folder.run(['diff', 'a.db', 'a.db'])).code).toBe(0)
  })

  it('says which side can not be read, and why', async () => {
    const project = await makeProject({ links: [docs] })
    await project.write('data/links.db', 'not a database at all')
    await project.git('commit', '-qam', 'Break')
    await project.write('bad.db', tamper(linkSet([docs]), 'UPDATE links SET status = 200'))
    const cases: [string[], string][] = [
      [['HEAD~1', 'HEAD'], 'data/links.db at HEAD: the file is not a SQLite database'],
      [['HEAD~1'], 'data/links.db: the file is not a SQLite database'],
      [['HEAD~1', 'bad.db'], 'bad.db: the database holds 1 invalid link'],
      [['HEAD~1', 'nothing'], 'there is no commit "nothing", and no file of that name'],
      [['HEAD~1', 'data'], 'data is a folder; name a file in it'],
      [[''], 'there is no commit "", and no file of that name'],
      // Names that git would take for options or more than one commit.
      [['--', '--branches', 'HEAD~1'], 'there is no commit "--branches"'],
      [['--', '--output=x', 'HEAD'], 'there is no commit "--output=x"'],
      [['HEAD~1..HEAD'], 'there is no commit "HEAD~1..HEAD"'],
    ]
    for (const [args, message] of cases) {
      const ran = await project.run(['diff', ...args])
      expect(ran).toMatchObject({ code: 1, stdout: '' })
      expect(ran.stderr).toContain(message)
    }
    const json = await project.run(['diff', 'HEAD', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ findings: [{ rule: 'database-not-sqlite' }] })
    expect((await project.run(['diff', '--format', 'html'])).code).toBe(2)
    expect((await project.run(['diff', 'a', 'b', 'c'])).code).toBe(2)
  })
})

const MAIN = fileURLToPath(new URL('../../../src/cli/links.js', import.meta.url))

async function setUp(project: TestProject): Promise<void> {
  await project.git('config', 'diff.links.textconv', `"${process.execPath}" "${MAIN}" textconv`)
}

describe('textconv', () => {
  it('lets git show readable rows, a broken file among them', async () => {
    const project = await makeProject({ links: [{ ...docs, title: 'Docs' }] })
    await setUp(project)
    await project.run(['edit', 'docs', '--tag', 'a', '--tag', 'b'])
    const diff = await project.git('diff')
    expect(diff).toContain(
      '@@ -1,4 +1,5 @@\n /docs\n   target  https://example.com/docs\n   title   Docs\n+  tags    a b\n   created',
    )
    await project.git('commit', '-qam', 'Tag')
    const broken = tamper(linkSet([docs]), `UPDATE links SET slug = 'x${ESCAPE}[31m'`)
    await project.write('data/links.db', broken)
    await project.git('commit', '-qam', 'Break')
    await project.write('data/links.db', 'text')
    await project.git('commit', '-qam', 'Break more')
    const log = await project.git('log', '-p')
    expect(log).toContain('+(no links to show: the file is not a SQLite database)\n')
    expect(log).toContain('+(no links to show: the database holds 1 invalid link:   /x [31m: slug ')
    expect(log).not.toContain(ESCAPE)
    expect(log).toContain('+  tags    a b\n')
    expect(await project.git('show', 'HEAD~2')).toContain('+  tags    a b\n')
  })

  it('prints all links of a file in the order of slugs', async () => {
    const project = await makeFolder()
    await project.write('x.db', encodeLinks(SQL, linkSet([{ slug: 'b' }, { slug: 'a' }])))
    const { code, stdout } = await project.run(['textconv', 'x.db'])
    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => line.startsWith('/'))).toEqual(['/a', '/b'])
    expect(await readFile(join(project.root, 'x.db'))).toEqual(
      Buffer.from(encodeLinks(SQL, linkSet([{ slug: 'b' }, { slug: 'a' }]))),
    )
    expect((await project.run(['textconv', 'missing.db'])).code).toBe(1)
  })
})
