/**
 * The admin page's list in Chromium: how long it takes to come, how long from a key to what it
 * finds on the screen, and how long the page can't answer meanwhile.
 */
import type { Page } from 'playwright'
import { launchBrowser } from '../support/browser.ts'
import { removeFolder } from '../support/checkout.ts'
import { makeProject, startProduct } from '../support/product.ts'
import { manyLinks } from './links.ts'
import { formatSize, formatTime, type Row, told, within } from './measure.ts'

/** What is typed, key by key: of a slug, a host, a title, and words that stand apart. */
const TYPED = ['link-1234', 'site-42.example', 'title of', 'docs 77']
const RUNS = 3
/** From a key to its links, in which people see no delay. */
const KEY_MS = 50
/** A page that does not answer for longer feels frozen: https://web.dev/articles/inp */
const FREEZE_MS = 200

export async function benchSearch(): Promise<Row[]> {
  return [...(await measure(10_000)), ...(await measure(100_000))]
}

async function measure(count: number): Promise<Row[]> {
  const { root } = await makeProject(manyLinks(count))
  const product = await startProduct(root)
  const browser = await launchBrowser()
  const page = await browser.newPage()
  await watchBlocks(page)
  const loads = await load(page, `${product.origin}/admin/#token=${product.token}`)
  const times: number[] = []
  for (const text of TYPED) times.push(...(await type(page, text)))
  const block = await page.evaluate(() => Math.max(0, ...(window.blocks ?? [])))
  await browser.close()
  await product.stop()
  await removeFolder(root)

  const at = `admin page at ${count.toLocaleString('en')} links`
  const slowest = Math.max(...times)
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  const key = `${at}: from a key to its links on the screen, slowest of ${times.length}`
  const words = `${formatTime(slowest)} (half of them within ${formatTime(middle)})`
  return [
    told(`${at}: until the list is there`, `${formatTime(loads.time)}, ${formatSize(loads.bytes)}`),
    // A hundred thousand have to be found, too, but not within the blink of an eye.
    count === 10_000 ? { ...within(key, slowest, KEY_MS), measured: words } : told(key, words),
    within(`${at}: longest time in which the page can't answer`, block, FREEZE_MS),
  ]
}

declare global {
  interface Window {
    /** Milliseconds of every long task of the main thread. */
    blocks?: number[]
  }
}

async function watchBlocks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const blocks: number[] = []
    window.blocks = blocks
    new PerformanceObserver((list) => {
      blocks.push(...list.getEntries().map(({ duration }) => duration))
    }).observe({ type: 'longtask', buffered: true })
  })
}

async function load(page: Page, url: string): Promise<{ time: number; bytes: number }> {
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Network.enable')
  let bytes = 0
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  const start = performance.now()
  await page.goto(url)
  await page.locator('#links-list > li').first().waitFor({ timeout: 120_000 })
  const time = performance.now() - start
  // The browser tells of a download's size some time after the page has got it.
  await page.waitForLoadState('networkidle')
  return { time, bytes }
}

/** Milliseconds of each key: from the press until its links are painted; the best of some runs. */
async function type(page: Page, text: string): Promise<number[]> {
  const runs: number[][] = []
  for (let run = 0; run < RUNS; run += 1) runs.push(await page.evaluate(typeInPage, text))
  return Array.from(text, (_, key) => Math.min(...runs.map((times) => times[key] ?? Number.NaN)))
}

// Runs in the page, so it knows nothing of what stands around it.
async function typeInPage(text: string): Promise<number[]> {
  const [input, list] = [
    document.querySelector<HTMLInputElement>('#links-text'),
    document.querySelector('#links-list'),
  ]
  if (input === null || list === null) throw new Error('there is no search on this page')

  /** Sets the field, and waits until the list was made anew and painted. */
  async function put(value: string): Promise<number> {
    const start = performance.now()
    const isShown = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect()
        // The next frame paints it; the message comes once that is done.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve()
          port2.postMessage(null)
        })
      })
      observer.observe(list as Element, { childList: true })
    })
    const field = input as HTMLInputElement
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await isShown
    return performance.now() - start
  }

  await put('')
  const times: number[] = []
  for (let length = 1; length <= text.length; length += 1) {
    times.push(await put(text.slice(0, length)))
  }
  return times
}
