/**
 * What visitors see, in a real browser: the directory, links by tag, where a link leads, and the
 * pages of addresses that are no live link; on slow and broken networks, without JavaScript, in
 * German, and with everything hostile that a link can hold.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toLinkSet } from '../../src/core/link-set.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { axeOn } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { link } from '../support/links.ts'
import { makeProject, type Product, startProduct } from '../support/product.ts'
import { readQr } from '../support/qr.ts'

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is to look like one
const HOSTILE = '"><img src=x onerror="alert(1)"></script><script>alert(2)</script> `{{7*7}}` ${1}'

const LINKS = toLinkSet([
  ...Array.from({ length: 60 }, (_, index) =>
    link({ slug: `many-${String(index).padStart(2, '0')}`, tags: ['many'] }),
  ),
  link({ slug: 'docs', title: 'Documentation', tags: ['guide', 'howto'] }),
  link({ slug: 'Talk-2026', url: 'https://talks.example.com/2026', title: 'My talk' }),
  link({ slug: 'cafe', url: 'https://example.com/caf%C3%A9?a=%2B', title: 'Café Über' }),
  link({ slug: 'hostile', url: 'https://example.com/?<b>=%22', title: HOSTILE, tags: ['guide'] }),
  link({ slug: 'tools/*', url: 'https://example.com/tools/:splat', title: 'Tools' }),
  link({ slug: 'alias', url: '/idn' }),
  link({
    slug: 'idn',
    url: 'https://xn--mnchen-3ya.example.com/?q=%2B',
    title: '<b>"Long"</b>',
    createdAt: '2026-03-05T12:00:00Z',
  }),
  // "pаypal" with one Cyrillic letter, and "аррӏе" with nothing else.
  link({ slug: 'mixed', url: 'https://xn--pypal-4ve.com/' }),
  link({ slug: 'fake', url: 'https://xn--80ak6aa92e.com/' }),
  link({ slug: 'unlisted', url: 'https://example.com/unlisted?a=b', listed: false }),
  link({ slug: 'off', state: 'disabled' }),
  link({ slug: 'was-here', state: 'gone' }),
])

let browser: Browser
let projects: TestCheckout[]
/** In English, with a search. */
let product: Product
/** In German, with a list. */
let german: Product
/** Without a directory; home and unknown addresses lead elsewhere. */
let quiet: Product

beforeAll(async () => {
  const sites = [
    { name: 'Go', directory: 'search' },
    { name: 'Los', directory: 'list', lang: 'de' },
    {
      directory: 'off',
      home: 'https://www.example.org/',
      notFound: 'https://old.example.org/:splat',
    },
  ]
  projects = await Promise.all(sites.map((site) => makeProject(LINKS, { site })))
  const started = projects.map(({ root }) => startProduct(root))
  ;[product, german, quiet] = (await Promise.all(started)) as [Product, Product, Product]
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await Promise.all([product, german, quiet].map((one) => one.stop()))
  await Promise.all(projects.map(({ root }) => removeFolder(root)))
})

let context: BrowserContext
let page: Page
let complaints: string[]
/** Addresses outside the site that the browser asked for. */
let visited: string[]

beforeEach(() => begin())
afterEach(async () => {
  await context.close()
  expect(complaints).toEqual([])
})

/** A visitor of their own, for whom the rest of the world is one empty page. */
async function begin(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  await context?.close()
  context = await browser.newContext({
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
    ...options,
  })
  visited = []
  await context.route(
    ({ hostname }) => hostname !== 'localhost',
    (route) => {
      visited.push(route.request().url())
      return route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' })
    },
  )
  page = await context.newPage()
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
  page.on('console', (message) => {
    const text = message.text()
    // Chromium reports every answer from 400 on by itself, and we what a network lets fail.
    if (text.startsWith('Failed to load resource:') || /TypeError: Failed|no answer/.test(text)) {
      return
    }
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(text)
  })
}

