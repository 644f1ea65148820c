/** The ways in: a bookmark to drag away, and an address to copy into the browser's settings. */
import { ways } from '#strings'
import { writeClipboard } from '../shared/clipboard.ts'
import { byId } from '../shared/dom.ts'
import { shortBase } from '../shared/short-base.ts'
import { makeBookmarklet } from './bookmarklet.ts'

/** Brings them to life. */
export function startWaysIn(): void {
  const origin = shortBase(byId('ways-in', HTMLElement).dataset.base ?? '')
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
    status.textContent = (await writeClipboard(code)) ? ways.codeCopied : ways.codeNotCopied
  })
}

function startKeyword(address: string): void {
  const field = byId('keyword-address', HTMLInputElement)
  const status = byId('keyword-status', HTMLElement)
  field.value = address
  byId('keyword-copy', HTMLButtonElement).addEventListener('click', async () => {
    const isCopied = await writeClipboard(address)
    if (!isCopied) field.select()
    status.textContent = isCopied ? ways.addressCopied : ways.addressSelected
  })
}
