/**
 * `review`: what a revision proposes is judged as it will be once it is merged.
 */
import { expect, test } from 'vitest'
import { encodeLinks } from '../../../src/core/database.ts'
import type { Link } from '../../../src/core/link.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { linkSet } from '../../support/links.ts'
import { makeProject, type TestProject } from './project.ts'

const docs = { slug: 'docs', owner: 'bob' }
const free = { slug: 'free' }

async function bytesOf(links: readonly Partial<Link>[]) {
  return encodeLinks(await loadSql(), linkSet(links))
}

/** A branch `proposal`, grown from `main`; `main` is checked out again. */
async function propose(
  links: readonly Partial<Link>[],
  before: readonly Partial<Link>[] = [docs, free],
) {
  const project = await makeProject({ links: before })
  await project.git('switch', '-q', '-c', 'proposal')
  await project.write('data/links.db', await bytesOf(links))
  await project.git('commit', '-qam', 'Propose')
  await project.git('switch', '-q', 'main')
  return project
}

async function moveMain(project: TestProject, links: readonly Partial<Link>[]) {
  await project.write('data/links.db', await bytesOf(links))
  await project.git('commit', '-qam', 'Move')
}

test('what main changed since is no matter of the proposal', async () => {
  const project = await propose([docs, free, { slug: 'talk' }])
  await moveMain(project, [{ ...docs, title: 'Docs' }, { slug: 'news' }])
  const ran = await project.run(['review', 'proposal', '--actor', 'eve'])
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toMatch(
    /^\*\*Links: 1 added\*\*, from `HEAD` \(`[0-9a-f]{10}`\) to `proposal`/,
  )
  expect(ran.stdout).toContain('- **added** `/talk`\n')
  expect(ran.stdout).not.toContain('news')
})

test('owners of the base have to agree', async () => {
  const project = await propose([{ ...docs, owner: 'eve' }, free])
  const refused = await project.run(['review', 'proposal', '--actor', 'eve'])
  expect(refused.code).toBe(1)
  expect(refused.stdout).toContain('### Check: 1 error, 0 warnings\n')
  expect(refused.stdout).toContain('- **error** (`owner`): `/docs` is owned by bob')
  const agreed = ['review', 'proposal', '--actor', 'eve', '--approved-by', 'bob']
  expect(await project.run(agreed)).toMatchObject({ code: 0 })
})

test('a change that contradicts main is named', async () => {
  const project = await propose([docs, { ...free, title: 'A' }])
  await moveMain(project, [docs, { ...free, title: 'B' }])
  const ran = await project.run(['review', 'proposal', '--json'])
  expect(ran.code).toBe(1)
  expect(JSON.parse(ran.stdout)).toMatchObject({
    diff: [],
    findings: [{ rule: 'conflict', slug: 'free', field: 'title' }],
  })
})

test('warnings that stand on main already are not told again', async () => {
  const before = [docs, { slug: 'one', url: '/two' }, { slug: 'two', url: '/docs' }]
  const project = await propose([...before, { slug: 'talk' }], before)
  expect((await project.run(['check', '--json'])).stdout).toContain('alias-chain')
  const ran = await project.run(['review', 'proposal'])
  expect(ran.stdout).toContain('Nothing is wrong.')
})

test('a file that is not canonical, broken or gone is an error', async () => {
  const project = await propose([docs, free, { slug: 'talk' }])
  await project.git('switch', '-q', 'proposal')
  const rules: string[] = []
  const good = Buffer.from(await bytesOf([docs, free, { slug: 'talk' }]))
  const touched = Buffer.from(good)
  touched.writeUInt32BE(7, 24)
  for (const content of [touched, good.subarray(0, 1500), null]) {
    if (content === null) await project.git('rm', '-q', 'data/links.db')
    else await project.write('data/links.db', content)
    await project.git('commit', '-qam', 'Break')
    const ran = await project.run(['review', 'HEAD', '--base', 'main', '--json'])
    expect(ran.code).toBe(1)
    rules.push(JSON.parse(ran.stdout).findings[0].rule)
  }
  expect(rules).toEqual(['not-canonical', 'database-truncated', 'database-missing'])
})

test('links are judged by the settings that come with them, never by their teams', async () => {
  const project = await propose([{ ...docs, url: 'http://wiki.internal/' }, free])
  await project.git('switch', '-q', 'proposal')
  const site = { privateHosts: ['wiki.internal'], teams: { bob: ['eve'] } }
  await project.write('data/site.json', JSON.stringify(site))
  await project.git('commit', '-qam', 'Allow it')
  const ran = await project.run(['review', 'HEAD', '--base', 'main', '--actor', 'eve', '--json'])
  expect(JSON.parse(ran.stdout).findings).toMatchObject([
    { severity: 'error', rule: 'team' },
    { severity: 'error', rule: 'owner' },
  ])
})

test('a revision that is none is refused', async () => {
  const project = await propose([docs])
  for (const args of [['nowhere'], ['main', '--base', '--help']]) {
    expect(await project.run(['review', ...args])).toMatchObject({ code: 1, stdout: '' })
  }
})