const status = () => page.locator('#directory-status')
const says = (text: string | RegExp) => status().filter({ hasText: text }).waitFor()
const rows = () => page.locator('#directory-list > li')
const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

async function listed(): Promise<string[]> {
  return rows().locator('[data-part="slug"]').allTextContents()
}

/** The words of a page that says one thing, as they are seen. */
async function words(): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
  return (await page.locator('.words').innerText()).replace(/\s+/g, ' ')
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
    const { violations } = await axeOn(page).analyze()
    const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)
    expect(said, `${name} ${colorScheme} ${width}`).toEqual([])
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth,
    )
    expect(isWide, `${name} ${width} is wider than the screen`).toBe(false)
    await picture(`${name}-${colorScheme}-${width}`)
  }
}

// For people to look at, where a folder for them is named.
async function picture(name: string): Promise<void> {
  const folder = process.env.SHORTCRUST_PICTURES
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

describe('the directory', () => {
  test('lists what is baked, page by page, and finds in it', async () => {
    await page.goto(product.origin)
    await says('50 of 69 links')
    await looksRight('home')
    await page.getByRole('button', { name: 'Show more links' }).click()
    await says('69 links')
    expect(await isFocused(rows().nth(50).locator('a').first())).toBe(true)
    const search = page.getByLabel('Search links')
    for (const [text, slugs] of [
      ['CAFE uber', ['/cafe']],
      ['tools', ['/tools/*']],
      ['guide', ['/docs', '/hostile']],
      ['no such thing %_', []],
    ] as const) {
      await search.fill(text)
      await says(`“${text}”`)
      expect(await listed()).toEqual(slugs)
    }
  })

  test('tells patterns from links, and leads from a tag to its links', async () => {
    await page.goto(product.origin)
    await page.getByLabel('Search links').fill('tools')
    await says('1 link for “tools”')
    expect(await rows().locator('a').count()).toBe(0)
    await page.getByLabel('Search links').fill('docs')
    await rows().getByRole('link', { name: 'howto' }).click()
    await page.waitForURL(`${product.origin}/p/tags/?howto`)
    await heading('Links tagged “howto”')
    await page.goto(product.origin)
    await page.getByRole('link', { name: 'By tag' }).click()
    await page.waitForURL(`${product.origin}/p/tags/`)
  })

  test('as a mere list has nothing to search in', async () => {
    await page.goto(german.origin)
    await says('50 von 69 Links')
    expect(await page.getByRole('search').count()).toBe(0)
  })

  test('that is off loads nothing and shows nothing, by tag or as text', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${quiet.origin}/index.html`)
    await page.getByText('Open a short link to be taken where it leads.').waitFor()
    await looksRight('home-off')
    await page.goto(`${quiet.origin}/p/tags/`)
    await page.getByText('This site shows no list of its links.').waitFor()
    await looksRight('tags-off')
    expect(asked.filter((path) => /build\.json|\.db$|\.wasm$/.test(path))).toEqual([])
    const file = join(projects[2]?.root ?? '', 'dist/p/links.txt')
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })
})

test('a home and a not-found page elsewhere are led to, and hide no page of ours', async () => {
  const ask = (path: string) => fetch(`${quiet.origin}${path}`, { redirect: 'manual' })
  const leads = async (path: string) => {
    const { status, headers } = await ask(path)
    return [status, headers.get('location')]
  }
  expect(await leads('/')).toEqual([302, 'https://www.example.org/'])
  expect(await leads('/docs')).toEqual([302, 'https://example.com/docs'])
  expect(await leads('/no/such')).toEqual([302, 'https://old.example.org/no/such'])
  for (const path of ['/admin/', '/p/', '/p/tags/', '/build.json']) {
    expect((await ask(path)).status, path).toBe(200)
  }
  expect((await ask('/off')).status).toBe(404)
  expect((await ask('/api/v1/resolve/docs')).status).toBe(200)
})

describe('by tag', () => {
  test('all tags with their counts, each with its links, back and forward', async () => {
    await page.goto(`${product.origin}/p/tags/`)
    await says('3 tags')
    const tags = page.getByRole('list', { name: 'Tags' }).getByRole('link')
    const names = await tags.evaluateAll((all) => all.map(({ textContent }) => textContent))
    expect(names).toEqual(['guide2, 2 links', 'howto1, 1 link', 'many60, 60 links'])
    await looksRight('tags')
    const loads: string[] = []
    page.on('request', (request) => loads.push(request.url()))
    await tags.first().click()
    await heading('Links tagged “guide”')
    expect(await page.title()).toBe('Links tagged “guide” · Links by tag · Go')
    expect(await isFocused(page.locator('#tags-heading'))).toBe(true)
    expect(await listed()).toEqual(['/docs', '/hostile'])
    await looksRight('tag')
    await rows().getByRole('link', { name: 'howto' }).click()
    await says('1 link')
    await page.goBack()
    await says('2 links')
    await page.goBack()
    await heading('Links by tag')
    expect(await listed()).toEqual([])
    await page.goForward()
    await says('2 links')
    await page.getByRole('link', { name: 'All tags' }).click()
    await says('3 tags')
    expect(loads).toEqual([])
  })

  test('many links of one come page by page', async () => {
    await page.goto(`${product.origin}/p/tags/?many`)
    await says('50 of 60 links')
    await page.getByRole('button', { name: 'Show more links' }).click()
    await says('60 links')
  })

  test.each([
    ['nothing', 'nothing'],
    ['%zz', '%zz'],
    ['%3Cimg%20src=x%20onerror=alert(1)%3E', '<img src'],
    ["'%20OR%201--", "' or 1--"],
    ['%E2%80%AE', '\u202e'],
  ])('?%s is unknown, and text', async (query, tag) => {
    await page.goto(`${product.origin}/p/tags/?${query}`)
    await says(`No listed link has the tag “${tag}”. These are the tags that there are:`)
    expect(await page.locator('#tags-list > li').count()).toBe(3)
    expect(await page.locator('img').count()).toBe(0)
  })

  test('in capitals, or with what others hang behind an address, is the tag', async () => {
    await page.goto(`${product.origin}/p/tags/?HowTo&utm_source=x`)
    await heading('Links tagged “howto”')
    expect(await listed()).toEqual(['/docs'])
  })
})

describe('where a link leads, at /p/?slug', () => {
  async function open(query: string): Promise<string> {
    await page.goto(`${product.origin}/p/?${query}`)
    await page.waitForFunction(() => {
      const text = document.getElementById('preview-status')?.textContent ?? ''
      return !/Looking|looking/.test(text)
    })
    // Nothing follows the target but a person's click.
    expect(visited).toEqual([])
    return words()
  }

  const target = () => page.locator('#preview-target').textContent()

  test('a listed link is shown, and opened by a click', async () => {
    const text = await open('docs')
    expect(await target()).toBe('https://example.com/docs')
    expect(await page.locator('#preview-target strong').textContent()).toBe('example.com')
    for (const fact of ['Documentation', 'Jan 1, 2026', 'guide howto']) {
      expect(text).toContain(fact)
    }
    expect(await page.locator('#preview-asked').textContent()).toBe(`${product.origin}/docs`)
    expect(await page.locator('#preview-slug').isVisible()).toBe(false)
    await looksRight('preview')
    expect(await page.getByRole('link', { name: 'guide' }).getAttribute('href')).toBe(
      '/p/tags/?guide',
    )
    const way = page.getByRole('link', { name: 'Go there' })
    expect(await way.getAttribute('rel')).toBe('noreferrer noopener nofollow')
    await way.click()
    await page.waitForURL('https://example.com/docs')
  })

  test('its QR code is read as the short link, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await open('docs')
      const code = await page.locator('#preview-qr-code').screenshot()
      expect(readQr(code)).toBe(`${product.origin}/docs`)
    }
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Save as SVG' }).click()
    expect((await waiting).suggestedFilename()).toBe('docs.svg')
  })

  test('an alias leads to its target, whose host and title are told as they are', async () => {
    const text = await open('alias')
    expect(await target()).toBe('https://xn--mnchen-3ya.example.com/?q=%2B')
    expect(text).toContain('münchen.example.com, written xn--mnchen-3ya.example.com.')
    expect(text).toContain('https://münchen.example.com/?q=%2B')
    expect(text).toMatch(/Stands for ?\/idn/)
    expect(text).not.toContain('may pass for another name')
    expect(await open('idn')).toContain('<b>"Long"</b>')
  })

  test.each([
    ['mixed', 'The host mixes letters of several scripts'],
    ['fake', 'All letters of the host look like Latin ones'],
  ])('%s warns of its host', async (slug, warning) => {
    expect(await open(slug)).toContain(warning)
    if (slug === 'mixed') await looksRight('preview-warning')
  })

  test('escapes of letters are read, other bytes stay as they are', async () => {
    expect(await open('cafe')).toContain('Read as https://example.com/café?a=%2B')
    expect(await target()).toBe('https://example.com/caf%C3%A9?a=%2B')
  })

  test('what is not listed is told by the API', async () => {
    await open('unlisted')
    expect(await target()).toBe('https://example.com/unlisted?a=b')
    expect(await open('tools/a%2Fb')).toMatch(/By the pattern ?\/tools\/\*/)
    expect(await target()).toBe('https://example.com/tools/a%2Fb')
  })

  test.each([
    ['off', 'leads nowhere at the moment'],
    ['was-here', 'removed for good'],
    ['nothing', 'There is no such link here.'],
    ['', 'Write the slug of a link behind the question mark'],
    ['%zz', 'Write the slug of a link behind the question mark'],
    ['<b>', '/<b>'],
    ['%3Cimg%20src=x%20onerror=alert(1)%3E', '/<img src=x onerror=alert(1)>'],
  ])('%j: %s', async (query, text) => {
    expect(await open(query)).toContain(text)
    expect(await page.getByRole('link', { name: 'Go there' }).count()).toBe(0)
    expect(await page.locator('main img').count()).toBe(0)
  })

  test.each(['docs', '/docs+', 'http://localhost/docs'])('%s can be asked for', async (typed) => {
    await open('')
    if (typed === 'docs') await looksRight('preview-ask')
    await page.getByLabel('Short link or its slug').fill(typed)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${product.origin}/p/?docs`)
    await page.getByText('Documentation').waitFor()
  })

  test('a preview asks no API, and says what it can not know', async () => {
    const file = join(projects[0]?.root ?? '', 'dist/build.json')
    const text = await readFile(file, 'utf8')
    await writeFile(file, JSON.stringify({ ...JSON.parse(text), preview: true }))
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    try {
      expect(await open('unlisted')).toContain('not listed can’t be looked up in a preview')
      const proposed = await open('tools/x')
      expect(proposed).toContain('This is a preview of proposed links')
      expect(proposed).toContain('that is not listed would come before it')
      expect(await target()).toBe('https://example.com/tools/x')
      await looksRight('preview-proposed')
      expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([])
    } finally {
      await writeFile(file, text)
    }
  })
})

