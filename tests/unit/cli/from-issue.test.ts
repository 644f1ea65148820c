/**
 * `from-issue`: a form does what `add` and `edit` do, by the same rules.
 */
import { expect, test } from 'vitest'
import { changeLink, newLink } from '../../support/issue-form.ts'
import { makeProject } from './project.ts'

const LINKS = [{ slug: 'docs', title: 'Docs' }, { slug: 'other' }]

test('a new link is added in the name of who wrote the issue', async () => {
  const project = await makeProject({ links: LINKS })
  await project.write('issue.md', newLink({ slug: 'Talk', tags: 'b, a' }))
  const ran = await project.run(['from-issue', 'issue.md', '--by', 'carol'])
  expect(ran).toMatchObject({ code: 0, stdout: 'Add /talk: done\n' })
  expect(ran.stderr).toContain('lower-cased')
  expect((await project.links()).get('talk')).toMatchObject({
    createdBy: 'carol',
    tags: ['a', 'b'],
  })
})

test('the same issue draws the same slug again', async () => {
  const project = await makeProject({ links: LINKS })
  const args = ['from-issue', '-', '--by', 'carol', '--json']
  const { slug } = JSON.parse((await project.run(args, { input: newLink() })).stdout)
  await project.git('checkout', '--', 'data/links.db')
  expect(JSON.parse((await project.run(args, { input: newLink() })).stdout).slug).toBe(slug)
  expect((await project.links()).has(slug)).toBe(true)
})

test.each([
  ['an edit', { title: '-', url: 'https://example.com/new' }, 'Edit /docs', { title: null }],
  ['a rename', { slug: 'Manual' }, 'Rename /docs to /manual', { url: '/manual' }],
  ['switching off', { action: 'Switch it off' }, 'Disable /docs', { state: 'disabled' }],
  [
    'removing',
    { action: 'Remove it, keeping its slug from being used again' },
    'Remove /docs',
    { state: 'gone' },
  ],
])('%s', async (_name, values, sentence, expected) => {
  const project = await makeProject({ links: LINKS })
  const ran = await project.run(['from-issue', '-'], { input: changeLink(values) })
  expect(ran).toMatchObject({ code: 0, stdout: `${sentence}: done\n` })
  expect((await project.links()).get('docs')).toMatchObject(expected)
})

test.each([
  ['no form', 'hello', 'issue: the issue is not from the form'],
  ['a line too many', newLink({ title: 'a\nb' }), 'issue line 12: "Title" is one line'],
  ['a slug that is taken', newLink({ slug: 'docs' }), '/docs is taken'],
  ['a slug in another script', newLink({ slug: '구글' }), '; try "'],
  ['a target that is none', newLink({ url: 'example.com/x' }), '; try "https://example.com/x"'],
  ['a mail address as owner', newLink({ owner: 'a@example.com' }), 'a handle is 1 to 39 of'],
  ['a time without zone', newLink({ startsAt: '2026-12-31T09:00:00' }), 'has no zone'],
  ['no such link', changeLink({ link: 'Docs', title: 'x' }), 'there is no link /Docs; try "docs"'],
])('%s is refused, and nothing is written', async (_name, input, complaint) => {
  const project = await makeProject({ links: LINKS })
  const ran = await project.run(['from-issue', '-'], { input })
  expect(ran).toMatchObject({ code: 1, stdout: '' })
  expect(ran.stderr).toContain(complaint)
  expect(await project.git('status', '--porcelain')).toBe('')
})

test.each([
  ['nowhere.md', 'there is no file'],
  ['data', 'is a folder; name a file in it'],
  ['latin1.md', 'latin1.md line 3: the byte 0xE9 at offset'],
])('a file %s is refused: %s', async (file, complaint) => {
  const project = await makeProject({ links: LINKS })
  const latin1 = Buffer.from('### Target of the new link\n\nhttps://é.example/\n', 'latin1')
  await project.write('latin1.md', latin1)
  const ran = await project.run(['from-issue', file])
  expect(ran).toMatchObject({ code: 1, stdout: '' })
  expect(ran.stderr).toContain(complaint)
})

test.each([
  ['ann.lee_2', 'ann-lee-2'],
  ['Jürgen', 'Jurgen'],
  ['_._x_', 'x'],
  ['a'.repeat(60), 'a'.repeat(39)],
])(
  'an author of another host, %s, is written as a handle, and that is said',
  async (by, handle) => {
    const project = await makeProject({ links: LINKS })
    const args = ['from-issue', '-', '--by', by]
    const ran = await project.run(args, { input: newLink({ slug: 'talk' }) })
    expect(ran).toMatchObject({ code: 0, stdout: 'Add /talk: done\n' })
    expect(ran.stderr).toBe(
      `warning: the author "${by}" is written as ${handle}: a handle is 1 to 39 of A-Z, a-z, 0-9 and "-"\n`,
    )
    expect((await project.links()).get('talk')?.createdBy).toBe(handle)
  },
)

test('an author that is no handle is a mistake of whoever runs it', async () => {
  const project = await makeProject({ links: LINKS })
  const ran = await project.run(['from-issue', '-', '--by', 'a@example.com'], { input: newLink() })
  expect(ran).toMatchObject({ code: 2, stdout: '' })
})
