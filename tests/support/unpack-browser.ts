/** Unpacks the browser before the first end-to-end file: several at once would trip over each other. */
import { unpackBrowser } from './browser.ts'

/** Called by Vitest, once for a run (https://vitest.dev/config/globalsetup). */
export async function setup(): Promise<void> {
  await unpackBrowser()
}
