/**
 * Finding and managing links on the admin page in a real browser: what is searched is found, what
 * is changed is committed, and nobody's change is lost without a word.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashToken } from '../../src/api/auth.ts'
import { toLinkSet } from '../../src/core/link-set.ts'
import { axeOn } from '../support/axe.ts'
import { launchBrowser, listenForComplaints } from '../support/browser.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { link } from '../support/links.ts'
import { makeProject, type Product, startProduct } from '../support/product.ts'

const TOKENS = { admin: 'token-of-ada', edit: 'token-of-ed', create: 'token-of-carol' }
const HANDLES = { admin: 'ada', edit: 'ed', create: 'carol' }
const HOSTILE = '<img src=x onerror="alert(1)"> "quoted" & </script>'

let project: TestCheckout
let product: Product
let browser: Browser

beforeAll(async () => {
  const many = Array.from({ length: 120 }, (_, index) =>
    link({ slug: `many-${String(index).padStart(3, '0')}`, createdAt: '2025-01-01T00:00:00Z' }),
  )
  project = await makeProject(
    toLinkSet([
      ...many,
      link({ slug: 'cafe', title: 'Café Über', tags: ['food', 'talk'], owner: 'ed' }),
      link({ slug: 'hostile', title: HOSTILE, url: 'https://example.com/?<b>=%22' }),
      link({ slug: 'edit-me', title: 'Before', startsAt: '2026-07-01T08:00:30Z' }),
      link({ slug: 'conflict', title: 'Base' }),
      link({ slug: 'keep-me', title: 'Base' }),
      link({ slug: 'rename-me', title: 'R' }),
      link({ slug: 'switch-me' }),
      link({ slug: 'remove-me', title: 'Remove', tags: ['talk'] }),
      link({ slug: 'remove-alias', url: '/remove-me', listed: false }),
      link({ slug: 'keyboard' }),
      link({ slug: 'purge-me' }),
      link({ slug: 'team', owner: 'crew' }),
      link({ slug: 'others', owner: 'somebody' }),
      link({ slug: 'off', state: 'disabled' }),
      link({ slug: 'was-here', state: 'gone', title: 'Gone' }),
      link({ slug: 'soon', expiresAt: new Date(Date.now() + 864e5).toISOString() }),
      link({ slug: 'over', expiresAt: '2020-01-01T00:00:00Z' }),
      link({ slug: 'later', startsAt: '2099-01-01T00:00:00Z' }),
      link({ slug: 'gh/*', url: 'https://github.com/:splat' }),
      ...['alpha', 'beta', 'gamma'].map((word, index) =>
        link({
          slug: `bulk-${word}`,
          url: `https://${word}.bulk.example/`,
          title: word === 'gamma' ? '=1+1' : null,
          createdAt: `2025-06-0${9 - index}T00:00:00Z`,
        }),
      ),
      link({ slug: 'bulk-theirs', url: 'https://bulk.example/x', owner: 'whoever' }),
      link({ slug: 'bulk-alias', url: '/bulk-alpha', listed: false }),
      link({ slug: 'back', state: 'gone', title: 'Was here' }),
      link({ slug: 'back-alias', url: '/back', state: 'gone', listed: false }),
    ]),
    { site: { name: 'Go', teams: { crew: ['Ed'] } } },
  )
  const roles = ['admin', 'edit', 'create'] as const
  product = await startProduct(project.root, {
    SHORTCRUST_TOKENS: roles
      .map((role) => `${HANDLES[role]}:${role}:${hashToken(TOKENS[role])}`)
      .join(','),
  })
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
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  complaints = listenForComplaints(page)
})

afterEach(async () => {
  await context.close()
  // Chromium reports every answer from 400 on by itself; those are provoked here.
  expect(complaints.filter((text) => !text.startsWith('Failed to load resource:'))).toEqual([])
})

type Role = keyof typeof TOKENS

async function open(query = '', role: Role = 'admin'): Promise<void> {
  await page.goto(`${product.origin}/admin/${query}#token=${TOKENS[role]}`)
  await page.locator('#links-search').waitFor()
}

const search = () => page.getByLabel('Search all links')
const status = () => page.locator('#links-status')
const editor = () => page.getByRole('dialog')
const field = (label: string) => editor().getByLabel(label)
const slugField = () => editor().getByLabel('Slug', { exact: true })
const button = (name: string) => editor().getByRole('button', { name })
const change = () => page.locator('#change-text')

async function found(): Promise<string[]> {
  const rows = page.locator('#links-list > li')
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-slug') ?? ''))
}

/** Waits until the list says so. */
async function says(text: string | RegExp): Promise<void> {
  await status().filter({ hasText: text }).waitFor()
}

