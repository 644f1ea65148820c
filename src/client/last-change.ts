/** The last change: its commit, whether it is live, and the button that takes it back. */
import {
  asSentence,
  callApi,
  explainFailure,
  type Me,
  type PublishingStatus,
  type SavedLink,
} from './api.ts'
import { byId, showText } from './dom.ts'
import { type MadeChange, undoRequest } from './link-edits.ts'

/** A change that the API has answered for. */
export interface DoneChange extends MadeChange {
  after: SavedLink
}

const box = byId('change', HTMLElement)
const text = byId('change-text', HTMLElement)
const state = byId('change-state', HTMLElement)
const undoButton = byId('change-undo', HTMLButtonElement)
const notices = byId('change-notices', HTMLElement)

let done: DoneChange | null = null
let role: Me['role'] = 'create'
let isLive = false
let isBusy = false

/** Brings the button to life; `onUndone` hears when the change was taken back. */
export function startLastChange(onUndone: () => void): void {
  undoButton.addEventListener('click', () => {
    if (!isBusy && done !== null) void undo(done, onUndone)
  })
}

/** Shows what was changed by whoever has the role. */
export function showChange(change: DoneChange, by: Me['role']): void {
  role = by
  show(change, describe(change))
  undoButton.hidden = undoRequest(change, role) === null
}

/** Moves the focus to the words about the last change. */
export function focusChange(): void {
  text.focus()
}

/** Tells how far the commits have come; `null` while that cannot be asked. */
export function updateChange(status: PublishingStatus | null): void {
  if (done === null || status === null || isLive) return
  if (status.live === null) {
    showState('Committed · nobody knows what is live', 'wait')
    return
  }
  const slugs = [done.before.slug, done.after.slug, ...done.aliases.map(({ slug }) => slug)]
  showLive(!slugs.some((slug) => status.pending.includes(slug)))
}

/** Forgets it, for whoever sits down at this machine next. */
export function clearChange(): void {
  done = null
  box.hidden = true
}

async function undo(change: DoneChange, onUndone: () => void): Promise<void> {
  const request = undoRequest(change, role)
  if (request === null) return
  setBusy(true)
  const { path, ...call } = request
  const answer = await callApi<SavedLink | SavedLink[]>(path, call)
  setBusy(false)
  // Signed out, or another change was made meanwhile.
  if (done !== change) return
  if (answer.kind !== 'ok') {
    const isChanged = answer.kind === 'problem' && answer.status === 412
    const reason = isChanged
      ? 'The link has been changed since, so open it and see.'
      : explainFailure(answer)
    tell(`Nothing was undone. ${reason}`, 'bad')
    text.focus()
    return
  }
  const after = Array.isArray(answer.body) ? answer.body[0] : answer.body
  if (after === undefined) return
  const { before, after: changed } = change
  const left =
    before.slug !== changed.slug && role !== 'admin'
      ? ` /${changed.slug} stays as an alias of it.`
      : ''
  const counted = changed.state === 'gone' ? ' It counts as added now, by you.' : ''
  show(
    { ...change, after },
    `Undone: /${before.slug} is as it was.${left}${counted} Commit ${after.commit.slice(0, 7)}.`,
  )
  undoButton.hidden = true
  text.focus()
  onUndone()
}

function show(change: DoneChange, words: string): void {
  done = change
  isLive = false
  box.hidden = false
  tell(words, 'good')
  showNotices(change.after.notices ?? [])
  showLive(change.after.live)
}

function describe({ before, after, oldSlug }: DoneChange): string {
  const commit = `Commit ${after.commit.slice(0, 7)}.`
  if (before.state === 'gone') return `Restored /${after.slug}. ${commit}`
  if (after.state === 'gone') return `Removed /${after.slug}. ${commit}`
  if (before.slug !== after.slug) {
    const old = oldSlug === 'alias' ? 'goes on to work' : 'is retired'
    return `Renamed /${before.slug} to /${after.slug}; the old one ${old}. ${commit}`
  }
  if (before.state !== after.state) {
    return `${after.state === 'active' ? 'Enabled' : 'Disabled'} /${after.slug}. ${commit}`
  }
  return `Changed /${after.slug}. ${commit}`
}

function tell(words: string, tone: 'good' | 'bad'): void {
  text.textContent = words
  text.dataset.tone = tone
}

function showLive(live: boolean): void {
  isLive = live
  showState(live ? 'Live' : 'Committed · waiting to go live', live ? 'good' : 'wait')
}

function showState(words: string, tone: 'good' | 'wait'): void {
  state.dataset.tone = tone
  // Set anew, the same words would be read out again.
  if (state.textContent !== words) showText(state, words)
}

function showNotices(messages: readonly string[]): void {
  notices.replaceChildren(
    ...messages.map((message) => {
      const entry = document.createElement('li')
      entry.textContent = asSentence(message)
      return entry
    }),
  )
  notices.hidden = messages.length === 0
}

function setBusy(busy: boolean): void {
  isBusy = busy
  // Not `disabled`, which would throw the focus out of the page.
  undoButton.setAttribute('aria-disabled', String(busy))
  undoButton.textContent = busy ? 'Undoing…' : 'Undo'
}
