/**
 * `init`: a fresh clone becomes a site of one's own in one command, and nobody loses links.
 */
import { expect, it } from 'vitest'
import { makeFolder, makeProject } from './project.ts'

const examples = ['docs', 'gh/*', 'hello'].map((slug) => ({ slug, createdBy: 'shortcrust' }))

it('takes the place of the examples, and keeps other settings', async () => {
  const site = { lang: 'de', teams: { ops: ['bob'] }, baseUrl: 'https://old.example.org' }
  const project = await makeProject({ links: examples, site })
  const given = [
    '--name',
    ' My site ',
    '--base-url',
    'https://go.example.org/',
    '--host',
    'cloudflare',
  ]
  const ran = await project.run(['init', ...given])
  expect(ran).toMatchObject({ code: 0, stdout: '' })
  expect(ran.stderr).toContain('in place of the examples')
  expect((await project.links()).size).toBe(0)
  expect(JSON.parse(String(await project.read('data/site.json')))).toEqual({
    $schema: '../src/core/site.schema.json',
    name: 'My site',
    baseUrl: 'https://go.example.org',
    host: 'cloudflare',
    lang: 'de',
    teams: { ops: ['bob'] },
  })
  // A clone without our merge driver is worth a warning.
  await project.run(['setup'])
  expect((await project.run(['check', '--strict'])).code).toBe(0)
  // Once more changes nothing but what is given.
  await project.run(['init', '--name', 'Ours'])
  expect(String(await project.read('data/site.json'))).toContain('"host": "cloudflare"')
})

it('never overwrites links of one’s own', async () => {
  const project = await makeProject({ links: [...examples, { slug: 'mine' }] })
  const before = [await project.read('data/links.db'), await project.read('data/site.json')]
  const ran = await project.run(['init', '--name', 'X'])
  expect(ran.code).toBe(1)
  expect(ran.stderr).toContain('holds 1 link of yours')
  expect([await project.read('data/links.db'), await project.read('data/site.json')]).toEqual(
    before,
  )
})

it('starts in an empty folder, with defaults for what is not given', async () => {
  const folder = await makeFolder()
  const ran = await folder.run(['init', '--json'])
  expect(ran.code).toBe(0)
  expect(JSON.parse(ran.stdout)).toMatchObject({ name: 'Shortcrust', host: 'netlify', lang: 'en' })
  expect((await folder.links()).size).toBe(0)
})

it('writes nothing where a value is wrong', async () => {
  const folder = await makeFolder()
  const [origin, host] = await Promise.all([
    folder.run(['init', '--base-url', 'go.example.org']),
    folder.run(['init', '--host', 'mine']),
  ])
  expect(origin?.code).toBe(1)
  expect(origin?.stderr).toContain('--base-url must be the origin')
  expect(host?.code).toBe(2)
  await expect(folder.read('data/site.json')).rejects.toThrow('ENOENT')
  await folder.write('data/site.json', '{ "name": ')
  const broken = await folder.run(['init'])
  expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('not a JSON object') })
})
