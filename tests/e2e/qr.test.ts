/**
 * QR codes in a real browser: whatever is shown, saved, copied or printed is read back by two
 * readers, in light and dark; and no logo or title does more than to be seen.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode, encode } from 'fast-png'
import type { Browser, BrowserContext, Download, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toLinkSet } from '../../src/core/link-set.ts'
import { LOGO_MAX_BYTES } from '../../src/core/qr/logo.ts'
import { ROOM_TEXT_MAX } from '../../src/core/qr/qr.ts'
import { axeOn } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { link } from '../support/links.ts'
import { makeProject, type Product, startProduct } from '../support/product.ts'
import { cutOut, readQr, readQrOtherwise } from '../support/qr.ts'

const HOSTILE = '<img src=x onerror="alert(1)"> "quoted" & </script>'
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#b4480e"/></svg>'
const THEMES = ['light', 'dark'] as const
/** Behind `http://localhost:12345/`, short URLs of 30 to 60 characters. */
const SLUGS = ['talk-26', 'talks/2026-annual-rep', 'talks/2026/Annual_report-of.the-whole']

let project: TestCheckout
let product: Product
let browser: Browser
let context: BrowserContext
let page: Page
let complaints: string[]
let requests: string[]

beforeAll(async () => {
  project = await makeProject(
    toLinkSet([
      ...Array.from({ length: 500 }, (_, index) => link({ slug: `n-${index}`, title: 'Many' })),
      ...SLUGS.map((slug) => link({ slug, tags: ['talk'] })),
      link({ slug: 'hostile', title: HOSTILE, tags: ['talk'] }),
      link({ slug: 'gh/*', url: 'https://github.com/:splat', tags: ['talk'] }),
      link({ slug: 'unlisted', listed: false }),
      link({ slug: 'x'.repeat(ROOM_TEXT_MAX), tags: ['talk'] }),
    ]),
    { site: { name: 'Go', logo: '/custom/logo.svg' } },
  )
  await mkdir(join(project.root, 'public/custom'), { recursive: true })
  await writeFile(join(project.root, 'public/custom/logo.svg'), LOGO)
  product = await startProduct(project.root)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await product.stop()
  await removeFolder(project.root)
})

beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: 'reduce', deviceScaleFactor: 2 })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  complaints = []
  requests = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('request', (request) => requests.push(request.url()))
})

afterEach(async () => {
  await context.close()
  expect(complaints).toEqual([])
})

const shortUrl = (slug: string) => `${product.origin}/${slug}`
const panel = () => page.getByRole('dialog')
const size = () => page.getByLabel('Size')
const problem = () => page.locator('#qr-problem')
const facts = () => page.locator('#qr-facts')

async function openPanel(slug: string): Promise<void> {
  await page.goto(`${product.origin}/p/?${slug}`)
  await page.getByRole('button', { name: 'Size, margin and logo…' }).click()
  await panel().waitFor()
}

/** The panel has drawn a logo, which may take a moment to be read. */
async function chooseSiteLogo(): Promise<void> {
  await page.getByLabel('Logo').selectOption('The site’s logo')
  await page.locator('#qr-code image').waitFor()
}

async function chooseFile(name: string, mimeType: string, content: string | Uint8Array) {
  await page.getByLabel('Logo').selectOption('A file of mine')
  await page
    .getByLabel('Picture for the middle')
    .setInputFiles({ name, mimeType, buffer: Buffer.from(content) })
}

