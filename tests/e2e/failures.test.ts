/**
 * The function and the network in every kind of trouble. Whatever a person was doing: what is wrong
 * is said in words, nothing typed is lost, the page is not stuck, and there is a way on. The
 * product is real; only the answer that fails is put in its place.
 */
import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashToken } from '../../src/api/auth.ts'
import { axeOn } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { type BuildHookServer, startBuildHook } from '../support/build-hook.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { linkSet } from '../support/links.ts'
import { makeProject, type Product, startProduct } from '../support/product.ts'

const TOKEN = 'token-of-ada'
/** Makes the database large enough to take its time on a slow line: some 70 KB. */
const MANY = 500

let project: TestCheckout
let hook: BuildHookServer
let product: Product
let browser: Browser

beforeAll(async () => {
  project = await makeProject(
    linkSet([
      ...Array.from({ length: MANY }, (_, index) => ({
        slug: `many-${index}`,
        url: `https://example.com/${index}/with/a/path/of/its/own?and=${index}`,
      })),
      { slug: 'docs', title: 'Docs' },
      { slug: 'unlisted', url: 'https://example.com/unlisted', listed: false },
    ]),
    { site: { name: 'Go', directory: 'search' } },
  )
  hook = await startBuildHook()
  product = await startProduct(project.root, {
    SHORTCRUST_TOKENS: `ada:admin:${hashToken(TOKEN)}`,
    SHORTCRUST_BUILD_HOOK: hook.url,
  })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await product.stop()
  await hook.close()
  await removeFolder(project.root)
})

let context: BrowserContext
let page: Page
let complaints: string[]

beforeEach(async () => {
  context = await browser.newContext({ reducedMotion: 'reduce' })
  heal()
  await context.route(({ pathname }) => /^\/(api\/|build\.json|links\.)/.test(pathname), answer)
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
})

afterEach(async () => {
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await context.close()
  // An exception or a rejection that nobody handled.
  expect(complaints).toEqual([])
})

const HTML = '<!doctype html><title>Sorry</title><h1>nginx: upstream <b>failed</b></h1>'

function problem(status: number, title: string, detail: string): (route: Route) => Promise<void> {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail })
  return (route) => route.fulfill({ status, contentType: 'application/problem+json', body })
}

function hostPage(status: number, headers: Record<string, string> = {}) {
  return (route: Route) => route.fulfill({ status, contentType: 'text/html', headers, body: HTML })
}

const CUT_OFF = (route: Route) => route.abort('connectionreset')

interface Trouble {
  name: string
  answer: (route: Route) => Promise<void>
  /** What is said of it on the admin page. */
  says?: RegExp
  /** Whether it is a problem that the API itself tells of. */
  isOfApi?: boolean
}

/** Every way to fail that leaves the session as it is. */
const TROUBLES: readonly Trouble[] = [
  { name: '500 with a page of the host', answer: hostPage(500), says: /500/ },
  { name: '502 with a page of the host', answer: hostPage(502), says: /502/ },
  { name: '503 with Retry-After', answer: hostPage(503, { 'retry-after': '7' }), says: /\b7 / },
  {
    name: '403',
    answer: problem(403, 'Forbidden', 'only an editor may'),
    says: /only an editor/i,
    isOfApi: true,
  },
  {
    name: '409',
    answer: problem(409, 'Conflict', 'somebody was faster'),
    says: /was faster/i,
    isOfApi: true,
  },
  {
    name: '412',
    answer: problem(412, 'Changed', 'the link has moved on'),
    says: /moved on/i,
    isOfApi: true,
  },
  { name: '413 of the host', answer: hostPage(413), says: /too large|more than/i },
  {
    name: '415',
    answer: problem(415, 'Media type', 'send it as JSON'),
    says: /as JSON/i,
    isOfApi: true,
  },
  {
    name: '429 of the host',
    answer: hostPage(429, { 'retry-after': '180' }),
    says: /\b3 /,
  },
  {
    name: '200 with half a document',
    answer: (route) => route.fulfill({ contentType: 'application/json', body: '{"slug": "a' }),
    says: /200/,
  },
  { name: '200 with nothing', answer: (route) => route.fulfill({ body: '' }), says: /200/ },
  { name: '200 with a page', answer: hostPage(200), says: /200/ },
  { name: 'a connection cut off', answer: CUT_OFF, says: /connection/ },
  {
    name: 'no network',
    answer: (route) => route.abort('internetdisconnected'),
    says: /connection/,
  },
]

