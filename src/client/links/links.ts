/**
 * All links on the admin page: loads the database once and anew after changes, shows page by page
 * what is searched for, and brings together the list, what is selected, and the dialogs that are
 * loaded when they are first asked for.
 */
import { editor as editorStrings, finder } from '#strings'
import { formatTime } from '../../core/time.ts'
import { prefillForm } from '../add/form.ts'
import type { Failure, Me, PublishingStatus } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { fetchDatabase } from '../api/fetch-database.ts'
import {
  clearChange,
  focusChange,
  type ShownChange,
  showChange,
  startLastChange,
  updateChange,
} from '../changes/last-change.ts'
import { showMany, showOne } from '../changes/made-changes.ts'
import { type LinksDatabase, startLinksDatabase } from '../database/database.ts'
import type { Facets, FoundLinks } from '../database/protocol.ts'
import type { EditedChange } from '../editor/editor.ts'
import { updateOverview } from '../overview/watch.ts'
import { closeQr, openQr } from '../qr/open.ts'
import {
  forgetSelection,
  pruneSelection,
  type Selectable,
  selectedSlugs,
  selectRow,
  startSelection,
  togglePage,
  updateSelection,
} from '../selection/bar.ts'
import { learn } from '../session/known.ts'
import { byId } from '../shared/dom.ts'
import {
  clearControls,
  currentSearch,
  focusSearch,
  isInSearch,
  isSearching,
  onEnter,
  searchQuery,
  settleOn,
  showControls,
  showFacets,
  startControls,
  turnTo,
} from './controls.ts'
import { hideKeys, showKeys, startKeys } from './keys.ts'
import { canTurn, clearPages, describeFound, showPages, startPages } from './pages.ts'
import {
  clearRows,
  copyFocused,
  focusedSlug,
  focusFirstRow,
  focusRow,
  markPending,
  moveRowFocus,
  openFirstRow,
  showRows,
} from './rows.ts'

const section = byId('links', HTMLElement)
const status = byId('links-status', HTMLElement)
const progress = byId('links-progress', HTMLProgressElement)
const retry = byId('links-retry', HTMLButtonElement)

/** What belongs to one session: gone with it. */
interface Session extends Selectable {
  me: Me
  database: LinksDatabase
  etag: string | null
  facets: Facets
}

let session: Session | null = null
let leaving = new AbortController()
let pending: ReadonlySet<string> = new Set()
/** Counts what was asked to be found; only the last of it is. */
let asked = 0
let finding: Promise<void> | null = null
/** Counts loads: what was asked for before a change knows nothing of it. */
let loads = 0
let onChanged: () => void = () => {}
/** The dialogs, once they are loaded. */
let editor: typeof import('../editor/editor.ts') | null = null
let many: typeof import('../selection/many-dialog.ts') | null = null

/** Brings the list to life; `onLinksChanged` hears of every change that is made here. */
export function startLinks(onLinksChanged: () => void): void {
  onChanged = onLinksChanged
  startLastChange(() => {
    onChanged()
    void refreshLinks()
  })
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
  retry.addEventListener('click', () => void (session === null ? openLinks() : refreshLinks()))
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
  session?.database.close()
  session = startSession(answer.body)
  await refreshLinks()
  // An address that says what to find is about the list, not about the form above it.
  if (isSearching() || location.hash === '#links') section.scrollIntoView()
  const unsaved = editor?.unsavedSlug(answer.body) ?? null
  if (unsaved !== null && !signal.aborted) await openLink(unsaved, status)
}

function startSession(me: Me): Session {
  const database = startLinksDatabase()
  const findAll = () => database.findAll({ search: currentSearch(), now: formatTime(Date.now()) })
  const facets = { total: 0, tags: [], owners: [], hosts: [] }
  return { me, database, findAll, etag: null, facets }
}

/** Reads the database again, if it has changed. */
export async function refreshLinks(): Promise<void> {
  const current = session
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
  if (publishing === null) return
  // Where nobody knows what visitors see, a badge at every link would say nothing.
  pending = new Set(publishing.live === null ? [] : publishing.pending)
  markPending(pending)
}

