/**
 * The whole path in a real browser: links are submitted on the admin page, committed, baked and
 * followed; what goes wrong is said where it belongs; axe has nothing to say on any page.
 */

import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import { toLinkSet } from '../../src/core/link-set.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { axeOn } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { type BuildHookServer, HOOK_SECRET, startBuildHook } from '../support/build-hook.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { link } from '../support/links.ts'
import { makeProject, type Product, startProduct, waitFor } from '../support/product.ts'

const FOLLOWED = 50

let targets: Server
let targetOrigin: string
/** Paths that the target server was asked for. */
let visited: string[]
let slugs: string[]
let project: TestCheckout
let product: Product
let browser: Browser
let hook: BuildHookServer

beforeAll(async () => {
  visited = []
  targets = createServer((request, response) => {
    visited.push(request.url ?? '')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<!doctype html><html lang="en"><title>Target</title><h1>Target</h1></html>')
  })
  await new Promise<void>((resolve) => targets.listen(0, '127.0.0.1', resolve))
  const address = targets.address()
  targetOrigin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`

  // The 2,000 real links, each leading to our target server at a path of its own.
  const csv = await readFile(join(import.meta.dirname, '../fixtures/jsorg-2000.csv'), 'utf8')
  const rows = csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',', 1)[0] ?? '')
  slugs = rows.filter((slug) => slug !== '404')
  const links = slugs.map((slug) => link({ slug, url: `${targetOrigin}/of/${slug}` }))
  const others = [
    link({ slug: 'zz-off', state: 'disabled' }),
    link({ slug: 'zz-gone', state: 'gone' }),
  ]
  project = await makeProject(toLinkSet([...links, ...others]), {
    site: { name: 'Go', privateHosts: ['127.0.0.1'], directory: 'search' },
  })
  hook = await startBuildHook()
  product = await startProduct(project.root, { SHORTCRUST_BUILD_HOOK: hook.url })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await product.stop()
  await hook.close()
  targets.close()
  await removeFolder(project.root)
})

let context: BrowserContext
let page: Page
let complaints: string[]

beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: 'reduce' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
})

afterEach(() => context.close())

// Chromium reports every answer from 400 on by itself; those are expected where we provoke them.
function unexpected(): string[] {
  return complaints.filter((text) => !text.startsWith('Failed to load resource:'))
}

async function signIn(): Promise<void> {
  await page.goto(product.adminUrl)
  await page.getByRole('heading', { name: 'Add a link' }).waitFor()
}

async function submit(fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text)
  await page.getByRole('button', { name: 'Save link' }).click()
}

async function becomesLive(): Promise<string> {
  await page.locator('#result[data-live="true"]').waitFor()
  expect(await page.locator('#result-state').textContent()).toBe('Live')
  return (await page.locator('#result-short-url').textContent()) ?? ''
}

describe('a link from the form to its target', () => {
  test('with a slug of one’s own', async () => {
    await signIn()
    expect(page.url()).toBe(`${product.origin}/admin/`)
    await page.getByLabel('Slug').fill('talk-2026')
    await page.getByText('“talk-2026” is free.').waitFor()
    await submit({
      'Target URL': `${targetOrigin}/talk?b=%2B#top`,
      Title: 'Say "hi" & <b>bye</b>',
      Tags: 'talk, b',
    })
    expect(await becomesLive()).toBe(`${new URL(product.origin).host}/talk-2026`)
    expect(complaints).toEqual([])

    expect(await project.git.text(['log', '-1', '--format=%s'])).toBe('Add /talk-2026')
    const commit = await page.locator('#result-commit').textContent()
    expect(await project.git.text(['rev-parse', '--short=7', 'HEAD'])).toBe(commit)

    await page.getByRole('button', { name: 'Copy short URL' }).click()
    await page.locator('#copy-status').filter({ hasText: /\S/ }).waitFor({ state: 'attached' })
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(`${product.origin}/talk-2026`)

    const recent = page.locator('#recent-list [data-slug="talk-2026"]')
    expect(await recent.locator('[data-part="title"]').textContent()).toBe('Say "hi" & <b>bye</b>')

    const short = await page.getByRole('link', { name: 'Open' }).getAttribute('href')
    await page.goto(short ?? '')
    expect(page.url()).toBe(`${targetOrigin}/talk?b=%2B#top`)
    expect(visited).toContain('/talk?b=%2B')
  })

  test('with a random slug', async () => {
    await signIn()
    await submit({ 'Target URL': `${targetOrigin}/random` })
    const short = await becomesLive()
    expect(short).toMatch(/\/[23456789abcdefghjkmnpqrstuvwxyz]{6}$/)
    const slug = short.split('/')[1]
    expect(await project.git.text(['log', '-1', '--format=%s'])).toBe(`Add /${slug}`)
    await page.goto(`http://${short}?utm=1`)
    expect(page.url()).toBe(`${targetOrigin}/random?utm=1`)
  })

  test(`and ${FOLLOWED} of the 2,000 others`, async () => {
    const step = Math.floor(slugs.length / FOLLOWED)
    for (let index = 0; index < FOLLOWED; index += 1) {
      const slug = slugs[index * step] ?? ''
      await page.goto(`${product.origin}/${slug}`)
      expect(page.url()).toBe(`${targetOrigin}/of/${slug}`)
      expect(visited.at(-1)).toBe(`/of/${slug}`)
    }
    expect(slugs).toHaveLength(1999)
  })

  test('by keyboard alone', async () => {
    await page.goto(`${product.origin}/admin/`)
    const token = page.getByLabel('Token')
    for (let steps = 0; steps < 10 && !(await isFocused(token)); steps += 1)
      await page.keyboard.press('Tab')
    await page.keyboard.type(product.token)
    await page.keyboard.press('Enter')
    const url = page.getByLabel('Target URL')
    await url.waitFor()
    for (let steps = 0; steps < 10 && !(await isFocused(url)); steps += 1)
      await page.keyboard.press('Tab')
    await page.keyboard.type(`${targetOrigin}/keyboard`)
    const slug = page.locator('#slug')
    for (let steps = 0; steps < 10 && !(await isFocused(slug)); steps += 1)
      await page.keyboard.press('Tab')
    await page.keyboard.type('keyboard')
    await page.keyboard.press('Enter')
    expect(await becomesLive()).toMatch(/\/keyboard$/)
    expect(await isFocused(page.locator('#result-heading'))).toBe(true)
  })

  test('that no rule knows, by way of the 404 page', async () => {
    // Rules are exact; the API finds the slug in lower case, as it finds one not yet baked.
    await page.goto(`${product.origin}/${slugs[1]?.toUpperCase()}?q=1`)
    await page.waitForURL(`${targetOrigin}/of/${slugs[1]}?q=1`)
  })
})