async function save(button: 'Save as PNG' | 'Save as SVG'): Promise<Download> {
  const waiting = page.waitForEvent('download')
  await panel().getByRole('button', { name: button }).click()
  return waiting
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

function readBoth(png: Uint8Array): (string | null)[] {
  return [readQr(png), readQrOtherwise(png)]
}

/** An SVG as a browser draws it, in a page of its own without our styles. */
async function rasterise(svg: string): Promise<Buffer> {
  const other = await context.newPage()
  await other.setContent(svg)
  const picture = await other.locator('svg').first().screenshot()
  await other.close()
  return picture
}

async function findViolations(): Promise<string[]> {
  const { violations } = await axeOn(page).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

function isWiderThanScreen(): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}

describe('on the preview page', () => {
  test.each(THEMES)('in %s, the code is read as the short link', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    for (const slug of SLUGS) {
      await page.goto(`${product.origin}/p/?${slug}`)
      const code = page.locator('#preview-qr-code')
      expect(readBoth(await code.screenshot())).toEqual([shortUrl(slug), shortUrl(slug)])
    }
    expect(await findViolations()).toEqual([])
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Save as SVG' }).click()
    expect((await waiting).suggestedFilename()).toBe('talks-2026-Annual_report-of.the-whole.svg')
  })

  test('the panel is loaded when it is asked for', async () => {
    await page.goto(`${product.origin}/p/?talk-26`)
    await page.locator('#preview-qr').waitFor()
    expect(requests.filter((url) => url.includes('/_astro/panel.'))).toEqual([])
    await page.getByRole('button', { name: 'Size, margin and logo…' }).click()
    await panel().waitFor()
    expect(requests.filter((url) => url.includes('/_astro/panel.'))).not.toEqual([])
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('preview-qr-adjust')
  })
})

