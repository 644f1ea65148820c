/**
 * `qr`: the code of a short link, printed or as a file.
 */
import { decode, encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import type { Link } from '../../../src/core/link.ts'
import { readQr, readQrOtherwise } from '../../support/qr.ts'
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
  expect(png).toMatchObject({ code: 0, stdout: '' })
  // Of 300 pixels, those that are a whole number for each of its modules.
  expect(png.stderr).toBe(`docs.png: the code of ${BASE}/docs, 287 × 287 pixels\n`)
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
  [[], 2, /name one link, or ask for a --sheet/],
  [['docs', 'docs'], 2, /name one link/],
  [['docs', '--tag', 'a'], 2, /--tag goes with --sheet/],
  [['--sheet', '--format', 'png'], 2, /a --sheet is HTML/],
  [['docs', '--sheet', '--tag', 'a'], 2, /links or a --tag, not both/],
  [['--sheet', '--tag', 'none'], 1, /no listed link with the tag "none" redirects now/],
  [['--sheet', 'dcos'], 1, /there is no link \/dcos/],
  [['docs', '--logo', 'none.png'], 1, /there is no file/],
  [['docs', '--logo', 'site'], 1, /site.json names no "logo"/],
  [['docs', '--logo', 'a.png', '--format', 'text'], 2, /text has no pictures/],
  [['docs', '--logo', 'data/site.json'], 1, /site.json: the file is no PNG, JPEG or SVG/],
])('%j is refused', async (args, code, message) => {
  const project = await makeProject({ links: LINKS })
  const ran = await project.run(['qr', ...args])
  expect([ran.code, ran.stdout]).toEqual([code, ''])
  expect(ran.stderr).toMatch(message)
})

describe('a logo', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="5"/></svg>'
  const RED = encode({
    width: 30,
    height: 30,
    channels: 3,
    data: Uint8Array.from({ length: 2700 }, (_, index) => (index % 3 === 0 ? 200 : 0)),
  })
  const LONG = 'talks/2026/Annual_report-of.the-whole'

  it('is laid on a PNG, which is read as the short URL', async () => {
    const project = await makeProject({ links: [{ slug: 'docs' }, { slug: LONG }] })
    await project.write('red.png', RED)
    for (const slug of ['docs', LONG]) {
      const ran = await project.run(['qr', slug, '--logo', 'red.png', '-o', 'code.png'])
      expect(ran.code).toBe(0)
      expect(ran.stderr).toMatch(/^code\.png: the code of .*, (\d+) × \1 pixels\n$/)
      expect(ran.stderr).toContain(`${BASE}/${slug},`)
      const png = await project.read('code.png')
      expect([readQr(png), readQrOtherwise(png)]).toEqual([`${BASE}/${slug}`, `${BASE}/${slug}`])
      const { data, width, channels } = decode(png)
      const middle = (Math.floor(width / 2) * width + Math.floor(width / 2)) * channels
      expect([...data.subarray(middle, middle + 3)]).toEqual([200, 0, 0])
    }
  })

  it('stands in an SVG, from a file or from the site', async () => {
    const project = await makeProject({ links: LINKS, site: { logo: '/custom/logo.svg' } })
    await project.write('public/custom/logo.svg', SVG)
    const named = await project.run(['qr', 'docs', '--logo', 'public/custom/logo.svg'])
    expect(named.stdout).toContain(
      `href="data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}"`,
    )
    expect((await project.run(['qr', 'docs', '--logo', 'site'])).stdout).toBe(named.stdout)
  })

  it('is refused where it can’t be laid on, with the way out', async () => {
    const slug = 'x'.repeat(60)
    const project = await makeProject({ links: [...LINKS, { slug }] })
    await project.write('logo.svg', SVG)
    await project.write('cut.png', RED.slice(0, 60))
    const run = async (...args: string[]) => (await project.run(['qr', ...args])).stderr
    expect(await run('docs', '--format', 'png', '--logo', 'logo.svg')).toMatch(
      /logo.svg: only a PNG can be laid on a PNG; convert the logo to PNG, or make the code as SVG/,
    )
    expect(await run('docs', '--format', 'png', '--logo', 'cut.png')).toMatch(/the PNG is damaged/)
    expect(await run(slug, '--logo', 'logo.svg')).toMatch(
      /has 83 characters, and a code with room for a logo takes 74; use a shorter slug, or no logo/,
    )
  })
})

describe('a sheet', () => {
  const many: Partial<Link>[] = [
    ...LINKS,
    { slug: 'talk', title: '<b>Talk</b>', tags: ['talk'] },
    { slug: 'unlisted', listed: false, tags: ['talk'] },
    { slug: 'off', state: 'disabled', tags: ['talk'] },
    { slug: 'later', startsAt: '2999-01-01T00:00:00Z', tags: ['talk'] },
  ]
  const shown = (sheet: string) =>
    [...sheet.matchAll(/class="url">([^<]+)</g)].map(([, url]) => url)

  it('has the listed links that redirect now, all or of a tag', async () => {
    const project = await makeProject({ links: many })
    const all = await project.run(['qr', '--sheet', '-o', 'sheet.html'])
    expect([all.code, all.stderr]).toEqual([0, 'sheet.html: 2 codes\n'])
    const sheet = String(await project.read('sheet.html'))
    expect(shown(sheet)).toEqual(['go.example.org/docs', 'go.example.org/talk'])
    expect(sheet).toContain('<p>&#60;b&#62;Talk&#60;/b&#62;</p>')
    const tagged = await project.run(['qr', '--sheet', '--tag', 'talk'])
    expect(shown(tagged.stdout)).toEqual(['go.example.org/talk'])
  })

  it('has what is named, as it is named', async () => {
    const project = await makeProject({ links: many })
    const { stdout } = await project.run(['qr', 'unlisted', '/docs', '--sheet'])
    expect(shown(stdout)).toEqual(['go.example.org/unlisted', 'go.example.org/docs'])
  })
})
