/**
 * `check --base`: a change is judged against the revision that it is to join.
 */
import { expect, test } from 'vitest'
import { encodeLinks } from '../../../../src/core/database.ts'
import type { Finding } from '../../../../src/core/finding.ts'
import type { Link } from '../../../../src/core/link.ts'
import { loadSql } from '../../../../src/stores/sql.ts'
import { linkSet } from '../../../support/links.ts'
import { makeProject } from '../project.ts'

const SITE = { teams: { writers: ['bob'] } }

async function propose(links: readonly Partial<Link>[], site: Record<string, unknown> = SITE) {
  const project = await makeProject({
    links: [{ slug: 'docs', owner: 'writers' }, { slug: 'free' }],
    site: SITE,
  })
  await project.git('switch', '-q', '-c', 'proposal')
  await project.write('data/links.db', encodeLinks(await loadSql(), linkSet(links)))
  await project.write(
    'data/site.json',
    JSON.stringify({ baseUrl: 'https://go.example.org', ...site }),
  )
  await project.git('commit', '-qam', 'Propose')
  return project
}

const TAKEN = [{ slug: 'docs', owner: 'eve', url: 'https://evil.example/' }, { slug: 'free' }]

test('owners and teams are those of the base, not those that the change writes', async () => {
  const project = await propose(TAKEN, { teams: { writers: ['eve'] } })
  const ran = await project.run(['check', '--base', 'main', '--actor', 'eve', '--json'])
  expect(ran.code).toBe(1)
  expect(JSON.parse(ran.stdout).findings).toContainEqual(
    expect.objectContaining({ severity: 'error', rule: 'owner', slug: 'docs' }),
  )
})

test('a team is not for anyone to join, and so to take what it owns one step later', async () => {
  const project = await propose([{ slug: 'docs', owner: 'writers' }, { slug: 'free' }], {
    teams: { writers: ['bob', 'eve'] },
  })
  const args = ['check', '--base', ':/Start', '--actor', 'eve']
  const ran = await project.run(args)
  expect(ran.code).toBe(1)
  expect(ran.stderr).toContain(
    'data/site.json changes who writers is, and so who owns /docs; eve is not of them, so ask for the approval of bob',
  )
  expect(await project.run([...args, '--approved-by', 'bob'])).toMatchObject({ code: 0 })
})

test('the approval of an owner settles it', async () => {
  const project = await propose(TAKEN)
  const args = ['check', '--base', 'main', '--actor', 'eve', '--approved-by', 'carol, bob']
  expect(await project.run(args)).toMatchObject({ code: 0 })
})

test('without an actor the rule says that it is not judged', async () => {
  const project = await propose(TAKEN)
  const ran = await project.run(['check', '--base', 'main', '--format', 'github'])
  expect(ran.code).toBe(0)
  expect(ran.stdout).toMatch(/^::warning file=data\/links\.db,title=owner-not-judged::/m)
})

test('what the base did since the branch left it is no part of the change', async () => {
  const kept = [{ slug: 'docs', owner: 'writers' }, { slug: 'free' }]
  const project = await propose([...kept, { slug: 'talk', createdBy: 'eve' }])
  await project.git('switch', '-q', 'main')
  const moved = [
    { slug: 'docs', owner: 'writers', title: 'Docs' },
    { slug: 'news', owner: 'bob' },
  ]
  await project.write('data/links.db', encodeLinks(await loadSql(), linkSet(moved)))
  const site = { baseUrl: 'https://go.example.org', teams: { writers: ['bob', 'carol'] } }
  await project.write('data/site.json', JSON.stringify(site))
  await project.git('commit', '-qam', 'Move')
  await project.git('switch', '-q', 'proposal')
  const args = ['check', '--base', 'main', '--actor', 'eve']
  const grown = await project.run([...args, '--json'])
  const { findings }: { findings: Finding[] } = JSON.parse(grown.stdout)
  expect(findings.filter(({ rule }) => rule !== 'registration')).toEqual([])

  // What is changed on both sides is for a person to choose, and still the owners' business.
  const both = [{ slug: 'docs', owner: 'writers', title: 'Mine' }, { slug: 'free' }]
  await project.write('data/links.db', encodeLinks(await loadSql(), linkSet(both)))
  const ran = await project.run(args)
  expect(ran.code).toBe(1)
  expect(ran.stderr).toContain('/docs has another title now on the base as well')
})

test('a revision that is none, or an option, is refused', async () => {
  const project = await propose(TAKEN)
  for (const base of ['nowhere', '--help', 'main; true']) {
    const ran = await project.run(['check', `--base=${base}`])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain(`there is no commit ${JSON.stringify(base)}`)
  }
})
