/**
 * `qr`: the code of a short link, printed or as a file.
 */
import { expect, it } from 'vitest'
import { BASE, makeProject } from './project.ts'

const LINKS = [{ slug: 'docs' }, { slug: 'gh/*', url: 'https://github.com/:splat' }]

it('prints SVG, and text for a terminal', async () => {
  const project = await makeProject({ links: LINKS })
  const svg = await project.run(['qr', 'docs'])
  expect([svg.code, svg.stderr]).toEqual([0, ''])
  expect(svg.stdout).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="512".*<\/svg>\n$/,
  )
  const text = await project.run(['qr', '/docs', '--format', 'text'])
  expect(text.stdout).toMatch(/^[ ▀▄█\n]+$/)
})

it('writes what the name of the file asks for', async () => {
  const project = await makeProject({ links: LINKS })
  const png = await project.run(['qr', 'docs', '-o', 'docs.png', '--size', '300', '--level', 'H'])
  expect(png).toMatchObject({ code: 0, stdout: '', stderr: `docs.png: the code of ${BASE}/docs\n` })
  expect((await project.read('docs.png')).subarray(1, 4).toString()).toBe('PNG')
  await project.run(['qr', 'docs', '-o', 'docs.svg'])
  expect((await project.read('docs.svg')).toString()).toContain('<svg')
})

it.each<[string[], number, RegExp]>([
  [['dcos'], 1, /there is no link \/dcos/],
  [['gh/*'], 1, /stands for many addresses/],
  [['docs', '--size', '9'], 2, /from 32 to 8192/],
  [['docs', '--level', 'X'], 2, /L, M, Q, H/],
  [['docs', '-o', 'nowhere/docs.svg'], 1, /ENOENT/],
])('%j is refused', async (args, code, message) => {
  const project = await makeProject({ links: LINKS })
  const ran = await project.run(['qr', ...args])
  expect([ran.code, ran.stdout]).toEqual([code, ''])
  expect(ran.stderr).toMatch(message)
})
