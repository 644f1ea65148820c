/**
 * `--commit`: one commit that says what was done, beside a person's own edits; and a clear
 * sentence where no commit can be made.
 */
import { describe, expect, it } from 'vitest'
import { commitMessage } from '../../../../src/cli/changes/change.ts'
import { BASE, makeProject } from '../project.ts'

const url = 'https://example.com/'
const docs = { slug: 'docs', url: 'https://example.com/docs' }

describe('--commit', () => {
  it('commits each change with a message that says it', async () => {
    const project = await makeProject({ links: [docs] })
    const added = await project.run(['add', url, '--slug', 'a', '--commit'])
    expect(added.stdout).toBe(`${BASE}/a\n`)
    expect(added.stderr).toMatch(/^committed [0-9a-f]{7,}\n$/)
    await project.run(['edit', 'a', '--title', 'A', '--commit'])
    await project.run(['rename', 'a', 'b', '--commit'])
    await project.run(['disable', 'b', '--commit'])
    await project.run(['enable', 'b', '--commit'])
    await project.run(['remove', 'docs', '--commit'])
    const same = await project.run(['disable', 'docs', '--commit'])
    expect(same.code).toBe(1)
    expect((await project.git('log', '--reverse', '--format=%s|%an|%cn')).split('\n')).toEqual([
      'Start|Ada Lovelace|Ada Lovelace',
      'Add /a|Ada Lovelace|Ada Lovelace',
      'Edit /a|Ada Lovelace|Ada Lovelace',
      'Rename /a to /b|Ada Lovelace|Ada Lovelace',
      'Disable /b|Ada Lovelace|Ada Lovelace',
      'Enable /b|Ada Lovelace|Ada Lovelace',
      'Remove /docs|Ada Lovelace|Ada Lovelace',
    ])
    expect(await project.git('status', '--porcelain')).toBe('')
    expect([...(await project.links()).keys()]).toEqual(['a', 'b', 'docs'])
  })

  it('keeps what a person has edited and not committed', async () => {
    const project = await makeProject({ links: [docs] })
    await project.write('notes.txt', 'mine')
    await project.run(['add', url, '--slug', 'mine'])
    await project.run(['add', url, '--slug', 'other', '--commit'])
    expect((await project.git('status', '--porcelain')).split('\n')).toEqual([
      ' M data/links.db',
      '?? notes.txt',
    ])
    expect([...(await project.links()).keys()]).toEqual(['docs', 'mine', 'other'])
    // It goes by what is committed, and says so.
    const alias = await project.run(['add', '/mine', '--slug', 'x', '--commit'])
    expect(alias.code).toBe(1)
    expect(alias.stderr).toContain('--commit goes by the last commit')
    // An edit that contradicts is neither lost nor overwritten.
    await project.run(['edit', 'docs', '--title', 'Mine'])
    const clash = await project.run(['edit', 'docs', '--title', 'Theirs', '--commit', '--json'])
    expect(clash.code).toBe(1)
    expect(JSON.parse(clash.stdout)).toMatchObject({ findings: [{ rule: 'store' }] })
    expect((await project.links()).get('docs')?.title).toBe('Mine')
  })

  it('changes nothing, and commits nothing, where all is as asked', async () => {
    const project = await makeProject({ links: [docs] })
    const ran = await project.run(['add', docs.url, '--slug', 'docs', '--commit'])
    expect(ran).toMatchObject({ code: 0, stdout: `${BASE}/docs\n` })
    expect(ran.stderr).toMatch(/^nothing to commit; the head is still [0-9a-f]+\n/)
    expect(await project.git('rev-list', '--count', 'HEAD')).toBe('1')
  })

  it('needs no identity of git, only a handle', async () => {
    const project = await makeProject()
    await project.git('config', '--unset', 'user.email')
    await project.git('config', '--unset', 'user.name')
    await project.git('config', 'user.useConfigOnly', 'true')
    const refused = await project.run(['add', url, '--slug', 'a', '--commit'])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('shortcrust.handle') })
    await project.git('config', 'shortcrust.handle', 'ada')
    expect((await project.run(['add', url, '--slug', 'a', '--commit'])).code).toBe(0)
    expect(await project.git('log', '-1', '--format=%an %ae')).toBe('ada ada@shortcrust.invalid')
  })

  it('is refused with the reason on a detached head, in a merge, outside git', async () => {
    const detached = await makeProject()
    await detached.git('checkout', '-q', '--detach')
    const plain = await makeProject({ git: 'none' })
    const args = ['remove', 'docs', '--commit']
    const add = ['add', url, '--slug', 'a', '--commit']
    const ran = await Promise.all([detached.run(add), plain.run(args)])
    expect(ran.map(({ code }) => code)).toEqual([1, 1])
    expect(ran[0]?.stderr).toContain('HEAD is detached')
    expect(ran[1]?.stderr).toContain('is no git checkout')
    expect(await detached.git('status', '--porcelain')).toBe('')
  })
})

describe('a message', () => {
  it('has at most 72 characters in its first line, and no control characters', () => {
    expect(commitMessage('Add /a')).toBe('Add /a\n')
    expect(commitMessage('Import 1 link from a\u001b[31m\n\u202eb.csv')).toBe(
      'Import 1 link from a [31m b.csv\n',
    )
    const long = `Rename /${'a'.repeat(100)} to /b`
    const [subject = '', empty, body] = commitMessage(long).split('\n')
    expect(subject).toHaveLength(72)
    expect([empty, body]).toEqual(['', long])
  })
})
