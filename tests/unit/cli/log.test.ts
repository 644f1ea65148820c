/**
 * `log` and `blame`: who changed which link, when, from what and to what.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { gitIn } from '../../../src/stores/checkout/git-command.ts'
import { makeProject, type TestProject } from './project.ts'

const docs = { slug: 'docs', url: 'https://example.com/docs' }
const ESCAPE = '\u001b'

async function makeHistory(): Promise<TestProject> {
  const project = await makeProject({ links: [docs, { slug: 'x', url: 'https://example.com/x' }] })
  await project.run(['edit', 'docs', '--title', 'The docs', '--commit'])
  await project.run(['rename', 'docs', 'manual', '--commit'])
  await project.run(['edit', 'x', '--owner', 'bob', '--commit'])
  await project.run(['edit', 'manual', '--url', 'https://example.org/', '--commit'])
  return project
}

interface Told {
  subject: string
  entries: {
    kind: string
    slug: string
    fields?: { field: string; from: unknown; to: unknown }[]
  }[]
}

async function subjects(project: TestProject, ...args: string[]): Promise<string[]> {
  const { stdout } = await project.run(['log', ...args, '--json'])
  const told: Told[] = JSON.parse(stdout)
  return told.map(({ subject, entries }) => {
    return `${subject}: ${entries.map(({ kind, slug }) => `${kind} ${slug}`).join(', ')}`
  })
}

describe('log', () => {
  it('says who, when, from what and to what', async () => {
    const project = await makeHistory()
    const { code, stdout } = await project.run(['log', '--limit', '2'])
    expect(code).toBe(0)
    const id = (rev: string) => project.git('rev-parse', '--short=10', rev)
    const time = '\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}'
    expect(stdout).toMatch(
      new RegExp(
        `^${await id('HEAD')} ${time} Ada Lovelace: Edit /manual\n` +
          '~ /manual\n    target  https://example.com/docs → https://example.org/\n\n' +
          `${await id('HEAD~1')} ${time} Ada Lovelace: Edit /x\n` +
          '~ /x\n    owner   \\(none\\) → bob\n$',
      ),
    )
    const [newest] = JSON.parse((await project.run(['log', '--json'])).stdout)
    expect(newest).toMatchObject({
      commit: await project.git('rev-parse', 'HEAD'),
      author: 'Ada Lovelace',
      date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
      subject: 'Edit /manual',
      problem: null,
      isCutOff: false,
      entries: [
        {
          kind: 'changed',
          slug: 'manual',
          fields: [{ field: 'url', from: docs.url, to: 'https://example.org/' }],
        },
      ],
    })
  })

  it('follows a link through renames, from the new slug and from the old', async () => {
    const project = await makeHistory()
    const all = [
      'Edit /manual: changed manual',
      'Rename /docs to /manual: renamed manual',
      'Edit /docs: changed docs',
      'Start: added docs',
    ]
    expect(await subjects(project, 'manual')).toEqual(all)
    expect(await subjects(project, '/docs')).toEqual(all)
    expect(await subjects(project, 'manual', '--limit', '1')).toEqual(all.slice(0, 1))
    expect(await subjects(project, 'x')).toEqual(['Edit /x: changed x', 'Start: added x'])
  })

  it('does not take a slug that was used again for the link that left it', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['rename', 'docs', 'manual', '--forget', '--commit'])
    await project.run(['add', 'https://example.com/new', '--slug', 'docs', '--commit'])
    expect(await subjects(project, 'manual')).toEqual([
      'Rename /docs to /manual: renamed manual',
      'Start: added docs',
    ])
    expect(await subjects(project, 'docs')).toEqual([
      'Add /docs: added docs',
      'Rename /docs to /manual: renamed manual',
      'Start: added docs',
    ])
  })

  it('shows of a commit of many links the first, and of one link all', async () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ slug: `link-${index}` }))
    const project = await makeProject({ links: many })
    const { stdout } = await project.run(['log'])
    expect(stdout.match(/^\+ /gm)).toHaveLength(20)
    expect(stdout).toMatch(/and 5 more links: links diff [0-9a-f]{10}~1 [0-9a-f]{10}\n$/)
    expect((await project.run(['log', 'link-9'])).stdout).toContain('+ /link-9\n')
  })

  it('shows what a commit says as text, and a broken file for what it is', async () => {
    const project = await makeProject({ links: [docs] })
    await project.write('data/links.db', 'text')
    await project.git('commit', '-qam', `Break ${ESCAPE}[8mhidden${ESCAPE}[0m`)
    const { code, stdout, stderr } = await project.run(['log'])
    expect(code).toBe(0)
    expect(stdout).toContain('Break <U+001B>[8mhidden')
    expect(stdout).toContain(
      '! data/links.db can not be read here: the file is not a SQLite database',
    )
    expect(stderr).toBe('1 commit with a data/links.db that can not be read\n')
  })

  it('is refused for a link that never was, without commits and outside git', async () => {
    const project = await makeProject({ links: [docs], git: 'none' })
    expect((await project.run(['log'])).stderr).toContain('is no git checkout')
    await project.git('init', '-q')
    expect(await project.run(['log'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the repository has no commit yet'),
    })
    const other = await makeProject({ links: [docs] })
    const never = await other.run(['log', 'never', '--json'])
    expect(never.code).toBe(1)
    expect(JSON.parse(never.stdout)).toMatchObject({
      findings: [{ rule: 'missing', slug: 'never' }],
    })
    expect((await other.run(['log', '--limit', 'x'])).code).toBe(2)
    expect(await subjects(other, '--limit', '0')).toEqual([])
  })

  it('says where a shallow clone begins', async () => {
    const project = await makeHistory()
    const clone = await shallowClone(project)
    const { stdout } = await clone.run(['log'])
    expect(stdout).toContain('(the history of this clone begins here')
    expect(stdout).not.toContain('+ /')
    const blamed = await clone.run(['blame'])
    expect(blamed.stdout).toMatch(/^\^[0-9a-f]{10}\t/m)
    expect(blamed.stderr).toContain('git fetch --unshallow')
  })
})

async function shallowClone(project: TestProject): Promise<Pick<TestProject, 'run'>> {
  const root = await mkdtemp(join(tmpdir(), 'shortcrust-cli-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await gitIn(root).text(['clone', '-q', '--depth', '2', `file://${project.root}`, '.'])
  // The folder of a test's own process is chosen below its project's.
  return {
    run: (args, options) => project.run(args, { ...options, cwd: `../${root.split('/').at(-1)}` }),
  }
}

interface Row {
  slug?: string
  field?: string
  value?: unknown
  origin: string
  commit: string | null
  subject: string | null
}

describe('blame', () => {
  it('names for each link the last commit that changed it', async () => {
    const project = await makeHistory()
    await project.run(['disable', 'x'])
    await project.run(['add', 'https://example.com/', '--slug', 'new'])
    const { stdout } = await project.run(['blame', '--json'])
    const rows: Row[] = JSON.parse(stdout)
    expect(rows.map(({ slug, origin, subject }) => [slug, origin, subject])).toEqual([
      ['docs', 'commit', 'Rename /docs to /manual'],
      ['manual', 'commit', 'Edit /manual'],
      ['new', 'work-tree', null],
      ['x', 'work-tree', null],
    ])
    const text = await project.run(['blame'])
    const id = await project.git('rev-parse', '--short=10', 'HEAD')
    expect(text.stdout).toMatch(
      new RegExp(`^${id}\t[0-9-]+ [0-9:]+\tAda Lovelace\t/manual\thttps://example.org/$`, 'm'),
    )
    expect(text.stdout).toContain('(not committed)\t\t\t/x\t')
  })

  it('names for each field of one link the commit that set it, under its old slug too', async () => {
    const project = await makeHistory()
    await project.run(['edit', 'manual', '--tag', 'a'])
    const { stdout } = await project.run(['blame', 'manual', '--json'])
    const rows: Row[] = JSON.parse(stdout)
    const told = Object.fromEntries(
      rows.map(({ field, subject, origin }) => [field, subject ?? origin]),
    )
    expect(told).toEqual({
      slug: 'Rename /docs to /manual',
      url: 'Edit /manual',
      status: 'Start',
      state: 'Start',
      listed: 'Start',
      title: 'Edit /docs',
      tags: 'work-tree',
      owner: 'Start',
      startsAt: 'Start',
      expiresAt: 'Start',
      createdAt: 'Start',
      createdBy: 'Start',
    })
    expect(rows.find(({ field }) => field === 'title')?.value).toBe('The docs')
    const alias: Row[] = JSON.parse((await project.run(['blame', 'docs', '--json'])).stdout)
    expect(alias.find(({ field }) => field === 'url')?.subject).toBe('Rename /docs to /manual')
    expect(alias.find(({ field }) => field === 'slug')?.subject).toBe('Start')
  })

  it('goes by the value: what a branch set and a merge did not take has no blame', async () => {
    const project = await makeProject({ links: [docs] })
    await project.git('switch', '-qc', 'side')
    await project.run(['edit', 'docs', '--title', 'Theirs', '--commit'])
    await project.git('switch', '-q', 'main')
    await project.run(['edit', 'docs', '--title', 'Ours', '--commit'])
    await project.run(['edit', 'docs', '--owner', 'bob', '--commit'])
    await project.git('merge', '-q', '-s', 'ours', '--no-commit', 'side')
    await project.run(['edit', 'docs', '--tag', 'merged'])
    await project.git('commit', '-qam', 'Merge')
    const rows: Row[] = JSON.parse((await project.run(['blame', 'docs', '--json'])).stdout)
    const subjectOf = (field: string) => rows.find((row) => row.field === field)?.subject
    expect(['title', 'owner', 'tags'].map(subjectOf)).toEqual(['Edit /docs', 'Edit /docs', 'Merge'])
    // Both edits of the title are in the history; the one that stands is of the main branch.
    expect(await subjects(project, 'docs')).toHaveLength(5)
    const title = rows.find(({ field }) => field === 'title')
    expect(title?.commit).toBe(await project.git('rev-parse', 'main~2'))
  })

  it('is refused for a link that is not there, and works without commits', async () => {
    const project = await makeProject({ links: [docs], git: 'none' })
    await project.git('init', '-q')
    const rows: Row[] = JSON.parse((await project.run(['blame', '--json'])).stdout)
    expect(rows).toMatchObject([{ slug: 'docs', origin: 'work-tree', commit: null }])
    const missing = await project.run(['blame', 'Docs'])
    expect(missing).toMatchObject({ code: 1, stdout: '' })
    expect(missing.stderr).toContain('there is no link /Docs')
    expect(missing.stderr).toContain('try "docs"')
  })
})
