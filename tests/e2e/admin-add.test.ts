/**
 * Adding links on the admin page in a real browser: one with all that helps to fill the form, and
 * many at once, looked over before anything is sent.
 */
import { mkdir } from 'node:fs/promises'
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

const TOKENS = { admin: 'token-of-ada', create: 'token-of-carol' }
const HANDLES = { admin: 'ada', create: 'carol' }
const HOSTILE = '<img src=x onerror="alert(1)">'

let project: TestCheckout
let product: Product
let browser: Browser

beforeAll(async () => {
  project = await makeProject(
    toLinkSet([
      link({ slug: 'docs', url: 'https://example.com/docs', tags: ['food', 'talk'], owner: 'zoe' }),
      link({ slug: 'pie', url: 'https://example.com/pie', tags: ['food'] }),
      link({ slug: 'was-here', state: 'gone' }),
      link({ slug: 'off', url: 'https://example.com/off', state: 'disabled' }),
    ]),
    { site: { name: 'Go', teams: { crew: ['Ada'] }, blockedHosts: ['blocked.example'] } },
  )
  const roles = ['admin', 'create'] as const
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

async function open(role: keyof typeof TOKENS = 'admin'): Promise<void> {
  await page.goto(`${product.origin}/admin/#token=${TOKENS[role]}`)
  await page.locator('#links-search').waitFor()
}

async function openMany(role: keyof typeof TOKENS = 'admin'): Promise<void> {
  await open(role)
  await page.getByRole('tab', { name: 'Many links' }).click()
  await text().waitFor()
}

const url = () => page.getByLabel('Target URL').first()
const tags = () => page.locator('#tags')
const text = () => page.getByLabel('Links, one a line')
const summary = () => page.locator('#bulk-summary')
const rows = () => page.locator('#bulk-rows tr')
const banner = () => page.locator('#bulk-banner')
const addMany = () => page.locator('#bulk-add')
const save = () => page.getByRole('button', { name: 'Save link' })

async function check(lines: string): Promise<void> {
  await text().fill(lines)
  await page.getByRole('button', { name: 'Check the lines' }).click()
  await summary().waitFor()
}

async function complaintsOfAxe(): Promise<string[]> {
  const { violations } = await axeOn(page).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Looks at the state in both themes and widths; pictures of it where they are asked for. */
async function looksRight(name: string): Promise<void> {
  const folder = process.env.SHORTCRUST_PICTURES
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0)
      if (folder === undefined) continue
      await mkdir(folder, { recursive: true })
      const path = join(folder, `${name}-${colorScheme}-${width}.png`)
      await page.locator('.columns').screenshot({ path })
    }
    expect(await complaintsOfAxe()).toEqual([])
  }
}