async function edit(slug: string, role: Role = 'admin'): Promise<void> {
  await open(`?q=${encodeURIComponent(slug)}`, role)
  await page.getByRole('button', { name: `/${slug}`, exact: true }).click()
  await editor().waitFor()
}

async function api(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${product.origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKENS.admin}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
}

async function stored(slug: string): Promise<Record<string, unknown>> {
  const links = await (await api('GET', `/links?slug=${encodeURIComponent(slug)}`)).json()
  return links[0]
}

async function changed(text: string | RegExp): Promise<void> {
  await change().filter({ hasText: text }).waitFor()
  await page.locator('#change-state', { hasText: /^Live$/ }).waitFor()
}

function isFocused(locator: ReturnType<Page['locator']>): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement)
}

const LOOKS = [
  ['light', 360],
  ['dark', 1600],
] as const

/** In a theme at a narrow screen, the other at a wide one: axe is silent, nothing sticks out. */
async function looksRight(name: string): Promise<void> {
  for (const [colorScheme, width] of LOOKS) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    // Behind an open dialog nothing can be reached, and nothing is looked at again.
    const part = (await editor().count()) > 0 ? 'dialog[open]' : 'body'
    const { violations } = await axeOn(page).include(part).analyze()
    const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)
    expect(said, `${name} ${colorScheme} ${width}`).toEqual([])
    const isWide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('dialog[open]')].some(
        ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
      ),
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
  if ((await editor().count()) === 0) {
    await page.evaluate(() => document.getElementById('links')?.scrollIntoView())
  }
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

