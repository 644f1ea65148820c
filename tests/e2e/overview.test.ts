/**
 * The overview on the admin page in a real browser: its pictures say what the database holds, its
 * names lead to the list, and nobody who signs out leaves it behind.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { encodeLinks } from '../../src/core/database.ts'
import { toLinkSet } from '../../src/core/link-set.ts'
import { axeOn } from '../support/axe.ts'
import { launchBrowser, listenForComplaints } from '../support/browser.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { SQL } from '../support/database.ts'
import { link } from '../support/links.ts'
import { makeProject, type Product, startProduct, waitFor } from '../support/product.ts'

const HOSTILE = '<img src=x onerror="alert(1)"> "quoted" & </script>'
const LONG = `${'very-'.repeat(24)}long`
const LONG_HOST = `${'sub.'.repeat(30)}example.net`
const DAY_MS = 864e5

const ago = (days: number) => `${new Date(Date.now() - days * DAY_MS).toISOString().slice(0, -5)}Z`

let project: TestCheckout
let product: Product
let browser: Browser

beforeAll(async () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    link({
      slug: `many-${index}`,
      url: `https://host-${index % 12}.example.com/${index}`,
      tags: index % 2 === 0 ? [`tag-${index % 24}`, 'even'] : [],
      createdAt: ago(index * 15),
    }),
  )
  project = await makeProject(
    toLinkSet([
      ...many,
      link({ slug: LONG, url: `https://${LONG_HOST}/`, expiresAt: ago(-400) }),
      link({ slug: 'hostile', title: HOSTILE, url: 'https://xn--e1awd7f.example/?<b>=%22' }),
      link({ slug: 'soon', title: HOSTILE, tags: ['even'], expiresAt: ago(-3.5) }),
      link({ slug: 'alias', url: '/many-0' }),
      link({ slug: 'off', state: 'disabled', tags: ['even'] }),
      link({ slug: 'was-here', state: 'gone' }),
      link({ slug: 'over', expiresAt: '2020-01-01T00:00:00Z' }),
      link({ slug: 'later', startsAt: '2099-01-01T00:00:00Z' }),
    ]),
    { site: { name: 'Go' } },
  )
  product = await startProduct(project.root)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await product.stop()
  await removeFolder(project.root)
})

let context: BrowserContext
let page: Page
let complaints: string[]

beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'Europe/Berlin' })
  page = await context.newPage()
  complaints = listenForComplaints(page)
})

afterEach(async () => {
  await context.close()
  expect(complaints).toEqual([])
})

const overview = () => page.locator('#overview')
const figure = (name: string) => page.getByRole('figure', { name })

async function open(): Promise<void> {
  await page.goto(product.adminUrl)
  await page.locator('#links-search').waitFor()
}

async function look(): Promise<void> {
  await overview().scrollIntoViewIfNeeded()
  await page.locator('#overview-figures').waitFor()
}

/** All cells of the table behind, which a person has asked for. */
async function tableOf(name: string): Promise<string[][]> {
  const shown = figure(name)
  if (!(await shown.getByRole('table').isVisible())) await shown.locator('summary').click()
  return shown
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
    )
}

interface Stored {
  slug: string
  url: string
  state: string
  tags: string[]
}

async function stored(): Promise<Stored[]> {
  return (await product.api('GET', '/links')).json()
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

const number = (cell: string | undefined) => Number(cell?.replaceAll(',', ''))

function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement)
}

const LOOKS = [
  ['light', 360],
  ['dark', 1600],
] as const

