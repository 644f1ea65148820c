/** Buttons that copy a short URL and say that they did. */
import { byId } from './dom.ts'

const DONE_MS = 2_000

const status = byId('copy-status', HTMLElement)

/**
 * Makes the button copy what `text` gives; `word` is the part of it that says so, and `source` is
 * selected where the clipboard is closed.
 */
export function copyOnClick(
  button: HTMLButtonElement,
  word: HTMLElement,
  text: () => string,
  source: HTMLElement,
): void {
  const label = word.textContent
  let timer: ReturnType<typeof setTimeout> | undefined
  button.addEventListener('click', async () => {
    const isCopied = await copy(text(), source)
    word.textContent = isCopied ? 'Copied' : 'Selected'
    status.textContent = isCopied
      ? `Copied ${text()}`
      : 'Selected; copy it with the keyboard or menu.'
    clearTimeout(timer)
    timer = setTimeout(() => {
      word.textContent = label
      status.textContent = ''
    }, DONE_MS)
  })
}

// Browsers offer no clipboard to pages on plain http, and may refuse it elsewhere.
async function copy(text: string, source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    getSelection()?.selectAllChildren(source)
    return false
  }
}