describe('finding', () => {
  test('all links are listed, newest first, in pages that the address names', async () => {
    await open()
    await says(/^1–50 of 14\d links$/)
    await page.getByRole('button', { name: 'Next' }).click()
    await says(/^51–100 of 14\d links$/)
    expect(new URL(page.url()).search).toBe('?page=2')
    await page.goBack()
    await says(/^1–50 of/)
    expect((await found()).length).toBe(50)
  })

  test('words are found in slug, target, title, tags and owner, without accents', async () => {
    await open()
    for (const [text, slug] of [
      ['CAFE uber', 'cafe'],
      ['food', 'cafe'],
      ['github.com', 'gh/*'],
      ['somebody', 'others'],
    ]) {
      await search().fill(text ?? '')
      await says(/^1 of \d+ links$/)
      // The words may well be those of the search before.
      await expect.poll(found).toEqual([slug])
    }
    await search().fill('no such thing %_')
    await says('No link matches.')
    expect(new URL(page.url()).searchParams.get('q')).toBe('no such thing %_')
  })

  test('an address says what to find, and what it says wrongly is nothing', async () => {
    await open('?tag=talk&sort=slug')
    expect(await found()).toEqual(['cafe', 'remove-me'])
    await page.getByLabel('State', { exact: true }).selectOption('disabled')
    await says('No link matches.')
    await page.getByRole('button', { name: 'Clear search and filters' }).click()
    await says(/^1–50 of/)
    await open('?tag=<b>&state=nonsense&page=-1&sort=x')
    await says('No link matches.')
  })

  test('tombstones are found by their state', async () => {
    await open('?state=gone&sort=slug')
    expect(await found()).toEqual(['back', 'back-alias', 'was-here'])
  })

  test('a host finds its links and those of hosts below it, in the order asked for', async () => {
    await open()
    await page.getByLabel('Target host').fill('https://Bulk.example/')
    await page.keyboard.press('Enter')
    await says(/^4 of/)
    expect(new URL(page.url()).searchParams.get('host')).toBe('bulk.example')
    await page.getByLabel('Order').selectOption('By target host')
    await expect.poll(found).toEqual(['bulk-alpha', 'bulk-beta', 'bulk-theirs', 'bulk-gamma'])
    await page.reload()
    await says(/^4 of/)
    expect(await page.getByLabel('Target host').inputValue()).toBe('bulk.example')
    // Of the facets, one that is picked is searched for without Enter.
    await page.getByLabel('Target host').fill('alpha.bulk.example')
    await says(/^1 of/)
  })

  test.each([
    ['disabled', 'off'],
    ['expired', 'over'],
    ['expiring', 'soon'],
    ['scheduled', 'later'],
  ])('the state %s is %s alone', async (state, slug) => {
    await open(`?state=${state}`)
    expect(await found()).toEqual([slug])
  })

  test('what is hostile is text', async () => {
    await edit('hostile')
    expect(await field('Title').inputValue()).toBe(HOSTILE)
    await looksRight('hostile')
    await button('Close').click()
    expect(await page.locator('#links-list [data-part="title"]').textContent()).toBe(HOSTILE)
    expect(await page.locator('#links-list img').count()).toBe(0)
  })

  test('the database is fetched once, and after a change only if it has another tag', async () => {
    const asked: (string | null)[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/api/v1/database')) {
        asked.push(request.headers()['if-none-match'] ?? null)
      }
    })
    await open()
    await search().fill('cafe')
    await says(/^1 of/)
    expect(asked).toEqual([null])
    await page.getByLabel('Target URL').fill('https://example.com/fresh')
    await page.getByLabel('Slug').fill('fresh')
    await page.getByRole('button', { name: 'Save link' }).click()
    await search().fill('fresh')
    await says(/^1 of/)
    expect(asked).toEqual([null, expect.stringMatching(/^"[0-9a-f]{40}"$/)])
  })

  test('a server that fails is told, and asked again', async () => {
    await page.route('**/api/v1/database', (route) => route.abort(), { times: 1 })
    await page.goto(`${product.origin}/admin/#token=${TOKENS.admin}`)
    await says('could not be fetched')
    await looksRight('failed')
    await page.getByRole('button', { name: 'Try again' }).click()
    await says(/^1–50 of/)
  })

  test('looks right', async () => {
    await open()
    await says(/^1–50 of/)
    await page.locator('#links').scrollIntoViewIfNeeded()
    await page.evaluate(() => document.getElementById('links')?.scrollIntoView())
    await looksRight('list')
    await search().fill('zzz')
    await says('No link matches.')
    await looksRight('nothing')
    await page.getByRole('button', { name: 'Keys' }).click()
    await looksRight('keys')
  })
})

