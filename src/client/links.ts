/**
 * The list of all links: loads the database once and anew after changes, shows page by page what
 * is searched for, and keeps the search in the address.
 */
import { isPattern } from '../core/slug.ts'
import type { PublishingStatus } from './api.ts'
import { callApi, explainFailure, type Failure, fetchDatabase, type Me } from './api.ts'
import { copyOnClick } from './copy.ts'
import { byId, cloneTemplate, part, showText } from './dom.ts'
import { closeEditor, openEditor, startEditor } from './editor.ts'
import { hideKeys, showKeys, startKeys } from './keys.ts'
import {
  clearChange,
  focusChange,
  showChange,
  startLastChange,
  updateChange,
} from './last-change.ts'
import {
  EVERYTHING,
  formatNow,
  PAGE_SIZE,
  readSearch,
  type Search,
  SORTS,
  STATE_FILTERS,
  writeSearch,
} from './link-search.ts'
import { type LinksDatabase, startLinksDatabase } from './links-database.ts'
import type { Facet, Facets, FoundLinks, StoredLink } from './links-protocol.ts'
import { updateOverview } from './overview-watch.ts'
import { describeState } from './states.ts'
import { describeTarget } from './targets.ts'
import { describeTime } from './times.ts'

const section = byId('links', HTMLElement)
const form = byId('links-search', HTMLFormElement)
const textInput = byId('links-text', HTMLInputElement)
const selects = {
  state: byId('links-state', HTMLSelectElement),
  tag: byId('links-tag', HTMLSelectElement),
  owner: byId('links-owner', HTMLSelectElement),
  sort: byId('links-sort', HTMLSelectElement),
}
const status = byId('links-status', HTMLElement)
const progress = byId('links-progress', HTMLProgressElement)
const list = byId('links-list', HTMLUListElement)
const pages = byId('links-pages', HTMLElement)
const previous = byId('links-previous', HTMLButtonElement)
const next = byId('links-next', HTMLButtonElement)
const retry = byId('links-retry', HTMLButtonElement)
const clear = byId('links-clear', HTMLButtonElement)

/** What belongs to one session: gone with it. */
interface Session {
  me: Me
  database: LinksDatabase
  etag: string | null
  total: number
}

let session: Session | null = null
let leaving = new AbortController()
let search = readSearch(location.search)
let pending: ReadonlySet<string> = new Set()
/** Counts what was asked to be found; only the last of it is. */
let asked = 0
let finding: Promise<void> | null = null
/** Counts loads: what was asked for before a change knows nothing of it. */
let loads = 0

/** Brings the list to life; `onChanged` hears of every change that is made here. */
export function startLinks(onChanged: () => void): void {
  startLastChange(() => {
    onChanged()
    void refreshLinks()
  })
  startEditor({
    async onDone(change) {
      if (session === null) return
      const { aliases, ...rest } = change
      const removed = await session.database.get(aliases)
      showChange({ ...rest, aliases: removed }, session.me.role)
      onChanged()
      await refreshLinks()
      if (!focusRow(change.after.slug)) focusChange()
    },
    // What was read shows that the list is old.
    onStale: () => void refreshLinks(),
  })
  startKeys({ '/': focusSearch, c: copyFocused })
  byId('links-keys', HTMLButtonElement).addEventListener('click', showKeys)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    list.querySelector<HTMLElement>('[data-part="open"]')?.click()
  })
  textInput.addEventListener('input', () => searchFor({ text: textInput.value }, 'replace'))
  for (const select of Object.values(selects)) {
    select.addEventListener('change', () => searchFor(readSelects(), 'push'))
  }
  clear.addEventListener('click', () => {
    searchFor({ ...EVERYTHING, sort: search.sort }, 'push')
    showControls()
    textInput.focus()
  })
  previous.addEventListener('click', () => turnPage(-1))
  next.addEventListener('click', () => turnPage(1))
  retry.addEventListener('click', () => void (session === null ? openLinks() : refreshLinks()))
  section.addEventListener('keydown', moveFocus)
  addEventListener('popstate', () => {
    search = readSearch(location.search)
    showControls()
    void showFound()
  })
}

/** Loads all links for whoever has signed in. */
export async function openLinks(): Promise<void> {
  const { signal } = leaving
  retry.hidden = true
  status.textContent = 'Fetching the links…'
  const answer = await callApi<Me>('/me', { signal })
  if (signal.aborted) return
  if (answer.kind !== 'ok') {
    showFailure(answer)
    return
  }
  session?.database.close()
  session = { me: answer.body, database: startLinksDatabase(), etag: null, total: 0 }
  await refreshLinks()
  // An address that says what to find is about the list, not about the form above it.
  if (writeSearch(search) !== '' || location.hash === '#links') section.scrollIntoView()
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
  markPending()
}

