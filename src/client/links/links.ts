/**
 * All links on the admin page: loads the database once and anew after changes, and brings together
 * the search, the list, what is selected, the last change and the dialogs.
 */
import { finder } from '#strings'
import type { Failure, Me, PublishingStatus } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { fetchDatabase } from '../api/fetch-database.ts'
import { clearChange, startLastChange, updateChange } from '../changes/last-change.ts'
import { updateOverview } from '../overview/watch.ts'
import { pendingSlugs } from '../publishing/pending.ts'
import { closeQr } from '../qr/open.ts'
import {
  forgetSelection,
  pruneSelection,
  selectRow,
  startSelection,
  togglePage,
} from '../selection/bar.ts'
import { learn } from '../session/known.ts'
import { byId } from '../shared/dom.ts'
import {
  clearControls,
  focusSearch,
  isInSearch,
  isSearching,
  onEnter,
  searchQuery,
  showControls,
  showFacets,
  startControls,
} from './controls.ts'
import { closeDialogs, openLink, openMany, openUnsaved, startDialogs } from './dialogs.ts'
import { showFound, turnPage } from './finding.ts'
import { currentLinks, forgetLinks, type HeldLinks, holdLinks } from './held.ts'
import { hideKeys, showKeys, startKeys } from './keys.ts'
import { clearPages, startPages } from './pages.ts'
import {
  clearRows,
  copyFocused,
  focusedSlug,
  focusFirstRow,
  markPending,
  moveRowFocus,
  openFirstRow,
} from './rows.ts'

const section = byId('links', HTMLElement)
const status = byId('links-status', HTMLElement)
const progress = byId('links-progress', HTMLProgressElement)
const retry = byId('links-retry', HTMLButtonElement)

let leaving = new AbortController()
/** Counts loads: what was asked for before a change knows nothing of it. */
let loads = 0

/** Brings the list to life; `onChanged` hears of every change that is made here. */
export function startLinks(onChanged: () => void): void {
  startLastChange(() => {
    onChanged()
    void refreshLinks()
  })
  startDialogs({ onChanged, refresh: refreshLinks })
  startControls(() => void showFound())
  onEnter(openFirstRow)
  startPages((step) => void turnPage(step))
  startSelection(() => void openMany())
  startKeys({
    '/': goToSearch,
    c: copyFocused,
    x: () => selectFocused(false),
    X: () => selectFocused(true),
    a: togglePage,
    m: () => void openMany(),
    n: () => void turnPage(1),
    p: () => void turnPage(-1),
  })
  byId('links-keys', HTMLButtonElement).addEventListener('click', showKeys)
  retry.addEventListener(
    'click',
    () => void (currentLinks() === null ? openLinks() : refreshLinks()),
  )
  section.addEventListener('keydown', moveFocus)
}

/** Loads all links for whoever has signed in. */
export async function openLinks(): Promise<void> {
  const { signal } = leaving
  retry.hidden = true
  status.textContent = finder.fetching
  const answer = await callApi<Me>('/me', { signal })
  if (signal.aborted) return
  if (answer.kind !== 'ok') {
    showFailure(answer)
    return
  }
  holdLinks(answer.body)
  await refreshLinks()
  // An address that says what to find is about the list, not about the form above it.
  if (isSearching() || location.hash === '#links') section.scrollIntoView()
  if (!signal.aborted) await openUnsaved(answer.body)
}

/** Reads the database again, if it has changed. */
export async function refreshLinks(): Promise<void> {
  const current = currentLinks()
  if (current === null) return
  loads += 1
  const load = loads
  const { signal } = leaving
  retry.hidden = true
  const answer = await fetchDatabase(current.etag, signal, (received, total) =>
    showProgress(current.etag === null, received, total),
  )
  if (load !== loads || signal.aborted) return
  progress.hidden = true
  if (answer.kind === 'ok') {
    await takeDatabase(current, answer.bytes, answer.etag)
  } else if (answer.kind !== 'same') {
    showFailure(answer)
    return
  }
  await showFound()
}

/** Marks the links that are committed and not yet live. */
export function updateLinks(publishing: PublishingStatus | null): void {
  updateChange(publishing)
  if (publishing !== null) markPending(pendingSlugs(publishing))
}

/** Forgets all links; with `isLeaving` the search, too, for whoever sits down here next. */
export function clearLinks(isLeaving: boolean): void {
  leaving.abort()
  leaving = new AbortController()
  forgetLinks()
  updateOverview(null)
  closeDialogs(isLeaving)
  hideKeys()
  closeQr()
  clearChange()
  clearRows()
  clearControls(isLeaving)
  clearPages()
  forgetSelection()
  retry.hidden = true
  progress.hidden = true
  status.textContent = ''
}

async function takeDatabase(
  current: HeldLinks,
  bytes: ArrayBuffer,
  etag: string | null,
): Promise<void> {
  try {
    const facets = await current.database.open(bytes)
    await pruneSelection(current)
    if (currentLinks() !== current) return
    current.etag = etag
    current.facets = facets
    showFacets(facets)
    learn(facets, current.me)
    showControls()
    showOverview(current)
  } catch (error) {
    if (currentLinks() !== current) return
    console.error(error)
    status.textContent = finder.notRead
    retry.hidden = false
  }
}

function showOverview({ database }: HeldLinks): void {
  updateOverview({
    ask: (now) => database.overview(now),
    find(query) {
      searchQuery(query)
      section.scrollIntoView()
      byId('links-heading', HTMLElement).focus({ preventScroll: true })
    },
    edit: (slug, place) => void openLink(slug, place),
  })
}

function showProgress(isFirst: boolean, received: number, total: number | null): void {
  if (!isFirst) return
  progress.hidden = false
  if (total !== null) {
    progress.max = total
    progress.value = received
  }
}

function showFailure(failure: Failure): void {
  if (failure.kind === 'aborted' || (failure.kind === 'problem' && failure.status === 401)) return
  const why = explainFailure(failure)
  status.textContent =
    currentLinks()?.etag == null ? finder.notFetched(why) : finder.notFetchedAnew(why)
  retry.hidden = false
}

function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (isInSearch() ? step === 1 && focusFirstRow() : moveRowFocus(step)) event.preventDefault()
  else if (step === -1 && focusedSlug() !== null) {
    event.preventDefault()
    focusSearch()
  }
}

function goToSearch(): void {
  focusSearch()
  section.scrollIntoView()
}

function selectFocused(isRange: boolean): void {
  const slug = focusedSlug()
  if (slug !== null) selectRow(slug, isRange)
}
