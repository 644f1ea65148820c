/** The way to adding many links, which is loaded when it is first wanted. Stays small. */
import { bulk as strings } from '#strings'
import type { PublishingStatus } from '../api/answers.ts'
import { byId } from '../shared/dom.ts'

let bulk: typeof import('./bulk.ts') | null = null

/** Brings the form to the page, if it is not there yet; `onAdded` hears whenever links were added. */
export async function openBulk(onAdded: () => void): Promise<void> {
  if (bulk !== null) return
  const status = byId('bulk-loading', HTMLElement)
  status.textContent = strings.loading
  try {
    const loaded = await import('./bulk.ts')
    // Asked for twice, it comes once.
    if (bulk !== null) return
    bulk = loaded
    bulk.startBulk(onAdded)
    status.textContent = ''
  } catch (error) {
    console.error(error)
    status.textContent = strings.failed
  }
}

/** Tells how far the commits have come. */
export function updateBulk(status: PublishingStatus | null): void {
  bulk?.updateBulk(status)
}

/** Ends with the session; with `isLeaving`, all that was typed goes too. */
export function closeBulk(isLeaving: boolean): void {
  bulk?.closeBulk(isLeaving)
}