/** Forgets all links; with `isLeaving` the search, too, for whoever sits down here next. */
export function clearLinks(isLeaving: boolean): void {
  if (isLeaving && writeSearch(search) !== '') {
    search = EVERYTHING
    showControls()
    history.replaceState(null, '', location.pathname)
  }
  leaving.abort()
  leaving = new AbortController()
  session?.database.close()
  session = null
  updateOverview(null)
  closeEditor()
  hideKeys()
  clearChange()
  list.replaceChildren()
  form.hidden = true
  pages.hidden = true
  clear.hidden = true
  retry.hidden = true
  progress.hidden = true
  status.textContent = ''
  for (const select of [selects.tag, selects.owner]) select.replaceChildren()
}

async function takeDatabase(
  current: Session,
  bytes: ArrayBuffer,
  etag: string | null,
): Promise<void> {
  try {
    const facets = await current.database.open(bytes)
    if (session !== current) return
    current.etag = etag
    current.total = facets.total
    showFacets(facets)
    showControls()
    form.hidden = false
    showOverview(current)
  } catch (error) {
    if (session !== current) return
    console.error(error)
    status.textContent = 'The links were fetched, but this browser could not read them.'
    retry.hidden = false
  }
}

function showOverview({ database, me }: Session): void {
  updateOverview({
    ask: (now) => database.overview(now),
    find(query) {
      searchFor(readSearch(query), 'push')
      showControls()
      section.scrollIntoView()
      byId('links-heading', HTMLElement).focus({ preventScroll: true })
    },
    edit: (slug, place) => void openEditor(slug, me, place),
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
  const what = session?.etag == null ? 'The links' : 'The list is old: the links'
  status.textContent = `${what} could not be fetched. ${explainFailure(failure)}`
  retry.hidden = false
}

function searchFor(wish: Partial<Search>, how: 'push' | 'replace'): void {
  search = { ...search, page: 1, ...wish }
  const address = `${location.pathname}${writeSearch(search)}`
  if (how === 'push') history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  void showFound()
}

async function turnPage(step: number): Promise<void> {
  search = { ...search, page: Math.max(1, search.page + step) }
  history.pushState(null, '', `${location.pathname}${writeSearch(search)}`)
  await showFound()
  section.scrollIntoView()
  focusFirst()
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
    found = await current.database.find({ search, now: formatNow(Date.now()) })
  } catch (error) {
    if (session === current) console.error(error)
    return
  }
  if (number !== asked || session !== current) return
  search = { ...search, page: found.page }
  showRows(found.links, current.me)
  showPages(found)
  status.textContent = describeFound(found, current.total)
  clear.hidden = writeSearch({ ...search, page: 1, sort: EVERYTHING.sort }) === ''
}

function showRows(links: readonly StoredLink[], me: Me): void {
  const focused = focusedRow()?.dataset.slug
  list.replaceChildren(...links.map((link) => linkRow(link, me)))
  markPending()
  // A list that is read again must not throw the focus out of the page.
  if (focused !== undefined && !focusRow(focused)) textInput.focus()
}

function showPages({ total, page }: FoundLinks): void {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE))
  pages.hidden = last === 1
  byId('links-page', HTMLElement).textContent =
    `Page ${page.toLocaleString()} of ${last.toLocaleString()}`
  previous.disabled = page === 1
  next.disabled = page === last
}

function describeFound({ total, page, links }: FoundLinks, all: number): string {
  if (all === 0) return 'There are no links yet.'
  if (total === 0) return 'No link matches.'
  const from = (page - 1) * PAGE_SIZE + 1
  const shown = `${from.toLocaleString()}–${(from + links.length - 1).toLocaleString()}`
  const of = total === all ? '' : ` of ${all.toLocaleString()}`
  const noun = all === 1 ? 'link' : 'links'
  return total <= PAGE_SIZE
    ? `${total.toLocaleString()}${of} ${noun}`
    : `${shown} of ${total.toLocaleString()} ${total === all ? noun : `that match${of}`}`
}

