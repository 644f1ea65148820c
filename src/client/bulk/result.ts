/** What came of adding many links: their short URLs, and how far they are on their way. */
import { bulk } from '#strings'
import type { PublishingStatus } from '../api/answers.ts'
import type { ShownChange } from '../changes/last-change.ts'
import { showAdded } from '../changes/made-changes.ts'
import { readKnown } from '../session/known.ts'
import { copyOnClick } from '../shared/copy.ts'
import { byId, showRich } from '../shared/dom.ts'
import { saveFile } from '../shared/save-file.ts'
import type { BulkJudge } from './judge.ts'
import type { Sent } from './sending.ts'

const STEP = 100

const heading = byId('bulk-saved', HTMLElement)
const made = byId('bulk-made', HTMLElement)
const undoButton = byId('bulk-undo', HTMLButtonElement)
const undoNote = byId('bulk-undo-note', HTMLElement)

let shown: readonly Sent[] = []
let change: ShownChange | null = null

/** Brings the card to life; `onUndone` hears when what it tells of was taken back. */
export function startBulkResult(judge: () => BulkJudge, onUndone: () => void): void {
  undoButton.addEventListener('click', () => {
    if (undoButton.getAttribute('aria-disabled') !== 'true') void undo(onUndone)
  })
  const button = byId('bulk-copy', HTMLButtonElement)
  copyOnClick(
    button,
    button,
    () => shown.map(({ saved }) => saved.shortUrl).join('\n'),
    byId('bulk-urls', HTMLOListElement),
  )
  byId('bulk-save', HTMLButtonElement).addEventListener('click', async () => {
    const csv = await judge().csv(shown.map(({ saved }) => saved))
    // With the mark by which spreadsheets know UTF-8.
    saveFile(new Blob(['\ufeff', csv], { type: 'text/csv' }), bulk.fileName)
  })
}

/** Shows what is saved, of so many that were to be. */
export function showBulkResult(sent: readonly Sent[], total: number): void {
  shown = sent
  const card = byId('bulk-result', HTMLElement)
  card.hidden = sent.length === 0
  card.dataset.live = 'false'
  heading.textContent =
    sent.length === total ? bulk.saved(total) : bulk.savedSome(sent.length, total)
  made.hidden = false
  undoNote.textContent = ''
  const { me } = readKnown()
  change =
    me &&
    showAdded(
      sent.map(({ saved }) => saved),
      me,
      heading.textContent,
      bulk.undone,
    )
  // While some are left to add, going on would bring them back half.
  undoButton.hidden = change?.undo == null || sent.length < total
  setUndoing(false)
  const commits = new Set(sent.map(({ saved }) => saved.commit.slice(0, 7)))
  showRich(byId('bulk-commits', HTMLElement), bulk.commits([...commits].join(', ')))
  showWaiting(sent.length, bulk.onTheirWay)
  const list = byId('bulk-urls', HTMLOListElement)
  const more = byId('bulk-more-urls', HTMLButtonElement)
  list.replaceChildren()
  const showMore = () => {
    const from = list.children.length
    const entries = sent.slice(from, from + STEP).map(({ saved }) => {
      const entry = document.createElement('li')
      entry.className = 'slug'
      entry.textContent = saved.shortUrl
      return entry
    })
    list.append(...entries)
    const left = sent.length - list.children.length
    more.hidden = left === 0
    more.textContent = bulk.more(Math.min(left, STEP))
  }
  more.onclick = showMore
  showMore()
}

/** Tells the card how far the commits have come. */
export function updateBulkResult(status: PublishingStatus | null): void {
  const card = byId('bulk-result', HTMLElement)
  if (status === null || shown.length === 0 || card.dataset.live === 'true') return
  if (status.live === null) {
    byId('bulk-detail', HTMLElement).textContent = bulk.unknown
    return
  }
  const pending = new Set(status.pending)
  const waiting = shown.filter(({ saved }) => pending.has(saved.slug)).length
  if (waiting > 0) {
    showWaiting(waiting, status.publish === 'batch' ? bulk.batch : bulk.onTheirWay)
    return
  }
  card.dataset.live = 'true'
  const badge = byId('bulk-state', HTMLElement)
  badge.textContent = bulk.live
  badge.dataset.tone = 'good'
  byId('bulk-detail', HTMLElement).textContent = bulk.reached
}

async function undo(onUndone: () => void): Promise<void> {
  const current = change
  if (current?.undo == null) return
  setUndoing(true)
  const undone = await current.undo()
  if (undone.ok) onUndone()
  // Signed out, or other lines were judged meanwhile.
  if (change !== current) return
  setUndoing(false)
  if (!undone.ok) {
    undoNote.textContent = bulk.notUndone(undone.reason)
    return
  }
  shown = []
  change = null
  made.hidden = true
  heading.textContent = undone.change.words
  heading.focus()
}

function setUndoing(isUndoing: boolean): void {
  // Not `disabled`, which would throw the focus out of the page.
  undoButton.setAttribute('aria-disabled', String(isUndoing))
  undoButton.textContent = isUndoing ? bulk.undoing : bulk.undo
}

function showWaiting(count: number, detail: string): void {
  const badge = byId('bulk-state', HTMLElement)
  badge.textContent = bulk.waiting(count)
  badge.dataset.tone = 'wait'
  byId('bulk-detail', HTMLElement).textContent = detail
}
