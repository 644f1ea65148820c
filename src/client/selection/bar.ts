/**
 * The selected links on the page: boxes, how many there are, and what can be done with all of them.
 */
import { selection as strings } from '#strings'
import type { Me } from '../api/answers.ts'
import type { LinksDatabase } from '../database/database.ts'
import { hasShortUrl, markSelected, shownSlugs } from '../links/rows.ts'
import { forgetCodes, keepCodes } from '../qr/chosen.ts'
import { writeClipboard } from '../shared/clipboard.ts'
import { byId, showText } from '../shared/dom.ts'
import { saveFile } from '../shared/save-file.ts'
import { coverage, extend, keepOnly, NOTHING, put, type Selection, toggle } from './selection.ts'

/** The links that the selection is of. */
export interface Selectable {
  me: Me
  database: LinksDatabase
  /** Slugs of all that match what is searched for. */
  findAll(): Promise<string[]>
}

const head = byId('links-select', HTMLElement)
const pageBox = byId('links-select-page', HTMLInputElement)
const bar = byId('links-chosen', HTMLElement)
const counted = byId('links-chosen-count', HTMLElement)
const all = byId('links-choose-all', HTMLButtonElement)
const change = byId('links-chosen-change', HTMLButtonElement)
const said = byId('links-chosen-said', HTMLElement)

let selection: Selection = NOTHING
let selectable: Selectable | null = null
/** How many match what is searched for. */
let matching = 0

/** Brings the bar to life; `onChange` hears that the selected links are to be changed. */
export function startSelection(onChange: () => void): void {
  pageBox.addEventListener('change', togglePage)
  change.addEventListener('click', () => onChange())
  onClick('links-chosen-clear', clearSelection)
  onClick('links-chosen-copy', copyUrls)
  onClick('links-chosen-csv', saveCsv)
  onClick('links-chosen-codes', showCodes)
  all.addEventListener('click', async () => {
    const slugs = await selectable?.findAll()
    if (slugs !== undefined) select(put(selection, slugs, true))
  })
}

/** Takes up what is listed now, of which `total` match. */
export function updateSelection(given: Selectable, total: number): void {
  selectable = given
  matching = total
  head.hidden = shownSlugs().length === 0
  change.hidden = given.me.role === 'create'
  show()
}

/** Drops from the selection what is there no more, as after the database was read again. */
export async function pruneSelection({ database }: Selectable): Promise<void> {
  if (selection.slugs.size === 0) return
  const there = await database.get([...selection.slugs])
  selection = keepOnly(
    selection,
    there.map(({ slug }) => slug),
  )
}

/** The slugs that are selected. */
export function selectedSlugs(): string[] {
  return [...selection.slugs]
}

/** Selects the link or takes it out; with `isRange` all from the last one to it. */
export function selectRow(slug: string, isRange: boolean): void {
  select(isRange ? extend(selection, slug, shownSlugs()) : toggle(selection, slug))
}

/** Selects all that is shown, or takes it out where all of it is selected. */
export function togglePage(): void {
  const shown = shownSlugs()
  select(put(selection, shown, coverage(selection, shown) !== 'all'))
}

/** Selects nothing; what was said stays with the bar, which goes. */
function clearSelection(): void {
  const hadFocus = bar.contains(document.activeElement)
  select(NOTHING)
  if (hadFocus) pageBox.focus()
}

/** Forgets the links, at the end of a session. */
export function forgetSelection(): void {
  forgetCodes()
  selection = NOTHING
  selectable = null
  matching = 0
  head.hidden = true
  show()
}

function select(next: Selection): void {
  selection = next
  showText(said, null)
  show()
}

function show(): void {
  const { slugs } = selection
  const shown = shownSlugs()
  markSelected(slugs)
  const covered = coverage(selection, shown)
  pageBox.checked = covered === 'all'
  pageBox.indeterminate = covered === 'some'
  bar.hidden = slugs.size === 0
  counted.textContent = strings.chosen(slugs.size)
  // All that match are offered once a page of them is not enough.
  const isOffered = matching > shown.length && covered === 'all' && slugs.size < matching
  all.hidden = !isOffered
  all.textContent = strings.all(matching)
}

async function copyUrls(): Promise<void> {
  const current = selectable
  if (current === null) return
  const links = (await current.database.get(selectedSlugs())).filter(hasShortUrl)
  if (links.length === 0) {
    showText(said, strings.noUrls)
    return
  }
  const urls = links.map(({ slug }) => `${current.me.baseUrl}/${slug}`)
  const isCopied = await writeClipboard(urls.join('\n'))
  showText(said, isCopied ? strings.copied(urls.length) : strings.notCopied)
}

async function saveCsv(): Promise<void> {
  const [links, { formatCsv }] = await Promise.all([
    selectable?.database.get(selectedSlugs()) ?? [],
    import('./csv.ts'),
  ])
  saveFile(new Blob([formatCsv(links)], { type: 'text/csv' }), 'links.csv')
  showText(said, strings.saved(links.length))
}

async function showCodes(): Promise<void> {
  const links = (await selectable?.database.get(selectedSlugs()))?.filter(hasShortUrl) ?? []
  if (links.length === 0) {
    showText(said, strings.noUrls)
    return
  }
  location.assign(keepCodes(links.map(({ slug }) => slug)))
}

function onClick(id: string, act: () => unknown): void {
  byId(id, HTMLButtonElement).addEventListener('click', () => void act())
}
