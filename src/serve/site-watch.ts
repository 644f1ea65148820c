/**
 * Notices that the head has another `data/site.json` than the one that is served: it is read once,
 * at the start.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SITE_PATH } from '../config.ts'
import type { Checkout } from '../stores/checkout/checkout.ts'

/**
 * Remembers the file as it is now, in the work tree and at the head.
 *
 * @returns what looks at the head anew, and tells `report` once of each other file
 */
export async function watchSite({
  git,
  root,
}: Checkout): Promise<(report: (message: string) => void) => Promise<void>> {
  const readHead = () => git.tryText(['show', `HEAD:./${SITE_PATH}`])
  const served = await readFile(join(root, SITE_PATH), 'utf8').catch(() => null)
  // An edit that was not committed yet is served, and the head may stay as it was.
  const known = [served, await readHead()].map(normalise)
  return async (report) => {
    const text = normalise(await readHead())
    if (known.includes(text)) return
    known.push(text)
    report(`${SITE_PATH} changed: start again to see it`)
  }
}

// Git may write a work tree's line breaks otherwise than it stores them.
function normalise(text: string | null): string | null {
  return text?.replaceAll('\r\n', '\n').trimEnd() ?? null
}
