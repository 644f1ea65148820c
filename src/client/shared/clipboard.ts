/** The clipboard: pages on plain http have none, and browsers may refuse it elsewhere. */

/** Puts the text there; `false` where that is not to be had. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
