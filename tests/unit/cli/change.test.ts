/**
 * `edit`, `rename`, `disable`, `enable`, `remove`: one link is changed, all others stay, and a
 * link that was given out keeps working.
 */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { changeLinks } from '../../../src/cli/changes/change.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { link, linkSet, SITE } from '../../support/links.ts'
import { makeProject } from './project.ts'

const docs = {
  slug: 'docs',
  url: 'https://example.com/docs',
  title: 'Docs',
  tags: ['a'],
  owner: 'bob',
  startsAt: '2026-01-01T00:00:00Z',
  expiresAt: '2036-01-01T00:00:00Z',
}

describe('edit', () => {
  it('changes what is given, and clears what is said to be none', async () => {
    const project = await makeProject({ links: [docs] })
    const given = ['--url', 'https://example.com/new', '--title', 'New', '--tag', 'x', '--unlisted']
    const changed = await project.run(['edit', '/docs', ...given, '--json'])
    expect(changed.code).toBe(0)
    expect(JSON.parse(changed.stdout)).toMatchObject({
      ...docs,
      url: 'https://example.com/new',
      title: 'New',
      tags: ['x'],
      listed: false,
      createdBy: 'alice',
    })
    const none = [
      '--no-title',
      '--no-tags',
      '--no-starts',
      '--no-expires',
      '--no-owner',
      '--listed',
    ]
    const cleared = await project.run(['edit', 'docs', ...none])
    expect(cleared).toEqual({ code: 0, stdout: '/docs is changed\n', stderr: '' })
    expect((await project.links()).get('docs')).toMatchObject({
      title: null,
      tags: [],
      owner: null,
      startsAt: null,
      expiresAt: null,
      listed: true,
    })
  })

  it('saved unchanged leaves the bytes alone', async () => {
    const url = 'https://fr.example.org/wiki/Logiciels_propri%C3%A9taires'
    const project = await makeProject({ links: [{ slug: 'w', url }] })
    const before = await project.read('data/links.db')
    const typed = 'https://fr.example.org/wiki/Logiciels_propriétaires'
    const ran = await project.run(['edit', 'w', '--url', typed])
    expect(ran).toMatchObject({ code: 0, stdout: '/w: nothing to change\n' })
    expect(await project.read('data/links.db')).toEqual(before)
  })

  it('warns that browsers remember a link which was permanent', async () => {
    const project = await makeProject({ links: [{ ...docs, status: 301 }] })
    const ran = await project.run([
      'edit',
      'docs',
      '--url',
      'https://example.com/n',
      '--status',
      '302',
    ])
    expect(ran.code).toBe(0)
    expect(ran.stderr).toMatch(/^warning: \/docs had the status 301: browsers that followed it/)
  })

  it('with a new slug leaves an alias, as rename does', async () => {
    const project = await makeProject({ links: [docs] })
    await project.run(['edit', 'docs', '--slug', 'Manual'])
    const links = await project.links()
    expect(links.get('manual')).toMatchObject({ url: docs.url, title: 'Docs' })
    expect(links.get('docs')).toMatchObject({ url: '/manual', createdBy: 'Ada-Lovelace' })
  })

  it('is refused where nothing is given, no such link is, or a value is wrong', async () => {
    const project = await makeProject({ links: [docs] })
    const [nothing, missing, wrong, both] = await Promise.all([
      project.run(['edit', 'docs']),
      project.run(['edit', 'Docs', '--title', 'x']),
      project.run(['edit', 'docs', '--slug', 'a b', '--json']),
      project.run(['edit', 'docs', '--listed', '--unlisted']),
    ])
    expect(nothing).toMatchObject({ code: 2, stdout: '' })
    expect(missing).toMatchObject({
      code: 1,
      stderr: 'error: there is no link /Docs; try "docs"\n',
    })
    expect(wrong?.code).toBe(1)
    expect(JSON.parse(wrong?.stdout ?? '')).toMatchObject({
      findings: [{ slug: 'a b', field: 'slug', suggestion: 'a-b' }],
    })
    expect(both?.code).toBe(2)
  })
})

