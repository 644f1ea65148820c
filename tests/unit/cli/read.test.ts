/**
 * `show`, `list`, `export`, `redirects`, `token`: what is read is said for people and for
 * programs, and nothing is changed.
 */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { LINK_FIELDS } from '../../../src/core/link.ts'
import { makeProject } from './project.ts'

const links = [
  {
    slug: 'docs',
    url: 'https://example.com/docs',
    title: 'The docs',
    tags: ['a', 'b'],
    owner: 'bob',
  },
  { slug: 'd', url: '/docs', listed: false },
  { slug: 'off', url: 'https://example.com/off', state: 'disabled' as const },
  { slug: 'over', url: 'https://example.com/over', expiresAt: '2026-02-01T00:00:00Z' },
  { slug: 'gone', url: 'https://example.com/gone', state: 'gone' as const },
  { slug: 'gh/*', url: 'https://example.com/:splat', tags: ['a'] },
]

describe('show', () => {
  it('says what a link does now', async () => {
    const project = await makeProject({ git: 'none', links })
    const slugs = ['docs', '/d', 'off', 'over', 'gone', 'gh/*']
    const shown = await Promise.all(slugs.map((slug) => project.run(['show', slug])))
    expect(shown[0]?.stdout).toBe(`https://go.example.org/docs
  now      redirects to https://example.com/docs (302)
  target   https://example.com/docs
  status   302
  state    active
  title    The docs
  tags     a b
  owner    bob
  listed   yes
  aliases  /d
  created  2026-01-01T00:00:00Z by alice
`)
    expect(shown.map(({ stdout }) => /^ {2}now +(.*)$/m.exec(stdout)?.[1])).toEqual([
      'redirects to https://example.com/docs (302)',
      'redirects to https://example.com/docs (302)',
      'off: it is disabled',
      'off: it expired at 2026-02-01T00:00:00Z',
      'gone: it was removed, its slug is kept',
      'redirects to https://example.com/:splat (302)',
    ])
  })

  it('gives programs the fields of the table', async () => {
    const project = await makeProject({ git: 'none', links })
    const { stdout, code } = await project.run(['show', 'docs', '--json'])
    expect(code).toBe(0)
    const shown: unknown = JSON.parse(stdout)
    expect(shown).toEqual((await project.links()).get('docs'))
    expect(Object.keys(Object(shown))).toEqual(LINK_FIELDS)
    const missing = await project.run(['show', 'nowhere', '--json'])
    expect(missing.code).toBe(1)
    expect(JSON.parse(missing.stdout)).toMatchObject({ findings: [{ rule: 'missing' }] })
  })
})

describe('list', () => {
  it('gives all links in the order of their slugs, unless limited', async () => {
    const project = await makeProject({ git: 'none', links })
    const text = await project.run(['list'])
    expect(text.stdout.split('\n')).toEqual([
      '/d\t/docs\t\t',
      '/docs\thttps://example.com/docs\t\tThe docs',
      '/gh/*\thttps://example.com/:splat\t\t',
      '/gone\thttps://example.com/gone\tgone\t',
      '/off\thttps://example.com/off\tdisabled\t',
      '/over\thttps://example.com/over\t\t',
      '',
    ])
    expect(text.stderr).toBe('6 links\n')
    const filters: [string[], string[]][] = [
      [
        ['--tag', 'a'],
        ['docs', 'gh/*'],
      ],
      [['--state', 'gone'], ['gone']],
      [['--search', 'THE DOC'], ['docs']],
      [
        ['--limit', '2', '--offset', '1'],
        ['docs', 'gh/*'],
      ],
      [['--offset', '100'], []],
    ]
    const ran = await Promise.all(filters.map(([args]) => project.run(['list', ...args, '--json'])))
    for (const [index, { stdout, stderr }] of ran.entries()) {
      const found: unknown = JSON.parse(stdout)
      expect(found).toEqual(filters[index]?.[1].map((slug) => expect.objectContaining({ slug })))
      expect(stderr).toBe('')
    }
    expect((await project.run(['list', '--limit', '2'])).stderr).toBe('2 of 6 links\n')
  })
})

describe('export', () => {
  it('writes each format; what is read again changes nothing', async () => {
    const project = await makeProject({ git: 'none', links })
    const before = await project.read('data/links.db')
    const csv = await project.run(['export'])
    expect(csv.stdout.split('\n', 1)).toEqual([LINK_FIELDS.join(',')])
    for (const format of ['csv', 'json', 'ndjson']) {
      const { stdout } = await project.run(['export', '--format', format])
      const again = await project.run(['import', '-', '--format', format], { input: stdout })
      expect(again).toMatchObject({ code: 0, stderr: '0 added, 6 unchanged\n' })
    }
    expect(await project.read('data/links.db')).toEqual(before)
  })
})

describe('redirects', () => {
  it('are those of a build, with the rules of the site', async () => {
    const project = await makeProject({
      git: 'none',
      links,
      site: { home: 'https://example.com/' },
    })
    const { stdout } = await project.run(['redirects'])
    expect(stdout).toBe(`/ https://example.com/ 302!
/d https://example.com/docs 302
/docs https://example.com/docs 302
/gone /p/gone/ 404
/off /p/off/ 404
/over /p/off/ 404
/gh/* https://example.com/:splat 302
`)
    const exported = await project.run(['export', '--format', 'redirects'])
    expect(`/ https://example.com/ 302!\n${exported.stdout}`).toBe(stdout)
    const rules: unknown = JSON.parse((await project.run(['redirects', '--json'])).stdout)
    expect(rules).toHaveLength(7)
    expect(rules).toContainEqual({
      from: '/',
      to: 'https://example.com/',
      status: 302,
      force: true,
    })
  })
})

describe('token', () => {
  it('is of 256 bits, and its entry holds its hash', async () => {
    const project = await makeProject({ git: 'none' })
    const ran = await project.run(['token', 'alice', '--role', 'edit', '--json'])
    const { token, entry } = Object(JSON.parse(ran.stdout))
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const hash = createHash('sha256').update(token).digest('hex')
    expect(entry).toBe(`alice:edit:${hash}`)
    const [text, refused] = await Promise.all([
      project.run(['token', 'alice', '--role', 'admin']),
      project.run(['token', 'a b', '--role', 'admin']),
    ])
    expect(text?.stdout).toMatch(/\n {2}alice:admin:[0-9a-f]{64}\n$/)
    expect(refused?.code).toBe(1)
  })
})