describe('one link', () => {
  test('by keyboard alone: a known tag, a campaign, and taken back', async () => {
    await open()
    await url().focus()
    await page.keyboard.type('https://example.com/?a=%2b#top')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('slug')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('news & co')
    expect(await url().inputValue()).toBe(
      'https://example.com/?a=%2b&utm_source=news%20%26%20co#top',
    )
    await page.locator('#slug').focus()
    await page.keyboard.type('By-Keys')
    expect(await page.locator('#slug-short').textContent()).toBe(
      `Short URL: ${new URL(product.origin).host}/by-keys`,
    )
    await tags().focus()
    await page.keyboard.type('fo')
    await page.getByRole('option', { name: 'food 2 links' }).waitFor()
    expect(await tags().getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    const active = await tags().getAttribute('aria-activedescendant')
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true')
    await looksRight('one')
    await page.keyboard.press('Enter')
    expect(await tags().inputValue()).toBe('food, ')
    await page.keyboard.type('ta')
    await page.keyboard.press('Escape')
    expect(await page.locator('#tags-completions').isVisible()).toBe(false)
    expect(await tags().inputValue()).toBe('food, ta')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Link saved' }).waitFor()
    expect(await project.git.text(['log', '-1', '--format=%s'])).toBe('Add /by-keys')
    const commit = await page.locator('#result-commit').textContent()
    expect(await project.git.text(['rev-parse', '--short=7', 'HEAD'])).toBe(commit)
    await page.locator('#result[data-live="true"]').waitFor()

    await page.getByRole('button', { name: 'Undo' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Link removed again' }).waitFor()
    expect(await project.git.text(['log', '-1', '--format=%s'])).toBe('Remove /by-keys')
    // Nobody was given it, and an admin may leave nothing of it.
    expect(await page.locator('#result-undone').textContent()).toContain('its slug is free again')
    await looksRight('undone')
  })

  test('an undo keeps the slug of a link whose address was copied', async () => {
    await open()
    await url().fill('https://example.com/given')
    await page.locator('#slug').fill('given')
    await save().click()
    await page.getByRole('heading', { name: 'Link saved' }).waitFor()
    await page.locator('#result-copy').click()
    await page.locator('#result-undo').click()
    await page.getByRole('heading', { name: 'Link removed again' }).waitFor()
    expect(await page.locator('#result-undone').textContent()).toContain('stays reserved')
    const headers = { authorization: `Bearer ${TOKENS.admin}` }
    const kept = await fetch(`${product.origin}/api/v1/links/given`, { headers })
    expect(await kept.json()).toMatchObject({ state: 'gone' })
  })

  test('a path of another’s pattern is refused at the slug, and an end that is past is told', async () => {
    const pattern = { slug: 'gh/*', url: 'https://example.com/:splat', owner: 'zoe' }
    await fetch(`${product.origin}/api/v1/links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKENS.admin}`, 'content-type': 'application/json' },
      body: JSON.stringify(pattern),
    })
    await open('create')
    await url().fill('https://example.com/octo')
    await page.locator('#slug').fill('gh/octo')
    await save().click()
    await page.getByText('/gh/octo is answered by /gh/* so far').waitFor()
    expect(await page.locator('#slug').getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('#submit-banner').isVisible()).toBe(false)
    await page.locator('#slug').fill('octo')
    await page.locator('#expiresAt').evaluate((input) => {
      for (let e = input.parentElement; e; e = e.parentElement)
        if (e instanceof HTMLDetailsElement) e.open = true
    })
    await page.locator('#expiresAt').fill('2020-01-01T00:00')
    await save().click()
    await page.getByRole('heading', { name: 'Link saved' }).waitFor()
    expect(await page.locator('#result-notices').textContent()).toContain('which is past')
  })

  test('owners are offered, and a role that can’t remove is offered no undo', async () => {
    await open('create')
    const list = await page.locator('#owner').getAttribute('list')
    const known = await page
      .locator(`#${list} option`)
      .evaluateAll((all) => all.map((option) => option.getAttribute('value')))
    expect(known).toEqual(['carol', 'zoe'])
    await url().fill('https://example.com/by-carol')
    await save().click()
    await page.getByRole('heading', { name: 'Link saved' }).waitFor()
    expect(await page.locator('#result-undo').isVisible()).toBe(false)
  })

  test('what is typed while a link is saved is not wiped, and a sign-out meanwhile leaves nothing', async () => {
    await open('create')
    let answer = () => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/api/v1/links', async (route) => {
      if (route.request().method() === 'POST') await held
      await route.continue()
    })
    await url().fill('https://example.com/slow')
    await save().click()
    await page.getByRole('button', { name: 'Saving…' }).waitFor()
    expect(await url().evaluate((field) => field.matches(':read-only'))).toBe(true)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Token').fill(TOKENS.admin)
    await page.keyboard.press('Enter')
    await save().waitFor()
    await url().fill('https://example.com/another')
    const saved = page.waitForResponse((response) => response.request().method() === 'POST')
    answer()
    await saved
    await page.waitForTimeout(300)
    expect(await url().inputValue()).toBe('https://example.com/another')
    expect(await page.locator('#result').isVisible()).toBe(false)
  })

  test('is not said to be reached where it has expired, or is there and switched off', async () => {
    await open()
    await page.getByLabel('Target URL').fill('https://example.com/over')
    await page.getByLabel('Expires').fill('2020-01-01T00:00')
    await page.getByRole('button', { name: 'Save link' }).click()
    const detail = page.locator('#result-detail')
    await page.locator('#result[data-live="true"]').waitFor()
    expect(await detail.textContent()).toContain('its end is past')
    await page.getByLabel('Target URL').fill('https://example.com/off')
    await page.locator('#slug').fill('off')
    await page.getByRole('button', { name: 'Save link' }).click()
    await detail.filter({ hasText: 'switched off' }).waitFor()
  })

  test('what is refused stands alone: no card of the last link, and each error once', async () => {
    await open()
    await url().fill('https://example.com/alone')
    await save().click()
    await page.getByRole('heading', { name: 'Link saved' }).waitFor()
    await url().fill('https://example.com/alone')
    await page.locator('#slug').fill('docs')
    await save().click()
    await page.locator('#slug-error').filter({ hasText: 'is taken' }).waitFor()
    expect(await page.locator('#result').isVisible()).toBe(false)
    await page.locator('#slug').fill('')
    await url().fill('/nowhere')
    await page.locator('#url-alias').filter({ hasText: 'no link /nowhere' }).waitFor()
    await save().click()
    await page.locator('#url-error').filter({ hasText: '/nowhere' }).waitFor()
    expect(await page.locator('#url-alias').textContent()).toBe('')
  })

  test('a pattern has no address to copy, neither at once nor in the list', async () => {
    await open()
    await url().fill('https://github.com/:splat')
    await page.locator('#slug').fill('gh/*')
    await save().click()
    const row = page.locator('#recent-list [data-slug="gh/*"]')
    await row.waitFor()
    expect(await row.getByRole('button', { name: 'Copy' }).count()).toBe(0)
  })

  test('an alias says what it stands for, and has no campaign of its own', async () => {
    await open()
    const note = page.locator('#url-alias')
    await url().fill('/nowhere')
    await note.filter({ hasText: 'There is no link /nowhere yet' }).waitFor()
    await url().fill('/was-here')
    await note.filter({ hasText: '/was-here was removed' }).waitFor()
    await url().fill('/docs')
    await note.filter({ hasText: 'which is example.com/docs now' }).waitFor()
    await page.getByText('Campaign parameters (UTM)').first().click()
    expect(await page.locator('#utm-source').isDisabled()).toBe(true)
    await looksRight('alias')
    await page.locator('#slug').fill('alias')
    await save().click()
    await page.getByRole('heading', { name: 'Link saved' }).waitFor()
    expect(await page.locator('#result-target').textContent()).toBe('/docs')
  })

  test('the campaign of a target that is pasted can be read and changed', async () => {
    await open()
    await page.getByText('Campaign parameters (UTM)').first().click()
    await url().fill('https://example.com/?x&utm_medium=e%20mail&utm_source=a+b')
    expect(await page.getByLabel('Source').inputValue()).toBe('a b')
    expect(await page.getByLabel('Medium').inputValue()).toBe('e mail')
    await page.getByLabel('Medium').fill('')
    expect(await url().inputValue()).toBe('https://example.com/?x&utm_source=a+b')
  })
})

