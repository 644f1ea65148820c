/**
 * The ways in, in a real browser: what is shared fills the form and saves nothing by itself, the
 * bookmark is taken along and not run, the admin page can be installed, and a site looks as its
 * owner says.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toLinkSet } from '../../src/core/link-set.ts'
import { contrastOf, derivePalettes } from '../../src/core/site/colour.ts'
import { axeOn } from '../support/axe.ts'
import { launchBrowser, listenForComplaints } from '../support/browser.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { link } from '../support/links.ts'
import { makeProject, type Product, startProduct } from '../support/product.ts'

const NAME = `Ada’s "Go" & <Links>`
const ACCENT = '#ffcc00'
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 80"><rect width="400" height="80" fill="#0b3b8c"/></svg>'

let project: TestCheckout
let product: Product
let browser: Browser

beforeAll(async () => {
  const site = { name: NAME, accent: ACCENT, logo: '/custom/logo.svg' }
  project = await makeProject(toLinkSet([link({ slug: 'talk/2026' }), link({ slug: 'docs' })]), {
    site,
  })
  const own = join(project.root, 'public/custom')
  await mkdir(own, { recursive: true })
  await writeFile(join(own, 'logo.svg'), LOGO)
  await writeFile(join(own, 'style.css'), '.soft { letter-spacing: 3px }\n')
  product = await startProduct(project.root)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await removeFolder(project.root)
})

let context: BrowserContext
let page: Page
let complaints: string[]

beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: 'reduce' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  complaints = listenForComplaints(page)
})

afterEach(async () => {
  await context.close()
  expect(complaints).toEqual([])
})

const admin = (query: string) => `${product.origin}/admin/${query}`
const value = (id: string) => page.locator(`#${id}`).inputValue()
const note = () => page.locator('#shared-note')

async function signIn(): Promise<void> {
  await page.getByLabel('Token').fill(product.token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('#desk').waitFor()
}

async function openSignedIn(query = ''): Promise<void> {
  await page.goto(admin(`${query}#token=${product.token}`))
  await page.locator('#links-search').waitFor()
}

async function slugs(): Promise<string[]> {
  const links: { slug: string }[] = await (await product.api('GET', '/links')).json()
  return links.map(({ slug }) => slug)
}

describe('what is shared to the admin page', () => {
  const shared = `?${new URLSearchParams({ url: 'https://example.com/a?b=%20&c#d', title: 'Say "hi" & <b>bye</b>' })}`

  test('waits for the sign-in, a reload included, fills the form, and leaves the address', async () => {
    await page.goto(admin(shared))
    await page.getByLabel('Token').waitFor()
    await page.reload()
    await signIn()
    expect([await value('url'), await value('title')]).toEqual([
      'https://example.com/a?b=%20&c#d',
      'Say "hi" & <b>bye</b>',
    ])
    expect(await note().textContent()).toBe('Filled with what was shared. Nothing is saved yet.')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('slug')
    expect(page.url()).toBe(admin(''))
    await page.goBack()
    await page.goForward()
    expect(page.url()).toBe(admin(''))
  })

  test('is saved by the person alone, and then no longer told of', async () => {
    const before = await slugs()
    const writes: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') writes.push(`${request.method()} ${request.url()}`)
    })
    await openSignedIn(`${shared}&slug=mine&save=1&submit`)
    await note().waitFor()
    // Whatever would save by itself has had its time once the list is there.
    await page.waitForTimeout(300)
    expect(writes).toEqual([])
    expect(await slugs()).toEqual(before)
    await page.getByLabel('Slug', { exact: true }).first().fill('shared')
    await page.getByRole('button', { name: 'Save link' }).click()
    await page.locator('#result').waitFor()
    expect(await slugs()).toEqual([...before, 'shared'].sort())
    expect(await note().isHidden()).toBe(true)
  })

  test('comes from a phone among words, and leaves a search among links alone', async () => {
    await openSignedIn('?q=docs&title=&text=Read%20this%3A%20https%3A%2F%2Fexample.com%2Fpie.&url=')
    await note().waitFor()
    expect([await value('url'), await value('title')]).toEqual([
      'https://example.com/pie',
      'Read this',
    ])
    expect(page.url()).toBe(admin('?q=docs'))
    expect(await value('links-text')).toBe('docs')
  })

  test.each([
    ['a script', 'javascript:alert(document.domain)'],
    ['an address encoded twice', 'https%3A%2F%2Fexample.com%2F'],
    ['a host with a hidden character', 'https://exam\u200bple.com/'],
    ['a flood', `https://example.com/${'x'.repeat(9_000)}`],
  ])('%s fills no address, and the page says so', async (_, url) => {
    const title = '"><script>alert(1)</script>\u202e\n\u0000'
    await openSignedIn(`?${new URLSearchParams({ url, title })}`)
    await note().waitFor()
    expect(await note().textContent()).toContain('holds no web address')
    expect([await value('url'), await value('title')]).toEqual(['', '"><script>alert(1)</script>'])
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('url')
  })

  test('is forgotten by whoever signs out', async () => {
    await openSignedIn(shared)
    await note().waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await signIn()
    expect([await value('url'), await note().isHidden()]).toEqual(['', true])
  })
})

describe('who signs in', () => {
  test('is signed in in that tab alone', async () => {
    await page.goto(admin(''))
    await signIn()
    const other = await context.newPage()
    await other.goto(admin(''))
    await other.getByLabel('Token').waitFor()
    expect(await other.locator('#desk').isVisible()).toBe(false)
  })

  test('stays so on the device where they wish it, until they sign out in any tab', async () => {
    await page.goto(admin(''))
    await page.getByLabel('Stay signed in on this device').check()
    await signIn()
    const other = await context.newPage()
    await other.goto(admin('?url=https://example.com/later'))
    await other.locator('#desk').waitFor()
    expect(await other.locator('#url').inputValue()).toBe('https://example.com/later')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await other.getByLabel('Token').waitFor()
    expect(await other.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
    await other.reload()
    await other.getByLabel('Token').waitFor()
  })
})

describe('an address with a token that is none', () => {
  test('ends nobody’s session', async () => {
    await openSignedIn()
    const refused = page.waitForResponse((response) => response.status() === 401)
    await page.goto(admin('#token=none-of-ours'))
    await refused
    await page.locator('#desk').waitFor()
    await page.reload()
    await page.locator('#desk').waitFor()
    expect(await page.locator('#token-error').isVisible()).toBe(false)
    // Chromium notes each answer from 400 on.
    complaints.splice(0, complaints.length, ...complaints.filter((text) => !/401/.test(text)))
  })
})

describe('the bookmark', () => {
  const bookmark = () => page.getByRole('link', { name: 'Shorten with' })

  test('explains itself here, is copied, and knows no token', async () => {
    await openSignedIn()
    const before = context.pages().length
    await bookmark().click()
    await page.locator('#bookmarklet-status', { hasText: 'bookmarks bar' }).waitFor()
    expect(context.pages()).toHaveLength(before)
    await page.getByRole('button', { name: 'Copy code' }).click()
    await page.locator('#bookmarklet-status', { hasText: 'Code copied' }).waitFor()
    const code = await page.evaluate(() => navigator.clipboard.readText())
    expect(code).toBe(await bookmark().getAttribute('href'))
    expect(code).toMatch(/^javascript:/)
    expect(code).not.toContain(product.token)
  })

  test('used on a page, opens the form with its address and title, cut off from that page', async () => {
    await openSignedIn()
    const code = (await bookmark().getAttribute('href')) ?? ''
    await page.goto(`${product.origin}/p/off/?a=b%26c`)
    const opening = context.waitForEvent('page')
    // As the bookmarks bar does, which no policy of a page holds back.
    await page.evaluate(decodeURIComponent(code.replace('javascript:', '')))
    const form = await opening
    await form.waitForLoadState()
    expect(await form.evaluate(() => window.opener)).toBeNull()
    await form.getByLabel('Token').fill(product.token)
    await form.getByRole('button', { name: 'Sign in' }).click()
    await form.locator('#shared-note').waitFor()
    expect(await form.locator('#url').inputValue()).toBe(`${product.origin}/p/off/?a=b%26c`)
    expect(await form.locator('#title').inputValue()).toBe(await page.title())
  })

  test('the address for the search engine is copied', async () => {
    await openSignedIn()
    await page.getByRole('button', { name: 'Copy address' }).click()
    await page.locator('#keyword-status', { hasText: 'copied' }).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(`${product.origin}/%s`)
  })
})

describe('beside the pages', () => {
  test.each([
    ['/opensearch.xml', 'application/opensearchdescription+xml'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/favicon.ico', 'image/x-icon'],
    ['/p/card.png', 'image/png'],
    ['/p/apple-touch-icon.png', 'image/png'],
  ])('%s is served as what it is', async (path, type) => {
    const response = await fetch(`${product.origin}${path}`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
  })

  test('the OpenSearch description is well-formed, whatever the name', async () => {
    await page.goto(`${product.origin}/`)
    const search = page.locator('link[rel=search]')
    expect(await search.getAttribute('title')).toBe(NAME)
    const read = await page.evaluate(async () => {
      const path = document.querySelector<HTMLLinkElement>('link[rel=search]')?.href ?? ''
      const xml = await (await fetch(path)).text()
      const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement
      const text = (name: string) => root.getElementsByTagName(name)[0]?.textContent
      return [root.localName, text('LongName'), text('Description')]
    })
    expect(read).toEqual([
      'OpenSearchDescription',
      NAME,
      `Opens links of ${NAME} by their short names`,
    ])
  })

  test('a name typed into the address bar leads to its link', async () => {
    for (const typed of ['docs', 'talk/2026']) {
      const { status, headers } = await fetch(`${product.origin}/${typed}`, { redirect: 'manual' })
      expect([status, headers.get('location')]).toEqual([302, 'https://example.com/docs'])
    }
    await context.route('https://example.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Target</title>' }),
    )
    // As Firefox sends it; the 404 page puts it right.
    await page.goto(`${product.origin}/talk%2F2026`)
    await page.waitForURL('https://example.com/docs')
    complaints = complaints.filter((text) => !text.startsWith('Failed to load resource:'))
  })

  test('the admin page can be installed, and other pages offer nothing', async () => {
    await openSignedIn()
    const cdp = await context.newCDPSession(page)
    const { url, errors, manifest } = await cdp.send('Page.getAppManifest')
    expect([url, errors]).toEqual([`${product.origin}/manifest.webmanifest`, []])
    // As Chromium has read it. Its own verdict, `getInstallabilityErrors`, is always empty in the
    // build that tests have, so these are its criteria: https://web.dev/articles/install-criteria
    expect(manifest).toMatchObject({
      name: NAME,
      id: admin(''),
      startUrl: admin(''),
      scope: admin(''),
      display: 'kStandalone',
      preferRelatedApplications: false,
      shareTarget: { action: admin(''), method: 'kGet' },
      shortcuts: [{ url: admin('#submit') }, { url: admin('#links') }],
    })
    const sizes = manifest.icons?.map(({ sizes }) => sizes)
    expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']))
    await page.goto(`${product.origin}/`)
    expect(await page.locator('link[rel=manifest]').count()).toBe(0)
  })

  test('every icon has the size that it is said to have', async () => {
    await page.goto(`${product.origin}/`)
    const manifest: { icons: { src: string; sizes: string }[] } = await (
      await fetch(`${product.origin}/manifest.webmanifest`)
    ).json()
    const said: [src: string, size: string][] = [
      ...manifest.icons.map(({ src, sizes }): [string, string] => [src, sizes]),
      ['/p/apple-touch-icon.png', '180x180'],
      ['/p/card.png', '1200x630'],
      ['/favicon.ico', '48x48'],
    ]
    for (const [src, size] of said) {
      const measured = await page.evaluate(async (path) => {
        const image = new Image()
        image.src = path
        await image.decode()
        return `${image.naturalWidth}x${image.naturalHeight}`
      }, src)
      expect([src, measured]).toEqual([src, size])
    }
  })
})

describe('the head', () => {
  test.each([
    ['/', NAME],
    ['/p/', 'Where a link leads'],
  ])('of %s says what is shown where it is shared', async (path, title) => {
    await page.goto(`${product.origin}${path}`)
    const meta = (name: string) =>
      page.locator(`meta[property="${name}"], meta[name="${name}"]`).getAttribute('content')
    const canonical = page.locator('link[rel=canonical]')
    const baseUrl = 'http://localhost:8888'
    expect(await Promise.all(['og:title', 'og:image', 'twitter:card'].map(meta))).toEqual([
      title,
      `${baseUrl}/p/card.png`,
      'summary_large_image',
    ])
    expect(await meta('og:description')).toContain(NAME)
    expect(await canonical.count()).toBe(path === '/' ? 1 : 0)
    if (path === '/') expect(await canonical.getAttribute('href')).toBe(`${baseUrl}/`)
  })
})

describe('the owner’s look', () => {
  const schemes = ['light', 'dark'] as const

  test.each(schemes)('has the accent in the %s theme, where it can be read', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme })
    await openSignedIn()
    const palette = derivePalettes(ACCENT)[scheme]
    const drawn = await page.evaluate(() => {
      const styleOf = (selector: string) => {
        const element = document.querySelector(selector)
        if (element === null) throw new Error(`there is no ${selector}`)
        return getComputedStyle(element)
      }
      const button = styleOf('#submit-button')
      return [
        button.backgroundColor,
        button.color,
        button.borderTopColor,
        styleOf('.band').backgroundColor,
        styleOf('.brand').color,
      ]
    })
    expect(drawn.map(toHex)).toEqual([
      ACCENT,
      palette.onAccentFill,
      palette.accentEdge,
      palette.butter,
      palette.onButter,
    ])
    expect(contrastOf(toHex(drawn[0]), toHex(drawn[1]))).toBeGreaterThan(4.5)
    const themeColour = page.locator(`meta[name=theme-color][media*=${scheme}]`)
    expect(await themeColour.getAttribute('content')).toBe(palette.butter)
  })

  test.each(schemes)('has nothing for axe to say, in the %s theme', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme })
    await openSignedIn('?text=https%3A%2F%2Fexample.com%2F')
    await page.getByRole('link', { name: 'Shorten with' }).click()
    expect((await axeOn(page).analyze()).violations).toEqual([])
    await page.goto(`${product.origin}/`)
    expect((await axeOn(page).analyze()).violations).toEqual([])
  })

  test('shows a broad logo whole, from the narrowest screen to the widest', async () => {
    for (const path of ['/', '/admin/']) {
      for (const width of [360, 768, 1600]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(`${product.origin}${path}`)
        const box = await page.locator('.logo').boundingBox()
        const at = `${path} at ${width}`
        expect((box?.width ?? 0) / (box?.height ?? 1), at).toBeCloseTo(5, 1)
        expect(box?.height, at).toBeGreaterThanOrEqual(28)
        const rest = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(rest, at).toBe(0)
      }
    }
  })

  test('takes the owner’s style sheet last, and a logo that is no sign for no icon', async () => {
    await page.goto(`${product.origin}/admin/`)
    const spacing = await page.evaluate(() => {
      const soft = document.querySelector('.soft')
      return soft === null ? null : getComputedStyle(soft).letterSpacing
    })
    expect(spacing).toBe('3px')
    expect(await page.locator('link[rel=icon]').getAttribute('href')).toBe('/p/icon.svg')
    expect(await page.locator('link[rel=apple-touch-icon]').count()).toBe(1)
  })
})

function toHex(rgb: string | undefined): string {
  const bytes = rgb?.match(/\d+/g)?.slice(0, 3) ?? []
  return `#${bytes.map((byte) => Number(byte).toString(16).padStart(2, '0')).join('')}`
}
