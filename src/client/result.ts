/** The card of the link just saved: committed, and after a while live. */
import { isPattern } from '../core/slug.ts'
import { asSentence, type PublishingStatus, type SavedLink } from './api.ts'
import { copyOnClick } from './copy.ts'
import { byId, showText } from './dom.ts'
import { openQr } from './qr-open.ts'
import { describeTarget } from './targets.ts'
import { describeTime } from './times.ts'

const card = byId('result', HTMLElement)
const heading = byId('result-heading', HTMLElement)
const shortUrl = byId('result-short-url', HTMLElement)
const stateBadge = byId('result-state', HTMLElement)
const detail = byId('result-detail', HTMLElement)
const copyButton = byId('result-copy', HTMLButtonElement)
const copyNote = byId('result-copy-note', HTMLElement)
const openLink = byId('result-open', HTMLAnchorElement)
const qrButton = byId('result-qr', HTMLButtonElement)

let saved: SavedLink | null = null

copyOnClick(copyButton, copyButton, () => saved?.shortUrl ?? '', shortUrl)

qrButton.addEventListener('click', () => {
  if (saved === null) return
  const { slug, shortUrl: url } = saved
  void openQr(slug, url.slice(0, -slug.length - 1), byId('copy-status', HTMLElement))
})

/** Shows the link, and moves the focus to its card. */
export function showResult(link: SavedLink, isNew: boolean): void {
  saved = link
  heading.textContent = isNew ? 'Link saved' : 'This link exists already'
  shortUrl.textContent = link.shortUrl.replace(/^https?:\/\//, '')
  byId('result-target', HTMLElement).textContent = describeTarget(link.url)
  byId('result-commit', HTMLElement).textContent = link.commit.slice(0, 7)
  showText(byId('result-times', HTMLElement), describeTimes(link))
  showNotices(link.notices ?? [])
  showLive(link.live)
  // A pattern stands for many addresses.
  qrButton.hidden = isPattern(link.slug)
  card.hidden = false
  heading.focus()
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
    detail.textContent = 'The server cannot be reached to ask whether it is live. Asking again…'
  } else if (status.live === null) {
    detail.textContent = 'Saved for good. The server cannot tell which commit visitors see yet.'
  } else if (!status.pending.includes(saved.slug)) {
    showLive(true)
  } else if (status.publish === 'batch') {
    detail.textContent = status.canPublish
      ? 'Saved for good. It goes live with the next scheduled publication, or when you publish.'
      : 'Saved for good. It goes live with the next scheduled publication.'
  }
}

function showLive(isLive: boolean): void {
  if (saved === null) return
  card.dataset.live = String(isLive)
  stateBadge.textContent = isLive ? 'Live' : 'Committed · waiting to go live'
  stateBadge.dataset.tone = isLive ? 'good' : 'wait'
  detail.textContent = describeReach(saved, isLive)
  copyNote.hidden = isLive
  openLink.href = saved.shortUrl
  // A pattern's own address leads nowhere.
  openLink.hidden = !isLive || isPattern(saved.slug)
}

function describeReach(link: SavedLink, isLive: boolean): string {
  if (hasNotStarted(link)) return 'Saved for good. Visitors are told that it has not started yet.'
  if (isLive) return 'Visitors who follow it reach the target.'
  return 'Saved for good. Until it is live, browsers are forwarded; other programs see “not found”.'
}

function hasNotStarted({ startsAt }: SavedLink): boolean {
  return startsAt !== null && Date.parse(startsAt) > Date.now()
}

function describeTimes({ startsAt, expiresAt }: SavedLink): string | null {
  const times = [
    ...(startsAt === null ? [] : [`Starts ${describeTime(startsAt)}`]),
    ...(expiresAt === null ? [] : [`Expires ${describeTime(expiresAt)}`]),
  ]
  return times.length === 0 ? null : times.join(' · ')
}

function showNotices(notices: readonly string[]): void {
  const list = byId('result-notices', HTMLElement)
  list.replaceChildren(
    ...notices.map((notice) => {
      const entry = document.createElement('li')
      entry.textContent = asSentence(notice)
      return entry
    }),
  )
  list.hidden = notices.length === 0
}