describe('many links', () => {
  test('by keyboard alone, from the tab to the copied list', async () => {
    await open()
    await page.getByRole('tab', { name: 'One link' }).focus()
    await page.keyboard.press('ArrowRight')
    await text().waitFor()
    expect(await complaintsOfAxe()).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.type('https://example.com/k1 k1\nhttps://example.com/k2\n')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('bulk-file')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await summary().filter({ hasText: '2 lines: 2 good' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('bulk-summary')
    // The table, its two lines, and the button.
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '2 links saved' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('bulk-saved')
    expect(await text().inputValue()).toBe('')
    await page.locator('#bulk-result[data-live="true"]').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('#copy-status').filter({ hasText: /\S/ }).waitFor({ state: 'attached' })
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(new RegExp(`^${product.origin}/k1\n${product.origin}/[a-z0-9]{6}$`))
    await looksRight('many-saved')
  })

  test('are taken back by one press, by whoever may remove links', async () => {
    await openMany()
    await check('https://example.com/u1 u1\n/u1 u2')
    await addMany().click()
    await page.locator('#bulk-undo').click()
    await page.getByRole('heading', { name: 'Undone: 2 links are removed' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('bulk-saved')
    expect(await page.locator('#bulk-urls').isVisible()).toBe(false)
    await looksRight('many-undone')
    const answer = await fetch(`${product.origin}/api/v1/links?state=gone`, {
      headers: { authorization: `Bearer ${TOKENS.admin}` },
    })
    const gone = JSON.stringify(await answer.json())
    for (const slug of ['u1', 'u2']) expect(gone).toContain(`"slug":"${slug}"`)
    await openMany('create')
    await check('https://example.com/u3 u3')
    await addMany().click()
    await page.getByRole('heading', { name: '1 link saved' }).waitFor()
    expect(await page.locator('#bulk-undo').isVisible()).toBe(false)
  })

  test('what is wrong stands at its line, can be put right, or be left', async () => {
    await openMany()
    await check(
      [
        'https://example.com/1 bulk-1',
        'https://example.com/2 my_täg!',
        'https://example.com/3 docs',
        'https://blocked.example/ b',
        `${HOSTILE} c`,
        'https://example.com/pie',
        'https://example.com/docs docs',
      ].join('\n'),
    )
    expect(await summary().textContent()).toBe(
      '7 lines: 2 good, 1 of them with a warning, 1 there already, 4 not possible',
    )
    expect(await rows().evaluateAll((all) => all.map((row) => row.dataset.line))).toEqual([
      '2',
      '3',
      '4',
      '5',
      '6',
      '1',
      '7',
    ])
    expect(await rows().nth(1).textContent()).toContain('/docs is taken')
    expect(await rows().nth(2).textContent()).toContain('is blocked by')
    expect(await rows().nth(3).textContent()).toContain(HOSTILE)
    expect(await rows().nth(4).textContent()).toContain('/pie leads there already')
    await looksRight('many-preview')

    await page.getByRole('button', { name: 'Use “my_tag”' }).click()
    await summary().filter({ hasText: '3 not possible' }).waitFor()
    await page.getByRole('button', { name: 'Line 4' }).click()
    const selected = await text().evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    )
    expect(selected).toBe('https://blocked.example/ b')
    await page.keyboard.type('https://example.com/4 bulk-4')
    expect(await addMany().isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Check the lines' }).click()
    await page.getByRole('button', { name: 'Add the 4 good ones, leave 2' }).click()
    await page.getByRole('heading', { name: '4 links saved' }).waitFor()
    expect(await text().inputValue()).toBe(`https://example.com/3 docs\n${HOSTILE} c\n`)
    expect(await page.locator('#bulk-file-note').textContent()).toContain('2 lines were left out')
  })

  test('a file is read, with what all links get, and its result saved as CSV', async () => {
    await openMany()
    await page.locator('summary', { hasText: 'For all of these links' }).click()
    await page.getByLabel('Tags for all').fill('Not A Tag!')
    await page.getByLabel('Owner of all').fill('crew')
    const csv = `slug,url,title,tags\nFile-1,https://example.com/f1,"=1+1, ""x""",own\n,https://example.com/f2,,\n`
    await page.locator('#bulk-file').setInputFiles({
      name: 'links.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\ufeff${csv}`, 'utf16le'),
    })
    await page.locator('#bulk-tags-error').filter({ hasText: 'is not 1 to 32' }).waitFor()
    await page.getByLabel('Tags for all').fill('common')
    await page.getByRole('button', { name: 'Check the lines' }).click()
    await page.getByRole('button', { name: 'Add 2 links' }).click()
    await page.getByRole('heading', { name: '2 links saved' }).waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    const stream = await (await downloading).createReadStream()
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(Buffer.from(chunk))
    const saved = Buffer.concat(chunks).toString('utf8')
    expect(saved).toContain(
      `${product.origin}/File-1,File-1,https://example.com/f1,"'=1+1, ""x""",common own,crew`,
    )
  })

  test('a file that is dropped is read, and one that is no text refused', async () => {
    await openMany()
    const dropFile = (name: string, bytes: number[]) =>
      page.evaluate(
        ([file, content]) => {
          const transfer = new DataTransfer()
          transfer.items.add(new File([new Uint8Array(content)], file))
          const event = new DragEvent('drop', {
            dataTransfer: transfer,
            bubbles: true,
            cancelable: true,
          })
          document.getElementById('bulk-drop')?.dispatchEvent(event)
        },
        [name, bytes] as const,
      )
    await dropFile('x.csv', [0xff, 0, 1])
    await page.locator('#bulk-file-note').filter({ hasText: 'x.csv could not be read' }).waitFor()
    await dropFile('x.ndjson', [
      ...Buffer.from('{"url":"https://example.com/d","slug":"dropped"}\n{"url":1}'),
    ])
    await summary().filter({ hasText: '2 lines: 1 good, 1 not possible' }).waitFor()
    await dropFile('x.json', [...Buffer.from('[{"url"')])
    await summary().filter({ hasText: 'could not be read as a whole' }).waitFor()
    expect(await addMany().isVisible()).toBe(false)
    expect(await complaintsOfAxe()).toEqual([])
  })

  test('a function that fails in the middle: what is saved is told, and going on doubles nothing', async () => {
    await openMany()
    const before = await countLinks()
    await check(
      Array.from({ length: 1_200 }, (_, at) => `https://example.com/many/${at}`).join('\n'),
    )
    let posts = 0
    await page.route('**/api/v1/links', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      posts += 1
      // The second is written, but its answer is lost; its repeat meets a server in trouble.
      if (posts === 2) {
        await route.fetch()
        return route.abort()
      }
      if (posts === 3) {
        return route.fulfill({ status: 503, headers: { 'retry-after': '7' }, body: '' })
      }
      return route.continue()
    })
    await page.getByRole('button', { name: 'Add 1,200 links' }).click()
    await banner()
      .filter({ hasText: '500 are saved for good. Whether the 500 that were sent last' })
      .waitFor()
    expect(await banner().textContent()).toContain('The other 200 are not.')
    expect(await text().evaluate((area: HTMLTextAreaElement) => area.readOnly)).toBe(true)
    await looksRight('many-stopped')
    await addMany().filter({ hasText: 'Go on with the 700 left' }).click()
    await banner().filter({ hasText: 'Try again in 7 seconds.' }).waitFor()
    await addMany().click()
    await page.getByRole('heading', { name: '1,200 links saved', exact: true }).waitFor()
    expect(await countLinks()).toBe(before + 1_200)
    expect(await page.locator('#bulk-urls li').count()).toBe(100)
  })

  test('a slug taken meanwhile: nothing of that portion is saved, and the rest is judged anew', async () => {
    await openMany()
    await check('https://example.com/r1 race-1\nhttps://example.com/r2 race-2')
    const taken = { url: 'https://example.com/other', slug: 'race-2' }
    const answer = await fetch(`${product.origin}/api/v1/links`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKENS.create}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(taken),
    })
    expect(answer.status).toBe(201)
    await addMany().click()
    await banner().filter({ hasText: 'None is saved.' }).waitFor()
    expect(await rows().first().textContent()).toContain('/race-2 is taken')
    await page.getByRole('button', { name: 'Check what is left again' }).click()
    await page.getByRole('button', { name: 'Add the 1 good one, leave 1' }).click()
    await page.getByRole('heading', { name: '1 link saved' }).waitFor()
    expect(await text().inputValue()).toBe('https://example.com/r2 race-2\n')
  })

  test('5,000 lines do not freeze the page', async () => {
    await openMany()
    const lines = Array.from({ length: 5_000 }, (_, at) => `https://example.com/${at} f-${at}`)
    // As a person does it; typed by the driver it would take longer than all the rest.
    await page.evaluate((all) => navigator.clipboard.writeText(all), lines.join('\n'))
    await text().focus()
    await page.keyboard.press('Control+V')
    await page.evaluate(() => {
      let last = performance.now()
      let longest = 0
      const beat = () => {
        const now = performance.now()
        longest = Math.max(longest, now - last)
        last = now
        document.documentElement.dataset.longest = String(longest)
        requestAnimationFrame(beat)
      }
      requestAnimationFrame(beat)
    })
    await page.getByRole('button', { name: 'Check the lines' }).click()
    await summary().filter({ hasText: '5,000 lines: 5,000 good' }).waitFor()
    expect(await rows().count()).toBe(100)
    // Far more than what is felt on a common machine; a loop over all rows takes seconds here.
    expect(Number(await page.locator('html').getAttribute('data-longest'))).toBeLessThan(1_000)
  })

  test('leaving takes all that was pasted away; being thrown out does not', async () => {
    await openMany()
    await text().fill('https://example.com/secret')
    await page.route('**/api/v1/me', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: '{"title":"no"}',
      }),
    )
    await page.getByRole('button', { name: 'Check the lines' }).click()
    await page.getByRole('heading', { name: 'Sign in to add links' }).waitFor()
    await page.unroute('**/api/v1/me')
    await page.getByLabel('Token').fill(TOKENS.admin)
    await page.keyboard.press('Enter')
    await text().waitFor()
    expect(await text().inputValue()).toBe('https://example.com/secret')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to add links' }).waitFor()
    expect(await text().inputValue()).toBe('')
  })
})

async function countLinks(): Promise<number> {
  const response = await fetch(`${product.origin}/api/v1/links?limit=1`, {
    headers: { authorization: `Bearer ${TOKENS.admin}` },
  })
  return Number(response.headers.get('x-total-count'))
}