describe('rename', () => {
  it('leaves an alias; --retire a tombstone; --forget nothing', async () => {
    const links = ['a', 'b', 'c'].map((slug) => ({ slug, url: `https://example.com/${slug}` }))
    const project = await makeProject({ links })
    const ran = await project.run(['rename', 'a', 'A1'])
    expect(ran).toMatchObject({ code: 0, stdout: '/a is now /a1; /a leads to it as an alias\n' })
    expect(ran.stderr).toContain('"A1" was lower-cased to "a1"')
    await project.run(['rename', '/b', 'B1', '--retire', '--keep-case'])
    const forgotten = await project.run(['rename', 'c', 'c1', '--forget'])
    expect(forgotten.stdout).toBe('/c is now /c1; /c is free\n')
    const after = [...(await project.links()).values()]
    expect(after.map(({ slug, url, state }) => [slug, url, state])).toEqual([
      ['B1', 'https://example.com/b', 'active'],
      ['a', '/a1', 'active'],
      ['a1', 'https://example.com/a', 'active'],
      ['b', 'https://example.com/b', 'gone'],
      ['c1', 'https://example.com/c', 'active'],
    ])
  })

  it('onto a taken slug is refused', async () => {
    const project = await makeProject({ links: [docs, { slug: 'a' }] })
    const ran = await project.run(['rename', 'a', 'docs'])
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('/docs is taken') })
  })
})

describe('disable and enable', () => {
  it('turn a link off and on, without a handle', async () => {
    const project = await makeProject({ links: [docs, { slug: 'old', state: 'gone' }] })
    await project.git('config', '--unset', 'user.name')
    const off = await project.run(['disable', '/docs', '--json'])
    expect(JSON.parse(off.stdout)).toMatchObject({ slug: 'docs', state: 'disabled' })
    const on = await project.run(['enable', 'docs'])
    expect(on).toEqual({ code: 0, stdout: '/docs is enabled\n', stderr: '' })
    expect((await project.links()).get('docs')).toMatchObject({ state: 'active' })
    const gone = await project.run(['enable', 'old'])
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('is the tombstone') })
  })
})

describe('remove', () => {
  it('leaves a tombstone, --purge none; aliases go only when told', async () => {
    const project = await makeProject({ links: [docs, { slug: 'd', url: '/docs' }, { slug: 'x' }] })
    const refused = await project.run(['remove', 'docs'])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('has aliases that would lead nowhere: /d')
    expect((await project.run(['remove', 'docs', '--with-aliases'])).code).toBe(0)
    expect((await project.run(['remove', 'x', '--purge'])).code).toBe(0)
    const after = [...(await project.links()).values()]
    expect(after.map(({ slug, state }) => [slug, state])).toEqual([
      ['d', 'gone'],
      ['docs', 'gone'],
    ])
    const purge = await project.run(['remove', 'docs', '--purge'])
    expect(purge.code).toBe(1)
    expect(purge.stderr).toContain('removed aliases stood for: /d; purge their tombstones with it')
    expect((await project.run(['remove', 'docs', '--purge', '--with-aliases'])).code).toBe(0)
    expect((await project.links()).size).toBe(0)
  })
})

it('people at a terminal are told that a change is not committed yet', async () => {
  const [project, elsewhere] = await Promise.all([makeProject(), makeProject({ git: 'none' })])
  const SQL = await loadSql()
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { isTTY } = process.stderr
  process.stderr.isTTY = true
  onTestFinished(() => {
    process.stderr.isTTY = isTTY
    written.mockRestore()
  })
  const add = () => ({ links: linkSet([link({ slug: 'a' })]), message: 'Add /a\n', result: null })
  await changeLinks({ root: project.root, site: SITE, SQL }, {}, add)
  expect(written.mock.calls.join('')).toMatch(/^not committed yet; with: git commit .*\n$/)
  await changeLinks({ root: elsewhere.root, site: SITE, SQL }, {}, add)
  expect(written).toHaveBeenCalledTimes(1)
})
