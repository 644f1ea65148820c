/**
 * `restore` and `undo`: bringing back what was, and keeping what came later.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { gitIn } from '../../../src/stores/checkout/git-command.ts'
import { makeProject, type TestProject } from './project.ts'

const docs = { slug: 'docs', url: 'https://example.com/docs' }
const x = { slug: 'x', url: 'https://example.com/x' }

async function titles(project: TestProject): Promise<Record<string, string | null>> {
  const links = await project.links()
  return Object.fromEntries([...links.values()].map(({ slug, title }) => [slug, title]))
}

describe('restore', () => {
  it('brings a link back as it was, and leaves the others', async () => {
    const project = await makeProject({ links: [docs, x] })
    const was = (await project.links()).get('docs')
    await project.run(['remove', 'docs', '--commit'])
    await project.run(['edit', 'x', '--title', 'X', '--commit'])
    const ran = await project.run(['restore', '/docs', '--at', 'HEAD~2', '--commit'])
    expect(ran).toMatchObject({ code: 0, stdout: '/docs is as it was at HEAD~2\n' })
    expect((await project.links()).get('docs')).toEqual(was)
    expect(await titles(project)).toEqual({ docs: null, x: 'X' })
    expect(await project.git('log', '-1', '--format=%s')).toBe('Restore /docs as at HEAD~2')
    const again = await project.run(['restore', 'docs', '--at', 'HEAD', '--json'])
    expect(JSON.parse(again.stdout)).toEqual(was)
    expect(await project.git('status', '--porcelain')).toBe('')
  })

  it('says what was not there, and where to look', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['add', x.url, '--slug', 'x', '--commit'])
    const cases: [string[], string][] = [
      [['x', '--at', 'HEAD~1'], 'there was no link /x at HEAD~1; "log /x" shows where it was'],
      [['x', '--at', 'nowhere'], 'there is no commit "nowhere"'],
      [['x', '--at=--all'], 'there is no commit "--all"'],
    ]
    for (const [args, message] of cases) {
      const ran = await project.run(['restore', ...args])
      expect(ran).toMatchObject({ code: 1, stdout: '' })
      expect(ran.stderr).toContain(message)
    }
    expect((await project.run(['restore', 'x'])).code).toBe(2)
    expect(await project.git('status', '--porcelain')).toBe('')
  })
})

describe('undo', () => {
  it('takes back what one commit did, and keeps what came later', async () => {
    const project = await makeProject({ links: [docs, x] })
    await project.run(['edit', 'docs', '--title', 'Docs', '--tag', 'a', '--commit'])
    const commit = await project.git('rev-parse', 'HEAD')
    await project.run(['edit', 'docs', '--owner', 'bob', '--tag', 'a', '--tag', 'b', '--commit'])
    await project.run(['edit', 'x', '--title', 'X', '--commit'])
    const ran = await project.run(['undo', commit, '--commit'])
    expect(ran).toMatchObject({
      code: 0,
      stdout: '~ /docs\n    title   Docs → (none)\n    tags    a b → b\n',
    })
    const links = await project.links()
    expect(links.get('docs')).toMatchObject({ title: null, tags: ['b'], owner: 'bob' })
    expect(links.get('x')?.title).toBe('X')
    expect(await project.git('log', '-1', '--format=%B')).toBe(
      `Undo "Edit /docs"\n\nThis takes back what commit ${commit} did to the links.\n`,
    )
    const again = await project.run(['undo', commit])
    expect(again.stdout).toContain('taken back already')
  })

  it('of an edit of a link that was removed since claims no state that it never set', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['edit', 'docs', '--title', 'Docs', '--commit'])
    await project.run(['remove', 'docs', '--commit'])
    const ran = await project.run(['undo', 'HEAD~1'])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toMatch(
      /^error: \/docs: state is "gone" now, and was "active" when [0-9a-f]{10} changed the link/,
    )
  })

  it('of an undo gives what was undone', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['rename', 'docs', 'manual', '--commit'])
    const renamed = await project.read('data/links.db')
    const undone = await project.run(['undo', 'HEAD', '--commit', '--json'])
    expect(JSON.parse(undone.stdout)).toMatchObject({
      commit: await project.git('rev-parse', 'HEAD~1'),
      entries: [{ kind: 'renamed', slug: 'docs', from: 'manual', left: 'nothing' }],
      findings: [{ rule: 'vanished', slug: 'manual', severity: 'warning' }],
    })
    expect([...(await project.links()).keys()]).toEqual(['docs'])
    await project.run(['undo', 'HEAD'])
    expect(await project.read('data/links.db')).toEqual(renamed)
  })

  it('writes nothing where a later change stands in the way, and tells each link', async () => {
    const project = await makeProject({ links: [docs, x] })
    await project.run(['edit', 'docs', '--title', 'One', '--commit'])
    await project.run(['edit', 'docs', '--title', 'Two', '--commit'])
    await project.run(['add', 'https://example.com/', '--slug', 'new', '--commit'])
    await project.run(['add', '/new', '--slug', 'n', '--commit'])
    const file = await project.read('data/links.db')
    const ran = await project.run(['undo', 'HEAD~3'])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    const id = await project.git('rev-parse', '--short=10', 'HEAD~3')
    expect(ran.stderr).toBe(
      `error: /docs: ${id} set title to "One", which is "Two" now; before it was null; try "git revert ${id}"\n`,
    )
    // Without the link, its alias would lead nowhere.
    const json = await project.run(['undo', 'HEAD~1', '--json'])
    expect(json.code).toBe(1)
    expect(JSON.parse(json.stdout).findings).toMatchObject([
      {
        rule: 'undo-conflict',
        message: expect.stringContaining('/n stands for /new, which does not exist'),
      },
    ])
    expect(await project.read('data/links.db')).toEqual(file)
    // An edit that is not committed counts as later.
    await project.run(['edit', 'new', '--title', 'Mine'])
    await project.run(['remove', 'n', '--purge'])
    const edited = await project.run(['undo', 'HEAD~1'])
    expect(edited.stderr).toContain('added it, and it was changed since')
    expect((await project.links()).get('new')?.title).toBe('Mine')
  })

  it('of a merge needs to know which parent to go back to', async () => {
    const project = await makeProject({ links: [docs] })
    await project.git('switch', '-qc', 'side')
    await project.run(['edit', 'docs', '--title', 'Side', '--commit'])
    await project.git('switch', '-q', 'main')
    await project.write('other.txt', '1')
    await project.git('add', '-A')
    await project.git('commit', '-qm', 'Other')
    await project.git('merge', '-q', '-m', 'Merge', 'side')
    const refused = await project.run(['undo', 'HEAD'])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('is a merge; say with --mainline')
    expect((await project.run(['undo', 'HEAD', '--mainline', '3'])).code).toBe(2)
    expect((await project.run(['undo', 'HEAD~1', '--mainline', '1'])).code).toBe(2)
    expect((await project.run(['undo', 'HEAD', '--mainline', '1'])).code).toBe(0)
    expect(await titles(project)).toEqual({ docs: null })
    await project.git('restore', '.')
    expect((await project.run(['undo', 'HEAD', '--mainline', '2'])).stderr).toContain(
      'did not change any links',
    )
  })

  it('is refused for what is no commit, and for one that a shallow clone can not judge', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['edit', 'docs', '--title', 'One', '--commit'])
    expect((await project.run(['undo', 'nowhere'])).stderr).toContain(
      'there is no commit "nowhere", or more than one; "npm run links -- log" shows ids\n',
    )
    const root = await mkdtemp(join(tmpdir(), 'shortcrust-cli-'))
    onTestFinished(() => rm(root, { recursive: true, force: true }))
    await gitIn(root).text(['clone', '-q', '--depth', '1', `file://${project.root}`, '.'])
    const ran = await project.run(['undo', 'HEAD'], { cwd: join('..', basename(root)) })
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('is not in this clone; the rest comes with: git fetch --unshallow')
  })

  it('of the first commit takes back what it added, but for what was changed since', async () => {
    const project = await makeProject({ links: [docs, x] })
    await project.run(['edit', 'x', '--title', 'X', '--commit'])
    const refused = await project.run(['undo', 'HEAD~1'])
    expect(refused.stderr).toContain('error: /x: ')
    await project.run(['undo', 'HEAD', '--commit'])
    expect((await project.run(['undo', 'HEAD~2'])).code).toBe(0)
    expect((await project.links()).size).toBe(0)
  })
})