describe('the panel', () => {
  test.each(THEMES)('with a logo, in %s, is read as the short link', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    for (const slug of SLUGS) {
      expect(shortUrl(slug).length).toBeGreaterThanOrEqual(29)
      expect(shortUrl(slug).length).toBeLessThanOrEqual(60)
      await openPanel(slug)
      await chooseSiteLogo()
      const code = await page.locator('#qr-code').screenshot()
      expect(readBoth(code), slug).toEqual([shortUrl(slug), shortUrl(slug)])
      expect(coloured(code), slug).toBeGreaterThan(100)
    }
    expect(await page.getByLabel('May be damaged').isDisabled()).toBe(true)
    expect(await findViolations()).toEqual([])
  })

  test('saves files with the logo that are read as the short link', async () => {
    for (const slug of SLUGS) {
      await openPanel(slug)
      await chooseSiteLogo()
      await size().fill('400')
      const png = await bytesOf(await save('Save as PNG'))
      expect(readBoth(png), slug).toEqual([shortUrl(slug), shortUrl(slug)])
      expect(coloured(png), slug).toBeGreaterThan(1000)
      const svg = await bytesOf(await save('Save as SVG'))
      const drawn = await rasterise(svg.toString())
      expect(readBoth(drawn), slug).toEqual([shortUrl(slug), shortUrl(slug)])
      expect(coloured(drawn), slug).toBeGreaterThan(1000)
    }
  })

  test('saves every level, margin and size, in whole pixels a module', async () => {
    const [, slug = ''] = SLUGS
    await openPanel(slug)
    const wishes = [
      ['L', 4, 150],
      ['M', 4, 333],
      ['Q', 8, 512],
      ['H', 12, 900],
    ] as const
    for (const [level, margin, pixels] of wishes) {
      await page.getByLabel('May be damaged').selectOption(level)
      await page.getByLabel('Margin').fill(String(margin))
      await size().fill(String(pixels))
      const said = /^(\d+) × \d+ modules of (\d+) px: a PNG of (\d+) × \d+ px\./.exec(
        (await facts().textContent()) ?? '',
      )
      const [modules = 0, scale = 0, side = 0] = (said ?? []).slice(1).map(Number)
      const download = await save('Save as PNG')
      expect(download.suggestedFilename()).toBe('talks-2026-annual-rep.png')
      const png = await bytesOf(download)
      expect(readBoth(png), level).toEqual([shortUrl(slug), shortUrl(slug)])
      expect([decode(png).width, modules * scale, scale]).toEqual([
        side,
        side,
        Math.floor(pixels / modules),
      ])
      // The margin is white, and then comes the corner of a finder.
      expect(greyAt(png, margin * scale - 1)).toBe(255)
      expect(greyAt(png, margin * scale)).toBe(0)
    }
  })

  test('copies the picture', async () => {
    await openPanel('talk-26')
    await panel().getByRole('button', { name: 'Copy picture' }).click()
    await facts().filter({ hasText: 'The picture is copied.' }).waitFor()
    const copied = await page.evaluate(async () => {
      const [one] = await navigator.clipboard.read()
      const blob = await one?.getType('image/png')
      return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]
    })
    expect(readQr(Uint8Array.from(copied))).toBe(shortUrl('talk-26'))
  })

  test('takes a file, which stays in the browser', async () => {
    await openPanel('talk-26')
    const data = new Uint8Array(20 * 10 * 3).fill(0).map((_, index) => (index % 3 === 0 ? 255 : 0))
    const before = requests.length
    await chooseFile('red.png', 'image/png', encode({ width: 20, height: 10, data, channels: 3 }))
    await page.locator('#qr-code image').waitFor()
    const png = await bytesOf(await save('Save as PNG'))
    expect(readBoth(png)).toEqual([shortUrl('talk-26'), shortUrl('talk-26')])
    expect(coloured(png)).toBeGreaterThan(1000)
    expect(requests.slice(before).filter((url) => !/^(?:data|blob):/.test(url))).toEqual([])
  })

  test('refuses what is no logo, and saves nothing until that is put right', async () => {
    const script = LOGO.replace('<circle', '<script>alert(1)</script><circle')
    const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)
    const refused: [string, string, string | Uint8Array, RegExp][] = [
      ['script.svg', 'image/svg+xml', script, /holds scripts/],
      ['page.png', 'image/png', '<!doctype html><script>alert(1)</script>', /no PNG, JPEG or SVG/],
      ['large.png', 'image/png', new Uint8Array(LOGO_MAX_BYTES + 1), /more than 256 KB/],
      ['cut.png', 'image/png', signature, /could not be read/],
    ]
    await openPanel('talk-26')
    for (const [name, type, content, words] of refused) {
      await chooseFile(name, type, content)
      await problem().filter({ hasText: words }).waitFor()
    }
    expect(await page.locator('#qr-code image').count()).toBe(0)
    expect(await findViolations()).toEqual([])
    await panel().getByRole('button', { name: 'Save as PNG' }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('qr-file')
    await page.getByLabel('Logo').selectOption('None')
    await problem().waitFor({ state: 'hidden' })
    expect((await save('Save as SVG')).suggestedFilename()).toBe('talk-26.svg')
  })

  test('says what is wrong with a number, and what a logo can’t be laid on', async () => {
    await openPanel('x'.repeat(ROOM_TEXT_MAX))
    for (const text of ['10', '', '1e9', '99.5']) {
      await size().fill(text)
      expect(await problem().textContent(), text).toBe(
        'Size must be a whole number from 64 to 4096.',
      )
    }
    await size().fill('64')
    expect(await facts().textContent()).toMatch(/too fine for many cameras/)
    await size().fill('600')
    await page.getByLabel('Margin').fill('0')
    expect(await facts().textContent()).toMatch(/need a margin of 4/)
    await page.getByLabel('Logo').selectOption('The site’s logo')
    await problem()
      .filter({ hasText: `takes ${ROOM_TEXT_MAX}. Use a shorter slug` })
      .waitFor()
  })

  test('fits every screen', async () => {
    await openPanel(SLUGS[2] ?? '')
    await chooseSiteLogo()
    for (const width of [360, 768, 1600]) {
      await page.setViewportSize({ width, height: 740 })
      expect(await isWiderThanScreen(), String(width)).toBe(false)
      const isCut = await panel().evaluate((one) => one.scrollWidth > one.clientWidth)
      expect(isCut, String(width)).toBe(false)
    }
  })
})

