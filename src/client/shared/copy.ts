/** Buttons that copy a short URL and say that they did. */
import { copying } from '#strings'
import { writeClipboard } from './clipboard.ts'
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
    word.textContent = isCopied ? copying.copied : copying.selected
    status.textContent = isCopied ? copying.copiedOf(text()) : copying.copyByHand
    clearTimeout(timer)
    timer = setTimeout(() => {
      word.textContent = label
      status.textContent = ''
    }, DONE_MS)
  })
}

async function copy(text: string, source: HTMLElement): Promise<boolean> {
  const isCopied = await writeClipboard(text)
  if (!isCopied) getSelection()?.selectAllChildren(source)
  return isCopied
}