function linkRow(link: StoredLink, me: Me): HTMLElement {
  const { slug, url, title, tags, owner } = link
  const row = cloneTemplate('links-row')
  row.dataset.slug = slug
  const name = part(row, 'open', HTMLButtonElement)
  name.textContent = `/${slug}`
  name.addEventListener('click', () => void openEditor(slug, me, status))
  showText(part(row, 'title', HTMLElement), title)
  const target = part(row, 'target', HTMLElement)
  target.textContent = url.startsWith('/') ? `alias of ${url}` : describeTarget(url)
  target.title = url
  const { text, tone } = describeState(link, Date.now())
  const badge = part(row, 'state', HTMLElement)
  badge.textContent = text
  badge.dataset.tone = tone
  part(row, 'unlisted', HTMLElement).hidden = link.listed || link.state === 'gone'
  const facts = [...tags.map((tag) => `#${tag}`), ...(owner === null ? [] : [`@${owner}`])]
  const { expiresAt } = link
  if (expiresAt !== null && Date.parse(expiresAt) > Date.now()) {
    facts.push(`expires ${describeTime(expiresAt)}`)
  }
  showText(part(row, 'more', HTMLElement), facts.length === 0 ? null : facts.join(' · '))
  const copy = part(row, 'copy', HTMLButtonElement)
  // A tombstone's address is of no use to anyone, nor is a pattern's.
  copy.hidden = link.state === 'gone' || isPattern(slug)
  const shortUrl = `${me.baseUrl}/${slug}`
  copyOnClick(copy, part(row, 'copy-word', HTMLElement), () => shortUrl, name)
  part(row, 'copy-of', HTMLElement).textContent = ` ${slug}`
  return row
}

function markPending(): void {
  for (const row of list.querySelectorAll<HTMLElement>('[data-slug]')) {
    part(row, 'pending', HTMLElement).hidden = !pending.has(row.dataset.slug ?? '')
  }
}

function showFacets({ tags, owners }: Facets): void {
  fillSelect(selects.tag, 'Any tag', tags, search.tag)
  fillSelect(selects.owner, 'Anybody', owners, search.owner)
}

// What the address asks for stays an option, even where no link has it (any more).
function fillSelect(
  select: HTMLSelectElement,
  any: string,
  facets: readonly Facet[],
  chosen: string | null,
): void {
  const options = facets.map(({ name, links }) => new Option(`${name} (${links})`, name))
  const isKnown = chosen === null || facets.some(({ name }) => name === chosen)
  select.replaceChildren(
    new Option(any, ''),
    ...options,
    ...(isKnown ? [] : [new Option(`${chosen} (0)`, chosen)]),
  )
}

function showControls(): void {
  if (textInput.value.trim() !== search.text.trim()) textInput.value = search.text
  for (const name of ['tag', 'owner'] as const) {
    const wanted = search[name] ?? ''
    const select = selects[name]
    if (![...select.options].some(({ value }) => value === wanted)) {
      select.add(new Option(`${wanted} (0)`, wanted))
    }
  }
  selects.state.value = search.state ?? ''
  selects.tag.value = search.tag ?? ''
  selects.owner.value = search.owner ?? ''
  selects.sort.value = search.sort
}

function readSelects(): Partial<Search> {
  const { state, tag, owner, sort } = selects
  return {
    state: STATE_FILTERS.find((filter) => filter === state.value) ?? null,
    tag: tag.value || null,
    owner: owner.value || null,
    sort: SORTS.find((order) => order === sort.value) ?? EVERYTHING.sort,
  }
}

function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const row = focusedRow()
  if (row === null && event.target !== textInput) return
  event.preventDefault()
  const to = step === 1 ? row?.nextElementSibling : row?.previousElementSibling
  if (row === null) {
    if (step === 1) focusFirst()
  } else if (to instanceof HTMLElement) {
    part(to, 'open', HTMLButtonElement).focus()
  } else if (step === -1) {
    textInput.focus()
  }
}

function focusSearch(): void {
  if (form.hidden) return
  textInput.focus()
  textInput.select()
  section.scrollIntoView()
}

function copyFocused(): void {
  const row = focusedRow()
  const button = row === null ? null : part(row, 'copy', HTMLButtonElement)
  if (button !== null && !button.hidden) button.click()
}

function focusFirst(): void {
  list.querySelector<HTMLElement>('[data-part="open"]')?.focus()
}

function focusRow(slug: string): boolean {
  const row = [...list.children].find(
    (candidate) => candidate instanceof HTMLElement && candidate.dataset.slug === slug,
  )
  if (row === undefined) return false
  part(row, 'open', HTMLButtonElement).focus()
  return true
}

function focusedRow(): HTMLElement | null {
  const row = document.activeElement?.closest('#links-list > li')
  return row instanceof HTMLElement ? row : null
}
