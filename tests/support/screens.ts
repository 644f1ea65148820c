/**
 * `npm run screens`: takes the pictures of README, of the real product with the links of `demo.ts`,
 * into `.github/images`. `npm run screens -- home preview` takes these alone. What a picture is to
 * show has to be there, or it ends with an error.
 */
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Browser, Page } from 'playwright'
import sharp from 'sharp'
import { launchBrowser } from './browser.ts'
import { removeFolder } from './checkout.ts'
import { DEMO_SITE, demoLinks } from './demo.ts'
import { makeProject, type Product, startProduct } from './product.ts'

const FOLDER = join(import.meta.dirname, '../../.github/images')
/** All pictures together: everybody who clones the repository fetches them. */
const LARGEST_TOTAL = 1_500_000
/** Pixels of a picture for each of the page's, so that text is sharp on small and large screens. */
const SHARPNESS = 1.5

type Theme = 'light' | 'dark'

interface Screen {
  name: string
  path: string
  height: number
  themes: readonly Theme[]
  /** Brings the page to what is to be seen; every element that it waits for has to come. */
  show: (page: Page) => Promise<void>
}

const BOTH: readonly Theme[] = ['light', 'dark']
const WIDTH = 1_200

const SCREENS: readonly Screen[] = [
  {
    name: 'home',
    path: '/',
    height: 820,
    themes: BOTH,
    async show(page) {
      await page.locator('#directory-list > li').nth(10).waitFor()
      await page.locator('#directory-search').waitFor()
    },
  },
  {
    name: 'preview',
    path: '/p/?course',
    height: 1_240,
    themes: ['light'],
    async show(page) {
      await page.locator('#preview-target').waitFor()
      await page.locator('#preview-qr svg').first().waitFor()
    },
  },
  {
    name: 'not-found',
    path: '/letters-2026-11',
    height: 820,
    themes: ['light'],
    show: (page) => page.locator('#near-list > li').first().waitFor(),
  },
  {
    name: 'admin-add',
    path: '/admin/',
    height: 900,
    themes: ['light'],
    async show(page) {
      await page.locator('#url').fill('https://recipes.example.net/bread/milk-loaf')
      await page.locator('#slug').fill('milk-loaf')
      await page.locator('#title').fill('Milk loaf for toast')
      await page.locator('#tags').fill('recipe')
      await page.locator('#submit-button').click()
      await page.locator('#result[data-live="true"]').waitFor()
      await page.locator('#recent-list > li').nth(5).waitFor()
      await page.locator('#url').fill('https://events.example.org/sourdough-swap?seats=12')
      await page.locator('#slug').fill('swap')
      await page.locator('#slug-availability').filter({ hasText: 'swap' }).waitFor()
      await page.locator('#title').fill('Swap your sourdough')
      await scrollTo(page, '#desk', 0)
    },
  },
  {
    name: 'admin-list',
    path: '/admin/?q=event',
    height: 820,
    themes: BOTH,
    async show(page) {
      await page.locator('#links-list > li').nth(5).waitFor()
      await scrollTo(page, '#links')
    },
  },
  {
    name: 'overview',
    path: '/admin/#overview',
    height: 980,
    themes: BOTH,
    async show(page) {
      // Drawn when it comes into sight.
      await page.locator('#overview-heading').scrollIntoViewIfNeeded()
      await page.locator('#overview-time svg').first().waitFor()
      await scrollTo(page, '#overview')
    },
  },
]

const wanted = process.argv.slice(2)
const strange = wanted.filter((name) => !SCREENS.some((screen) => screen.name === name))
if (strange.length > 0) {
  const names = SCREENS.map(({ name }) => name).join(', ')
  console.error(`error: no picture "${strange.join('", "')}"; there are ${names}`)
  process.exit(2)
}
await takeAll(SCREENS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
await weigh()

async function takeAll(screens: readonly Screen[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const { root } = await makeProject(demoLinks(Date.now()), {
    site: { ...DEMO_SITE, baseUrl: 'https://go.corner-oven.example' },
  })
  const product = await startProduct(root)
  const browser = await launchBrowser()
  try {
    for (const screen of screens) {
      for (const theme of screen.themes) await take(browser, product, screen, theme)
    }
  } finally {
    await browser.close()
    await product.stop()
    await removeFolder(root)
  }
}

async function take(
  browser: Browser,
  { origin, token }: Product,
  { name, path, height, show, themes }: Screen,
  theme: Theme,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: WIDTH, height },
    deviceScaleFactor: SHARPNESS,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  })
  page.setDefaultTimeout(20_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  if (path.startsWith('/admin/')) {
    await page.goto(`${origin}/admin/#token=${token}`)
    await page.locator('#desk').waitFor()
  }
  await page.goto(`${origin}${path}`)
  await show(page)
  // Buttons of pages that look a link up are there after half a second.
  await page.waitForTimeout(700)
  // Nothing of what a picture shows is half drawn or under a pointer.
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  const picture = await page.screenshot()
  await page.close()
  if (faults.length > 0) throw new Error(`${name}: ${faults.join('\n')}`)
  const file = themes.length === 1 ? name : `${name}-${theme}`
  // Few colours, so a palette holds them all but for the edges of letters.
  await sharp(picture)
    .png({ palette: true, quality: 90, effort: 10, compressionLevel: 9 })
    .toFile(join(FOLDER, `${file}.png`))
  console.log(`${file}.png`)
}

async function scrollTo(page: Page, selector: string, above = 64): Promise<void> {
  const element = page.locator(selector).first()
  await element.waitFor()
  await element.evaluate((target, room) => {
    window.scrollTo(0, target.getBoundingClientRect().top + window.scrollY - room)
  }, above)
}

async function weigh(): Promise<void> {
  let total = 0
  for (const name of await readdir(FOLDER)) total += (await stat(join(FOLDER, name))).size
  console.log(`${Math.round(total / 1_000)} KB in all`)
  if (total > LARGEST_TOTAL) throw new Error(`the pictures weigh more than ${LARGEST_TOTAL} bytes`)
}