/** Forgets all links; with `isLeaving` the search, too, for whoever sits down here next. */
export function clearLinks(isLeaving: boolean): void {
  leaving.abort()
  leaving = new AbortController()
  session?.database.close()
  session = null
  updateOverview(null)
  editor?.leaveEditor(isLeaving)
  many?.closeMany()
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
  current: Session,
  bytes: ArrayBuffer,
  etag: string | null,
): Promise<void> {
  try {
    const facets = await current.database.open(bytes)
    await pruneSelection(current)
    if (session !== current) return
    current.etag = etag
    current.facets = facets
    showFacets(facets)
    learn(facets, current.me)
    showControls()
    showOverview(current)
  } catch (error) {
    if (session !== current) return
    console.error(error)
    status.textContent = finder.notRead
    retry.hidden = false
  }
}

function showOverview({ database }: Session): void {
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
  status.textContent = session?.etag == null ? finder.notFetched(why) : finder.notFetchedAnew(why)
  retry.hidden = false
}

async function turnPage(step: 1 | -1): Promise<void> {
  if (!canTurn(step)) return
  turnTo(currentSearch().page + step)
  await showFound()
  section.scrollIntoView()
  focusFirstRow()
}

/** Shows what the search finds now. What is typed while the worker is busy is asked once. */
function showFound(): Promise<void> {
  asked += 1
  finding ??= findLatest()
  return finding
}

async function findLatest(): Promise<void> {
  let number: number
  do {
    number = asked
    await find(number)
  } while (number !== asked)
  finding = null
}

async function find(number: number): Promise<void> {
  const current = session
  if (current === null || current.etag === null) return
  let found: FoundLinks
  try {
    found = await current.database.find({ search: currentSearch(), now: formatTime(Date.now()) })
  } catch (error) {
    if (session === current) console.error(error)
    return
  }
  if (number !== asked || session !== current) return
  settleOn(found.page)
  const focused = focusedSlug()
  showRows(found.links, current.me, {
    onOpen: (slug) => void openLink(slug, status),
    onQr: (slug) => void openQr(slug, current.me.baseUrl, status),
    onSelect: selectRow,
  })
  markPending(pending)
  updateSelection(current, found.total)
  // A list that is read again must not throw the focus out of the page.
  if (focused !== null && !focusRow(focused)) focusSearch()
  showPages(found)
  status.textContent = describeFound(found, current.facets.total)
}

async function openLink(slug: string, place: HTMLElement): Promise<void> {
  const current = session
  if (current === null) return
  const before = place.textContent
  place.textContent = editorStrings.opening(slug)
  const loaded = await import('../editor/editor.ts').catch(() => null)
  if (session !== current) return
  place.textContent = before
  editor = loaded
  if (loaded === null) {
    place.textContent = editorStrings.notLoaded
    return
  }
  const { me, database } = current
  await loaded.openEditor(
    slug,
    {
      me,
      aliasesOf: (of) => database.aliasesOf([of]),
      onDone: (change) => void takeEdited(current, change),
      // What was read shows that the list is old.
      onStale: () => void refreshLinks(),
      onAnother: prefillForm,
    },
    place,
  )
}

async function takeEdited(current: Session, edited: EditedChange): Promise<void> {
  const { before, aliases, after, oldSlug } = edited
  const others = await current.database.get(aliases)
  const change = showOne({ before: [before, ...others], after, oldSlug }, current.me)
  await takeChange(current, change, after[0]?.slug ?? null)
}

async function openMany(): Promise<void> {
  const current = session
  const slugs = selectedSlugs()
  if (current === null || slugs.length === 0 || current.me.role === 'create') return
  const loaded = await import('../selection/many-dialog.ts').catch(() => null)
  if (session !== current) return
  many = loaded
  if (loaded === null) {
    status.textContent = editorStrings.notLoaded
    return
  }
  await loaded.openMany({
    ...current,
    slugs,
    tags: current.facets.tags.map(({ name }) => name),
    owners: current.facets.owners.map(({ name }) => name),
    onDone: (done, words) => void takeChange(current, showMany(done, current.me, words), null),
    refresh: refreshLinks,
  })
}

async function takeChange(
  current: Session,
  change: ShownChange | null,
  slug: string | null,
): Promise<void> {
  if (session !== current || change === null) return
  showChange(change)
  onChanged()
  await refreshLinks()
  // While a dialog is open, the focus is its own.
  if (document.querySelector('dialog[open]') !== null) return
  if (slug === null || !focusRow(slug)) focusChange()
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