function isInSight(locator: ReturnType<Page['locator']>): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= window.innerHeight
  })
}

function isFocused(locator: ReturnType<Page['locator']>): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement)
}

describe('what goes wrong is said', () => {
  test('at the slug that is taken, and nothing typed is lost', async () => {
    await signIn()
    const head = await project.git.text(['rev-parse', 'HEAD'])
    await submit({ 'Target URL': `${targetOrigin}/other`, Slug: slugs[0] ?? '' })
    await page.locator('#slug-error').filter({ hasText: 'is taken' }).waitFor()
    expect(await page.getByLabel('Slug').getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByLabel('Target URL').inputValue()).toBe(`${targetOrigin}/other`)
    expect(await project.git.text(['rev-parse', 'HEAD'])).toBe(head)
    expect(unexpected()).toEqual([])
  })

  test('at the URL that is none, with a suggestion that fills it in', async () => {
    await signIn()
    await submit({ 'Target URL': 'example.com/x' })
    await page.locator('#url-error').filter({ hasText: 'has no scheme' }).waitFor()
    await page.getByRole('button', { name: 'Use “https://example.com/x”' }).click()
    expect(await page.getByLabel('Target URL').inputValue()).toBe('https://example.com/x')
  })

  test('at the URL, while the slug is still said to be taken', async () => {
    await signIn()
    await submit({ 'Target URL': 'example.com/x', Slug: slugs[0] ?? '' })
    await page.locator('#url-error').filter({ hasText: 'has no scheme' }).waitFor()
    await page.getByText(`“${slugs[0]}” is taken`).waitFor()
    expect(await page.getByLabel('Slug').getAttribute('aria-invalid')).toBe('true')
    expect(await isFocused(page.getByLabel('Target URL'))).toBe(true)
  })

  test('at a tag, with a suggestion that mends this one alone', async () => {
    await signIn()
    await submit({ 'Target URL': 'https://example.com/', Tags: 'talks, My, b' })
    await page.getByRole('button', { name: 'Use “talks, my, b”' }).click()
    expect(await page.getByLabel('Tags').inputValue()).toBe('talks, my, b')
  })

  test('of a network that is gone, in sight and without losing what was typed', async () => {
    await signIn()
    await page.setViewportSize({ width: 360, height: 740 })
    await context.setOffline(true)
    await page.getByLabel('Target URL').fill('https://example.com/offline')
    await page.getByLabel('Target URL').press('Enter')
    const banner = page.locator('#submit-banner')
    await banner.filter({ hasText: 'could not be reached' }).waitFor()
    expect(await isFocused(banner)).toBe(true)
    expect(await isInSight(banner)).toBe(true)
    await context.setOffline(false)
    expect(await page.getByLabel('Target URL').inputValue()).toBe('https://example.com/offline')
  })

  test('at a slug that can be none, while it is typed', async () => {
    await signIn()
    await page.getByLabel('Slug').fill('domácí-zvířata')
    await page.getByRole('button', { name: 'Use “domaci-zvirata”' }).click()
    await page.getByText('“domaci-zvirata” is free.').waitFor()
    await page.getByLabel('Slug').fill(slugs[0] ?? '')
    await page.getByText(`“${slugs[0]}” is taken`).waitFor()
    expect(complaints).toEqual([])
  })

  test('of a token that is not known', async () => {
    await page.goto(`${product.origin}/admin/#token=nonsense`)
    await page.locator('#token-error').filter({ hasText: /\S/ }).waitFor()
    expect(page.url()).toBe(`${product.origin}/admin/`)
    await page.getByLabel('Token').fill('more nonsense')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('#token-error').filter({ hasText: /\S/ }).waitFor()
    expect(await page.locator('#desk').isVisible()).toBe(false)
  })

  test('of a token whose check takes its time, and a reload does not lose it', async () => {
    await page.route('**/api/v1/status', () => {}, { times: 1 })
    await page.goto(product.adminUrl)
    await page.getByText('Checking the token…').waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Add a link' }).waitFor()
  })

  test('of links that are off, gone and unknown', async () => {
    for (const [slug, text] of [
      ['zz-off', 'switched off'],
      ['zz-gone', 'removed'],
      ['zz-unknown', 'zz-unknown'],
    ] as const) {
      const response = await page.goto(`${product.origin}/${slug}`)
      expect(response?.status()).toBe(404)
      await page.getByText(text).first().waitFor()
    }
    expect(unexpected()).toEqual([])
  })
})