/** The page's clock is ours, and so is the time after which a request is given up. */
async function ownTime(): Promise<void> {
  await page.clock.install()
  await page.addInitScript(() => {
    AbortSignal.timeout = (milliseconds) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), milliseconds)
      return controller.signal
    }
  })
}

/** The request that fails now, and how. */
interface Failing {
  method: string
  path: RegExp
  answer: Trouble['answer']
  onAsked: () => void
}

let failing: Failing | null = null

async function answer(route: Route): Promise<void> {
  const request = route.request()
  const { pathname } = new URL(request.url())
  if (failing?.method !== request.method() || !failing.path.test(pathname)) return route.fallback()
  failing.onAsked()
  return failing.answer(route)
}

/**
 * Puts an answer in the place of what the server says to requests that match.
 *
 * @returns what waits until the first of them has come
 */
function fail(method: string, path: RegExp, by: Trouble['answer']): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  failing = { method, path, answer: by, onAsked: resolve }
  return () => promise
}

/** The server is heard again. */
function heal(): void {
  failing = null
}

/** Waits for a sentence in the place; it is for people, and brings nothing of the failure along. */
async function reads(place: Locator, says: RegExp = /\S/): Promise<string> {
  const shown = place.filter({ hasText: says, visible: true }).filter({ hasText: /[.!?]\s*$/ })
  await shown.first().waitFor()
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
  const text = (await shown.first().innerText()).trim()
  expect(text).toMatch(/\p{L}{2,}.*\p{L}{2,}/u)
  expect(text).not.toMatch(/undefined|null|NaN|\[object|Error:|[<>{}]|nginx|SyntaxError|Failed to/i)
  return text
}

async function isCleanForAxe(): Promise<void> {
  const { violations } = await axeOn(page).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([])
}

async function isNotBusy(): Promise<void> {
  expect(await page.locator('[aria-disabled="true"]:visible, [aria-busy="true"]').count()).toBe(0)
}

async function signIn(): Promise<void> {
  await page.goto(`${product.origin}/admin/#token=${TOKEN}`)
  await page.locator('#links-list > li').first().waitFor()
}

/** Something that a person does, and a request that it takes. */
interface Deed {
  name: string
  request: readonly [method: string, path: RegExp]
  /** Brings the page to where it can be done. */
  begin: () => Promise<void>
  act: () => Promise<void>
  /** Where it is said what went wrong. */
  place: () => Locator
  /** Fields whose content must not be lost, by their ids. */
  typed?: readonly string[]
  /** Whether what is said is the same for each trouble, as visitors can do nothing about any. */
  isPublic?: boolean
  /** Done, once the trouble is over. */
  isDone: () => Promise<void>
}

const press = (selector: string) => () => page.locator(selector).click()

const DEEDS: readonly Deed[] = [
  {
    name: 'signing in',
    request: ['GET', /^\/api\/v1\/status$/],
    async begin() {
      await page.goto(`${product.origin}/admin/`)
      await page.locator('#token').fill(TOKEN)
    },
    act: press('#sign-in button[type="submit"]'),
    place: () => page.locator('#token-error'),
    typed: ['token'],
    isDone: () => page.locator('#desk').waitFor(),
  },
  {
    name: 'adding a link',
    request: ['POST', /^\/api\/v1\/links$/],
    async begin() {
      await signIn()
      await page.locator('#url').fill('https://example.com/typed')
      await page.locator('#title').fill('Typed')
      await page.locator('#tags').fill('a, b')
    },
    act: press('#submit-button'),
    place: () => page.locator('#submit-banner, #slug-error'),
    typed: ['url', 'title', 'tags'],
    isDone: () => page.locator('#result').waitFor(),
  },
  {
    name: 'loading all links',
    request: ['GET', /^\/api\/v1\/database$/],
    async begin() {
      fail('GET', /^\/api\/v1\/database$/, CUT_OFF)
      await page.goto(`${product.origin}/admin/#token=${TOKEN}`)
      await page.locator('#links-retry').waitFor()
    },
    act: press('#links-retry'),
    place: () => page.locator('#links-status'),
    isDone: () => page.locator('#links-list > li').first().waitFor(),
  },
  {
    name: 'asking whose token it is',
    request: ['GET', /^\/api\/v1\/me$/],
    async begin() {
      fail('GET', /^\/api\/v1\/me$/, CUT_OFF)
      await page.goto(`${product.origin}/admin/#token=${TOKEN}`)
      await page.locator('#links-retry').waitFor()
    },
    act: press('#links-retry'),
    place: () => page.locator('#links-status'),
    isDone: () => page.locator('#links-list > li').first().waitFor(),
  },
  {
    name: 'opening a link',
    request: ['GET', /^\/api\/v1\/links\/docs$/],
    begin: signIn,
    act: press('#links-list [data-slug="docs"] [data-part="open"]'),
    place: () => page.locator('#links-status'),
    isDone: () => page.locator('dialog[open]').waitFor(),
  },
  {
    name: 'saving a change',
    request: ['PATCH', /^\/api\/v1\/links\/docs$/],
    async begin() {
      await signIn()
      await page.locator('#links-list [data-slug="docs"] [data-part="open"]').click()
      await page.locator('#edit-title').fill(`Changed at ${performance.now()}`)
    },
    act: press('#editor-save'),
    place: () => page.locator('#editor-banner, dialog [id$="-error"]'),
    typed: ['edit-title'],
    isDone: () => page.locator('#change').waitFor(),
  },
  {
    name: 'publishing',
    request: ['POST', /^\/api\/v1\/publish$/],
    async begin() {
      // Here each commit is live at once, so that nothing ever waits.
      await context.route('**/api/v1/status', async (route) => {
        const response = await route.fetch()
        const body = { ...(await response.json()), pending: ['docs'], canPublish: true }
        await route.fulfill({ response, json: body })
      })
      await signIn()
      await page.locator('#publish-button').waitFor()
    },
    act: press('#publish-button'),
    place: () => page.locator('#publish-status[data-tone="bad"]'),
    isDone: () => page.locator('#publish-status[data-tone="wait"]').waitFor(),
  },
  {
    name: 'finding the list of links, at home',
    request: ['GET', /^\/build\.json$/],
    ...atHome(/^\/build\.json$/),
  },
  {
    name: 'fetching the list of links, at home',
    request: ['GET', /^\/links\.\w+\.db$/],
    ...atHome(/^\/links\.\w+\.db$/),
  },
  {
    name: 'asking where a link leads',
    request: ['GET', /^\/api\/v1\/resolve\//],
    begin: async () => {},
    act: () => visit('/p/?unlisted'),
    place: () => page.locator('#preview-status'),
    isPublic: true,
    isDone: () => page.locator('#preview-target').waitFor(),
  },
  {
    name: 'following a link that no rule knows',
    request: ['GET', /^\/api\/v1\/resolve\//],
    async begin() {
      await context.route('https://example.com/**', (route) => route.fulfill({ body: 'Hi' }))
    },
    act: () => visit('/Unlisted'),
    place: () => page.locator('#forward-status'),
    isPublic: true,
    isDone: () => page.waitForURL('https://example.com/unlisted'),
  },
]

/** The list at home, tried again by its button. */
function atHome(path: RegExp) {
  return {
    async begin() {
      fail('GET', path, CUT_OFF)
      await visit('/')
      await page.locator('#directory-retry').waitFor()
    },
    act: press('#directory-retry'),
    place: () => page.locator('#directory-status'),
    isPublic: true,
    isDone: () => page.locator('#directory-list > li').first().waitFor(),
  }
}

async function visit(path: string): Promise<void> {
  await page.goto(`${product.origin}${path}`)
}

/** Does it, which fails, says so and can be done again; answers what is said. */
async function failsBy(
  { act, place, typed = [], request, isPublic }: Deed,
  { answer: by, says }: Trouble,
): Promise<string> {
  const before = await valuesOf(typed)
  const isAsked = fail(...request, by)
  await act()
  await isAsked()
  const text = await reads(place(), isPublic ? undefined : says)
  expect(await valuesOf(typed)).toEqual(before)
  await isNotBusy()
  return text
}

function valuesOf(ids: readonly string[]): Promise<string[]> {
  return Promise.all(ids.map((id) => page.locator(`#${id}`).inputValue()))
}

describe.each(DEEDS)('$name', (deed) => {
  test('fails in so many ways, each with its words, and goes on in the end', async () => {
    await deed.begin()
    // The API has little to say to visitors, and they have little to do with what it says.
    const troubles = TROUBLES.filter(({ isOfApi }) => !(deed.isPublic && isOfApi))
    for (const trouble of troubles) await failsBy(deed, trouble)
    await isCleanForAxe()
    // Whoever can't go on is not left alone with it.
    await page.locator('main :is(a, button):visible').first().waitFor()
    heal()
    await deed.act()
    await deed.isDone()
  })

  test('is given up when no answer comes', async () => {
    await ownTime()
    await deed.begin()
    const isAsked = fail(...deed.request, () => new Promise(() => {}))
    await deed.act()
    await isAsked()
    await page.clock.fastForward(301_000)
    await reads(deed.place(), deed.isPublic ? undefined : /\b(40|300)\b/)
    await isNotBusy()
    heal()
    await deed.act()
    await deed.isDone()
  })
})

describe('a token that is no longer accepted', () => {
  const refuse = problem(401, 'Unauthorized', 'the token is not known')
  const inSession = DEEDS.filter(({ name }) => {
    return ['loading all links', 'saving a change', 'publishing'].includes(name)
  })

  test.each(inSession)('is said while $name, and signing in again leads on', async (deed) => {
    await deed.begin()
    const isAsked = fail(...deed.request, refuse)
    await deed.act()
    await isAsked()
    await reads(page.locator('#token-error'))
    expect(await page.locator('#desk').isVisible()).toBe(false)
    expect(await page.locator('#token').evaluate((field) => field === document.activeElement)).toBe(
      true,
    )
    heal()
    await page.locator('#token').fill(TOKEN)
    await page.keyboard.press('Enter')
    await page.locator('#links-list > li').first().waitFor()
  })

  test('takes nothing away of what was typed into the form', async () => {
    await signIn()
    await page.locator('#url').fill('https://example.com/kept')
    await page.locator('#title').fill('Kept')
    fail('POST', /^\/api\/v1\/links$/, refuse)
    await page.locator('#submit-button').click()
    await reads(page.locator('#token-error'))
    await isCleanForAxe()
    heal()
    await page.locator('#token').fill(TOKEN)
    await page.keyboard.press('Enter')
    await page.locator('#url').waitFor()
    expect(await valuesOf(['url', 'title'])).toEqual(['https://example.com/kept', 'Kept'])
    await page.locator('#submit-button').click()
    await page.locator('#result').waitFor()
  })

  test('takes nothing away of what was typed into the editor, which opens again', async () => {
    await signIn()
    await page.locator('#links-list [data-slug="docs"] [data-part="open"]').click()
    await page.locator('#edit-title').fill('Typed before')
    await page.locator('#edit-tags').fill('kept')
    fail('PATCH', /^\/api\/v1\/links\/docs$/, refuse)
    await page.locator('#editor-save').click()
    await reads(page.locator('#token-error'))
    expect(await page.locator('dialog[open]').count()).toBe(0)
    heal()
    await page.locator('#token').fill(TOKEN)
    await page.keyboard.press('Enter')
    await page.locator('#editor-banner').filter({ hasText: 'not saved yet' }).waitFor()
    expect(await valuesOf(['edit-title', 'edit-tags'])).toEqual(['Typed before', 'kept'])
    await page.locator('#editor-save').click()
    await page.locator('#change').waitFor()
  })
})

describe('a slow line', () => {
  /** As of a telephone in the country: 50 KB a second, each answer 150 ms late; and its end. */
  async function slowDown(): Promise<() => Promise<void>> {
    const protocol = await context.newCDPSession(page)
    await protocol.send('Network.enable')
    const emulate = async (latency: number, throughput: number) => {
      const [downloadThroughput, uploadThroughput] = [throughput, throughput]
      const conditions = { offline: false, latency, downloadThroughput, uploadThroughput }
      await protocol.send('Network.emulateNetworkConditions', conditions)
    }
    await emulate(150, 50_000)
    return () => emulate(0, -1)
  }

  test('shows at home what the page is for, and says that the list is on its way', async () => {
    const speedUp = await slowDown()
    await page.goto(`${product.origin}/`, { waitUntil: 'commit' })
    await page.getByRole('heading', { name: 'Go', exact: true }).waitFor()
    await page.locator('#directory-status').filter({ hasText: /\p{L}/u }).waitFor()
    expect(await page.locator('#directory-list > li').count()).toBe(0)
    await speedUp()
    await page.locator('#directory-list > li').first().waitFor()
  })

  test('lets links be added before all of them are there, and tells how many have come', async () => {
    await visit('/admin/')
    const speedUp = await slowDown()
    await page.locator('#token').fill(TOKEN)
    await page.keyboard.press('Enter')
    await page.locator('#url').fill('https://example.com/meanwhile')
    expect(await page.locator('#links-list > li').count()).toBe(0)
    await page.waitForFunction(() => {
      const bar = document.querySelector<HTMLProgressElement>('#links-progress')
      return bar !== null && !bar.hidden && bar.value > 0 && bar.value < bar.max
    })
    expect(await page.locator('#links-progress').getAttribute('aria-label')).toMatch(/\p{L}/u)
    await speedUp()
    await page.locator('#links-list > li').first().waitFor()
    expect(await page.locator('#links-progress').isVisible()).toBe(false)
    expect(await page.locator('#url').inputValue()).toBe('https://example.com/meanwhile')
  })
})