/** In a theme at a narrow screen, the other at a wide one: axe is silent, and nothing sticks out. */
async function looksRight(name: string): Promise<void> {
  for (const [colorScheme, width] of LOOKS) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    const { violations } = await axeOn(page).include('#overview').analyze()
    const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)
    expect(said, `${name} ${colorScheme} ${width}`).toEqual([])
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(isWide, `${name} ${width} is wider than its place`).toBe(false)
    await picture(`${name}-${colorScheme}-${width}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}

// For people to look at, where a folder for them is named.
async function picture(name: string): Promise<void> {
  const folder = process.env.SHORTCRUST_PICTURES
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await overview().screenshot({ path: join(folder, `overview-${name}.png`) })
}

test('costs nothing until it is looked at', async () => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await open()
  await page.locator('#links-list > li').first().waitFor()
  const before = asked.length
  expect(asked.filter((path) => path.includes('/overview.'))).toEqual([])
  await look()
  expect(asked.slice(before).filter((path) => path.startsWith('/_astro/overview.')).length).toBe(1)
  expect(asked.filter((path) => path.endsWith('/database')).length).toBe(1)
})

test('the tables behind the pictures say what the database holds', async () => {
  await open()
  await look()
  const links = await stored()
  const total = String(links.length)

  const [timeHead, ...months] = await tableOf('Links over time')
  expect(timeHead).toEqual(['When', 'Added', 'In all'])
  expect(months.reduce((sum, [, added]) => sum + number(added), 0)).toBe(links.length)
  expect(months.at(-1)?.[2]).toBe(total)

  const states = (await tableOf('By state')).slice(1)
  expect(states.map(([name, count]) => [name, count])).toEqual([
    ['Active', String(links.length - 4)],
    ['Not started', '1'],
    ['Expired', '1'],
    ['Disabled', '1'],
    ['Gone', '1'],
    ['Total', total],
  ])

  const hosts = (await tableOf('By host')).slice(1)
  const byHost = countBy(
    links.filter(({ url }) => !url.startsWith('/')).map(({ url }) => new URL(url).host),
  )
  expect(hosts.length).toBe(13)
  for (const [name = '', count] of hosts.slice(0, 10)) expect(number(count)).toBe(byHost.get(name))
  expect(hosts.slice(-2)).toEqual([
    ['Aliases of other links', '1'],
    ['Total', total],
  ])
  expect(hosts.slice(0, -1).reduce((sum, [, count]) => sum + number(count), 0)).toBe(links.length)

  const tags = (await tableOf('By tag')).slice(1)
  const byTag = countBy(links.flatMap((one) => one.tags))
  expect(tags[0]).toEqual(['even', String(byTag.get('even'))])
  for (const [name = '', count] of tags.slice(0, 10)) expect(number(count)).toBe(byTag.get(name))
  const untagged = links.filter((one) => one.tags.length === 0).length
  expect(tags.at(-1)).toEqual(['Without a tag', String(untagged)])

  const expiry = (await tableOf('Next to expire')).slice(1)
  expect(expiry.map(([slug, left]) => [slug, left])).toEqual([
    ['/soon', 'in 3 days'],
    [`/${LONG}`, 'in 13 months'],
  ])
  // Each table names its columns and rows.
  const scopes = await overview().locator('th:not([scope])').count()
  expect(scopes).toBe(0)
  await looksRight('tables')
})

test('each figure has a sentence and a picture with its words', async () => {
  await open()
  await look()
  const total = (await stored()).length
  await figure('Links over time').getByText(`${total} links, 2 of them added`).waitFor()
  await figure('By state')
    .getByText(`${total - 4} of ${total} links are active.`)
    .waitFor()
  await figure('Next to expire').getByText('2 links will expire, 1 within 30 days.').waitFor()
  await page.getByRole('img', { name: /^Columns for the links added from .+ to \d+\.$/ }).waitFor()
  await page.getByRole('img', { name: /^A pie: Active 9\d(\.\d)?%, Not started / }).waitFor()
  await looksRight('figures')
  await page.emulateMedia({ forcedColors: 'active' })
  await picture('forced')
})

test('what is hostile or long is text in its place', async () => {
  await open()
  await look()
  expect(await overview().locator('img, b, script').count()).toBe(0)
  await figure('By host').locator('summary').click()
  await figure('Next to expire').getByRole('button', { name: LONG }).waitFor()
  await page.setViewportSize({ width: 360, height: 900 })
  const sticksOut = await overview().evaluate(
    (element) => element.scrollWidth > element.clientWidth,
  )
  expect(sticksOut).toBe(false)
})

test.each([
  ['By state', /^Disabled/, '?state=disabled', 1],
  ['By tag', /^even/, '?tag=even', 32],
  ['By host', /^host-3\.example\.com/, '?host=host-3.example.com', null],
])('%s: a name leads to its links in the list', async (name, row, query, count) => {
  await open()
  await look()
  await figure(name).getByRole('link', { name: row }).click()
  if (count !== null) {
    await page
      .locator('#links-status')
      .filter({ hasText: new RegExp(`^${count} of `) })
      .waitFor()
    expect(new URL(page.url()).search).toBe(query)
  }
  expect(await isFocused(page.locator('#links-heading'))).toBe(true)
  if (count !== null) {
    await page.goBack()
    await page
      .locator('#links-status')
      .filter({ hasText: /^1–50 of/ })
      .waitFor()
  }
})

test('with the keyboard alone: to a name, to a table, to a link and back', async () => {
  await open()
  await page.getByRole('link', { name: 'Overview' }).press('Enter')
  await page.locator('#overview-figures').waitFor()
  const summary = figure('Links over time').locator('summary')
  for (let presses = 0; presses < 3 && !(await isFocused(summary)); presses += 1) {
    await page.keyboard.press('Tab')
  }
  expect(await isFocused(summary)).toBe(true)
  await page.keyboard.press('Enter')
  await figure('Links over time').getByRole('table').waitFor()
  await page.keyboard.press('Tab')
  expect(await isFocused(figure('By state').getByRole('link', { name: /^Active/ }))).toBe(true)
  const soon = figure('Next to expire').getByRole('button', { name: '/soon' })
  await soon.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  expect(await page.getByRole('dialog').getByLabel('Title').inputValue()).toBe(HOSTILE)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await isFocused(soon)).toBe(true)
})

test.each([360, 1280])('whoever skips it at %i px comes to what they chose', async (width) => {
  await page.setViewportSize({ width, height: 740 })
  await open()
  await page.getByRole('link', { name: 'Ways in' }).click()
  await page.locator('#overview-figures').waitFor()
  const heading = page.getByRole('heading', { name: 'Ways in' })
  await waitFor(
    () => heading.evaluate((element) => element.getBoundingClientRect().top),
    (top) => top > 0 && top < 700,
  )
})

test('a change shows at once, and open tables stay open', async () => {
  await open()
  await look()
  const [, , , , , before] = await tableOf('By state')
  expect(before).toEqual(['Gone', '1', expect.stringMatching(/%$/)])
  await figure('Next to expire').getByRole('button', { name: '/soon' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  await page.locator('#change-text').filter({ hasText: 'Disabled /soon.' }).waitFor()
  await overview().scrollIntoViewIfNeeded()
  await figure('By state')
    .getByRole('row', { name: /^Disabled 2/ })
    .waitFor()
  await figure('Next to expire').getByText('1 link will expire, none within 30 days.').waitFor()
})

test('whoever signs out leaves nothing of it behind', async () => {
  await open()
  await look()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.locator('#sign-in').waitFor()
  const text = await overview().textContent()
  expect(text).not.toContain('host-3.example.com')
  expect(text).not.toContain('/soon')
  expect(await page.locator('#overview-figures').isHidden()).toBe(true)
  await page.getByLabel('Token').fill(product.token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await look()
  expect((await tableOf('By state')).length).toBe(7)
  await page.getByRole('table', { name: 'By state' }).waitFor()
})

test('a script that does not come is told, and the page goes on to work', async () => {
  await page.route('**/_astro/overview.*.js', (route) => route.abort(), { times: 1 })
  await open()
  await overview().scrollIntoViewIfNeeded()
  await overview().getByText('The overview could not be drawn.').waitFor()
  expect(complaints.join()).toContain('overview')
  complaints = []
  await looksRight('failed')
  await page.getByLabel('Search all links').fill('soon')
  await page.locator('#links-status').filter({ hasText: /^1 of/ }).waitFor()
  await page.reload()
  await look()
})

test('without a link it says so', async () => {
  const body = Buffer.from(encodeLinks(SQL, toLinkSet([])))
  await page.route('**/api/v1/database', (route) =>
    route.fulfill({ body, contentType: 'application/vnd.sqlite3' }),
  )
  await open()
  await overview().scrollIntoViewIfNeeded()
  await overview().getByText('There is nothing to draw yet.').waitFor()
  expect(await page.locator('#overview-figures').isHidden()).toBe(true)
  await looksRight('empty')
})
