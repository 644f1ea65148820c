/** The bar above the last links: what waits to go live, and the button that publishes it. */
import { publishing as strings } from '#strings'
import type { PublishingStatus } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { byId } from '../shared/dom.ts'

const text = byId('publish-status', HTMLElement)
const button = byId('publish-button', HTMLButtonElement)

type Tone = 'wait' | 'good' | 'bad'

// What waits for a moment only, as where this server bakes each commit itself, is not shown.
let waited = false
let head: string | null = null
/** The head at which the button was last pressed: what came of it stands until another commit. */
let pressedAt: string | null = null
/** Whether the host was asked to build since something waits. */
let asked = false

/** Brings the button to life; `onPublished` hears when publishing has begun. */
export function startPublishing(onPublished: () => void): void {
  button.addEventListener('click', () => {
    if (!isBusy()) void publish(onPublished)
  })
}

/** Tells the bar how far the commits have come; `null` while that cannot be asked. */
export function updatePublishing(status: PublishingStatus | null): void {
  if (status === null || isBusy()) return
  head = status.head
  const isWaiting = status.pending.length > 0
  const isShown = isWaiting && waited && status.canPublish
  waited = isWaiting
  if (isShown) showWaiting(status)
  else if (!isWaiting) showNothing()
}

/** Empties the bar, for whoever sits down at this machine next. */
export function clearPublishing(): void {
  waited = false
  pressedAt = null
  asked = false
  setBusy(false)
  tell('', 'wait')
  button.hidden = true
}

function showWaiting(status: PublishingStatus): void {
  button.hidden = false
  if (pressedAt !== null && pressedAt === status.head) return
  pressedAt = null
  button.textContent = strings.publish
  tell(describeWaiting(status), 'wait')
}

function showNothing(): void {
  if (asked) tell(strings.published, 'good')
  // Those words stay until something waits again.
  else if (text.dataset.tone !== 'good') tell('', 'wait')
  pressedAt = null
  asked = false
  if (document.activeElement === button) text.focus()
  button.hidden = true
}

async function publish(onPublished: () => void): Promise<void> {
  setBusy(true)
  tell(strings.publishing, 'wait')
  const answer = await callApi<PublishingStatus>('/publish', { method: 'POST', body: '{}' })
  // Signed out meanwhile.
  if (!isBusy()) return
  setBusy(false)
  if (answer.kind !== 'ok') {
    pressedAt = head
    tell(strings.notPublished(explainFailure(answer)), 'bad')
    return
  }
  pressedAt = answer.body.head
  asked = true
  button.textContent = strings.again
  tell(strings.asked, 'wait')
  updatePublishing(answer.body)
  onPublished()
}

function describeWaiting({ live, pending }: PublishingStatus): string {
  if (live === null) return strings.unknown
  return strings.waiting(pending.length)
}

function tell(message: string, tone: Tone): void {
  text.dataset.tone = tone
  // Set anew, the same words would be read out again.
  if (text.textContent !== message) text.textContent = message
}

function isBusy(): boolean {
  return button.getAttribute('aria-disabled') === 'true'
}

function setBusy(busy: boolean): void {
  // Not `disabled`, which would throw the focus out of the page.
  button.setAttribute('aria-disabled', String(busy))
}