describe('the directory', () => {
  test('shows a link that was added while it was open, once it is loaded again', async () => {
    await product.api('POST', '/links', {
      url: `${targetOrigin}/fresh`,
      slug: 'zz-fresh',
      title: 'Fresh',
    })
    await waitFor(
      async () => (await product.api('GET', '/status')).json(),
      ({ pending }) => pending.length === 0,
    )
    await page.goto(`${product.origin}/`)
    await page.getByLabel('Search links').fill('zz-fresh')
    await page.locator('#directory-list > li').filter({ hasText: 'Fresh' }).waitFor()
  })
})

describe('publishing', () => {
  const button = () => page.getByRole('button', { name: /^Publish/ })
  const status = () => page.locator('#publish-status')
  const says = (text: string) => status().filter({ hasText: text }).waitFor()

  /** Commits a link as somebody with an editor does; 307 is nothing that this host can serve. */
  async function commitByHand(redirect: 302 | 307): Promise<void> {
    const [SQL, file] = [await loadSql(), join(project.root, 'data/links.db')]
    const links = new Map(decodeLinks(SQL, await readFile(file)))
    links.set('zz-hand', link({ slug: 'zz-hand', status: redirect }))
    await writeFile(file, encodeLinks(SQL, links))
    await project.git.text(['commit', '-q', '-m', 'Edit by hand', 'data/links.db'])
  }

  test('is offered for what waits, tells what comes of it, and goes with what waited', async () => {
    await signIn()
    expect(await button().isVisible()).toBe(false)
    await commitByHand(307)
    await page.reload()
    await says('1 change waits to go live.')
    expect(await status().getAttribute('role')).toBe('status')

    hook.answers = [404]
    await button().click()
    await says('Nothing was published.')
    await says('the build hook failed')
    expect(await page.content()).not.toContain(HOOK_SECRET)

    await button().click()
    await says('The host was asked to build.')
    expect(await button().textContent()).toBe('Publish again')
    expect(await isFocused(button())).toBe(true)
    expect(hook.calls).toHaveLength(2)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await findViolations(page)).toEqual([])
        expect(await isWiderThanScreen(page)).toBe(false)
      }
    }

    await commitByHand(302)
    await says('Published: everything is live.')
    expect(await button().isVisible()).toBe(false)
    expect(await isFocused(status())).toBe(true)
    expect(unexpected()).toEqual([])
  })

  test('is not offered to whoever may not publish', async () => {
    await page.route('**/api/v1/status', async (route) => {
      const response = await route.fetch()
      const body = { ...(await response.json()), pending: ['zz-hand'], canPublish: false }
      await route.fulfill({ response, json: body })
    })
    await signIn()
    for (let asked = 0; asked < 3; asked += 1) await page.waitForResponse('**/api/v1/status')
    expect(await button().isVisible()).toBe(false)
    expect(await status().textContent()).toBe('')
  })
})

