/**
 * The rows of the list of links: what stands in them, which has the focus, which are selected.
 * Knows the links that it is given, and nothing of where they come from.
 */
import { finder, qr, selection as strings } from '#strings'
import { isPattern } from '../../core/slug.ts'
import type { Me } from '../api/answers.ts'
import type { StoredLink } from '../database/protocol.ts'
import { copyOnClick } from '../shared/copy.ts'
import { byId, cloneTemplate, part, showText } from '../shared/dom.ts'
import { describeState } from '../words/states.ts'
import { describeTarget } from '../words/targets.ts'
import { describeTime } from '../words/times.ts'

const list = byId('links-list', HTMLUListElement)

interface Listener {
  onOpen(slug: string): void
  /** Hears that the code of the link is wanted. */
  onQr(slug: string): void
  /** Hears that the box of a row was pressed; a range where Shift was held. */
  onSelect(slug: string, isRange: boolean): void
}

let pending: ReadonlySet<string> = new Set()

/** Shows these links in place of what was shown; the caller sees to the focus. */
export function showRows(links: readonly StoredLink[], me: Me, listener: Listener): void {
  list.replaceChildren(...links.map((link) => linkRow(link, me, listener)))
  markPending(pending)
}

/** Takes all rows away. */
export function clearRows(): void {
  list.replaceChildren()
}

/** The slugs that are shown, in their order. */
export function shownSlugs(): string[] {
  return rows().map(slugOf)
}

/** Marks the links whose last change is committed and not yet live, now and when shown anew. */
export function markPending(slugs: ReadonlySet<string>): void {
  pending = slugs
  for (const row of rows()) part(row, 'pending', HTMLElement).hidden = !pending.has(slugOf(row))
}

/** Ticks the boxes of the links that are selected. */
export function markSelected(slugs: ReadonlySet<string>): void {
  for (const row of rows()) {
    const isSelected = slugs.has(slugOf(row))
    part(row, 'select', HTMLInputElement).checked = isSelected
    row.classList.toggle('selected', isSelected)
  }
}

/** Moves the focus to the link's row, if it is shown. */
export function focusRow(slug: string): boolean {
  return focusOn(rows().find((row) => slugOf(row) === slug))
}

/** Moves the focus into the list. */
export function focusFirstRow(): boolean {
  return focusOn(rows()[0])
}

/** Moves the focus a row on or back; `false` where there is none. */
export function moveRowFocus(step: 1 | -1): boolean {
  const all = rows()
  const current = all.findIndex((row) => row.contains(document.activeElement))
  return current !== -1 && focusOn(all[current + step])
}

/** Slug of the row that has the focus, or `null`. */
export function focusedSlug(): string | null {
  const row = rows().find((one) => one.contains(document.activeElement))
  return row === undefined ? null : slugOf(row)
}

/** Opens the first link that is shown. */
export function openFirstRow(): void {
  const [first] = rows()
  if (first !== undefined) part(first, 'open', HTMLButtonElement).click()
}

/** Copies the short URL of the row that has the focus, where it has one. */
export function copyFocused(): void {
  const row = rows().find((one) => one.contains(document.activeElement))
  const button = row === undefined ? null : part(row, 'copy', HTMLButtonElement)
  if (button !== null && !button.hidden) button.click()
}

function linkRow(link: StoredLink, me: Me, { onOpen, onQr, onSelect }: Listener): HTMLElement {
  const { slug, url, title, tags, owner } = link
  const row = cloneTemplate('links-row')
  row.dataset.slug = slug
  const name = part(row, 'open', HTMLButtonElement)
  name.textContent = `/${slug}`
  name.addEventListener('click', () => onOpen(slug))
  const box = part(row, 'select', HTMLInputElement)
  box.setAttribute('aria-label', strings.row(`/${slug}`))
  box.addEventListener('click', ({ shiftKey }) => onSelect(slug, shiftKey))
  showText(part(row, 'title', HTMLElement), title)
  const target = part(row, 'target', HTMLElement)
  target.textContent = url.startsWith('/') ? finder.aliasOf(url) : describeTarget(url)
  target.title = url
  const { text, tone } = describeState(link, Date.now())
  const badge = part(row, 'state', HTMLElement)
  badge.textContent = text
  badge.dataset.tone = tone
  part(row, 'unlisted', HTMLElement).hidden = link.listed || link.state === 'gone'
  const facts = [...tags.map((tag) => `#${tag}`), ...(owner === null ? [] : [`@${owner}`])]
  const { expiresAt } = link
  if (expiresAt !== null && Date.parse(expiresAt) > Date.now()) {
    facts.push(finder.expires(describeTime(expiresAt)))
  }
  showText(part(row, 'more', HTMLElement), facts.length === 0 ? null : facts.join(' · '))
  const copy = part(row, 'copy', HTMLButtonElement)
  copy.hidden = !hasShortUrl(link)
  const shortUrl = `${me.baseUrl}/${slug}`
  copyOnClick(copy, part(row, 'copy-word', HTMLElement), () => shortUrl, name)
  part(row, 'copy-of', HTMLElement).textContent = ` ${slug}`
  const code = part(row, 'qr', HTMLButtonElement)
  code.hidden = copy.hidden
  part(row, 'qr-of', HTMLElement).textContent = qr.openOf(slug)
  code.addEventListener('click', () => onQr(slug))
  return row
}

/** Whether the link's short URL is of use: a tombstone's is to nobody, nor is a pattern's. */
export function hasShortUrl({ slug, state }: Pick<StoredLink, 'slug' | 'state'>): boolean {
  return state !== 'gone' && !isPattern(slug)
}

function rows(): HTMLElement[] {
  return [...list.children].filter((row): row is HTMLElement => row instanceof HTMLElement)
}

function slugOf(row: HTMLElement): string {
  return row.dataset.slug ?? ''
}

function focusOn(row: HTMLElement | undefined): boolean {
  if (row === undefined) return false
  part(row, 'open', HTMLButtonElement).focus()
  return true
}
