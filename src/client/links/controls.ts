/**
 * The search over the list of links, between the form, the page's address and whoever finds.
 */
import { finder } from '#strings'
import type { Facet, Facets } from '../database/protocol.ts'
import { byId } from '../shared/dom.ts'
import {
  EVERYTHING,
  readHost,
  readSearch,
  type Search,
  SORTS,
  STATE_FILTERS,
  writeSearch,
} from './search.ts'

const form = byId('links-search', HTMLFormElement)
const textInput = byId('links-text', HTMLInputElement)
const hostInput = byId('links-host', HTMLInputElement)
const hosts = byId('links-hosts', HTMLDataListElement)
const clear = byId('links-clear', HTMLButtonElement)
const selects = {
  state: byId('links-state', HTMLSelectElement),
  tag: byId('links-tag', HTMLSelectElement),
  owner: byId('links-owner', HTMLSelectElement),
  sort: byId('links-sort', HTMLSelectElement),
}

let search = readSearch(location.search)
let onSearch: () => void = () => {}

/** Brings the controls to life; `onSearched` hears that something else is searched for. */
export function startControls(onSearched: () => void): void {
  onSearch = onSearched
  textInput.addEventListener('input', () => searchFor({ text: textInput.value }, 'replace'))
  for (const select of Object.values(selects)) {
    select.addEventListener('change', () => searchFor(readSelects(), 'push'))
  }
  // A host that is picked or typed in full counts at once; what is half typed waits for Enter.
  hostInput.addEventListener('input', () => {
    const host = readHost(hostInput.value)
    const isKnown = [...hosts.options].some(({ value }) => value === host)
    if (host === null || isKnown) searchForHost(host)
  })
  hostInput.addEventListener('change', () => searchForHost(readHost(hostInput.value)))
  clear.addEventListener('click', () => {
    searchFor({ ...EVERYTHING, sort: search.sort }, 'push')
    showControls()
    textInput.focus()
  })
  addEventListener('popstate', () => {
    search = readSearch(location.search)
    showControls()
    onSearch()
  })
}

/** What is searched for now. */
export function currentSearch(): Search {
  return search
}

/** Searches for what an address's query says, as a part of the page that leads here does. */
export function searchQuery(query: string): void {
  searchFor(readSearch(query), 'push')
  showControls()
}

/** Whether the address says what to find. */
export function isSearching(): boolean {
  return writeSearch(search) !== ''
}

/** Shows the search in the controls, and those where there is something to search. */
export function showControls(): void {
  form.hidden = false
  if (textInput.value.trim() !== search.text.trim()) textInput.value = search.text
  if (readHost(hostInput.value) !== search.host) hostInput.value = search.host ?? ''
  for (const name of ['tag', 'owner'] as const) {
    const wanted = search[name] ?? ''
    const select = selects[name]
    if (![...select.options].some(({ value }) => value === wanted)) {
      select.add(new Option(finder.option(wanted, 0), wanted))
    }
  }
  selects.state.value = search.state ?? ''
  selects.tag.value = search.tag ?? ''
  selects.owner.value = search.owner ?? ''
  selects.sort.value = search.sort
}

/** Fills the filters with what there is. */
export function showFacets({ tags, owners, hosts: known }: Facets): void {
  fillSelect(selects.tag, finder.anyTag, tags, search.tag)
  fillSelect(selects.owner, finder.anyOwner, owners, search.owner)
  hosts.replaceChildren(...known.map(({ name }) => new Option('', name)))
}

/** Takes note of the page that was found, which may be an earlier one than was asked for. */
export function settleOn(page: number): void {
  search = { ...search, page }
  clear.hidden = writeSearch({ ...search, page: 1, sort: EVERYTHING.sort }) === ''
}

/** Goes pages on or back in the address; nobody hears of it. */
export function turnTo(page: number): void {
  search = { ...search, page: Math.max(1, page) }
  history.pushState(null, '', `${location.pathname}${writeSearch(search)}`)
}

/** Moves the focus to the search. */
export function focusSearch(): void {
  if (form.hidden) return
  textInput.focus()
  textInput.select()
}

/** Whether the focus is in the field for text. */
export function isInSearch(): boolean {
  return document.activeElement === textInput
}

/** Calls `act` at Enter in the field for text. */
export function onEnter(act: () => void): void {
  form.addEventListener('submit', (event) => event.preventDefault())
  // With more than one field and no button, Enter submits nothing.
  textInput.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    act()
  })
}

/** Hides the controls; with `isLeaving` forgets the search, too. */
export function clearControls(isLeaving: boolean): void {
  if (isLeaving && isSearching()) {
    search = EVERYTHING
    showControls()
    history.replaceState(null, '', location.pathname)
  }
  form.hidden = true
  clear.hidden = true
  for (const select of [selects.tag, selects.owner]) select.replaceChildren()
  hosts.replaceChildren()
}

function searchFor(wish: Partial<Search>, how: 'push' | 'replace'): void {
  search = { ...search, page: 1, ...wish }
  const address = `${location.pathname}${writeSearch(search)}`
  if (how === 'push') history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  onSearch()
}

function searchForHost(host: string | null): void {
  if (host !== search.host) searchFor({ host }, 'push')
}

// What the address asks for stays an option, even where no link has it (any more).
function fillSelect(
  select: HTMLSelectElement,
  any: string,
  facets: readonly Facet[],
  chosen: string | null,
): void {
  const options = facets.map(({ name, links }) => new Option(finder.option(name, links), name))
  const isKnown = chosen === null || facets.some(({ name }) => name === chosen)
  select.replaceChildren(
    new Option(any, ''),
    ...options,
    ...(isKnown ? [] : [new Option(finder.option(chosen, 0), chosen)]),
  )
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
