/**
 * What a visitor's browser really asks for: how much it is, that all of it is ours, and that the
 * policy of `_headers` forbids none of it. Every page that is built is looked at, the ones that
 * come later, too.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page, Request } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../src/bake/headers.ts'
import { launchBrowser } from '../support/browser.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { DEMO_SITE, demoLinks } from '../support/demo.ts'
import { makeProject, type Product, startProduct } from '../support/product.ts'

/** Kilobytes (1,000 bytes) of HTML, styles and scripts under gzip; SQLite and workers are not in it. */
const BUDGETS: Readonly<Record<string, number>> = {
  '/': 15,
  '/admin/': 60,
  // These draw QR codes.
  '/p/': 30,
  '/p/codes/': 30,
}
/** For each page that has no budget of its own. */
const BUDGET = 25

// What a page with no argument does not do.
const VISITED: Readonly<Record<string, string>> = { '/404.html': '/dosc', '/p/': '/p/?docs' }

let project: TestCheckout
let product: Product
let browser: Browser
/** Addresses of all pages, as they are built. */
let addresses: string[]

beforeAll(async () => {
  project = await makeProject(demoLinks(Date.now()), { site: DEMO_SITE })
  product = await startProduct(project.root)
  browser = await launchBrowser()
  const files = await readdir(join(project.root, 'dist'), { recursive: true })
  addresses = files
    .filter((path) => path.endsWith('.html'))
    .map((path) => `/${path.replace(/(^|\/)index\.html$/, '$1')}`)
    .sort()
})

afterAll(async () => {
  await browser.close()
  await product.stop()
  await removeFolder(project.root)
})

interface Visit {
  /** Under gzip, by path. */
  bytes: Map<string, number>
  requests: string[]
  policies: Set<string>
  /** What stands in the console, and what the policy forbade. */
  complaints: string[]
}

/** Opens the page and waits until it asks for nothing more. */
async function visit(path: string): Promise<Visit> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const requests: Request[] = []
  const workers = new Set<string>()
  const complaints: string[] = []
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`${violatedDirective} forbids ${blockedURI}`)
    })
  })
  page.on('request', (request) => requests.push(request))
  page.on('worker', (worker) => workers.add(worker.url()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await open(page, path)
  const bytes = new Map<string, number>()
  const policies = new Set<string>()
  for (const request of requests) {
    const response = await request.response()
    if (response === null) continue
    const kind = request.resourceType()
    if (kind === 'document') policies.add(response.headers()['content-security-policy'] ?? 'none')
    const { pathname } = new URL(request.url())
    if (!['document', 'stylesheet', 'script'].includes(kind)) continue
    if (workers.has(request.url()) || pathname.startsWith('/_astro/sql-wasm')) continue
    bytes.set(pathname, gzipSync(await response.body(), { level: 9 }).length)
  }
  await context.close()
  return { bytes, requests: requests.map((request) => request.url()), policies, complaints }
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${product.origin}${path}`, { waitUntil: 'networkidle' })
  if (path.startsWith('/admin/#')) await page.locator('#links-list > li').first().waitFor()
}

test('every page is as light as it was promised, all ours, and under the policy', async () => {
  expect(addresses).toContain('/admin/')
  const visited = [...addresses, `/admin/#token=${product.token}`]
  for (const address of visited) {
    const path = VISITED[address] ?? address
    const { bytes, requests, policies, complaints } = await visit(path)
    const page = address.replace(/#.*/, '')
    const total = [...bytes.values()].reduce((sum, size) => sum + size, 0)
    const listed = [...bytes].map(([name, size]) => `${size} ${name}`).join('\n')
    expect(total, `${page}:\n${listed}`).toBeLessThan((BUDGETS[page] ?? BUDGET) * 1_000)
    const foreign = requests.filter((url) => !/^(data|blob):/.test(url))
    expect(foreign.filter((url) => !url.startsWith(`${product.origin}/`))).toEqual([])
    expect([...policies], page).toEqual([CONTENT_SECURITY_POLICY])
    // Chromium notes the 404 of this page itself, and of the API that knows no such link.
    const expected = (text: string) => address === '/404.html' && /status of 404/.test(text)
    expect(
      complaints.filter((text) => !expected(text)),
      page,
    ).toEqual([])
  }
})

test('no built page holds a script, a style or a handler of its own', async () => {
  for (const address of addresses) {
    const file = address.endsWith('/') ? `${address}index.html` : address
    const html = await readFile(join(project.root, 'dist', file), 'utf8')
    const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
    const inline = scripts.filter(([, attributes = '', text = '']) => {
      return text.trim() !== '' || !/\bsrc="\//.test(attributes)
    })
    expect(
      inline.map(([text]) => text),
      address,
    ).toEqual([])
    expect(html.match(/<style\b|<[^>]+\s(?:style|on[a-z]+)\s*=|javascript:/gi), address).toBeNull()
  }
})
