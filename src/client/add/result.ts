/** The card of the link just saved: committed, and after a while live. */
import { submit } from '#strings'
import { isPattern } from '../../core/slug.ts'
import type { PublishingStatus, SavedLink } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { openQr } from '../qr/open.ts'
import { readKnown } from '../session/known.ts'
import { copyOnClick } from '../shared/copy.ts'
import { byId, showEntries, showText } from '../shared/dom.ts'
import { asSentence } from '../words/sentence.ts'
import { describeTarget } from '../words/targets.ts'
import { describeTime } from '../words/times.ts'
import { isUnknown, undoRequest } from './undo.ts'

const card = byId('result', HTMLElement)
const body = byId('result-link', HTMLElement)
const heading = byId('result-heading', HTMLElement)
const shortUrl = byId('result-short-url', HTMLElement)
const stateBadge = byId('result-state', HTMLElement)
const detail = byId('result-detail', HTMLElement)
const copyButton = byId('result-copy', HTMLButtonElement)
const copyNote = byId('result-copy-note', HTMLElement)
const undoButton = byId('result-undo', HTMLButtonElement)
const undone = byId('result-undone', HTMLElement)
const openLink = byId('result-open', HTMLAnchorElement)
const qrButton = byId('result-qr', HTMLButtonElement)

const words = submit.result

let saved: SavedLink | null = null
let savedAt = 0
/** Whether its address has left this card, so that somebody may have it. */
let isHandedOut = false

copyOnClick(copyButton, copyButton, () => saved?.shortUrl ?? '', shortUrl)

for (const way of [copyButton, qrButton, openLink]) {
  way.addEventListener('click', () => {
    isHandedOut = true
  })
}

qrButton.addEventListener('click', () => {
  if (saved === null) return
  const { slug, shortUrl: url } = saved
  void openQr(slug, url.slice(0, -slug.length - 1), byId('copy-status', HTMLElement))
})

/** Shows the link, and moves the focus to its card. */
export function showResult(link: SavedLink, isNew: boolean): void {
  saved = link
  savedAt = performance.now()
  isHandedOut = false
  heading.textContent = isNew ? words.heading : words.exists
  shortUrl.textContent = link.shortUrl.replace(/^https?:\/\//, '')
  byId('result-target', HTMLElement).textContent = describeTarget(link.url)
  byId('result-commit', HTMLElement).textContent = link.commit.slice(0, 7)
  showText(byId('result-times', HTMLElement), describeTimes(link))
  showNotices(link.notices ?? [])
  undone.textContent = ''
  // What was there before is not this page's to take back; a token that only adds can't remove.
  undoButton.hidden = !isNew || !['edit', 'admin'].includes(readKnown().me?.role ?? '')
  showLive(link.live)
  // A pattern stands for many addresses.
  qrButton.hidden = isPattern(link.slug)
  body.hidden = false
  card.hidden = false
  heading.focus()
}

/** Lets the last link be taken back; `onUndone` hears when it was. */
export function startResult(onUndone: () => void): void {
  undoButton.addEventListener('click', () => {
    if (undoButton.getAttribute('aria-disabled') !== 'true') void undo(onUndone)
  })
}

async function undo(onUndone: () => void): Promise<void> {
  if (saved === null) return
  const link = saved
  setUndoing(true)
  const { role } = readKnown().me ?? {}
  const moments = { role, age: performance.now() - savedAt, isHandedOut }
  const { path, ...call } = undoRequest(link, moments)
  const answer = await callApi<unknown>(path, call)
  setUndoing(false)
  if (saved !== link) return
  if (answer.kind !== 'ok') {
    undone.textContent = words.notUndone(explainFailure(answer))
    return
  }
  saved = null
  body.hidden = true
  heading.textContent = words.removed
  undone.textContent = (isUnknown(moments) ? words.forgotten : words.undone)(link.slug)
  heading.focus()
  onUndone()
}

function setUndoing(isUndoing: boolean): void {
  undoButton.setAttribute('aria-disabled', String(isUndoing))
  undoButton.textContent = isUndoing ? words.undoing : words.undo
}

/** Hides the card and forgets its link. */
export function hideResult(): void {
  saved = null
  card.hidden = true
}

/** Tells the card how far the commits have come; `null` while that cannot be asked. */
export function updateResult(status: PublishingStatus | null): void {
  if (saved === null || card.dataset.live === 'true') return
  if (status === null) {
    detail.textContent = words.unreachable
  } else if (status.live === null) {
    detail.textContent = words.unknown
  } else if (!status.pending.includes(saved.slug)) {
    showLive(true)
  } else if (status.publish === 'batch') {
    detail.textContent = status.canPublish ? words.batchMine : words.batch
  }
}

function showLive(isLive: boolean): void {
  if (saved === null) return
  card.dataset.live = String(isLive)
  stateBadge.textContent = isLive ? words.live : words.waiting
  stateBadge.dataset.tone = isLive ? 'good' : 'wait'
  detail.textContent = describeReach(saved, isLive)
  copyNote.hidden = isLive
  openLink.href = saved.shortUrl
  // A pattern's own address leads nowhere.
  openLink.hidden = !isLive || isPattern(saved.slug)
}

function describeReach(link: SavedLink, isLive: boolean): string {
  if (link.state === 'disabled') return words.disabled
  if (isAhead(link.startsAt)) return words.notStarted
  if (link.expiresAt !== null && !isAhead(link.expiresAt)) return words.expired
  if (isLive) return words.reached
  return words.onItsWay
}

function isAhead(time: string | null): boolean {
  return time !== null && Date.parse(time) > Date.now()
}

function describeTimes({ startsAt, expiresAt }: SavedLink): string | null {
  const times = [
    ...(startsAt === null ? [] : [words.starts(describeTime(startsAt))]),
    ...(expiresAt === null ? [] : [words.expires(describeTime(expiresAt))]),
  ]
  return times.length === 0 ? null : times.join(' · ')
}

function showNotices(notices: readonly string[]): void {
  showEntries(byId('result-notices', HTMLElement), notices.map(asSentence))
}
