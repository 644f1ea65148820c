/**
 * The box about the last change: its commit, whether it is live, who sees what until then, and the
 * button that takes it back. Knows no link; what a change was is told in words.
 */
import { publishing } from '#strings'
import type { PublishingStatus } from '../api/answers.ts'
import { byId, showEntries, showText } from '../shared/dom.ts'
import { asSentence } from '../words/sentence.ts'

const strings = publishing.change

/** A change that the API has answered for. */
export interface ShownChange {
  /** What was done, in a sentence. */
  words: string
  commit: string
  live: boolean
  /** The slugs whose being live decides. */
  slugs: readonly string[]
  notices: readonly string[]
  /** Who sees what until it is live. */
  until: string
  /** Takes it back; `null` where nothing can. */
  undo: (() => Promise<Undone>) | null
}

/** What came of taking a change back: that change, or why there is none. */
export type Undone = { ok: true; change: ShownChange } | { ok: false; reason: string }

const box = byId('change', HTMLElement)
const text = byId('change-text', HTMLElement)
const state = byId('change-state', HTMLElement)
const until = byId('change-until', HTMLElement)
const undoButton = byId('change-undo', HTMLButtonElement)
const notices = byId('change-notices', HTMLElement)

let shown: ShownChange | null = null
let isLive = false
let isBusy = false

/** Brings the button to life; `onUndone` hears when the change was taken back. */
export function startLastChange(onUndone: () => void): void {
  undoButton.addEventListener('click', () => {
    if (!isBusy && shown !== null) void undo(shown, onUndone)
  })
  byId('change-close', HTMLButtonElement).addEventListener('click', () => {
    clearChange()
    byId('links-heading', HTMLElement).focus()
  })
}

/** Shows what was changed. */
export function showChange(change: ShownChange): void {
  shown = change
  isLive = false
  box.hidden = false
  tell(`${change.words} ${strings.commit(change.commit.slice(0, 7))}`, 'good')
  showNotices(change.notices)
  showLive(change.live)
  undoButton.hidden = change.undo === null
}

/** Moves the focus to the words about the last change. */
export function focusChange(): void {
  text.focus()
}

/** Tells how far the commits have come; `null` while that cannot be asked. */
export function updateChange(status: PublishingStatus | null): void {
  if (shown === null || status === null || isLive) return
  if (status.live === null) {
    showState(strings.unknown, 'wait')
    return
  }
  const pending = new Set(status.pending)
  showLive(!shown.slugs.some((slug) => pending.has(slug)))
}

/** Forgets it, for whoever sits down at this machine next. */
export function clearChange(): void {
  shown = null
  box.hidden = true
}

async function undo(change: ShownChange, onUndone: () => void): Promise<void> {
  if (change.undo === null) return
  setBusy(true)
  const undone = await change.undo()
  setBusy(false)
  // Signed out, or another change was made meanwhile.
  if (shown !== change) return
  if (undone.ok) {
    showChange(undone.change)
    onUndone()
  } else {
    tell(strings.notUndone(undone.reason), 'bad')
  }
  text.focus()
}

function tell(words: string, tone: 'good' | 'bad'): void {
  text.textContent = words
  text.dataset.tone = tone
}

function showLive(live: boolean): void {
  isLive = live
  showState(live ? strings.live : strings.waiting, live ? 'good' : 'wait')
  showText(until, live ? null : (shown?.until ?? null))
}

function showState(words: string, tone: 'good' | 'wait'): void {
  state.dataset.tone = tone
  // Set anew, the same words would be read out again.
  if (state.textContent !== words) showText(state, words)
}

const SHOWN_NOTICES = 3

function showNotices(messages: readonly string[]): void {
  const all = [...new Set(messages)].map(asSentence)
  const more = all.length - SHOWN_NOTICES
  const told = [...all.slice(0, SHOWN_NOTICES), ...(more > 0 ? [strings.moreNotices(more)] : [])]
  showEntries(notices, told)
}

function setBusy(busy: boolean): void {
  isBusy = busy
  // Not `disabled`, which would throw the focus out of the page.
  undoButton.setAttribute('aria-disabled', String(busy))
  undoButton.textContent = busy ? strings.undoing : strings.undo
}