describe('axe finds nothing', () => {
  const themes = ['light', 'dark'] as const
  const widths = [360, 1280]
  const pages: [name: string, path: string, ready: string][] = [
    ['home', '/', '#directory-list > li'],
    ['admin, signed out', '/admin/', '#token'],
    ['API', '/p/api/', 'main h1'],
  ]
  const cases = themes.flatMap((theme) => widths.map((width) => ({ theme, width })))

  test.each(cases)('$theme at $width px', async ({ theme, width }) => {
    await page.emulateMedia({ colorScheme: theme })
    await page.setViewportSize({ width, height: 900 })
    for (const [name, path, ready] of pages) {
      await page.goto(`${product.origin}${path}`)
      await page.locator(ready).first().waitFor()
      expect(await findViolations(page), name).toEqual([])
      expect(await isWiderThanScreen(page), name).toBe(false)
    }
    await signIn()
    await page.locator('#recent-list [data-slug]').first().waitFor()
    expect(await findViolations(page), 'admin').toEqual([])
    await submit({ 'Target URL': 'example.com', Slug: 'a b' })
    await page.locator('#url-error').filter({ hasText: /\S/ }).waitFor()
    expect(await findViolations(page), 'admin with errors').toEqual([])
    await submit({ 'Target URL': `${targetOrigin}/axe`, Slug: `axe-${theme}-${width}` })
    await becomesLive()
    expect(await findViolations(page), 'admin with a live link').toEqual([])
    expect(await isWiderThanScreen(page), 'admin').toBe(false)
    expect(unexpected()).toEqual([])
  })
})

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await axeOn(page).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}