describe('an address that is no link', () => {
  const near = () => page.getByRole('region', { name: 'Perhaps you mean' }).getByRole('listitem')

  test.each([
    ['d0cs', ['/docs Documentation']],
    ['d_ocs', ['/docs Documentation']],
    ['dcos', ['/docs Documentation']],
    ['1dn', ['/idn <b>"Long"</b>']],
    ['host1le', [`/hostile ${HOSTILE}`]],
  ])('/%s shows what may have been meant', async (asked, entries) => {
    const response = await page.goto(`${product.origin}/${asked}`)
    expect(response?.status()).toBe(404)
    await near().first().waitFor()
    expect(await near().allTextContents()).toEqual(entries)
    if (asked === 'host1le') await looksRight('404-near')
  })

  test.each([
    ['DOCS?a=1', 'https://example.com/docs?a=1'],
    ['docs).', 'https://example.com/docs'],
    ['Docs/,', 'https://example.com/docs'],
    ['docs//', 'https://example.com/docs'],
  ])('/%s leads to %s', async (asked, url) => {
    await page.goto(`${product.origin}/${asked}`)
    await page.waitForURL(url)
  })

  // By the rule of the link, which the browser follows out of what a test can answer for.
  test.each([
    ['talk-2026', 'https://talks.example.com/2026'],
    ['DOCS.', 'https://example.com/docs'],
  ])('/%s leads to %s also without the API', async (asked, url) => {
    await page.route('**/api/v1/resolve/**', (route) => route.abort())
    const followed = page.waitForRequest(url)
    await page.goto(`${product.origin}/${asked}`)
    await followed
  })

  test('shows where a link leads for a plus behind it', async () => {
    await page.goto(`${product.origin}/docs+`)
    await page.waitForURL(`${product.origin}/p/?docs`)
    await page.getByText('Documentation').waitFor()
    await page.goto(`${product.origin}/unlisted+`)
    await page.locator('#preview-target').filter({ hasText: '/unlisted?a=b' }).waitFor()
  })

  test('names nothing where nothing is near', async () => {
    const asked = page.waitForResponse(/links\.[0-9a-f]+\.db/)
    await page.goto(`${product.origin}/nothing-is-like-this-one`)
    await asked
    expect(await page.locator('#near').isVisible()).toBe(false)
    await looksRight('404')
  })

  test.each([
    ['an API that fails', 503],
    ['a host without one', 404],
    ['a network that fails', 'abort'],
  ] as const)('%s is said, and can be asked again', async (_, answer) => {
    await page.route('**/api/v1/resolve/**', (route) => {
      if (answer === 'abort') return route.abort()
      return route.fulfill({ status: answer, contentType: 'text/html', body: '<p>No</p>' })
    })
    await page.goto(`${product.origin}/unlistd`)
    await page.getByText('the server gave no answer').waitFor()
    if (answer === 'abort') await looksRight('404-silent')
    await page.unroute('**/api/v1/resolve/**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('There is no link at this address.').waitFor()
  })

  test('an API that never answers is not waited for', async () => {
    await page.clock.install()
    await page.route('**/api/v1/resolve/**', () => {})
    await page.goto(`${product.origin}/d0cs`)
    await page.clock.fastForward(1_000)
    await page.getByText('Asking whether this link was added just now…').waitFor()
    await page.clock.fastForward(8_000)
    await page.getByText('the server gave no answer').waitFor()
    await near().filter({ hasText: '/docs' }).waitFor()
  })

  test('a link that the API knows is gone to, or said why not', async () => {
    const answers: Record<string, object> = {
      fresh: { slug: 'fresh', state: 'active', url: 'https://fresh.example.com/' },
      script: { slug: 'script', state: 'active', url: 'javascript:alert(1)' },
      self: { slug: 'self', state: 'active', url: `${product.origin}/self` },
      later: { slug: 'later', state: 'active' },
    }
    await page.route('**/api/v1/resolve/*', (route) => {
      return route.fulfill({ json: answers[route.request().url().split('/').at(-1) ?? ''] })
    })
    for (const [slug, title] of [
      ['script', 'This link leads nowhere safe'],
      ['self', 'This link leads back to itself'],
      ['later', 'This link isn’t active'],
    ] as const) {
      await page.goto(`${product.origin}/${slug}`)
      await heading(title)
    }
    await page.goto(`${product.origin}/fresh`)
    await page.waitForURL('https://fresh.example.com/')
  })
})

describe('a link that leads nowhere', () => {
  test.each([
    ['off', 'This link is switched off', 'Try again later'],
    ['was-here', 'This link was removed for good', 'Remove it where you saved it'],
  ])('/%s: %s', async (slug, title, advice) => {
    const response = await page.goto(`${product.origin}/${slug}`)
    expect(response?.status()).toBe(404)
    await heading(title)
    expect(await words()).toContain(advice)
    expect(await page.getByText(`/${slug}`, { exact: true }).isVisible()).toBe(true)
    await looksRight(slug)
  })

  test.each(['off', 'was-here'])('/%s says so without the API, too', async (slug) => {
    await page.route('**/api/v1/resolve/**', (route) => route.abort())
    const failed = page.waitForEvent('requestfailed')
    await page.goto(`${product.origin}/${slug}`)
    await failed
    expect(await words()).toMatch(/leads nowhere at the moment|used to lead somewhere/)
  })

  test('/was-here leads on as soon as it is restored, before it is baked', async () => {
    await page.route('**/api/v1/resolve/*', (route) =>
      route.fulfill({
        json: { slug: 'was-here', state: 'active', url: 'https://back.example.com/' },
      }),
    )
    await page.goto(`${product.origin}/was-here`)
    await page.waitForURL('https://back.example.com/')
  })
})

describe('a network', () => {
  const DATABASE = /links\.[0-9a-f]+\.db/

  test.each([
    ['/', '69 links'],
    ['/p/tags/', '3 tags'],
  ])('that is slow: %s says how it stands', async (path, ready) => {
    await page.clock.install()
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(DATABASE, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${product.origin}${path}`)
    await says('Fetching the list of links…')
    await page.clock.fastForward(3_500)
    await says('Still fetching the list of links')
    if (path === '/') await looksRight('home-slow')
    release()
    await says(ready)
  })

  test.each([
    ['the database', DATABASE],
    ['what names it', '**/build.json'],
    ['SQLite', '**/*.wasm'],
    ['a script', '**/public-database*.js'],
  ] as const)('that lets %s fail: it can be tried again', async (_, url) => {
    await page.route(url, (route) => route.abort())
    await page.goto(product.origin)
    await says('The list of links could not be loaded.')
    expect(await page.getByRole('link', { name: 'as plain text' }).isVisible()).toBe(true)
    if (url === DATABASE) await looksRight('home-failed')
    await page.unroute(url)
    await page.getByRole('button', { name: 'Try again' }).click()
    await says('50 of 69 links')
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(false)
  })

  test('that never answers ends in a way to try again', async () => {
    await page.clock.install()
    await page.route(DATABASE, () => {})
    await page.goto(product.origin)
    await says('Fetching')
    await page.clock.fastForward(100_000)
    await says('The list of links could not be loaded.')
  })

  test('that lets all fail: the preview says that nobody answered', async () => {
    await page.route(DATABASE, (route) => route.abort())
    await page.route('**/api/v1/resolve/**', (route) => route.abort())
    await page.goto(`${product.origin}/p/?docs`)
    await page.getByText('Neither the list of links nor the server gave an answer').waitFor()
    await page.unroute(DATABASE)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Documentation').waitFor()
  })

  test('that lets the list fail: the preview asks the API', async () => {
    await page.route(DATABASE, (route) => route.abort())
    await page.goto(`${product.origin}/p/?docs`)
    await page.locator('#preview-target').filter({ hasText: 'https://example.com/docs' }).waitFor()
  })
})

describe('without JavaScript', () => {
  beforeEach(() => begin({ javaScriptEnabled: false }))

  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
  const seen = async () => page.locator('main').innerText()

  test('home and the tags lead to the list as plain text', async () => {
    for (const [path, origin] of [
      ['/', product.origin],
      ['/', german.origin],
      ['/p/tags/', product.origin],
    ] as const) {
      await page.goto(`${origin}${path}`)
      const way = page.locator('main a[href="/p/links.txt"]').filter({ visible: true })
      expect(await way.count()).toBe(1)
      expect(await page.locator('main :is(button, input)').filter({ visible: true }).count()).toBe(
        0,
      )
      await way.click()
      const text = await page.locator('body').textContent()
      expect(text).toContain(
        '/docs\n  https://example.com/docs\n  Documentation\n  #guide #howto\n',
      )
      expect(text).toContain(`  ${HOSTILE}\n`)
      expect(text).not.toContain('unlisted')
    }
    await page.goto(product.origin)
    await picture('home-no-script')
  })

  test.each([
    ['home that lists nothing', () => `${quiet.origin}/index.html`, 'Open a short link'],
    ['the tags of a site without a list', () => `${quiet.origin}/p/tags/`, 'shows no list'],
    ['the preview', () => `${product.origin}/p/?docs`, 'curl -I http://localhost'],
    ['the 404 page', () => `${product.origin}/d0cs`, 'Check it for typing errors'],
    ['off', () => `${product.origin}/off`, 'has not started yet, or has expired'],
    ['gone', () => `${product.origin}/was-here`, 'Remove it where you saved it'],
  ])('%s says what it can', async (_, url, text) => {
    await page.goto(url())
    expect(await seen()).toContain(text)
    expect(await page.locator('main :is(button, input)').filter({ visible: true }).count()).toBe(0)
  })
})

describe('a database that breaks every rule', () => {
  test('is shown as text and followed nowhere', async () => {
    const SQL = await loadSql()
    const database = new SQL.Database()
    database.run('CREATE TABLE links (slug, url, title, tags, created_at)')
    for (const slug of ['<img/src/onerror=alert(1)>', 'script', '"><svg onload=alert(2)>']) {
      const tags = JSON.stringify(['<b>', '"><img src=x onerror=alert(3)>'])
      database.run('INSERT INTO links VALUES (?, ?, ?, ?, ?)', [
        slug,
        'javascript:alert(4)',
        HOSTILE,
        tags,
        '<i>never</i>',
      ])
    }
    const body = Buffer.from(database.export())
    await page.route(/links\.[0-9a-f]+\.db/, (route) => route.fulfill({ body }))
    await page.goto(product.origin)
    await says('3 links')
    expect(await page.locator('main :is(img, svg, b, script:not([src]))').count()).toBe(0)
    const hrefs = await page
      .locator('main a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
    expect(hrefs.every((href) => href.startsWith('/'))).toBe(true)
    await page.goto(`${product.origin}/p/tags/?%3Cb%3E`)
    await heading('Links tagged “<b>”')
    await page.goto(`${product.origin}/p/?script`)
    await page.getByText('is no web address, so it is not shown').waitFor()
    expect(await page.getByRole('link', { name: 'Go there' }).count()).toBe(0)
  })
})

describe('auf Deutsch', () => {
  beforeEach(() => begin({ locale: 'en-US' }))

  test.each([
    ['/', 'Los', '50 von 69 Links'],
    ['/p/tags/', 'Links nach Schlagwort', '3 Schlagwörter'],
    ['/p/?idn', 'Wohin führt dieser Link?', '05.03.2026, 13:00'],
    ['/d0cs', 'Dieser Link ist hier nicht bekannt', 'Vielleicht gemeint'],
    ['/p/off/', 'Dieser Link ist nicht aktiv', 'Später noch einmal versuchen'],
    ['/p/gone/', 'Dieser Link wurde endgültig entfernt', 'bleibt vergeben'],
  ])('%s: %s', async (path, title, text) => {
    await page.goto(`${german.origin}${path}`)
    await heading(title)
    await page.locator('main').filter({ hasText: text }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await looksRight(`de${path.replace(/\W+/g, '-')}`)
  })

  test('auf der Verwaltungsseite sagt ein Knopf, dass er kopiert hat', async () => {
    await page.goto(german.adminUrl)
    const row = page.locator('#recent-list > [data-slug="docs"]')
    await row.getByRole('button', { name: 'Kopieren docs' }).click()
    await row.getByRole('button', { name: /^(Kopiert|Markiert) docs$/ }).waitFor()
    await page
      .locator('#copy-status')
      .filter({ hasText: /kopiert$|^Markiert;/ })
      .waitFor({ state: 'attached' })
  })
})
