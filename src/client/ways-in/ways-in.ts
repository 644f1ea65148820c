/** The ways in: a bookmark to drag away, and an address to copy into the browser's settings. */
import { ways } from '#strings'
import { byId } from '../shared/dom.ts'
import { makeBookmarklet } from './bookmarklet.ts'

/** Brings them to life. */
export function startWaysIn(): void {
  const origin = siteOrigin(byId('ways-in', HTMLElement).dataset.base ?? '')
  startBookmarklet(makeBookmarklet(origin))
  startKeyword(`${origin}/%s`)
}

function startBookmarklet(code: string): void {
  const bookmarklet = byId('bookmarklet', HTMLAnchorElement)
  const status = byId('bookmarklet-status', HTMLElement)
  bookmarklet.href = code
  bookmarklet.addEventListener('click', (event) => {
    // This page's policy would stop it without a word.
    event.preventDefault()
    status.textContent = ways.bookmarkletNotHere
  })
  byId('bookmarklet-copy', HTMLButtonElement).addEventListener('click', async () => {
    status.textContent = (await copy(code)) ? ways.codeCopied : ways.codeNotCopied
  })
}

function startKeyword(address: string): void {
  const field = byId('keyword-address', HTMLInputElement)
  const status = byId('keyword-status', HTMLElement)
  field.value = address
  byId('keyword-copy', HTMLButtonElement).addEventListener('click', async () => {
    const isCopied = await copy(address)
    if (!isCopied) field.select()
    status.textContent = isCopied ? ways.addressCopied : ways.addressSelected
  })
}

// Browsers offer no clipboard to pages on plain http, and may refuse it elsewhere.
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

// The domain of the short links, also on a preview deploy; on one's own machine, whatever port.
function siteOrigin(configured: string): string {
  const { hostname } = new URL(configured)
  return ['localhost', '127.0.0.1'].includes(hostname) ? location.origin : configured
}