describe('on the admin page', () => {
  test('a link that was just added and every link of the list have their code', async () => {
    await page.goto(product.adminUrl)
    await page.locator('#links-list > li').first().waitFor()
    expect(requests.filter((url) => url.includes('/_astro/panel.'))).toEqual([])
    await page.getByLabel('Target URL').fill('https://example.com/new')
    await page.getByLabel('Slug', { exact: true }).fill('just-added')
    await page.getByRole('button', { name: 'Save link' }).click()
    await page.locator('#result-qr').click()
    expect(readQr(await page.locator('#qr-code').screenshot())).toBe(shortUrl('just-added'))
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('result-qr')

    await page.getByLabel('Search all links').fill('talk')
    await page.getByRole('button', { name: 'QR code of talk-26' }).click()
    expect(readQr(await page.locator('#qr-code').screenshot())).toBe(shortUrl('talk-26'))
    expect(await findViolations()).toEqual([])
    await panel().getByRole('button', { name: 'Close' }).click()
    // One address for many has no code.
    await page.getByLabel('Search all links').fill('github.com')
    await page.locator('#links-status').filter({ hasText: /^1 of/ }).waitFor()
    expect(await page.getByRole('button', { name: /QR code of/ }).count()).toBe(0)
  })
})

describe('the print sheet', () => {
  const sheet = () => page.locator('#codes-sheet')
  const codes = () => sheet().locator('li')
  const notices = () => page.locator('#codes-notices')

  async function open(query = ''): Promise<void> {
    await page.goto(`${product.origin}/p/codes/${query}`)
    await drawn()
  }

  async function drawn(): Promise<void> {
    await page.locator('#codes-sheet[aria-busy="false"]').waitFor({ state: 'attached' })
  }

  /** What is read from one picture of the whole sheet, code by code. */
  async function readSheet(): Promise<(string | null)[]> {
    const whole = await sheet().screenshot()
    const boxes = await sheet().evaluate((list) => {
      const { x, y } = list.getBoundingClientRect()
      return [...list.querySelectorAll('svg')].map((svg) => {
        const box = svg.getBoundingClientRect()
        const scale = devicePixelRatio
        return {
          x: (box.x - x) * scale,
          y: (box.y - y) * scale,
          width: box.width * scale,
          height: box.height * scale,
        }
      })
    })
    return cutOut(whole, boxes).map(readQr)
  }

  test.each(THEMES)(
    'of a tag, in %s, is read code by code, with and without logo',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      await open('?tag=talk')
      const expected = ['hostile', ...SLUGS, 'x'.repeat(ROOM_TEXT_MAX)].sort().map(shortUrl)
      for (const width of ['small', 'medium', 'large']) {
        await page.getByLabel('Width of a code').selectOption(width)
        expect((await readSheet()).sort(), width).toEqual(expected)
      }
      await page.getByLabel('The site’s logo').check()
      await sheet().locator('image').first().waitFor()
      await drawn()
      expect((await readSheet()).sort()).toEqual(expected)
      expect(await sheet().locator('image').count()).toBe(SLUGS.length + 1)
      expect(await notices().textContent()).toMatch(
        /1 link stands for many addresses.*1 short URL is too long/,
      )
      expect(await findViolations()).toEqual([])
    },
  )

  test('shows what the address names where the browser keeps nothing', async () => {
    await page.goto(`${product.origin}/p/codes/#slugs=unlisted,hostile`)
    await drawn()
    expect(await readSheet()).toEqual(['unlisted', 'hostile'].map(shortUrl))
  })

  test('shows what was chosen on the admin page, listed or not, and titles as they are', async () => {
    await page.goto(`${product.origin}/p/`)
    await page.evaluate(() => {
      sessionStorage.setItem('shortcrust:codes', JSON.stringify(['unlisted', 'hostile', 7, 'gh/*']))
    })
    await open()
    expect(await codes().allInnerTexts()).toEqual([
      expect.stringMatching(/\/unlisted$/),
      expect.stringContaining(HOSTILE),
    ])
    expect(await readSheet()).toEqual(['unlisted', 'hostile'].map(shortUrl))
    await page.getByLabel('Titles').uncheck()
    expect((await codes().allInnerTexts()).join()).not.toContain(HOSTILE)
    await page.getByLabel('Links', { exact: true }).selectOption('#talk (6)')
    await drawn()
    expect(await codes().count()).toBe(5)
    expect(new URL(page.url()).search).toBe('?tag=talk')
  })

  test('of 500 links leaves the page time for other things while it is drawn', async () => {
    await page.addInitScript(() => {
      // How many codes there are whenever something else has its turn.
      const seen = new Set<number>()
      setInterval(() => seen.add(document.querySelectorAll('#codes-sheet li').length), 0)
      Object.assign(window, { seen })
    })
    await open()
    const count = await codes().count()
    expect(count).toBeGreaterThanOrEqual(505)
    expect(await page.locator('#codes-status').textContent()).toBe(`${count} codes`)
    expect(await page.evaluate(() => Reflect.get(window, 'seen').size)).toBeGreaterThan(10)
  })

  test('is printed alone, in black on white, on A4 and Letter', async () => {
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
    await open('?tag=talk')
    for (const gone of ['body > header', 'body > footer', '.controls']) {
      expect(await page.locator(gone).isVisible(), gone).toBe(false)
    }
    const colours = await page.evaluate(() => {
      const of = (selector: string) => {
        const element = document.querySelector(selector)
        return element === null ? null : getComputedStyle(element)
      }
      return [
        of('html')?.backgroundColor,
        of('#codes-sheet')?.backgroundColor,
        of('#codes-sheet .slug')?.color,
        of('#codes-sheet li')?.breakInside,
      ]
    })
    expect(colours).toEqual(['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'avoid'])
    expect((await readSheet()).length).toBe(5)
    for (const format of ['A4', 'Letter']) {
      const pdf = (await page.pdf({ format })).toString('latin1')
      expect(pdf.match(/\/Type \/Page\b/g), format).toHaveLength(1)
    }
  })

  test('prints at a press, and not before all is drawn', async () => {
    await page.addInitScript(() => {
      Object.assign(window, { prints: 0 })
      window.print = () => Object.assign(window, { prints: Reflect.get(window, 'prints') + 1 })
    })
    await open('?tag=nothing')
    expect(await page.locator('#codes-status').textContent()).toMatch(/no listed link/)
    // A click, where Playwright would wait until the button says that it can be pressed.
    await page.getByRole('button', { name: 'Print' }).dispatchEvent('click')
    expect(await page.evaluate(() => Reflect.get(window, 'prints'))).toBe(0)
    await open('?tag=talk')
    await page.getByRole('button', { name: 'Print' }).click()
    expect(await page.evaluate(() => Reflect.get(window, 'prints'))).toBe(1)
  })

  test('fits small screens, and says without scripts how else to make it', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await open('?tag=talk')
    await page.getByLabel('Width of a code').selectOption('large')
    expect(await isWiderThanScreen()).toBe(false)
    const bare = await browser.newContext({ javaScriptEnabled: false })
    const other = await bare.newPage()
    await other.goto(`${product.origin}/p/codes/`)
    expect(await other.locator('noscript').textContent()).toContain('links -- qr --sheet')
    expect(await other.locator('meta[name=robots]').getAttribute('content')).toBe('noindex')
    await bare.close()
  })
})

/** How many pixels are neither white, grey nor black. */
function coloured(png: Uint8Array): number {
  const { data, channels } = decode(png)
  let count = 0
  for (let at = 0; at < data.length; at += channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count += 1
  }
  return count
}

/** The red of the pixel on the diagonal from the upper left. */
function greyAt(png: Uint8Array, place: number): number {
  const { data, channels, width } = decode(png)
  return data[(place * width + place) * channels] ?? -1
}