describe('changing', () => {
  test('sends what was changed alone, and can be undone', async () => {
    await edit('edit-me')
    expect(await field('Starts').inputValue()).toBe('2026-07-01T10:00:30')
    await editor().getByText('Europe/Berlin').first().waitFor()
    const sent = page.waitForRequest((request) => request.method() === 'PATCH')
    await field('Title').fill('After <b>')
    await field('Tags').fill('one two')
    await field('Expires').fill('2030-01-15T12:00')
    await button('Save changes').click()
    const request = await sent
    expect(request.postDataJSON()).toEqual({
      title: 'After <b>',
      tags: ['one', 'two'],
      expiresAt: '2030-01-15T11:00:00Z',
    })
    expect(request.headers()['if-match']).toMatch(/^"[0-9a-f]{32}"$/)
    await changed(/^Changed \/edit-me\. Commit [0-9a-f]{7}\.$/)
    expect(await project.git.text(['log', '-1', '--format=%s'])).toBe('Edit /edit-me')
    expect(await isFocused(page.getByRole('button', { name: '/edit-me', exact: true }))).toBe(true)
    await looksRight('changed')
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone: /edit-me is as it was.')
    expect(await stored('edit-me')).toMatchObject({
      title: 'Before',
      tags: [],
      startsAt: '2026-07-01T08:00:30Z',
      expiresAt: null,
    })
  })

  test('errors stand at their fields, and what was typed is not lost by one Escape', async () => {
    await edit('edit-me')
    await field('Target URL').fill('example.com/x')
    await button('Save changes').click()
    await page.locator('#edit-url-error').filter({ hasText: 'has no scheme' }).waitFor()
    expect(await isFocused(field('Target URL'))).toBe(true)
    await looksRight('errors')
    await button('Use “https://example.com/x”').click()
    await page.keyboard.press('Escape')
    await editor().getByText('Your changes are not saved.').waitFor()
    expect(await field('Target URL').inputValue()).toBe('https://example.com/x')
    await button('Close').click()
    await editor().waitFor({ state: 'hidden' })
  })

  test('another’s change meanwhile is shown beside one’s own: mine', async () => {
    await edit('conflict')
    await api('PATCH', '/links/conflict', { title: 'Theirs', tags: ['theirs'] })
    await field('Title').fill('Mine')
    await button('Save changes').click()
    await editor().getByText('Somebody else changed this link').waitFor()
    const rows = await editor().locator('tbody tr').allTextContents()
    expect(rows).toEqual(['TitleMineTheirs', 'Tagsnot changed by youtheirs'])
    await looksRight('conflict')
    await button('Save mine').click()
    await changed('Changed /conflict.')
    expect(await stored('conflict')).toMatchObject({ title: 'Mine', tags: ['theirs'] })
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone')
    expect(await stored('conflict')).toMatchObject({ title: 'Theirs', tags: ['theirs'] })
  })

  test('another’s change meanwhile is shown beside one’s own: theirs', async () => {
    await edit('keep-me')
    await api('PATCH', '/links/keep-me', { title: 'Theirs' })
    await field('Title').fill('Mine')
    await button('Save changes').click()
    await button('Take theirs').click()
    expect(await field('Title').inputValue()).toBe('Theirs')
    expect(await stored('keep-me')).toMatchObject({ title: 'Theirs' })
  })

  test('an undo that comes too late undoes nothing', async () => {
    await edit('keep-me')
    await field('Title').fill('Mine again')
    await button('Save changes').click()
    await changed('Changed /keep-me.')
    await api('PATCH', '/links/keep-me', { title: 'Later' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await change().filter({ hasText: 'Nothing was undone.' }).waitFor()
    expect(await stored('keep-me')).toMatchObject({ title: 'Later' })
  })

  test('a rename asks what becomes of the old slug', async () => {
    await edit('rename-me')
    await slugField().fill('cafe')
    await editor().getByLabel('What becomes of the old slug').waitFor()
    await button('Save changes').click()
    await page.locator('#edit-slug-error').filter({ hasText: 'is taken' }).waitFor()
    await slugField().fill('renamed')
    await looksRight('rename')
    await button('Save changes').click()
    await changed('Renamed /rename-me to /renamed; the old one goes on to work.')
    expect(await stored('rename-me')).toMatchObject({ url: '/renamed' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone: /rename-me is as it was.')
    expect(await stored('rename-me')).toMatchObject({ url: 'https://example.com/docs', title: 'R' })
    expect(await stored('renamed')).toBeUndefined()
  })

  test('disables, enables, and undoes that', async () => {
    await edit('switch-me')
    await button('Disable').click()
    await changed('Disabled /switch-me.')
    expect(await stored('switch-me')).toMatchObject({ state: 'disabled' })
    await page.getByRole('button', { name: '/switch-me', exact: true }).click()
    await button('Enable').click()
    await changed('Enabled /switch-me.')
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone')
    expect(await stored('switch-me')).toMatchObject({ state: 'disabled' })
  })

  test('removes after a question, names the aliases, and brings all back', async () => {
    await edit('remove-me')
    await button('Remove…').click()
    await looksRight('removal')
    await button('Keep it').click()
    await button('Remove…').click()
    await button('Remove it').click()
    await editor().getByText('Its aliases would lead nowhere').waitFor()
    expect(await editor().getByRole('listitem').allTextContents()).toEqual(['/remove-alias'])
    await looksRight('aliases')
    await button('Remove all 2').click()
    await changed('Removed /remove-me.')
    for (const slug of ['remove-me', 'remove-alias']) {
      expect(await stored(slug)).toMatchObject({ state: 'gone' })
    }
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone: /remove-me is as it was.')
    expect(await stored('remove-me')).toMatchObject({
      state: 'active',
      tags: ['talk'],
      createdBy: link().createdBy,
    })
    expect(await stored('remove-alias')).toMatchObject({ state: 'active', url: '/remove-me' })
  })

  test('tells of a link that is there no more, and reads the list again', async () => {
    await open('?q=purge-me')
    await says(/^1 of/)
    expect((await api('DELETE', '/links/purge-me?purge=true')).status).toBe(204)
    await page.getByRole('button', { name: '/purge-me', exact: true }).click()
    await says('No link matches.')
    expect(await editor().count()).toBe(0)
  })

  test('a removal that only an admin can undo offers no undo', async () => {
    await edit('soon', 'edit')
    await button('Remove…').click()
    await editor().getByText('Only an admin can restore it.').waitFor()
    await button('Remove it').click()
    await changed('Removed /soon.')
    expect(await page.getByRole('button', { name: 'Undo' }).isVisible()).toBe(false)
  })

  test('restores a tombstone with the aliases that are chosen', async () => {
    await edit('back')
    await editor().getByText('Aliases that are gone, too.').waitFor()
    expect(await editor().getByLabel('/back-alias').isChecked()).toBe(true)
    await looksRight('restore')
    await button('Restore the link').click()
    await changed('Restored /back.')
    expect(await stored('back')).toMatchObject({ state: 'active', title: 'Was here' })
    expect(await stored('back-alias')).toMatchObject({ state: 'active', url: '/back' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone: /back is as it was.')
    expect(await stored('back-alias')).toMatchObject({ state: 'gone' })
  })

  test('starts an alias of a link, or another like it', async () => {
    await edit('cafe')
    await button('Add an alias').click()
    const form = page.locator('#submit')
    expect(await form.getByLabel('Target URL').inputValue()).toBe('/cafe')
    expect(await isFocused(form.getByLabel('Slug'))).toBe(true)
    await page.getByRole('button', { name: '/cafe', exact: true }).click()
    await button('Duplicate').click()
    expect(await form.getByLabel('Target URL').inputValue()).toBe(link().url)
    expect(await form.getByLabel('Title').inputValue()).toBe('Café Über')
    expect(await form.getByLabel('Tags').inputValue()).toBe('food, talk')
  })

  test('says who sees what until it is live', async () => {
    let isLive = false
    await page.route('**/api/v1/status', async (route) => {
      const response = await route.fetch()
      const status = await response.json()
      const live = isLive ? status.head : 'a'.repeat(40)
      await route.fulfill({ json: { ...status, live, pending: isLive ? [] : ['switch-me'] } })
    })
    await edit('switch-me')
    await button('Enable').click()
    await page.getByText('Until it is live, visitors still see that it is off.').waitFor()
    await page.locator('#change-state', { hasText: 'waiting to go live' }).waitFor()
    await looksRight('pending')
    isLive = true
    await page.locator('#change-state', { hasText: /^Live$/ }).waitFor()
    expect(await page.locator('#change-until').isVisible()).toBe(false)
  })

  test('restores a tombstone', async () => {
    await edit('was-here')
    await looksRight('tombstone')
    await button('Restore the link').click()
    await changed('Restored /was-here.')
    expect(await stored('was-here')).toMatchObject({ state: 'active', title: 'Gone' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone')
    expect(await stored('was-here')).toMatchObject({ state: 'gone' })
  })
})

describe('many at once', () => {
  const box = (slug: string) => page.getByRole('checkbox', { name: `Select /${slug}`, exact: true })
  const bar = () => page.locator('#links-chosen')
  const count = () => page.locator('#links-chosen-count')
  const plan = () => page.locator('#many-plan')
  const act = (name: string) => bar().getByRole('button', { name })

  async function planned(text: string | RegExp): Promise<void> {
    await plan().filter({ hasText: text }).waitFor()
  }

  test('are selected by box, range, page and search, across pages', async () => {
    await open('?q=many-&sort=slug')
    await box('many-001').click()
    await box('many-004').click({ modifiers: ['Shift'] })
    expect(await count().textContent()).toBe('4 selected')
    await page.getByRole('button', { name: 'Next' }).click()
    await says(/^51–100 of/)
    await page.getByLabel('Select this page').check()
    expect(await count().textContent()).toBe('54 selected')
    await act('Select all 120 that match').click()
    await count().filter({ hasText: '120 selected' }).waitFor()
    await looksRight('selected')
    await page.getByLabel('Select this page').uncheck()
    expect(await count().textContent()).toBe('70 selected')
    await page.getByRole('button', { name: 'Previous' }).click()
    await says(/^1–50 of/)
    expect(await box('many-002').isChecked()).toBe(true)
    await act('Clear').click()
    expect(await bar().isVisible()).toBe(false)
  })

  test('get a tag in one commit, after a look at what will change, and lose it again', async () => {
    await open('?q=bulk-&sort=slug', 'edit')
    await page.getByLabel('Select this page').check()
    await act('Change…').click()
    await planned('Name the tag.')
    await editor().getByLabel('Tag', { exact: true }).fill('#batch')
    await planned(/^4 links will change\. 1 of them is not yours and is left out\.$/)
    await looksRight('many')
    await page.keyboard.press('Enter')
    await changed(/^Added the tag batch to 4 links\. Commit [0-9a-f]{7}\.$/)
    expect(await project.git.text(['log', '-1', '--format=%s'])).toBe('Change 4 links')
    expect(await stored('bulk-beta')).toMatchObject({ tags: ['batch'] })
    expect(await stored('bulk-theirs')).toMatchObject({ tags: [] })
    expect(await isFocused(change())).toBe(true)
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone: 4 links are as they were.')
    expect(await stored('bulk-beta')).toMatchObject({ tags: [] })
  })

  test('are removed with their aliases and brought back as they were', async () => {
    await open('?q=bulk-&sort=slug')
    await box('bulk-alpha').check()
    await box('bulk-beta').check()
    await act('Change…').click()
    await editor().getByLabel('Remove', { exact: true }).check()
    await planned(/^2 links will change\. 1 alias of them goes with them\./)
    await looksRight('many-removal')
    await button('Remove them').click()
    await changed(/^Removed 3 links\./)
    expect(await stored('bulk-alias')).toMatchObject({ state: 'gone' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone: 3 links are as they were.')
    expect(await stored('bulk-alias')).toMatchObject({ state: 'active', url: '/bulk-alpha' })
  })

  test('of which one was changed meanwhile are none changed, and that is told', async () => {
    await open('?q=bulk-&sort=slug')
    await box('bulk-beta').check()
    await box('bulk-gamma').check()
    await page.getByRole('button', { name: '/bulk-beta', exact: true }).focus()
    await page.keyboard.press('m')
    await editor().getByLabel('Disable').check()
    await planned('2 links will change.')
    await api('PATCH', '/links/bulk-gamma', { title: '=1+2' })
    await button('Change them').click()
    await editor().getByText('Somebody else changed /bulk-gamma meanwhile.').waitFor()
    expect(await stored('bulk-beta')).toMatchObject({ state: 'active' })
    await looksRight('many-stale')
    await button('Change them').click()
    await changed('Disabled 2 links.')
    expect(await stored('bulk-gamma')).toMatchObject({ state: 'disabled', title: '=1+2' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed('Undone')
  })

  test('are copied, saved as CSV without formulas, and handed to the sheet of codes', async () => {
    await open('?q=bulk-&sort=slug', 'create')
    await box('bulk-alpha').check()
    await box('bulk-gamma').check()
    expect(await act('Change…').isVisible()).toBe(false)
    await act('Copy short URLs').click()
    await bar().getByText('Copied 2 short URLs.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${product.origin}/bulk-alpha\n${product.origin}/bulk-gamma`,
    )
    const download = page.waitForEvent('download')
    await act('Save as CSV').click()
    const text = await readFile(await (await download).path(), 'utf8')
    const lines = text.trim().split('\n')
    expect(lines.map((line) => line.split(',')[0])).toEqual(['slug', 'bulk-alpha', 'bulk-gamma'])
    expect(lines[2]).toContain(",'=1+")
    await page.route('**/p/codes/', (route) => route.fulfill({ body: 'codes' }))
    await act('QR codes').click()
    await page.waitForURL('**/p/codes/')
    const kept = await page.evaluate(() => sessionStorage.getItem('shortcrust:codes'))
    expect(JSON.parse(kept ?? '')).toEqual(['bulk-alpha', 'bulk-gamma'])
  })
})

describe('a role', () => {
  test('is offered what it may do: its own, its teams’ and nobody’s links', async () => {
    for (const slug of ['cafe', 'team', 'keyboard']) {
      await edit(slug, 'edit')
      expect(await button('Save changes').isVisible(), slug).toBe(true)
    }
    await edit('others', 'edit')
    await editor().getByText('only they or an admin can change it').waitFor()
    expect(await button('Save changes').isVisible()).toBe(false)
    await looksRight('facts')
    await edit('was-here', 'edit')
    expect(await button('Restore the link').isVisible()).toBe(false)
    await edit('keyboard', 'create')
    await editor().getByText('Your token can add links, not change them.').waitFor()
    expect(await button('Save changes').isVisible()).toBe(false)
  })

  test('that was taken meanwhile is told, and nothing typed is lost', async () => {
    await edit('keyboard')
    await page.route('**/api/v1/links/keyboard', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ title: 'Not allowed', detail: 'ada has the role "create"' }),
      }),
    )
    await field('Title').fill('Typed')
    await button('Save changes').click()
    await editor().getByText('This token may not do that.').waitFor()
    expect(await field('Title').inputValue()).toBe('Typed')
  })

  test('ends with its session: nothing of the links is left on the page', async () => {
    await open('?q=cafe')
    await says(/^1 of/)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Token').waitFor()
    expect(await found()).toEqual([])
    expect(await page.locator('#links-tag option').count()).toBe(0)
    expect(await search().inputValue()).toBe('')
    expect(page.url()).toBe(`${product.origin}/admin/`)
  })
})

describe('by keyboard alone', () => {
  test('a link is found, copied, opened, changed and closed', async () => {
    await open()
    await page.locator('#sign-out').focus()
    await page.keyboard.press('?')
    await editor().getByRole('heading', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await isFocused(search())).toBe(true)
    await page.keyboard.type('many-00')
    await says(/^10 of/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await isFocused(page.getByRole('button', { name: '/many-001', exact: true }))).toBe(true)
    await page.keyboard.press('c')
    await page.locator('#copy-status').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' })
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${product.origin}/many-001`,
    )
    await page.keyboard.press('x')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+X')
    const chosen = page.locator('#links-chosen-count')
    expect(await chosen.textContent()).toBe('2 selected')
    await page.keyboard.press('a')
    expect(await chosen.textContent()).toBe('10 selected')
    await page.keyboard.press('a')
    expect(await page.locator('#links-chosen').isVisible()).toBe(false)
    await page.keyboard.press('ArrowUp')
    expect(await isFocused(search())).toBe(true)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('keyboard')
    await says(/^1 of/)
    await page.keyboard.press('Enter')
    await editor().waitFor()
    for (let steps = 0; steps < 10 && !(await isFocused(field('Title'))); steps += 1) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('By keys')
    await page.keyboard.press('Enter')
    await changed('Changed /keyboard.')
    expect(await stored('keyboard')).toMatchObject({ title: 'By keys' })
  })

  test('single characters can be turned off, for good', async () => {
    await open()
    await page.getByRole('button', { name: 'Keys' }).click()
    await page.getByLabel('Use the keys of a single character').uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await page.locator('#links-search').waitFor()
    await page.locator('#sign-out').focus()
    await page.keyboard.press('/')
    expect(await isFocused(page.locator('#sign-out'))).toBe(true)
  })
})
