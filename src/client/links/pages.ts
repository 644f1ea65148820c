/** The pages of the list of links, and the words about how many there are. */
import { finder } from '#strings'
import type { FoundLinks } from '../database/protocol.ts'
import { byId } from '../shared/dom.ts'
import { PAGE_SIZE } from './search.ts'

const pages = byId('links-pages', HTMLElement)
const previous = byId('links-previous', HTMLButtonElement)
const next = byId('links-next', HTMLButtonElement)

/** Brings the buttons to life; `onTurn` hears of steps on and back. */
export function startPages(onTurn: (step: 1 | -1) => void): void {
  previous.addEventListener('click', () => onTurn(-1))
  next.addEventListener('click', () => onTurn(1))
}

/** Shows where in the pages the list is. */
export function showPages({ total, page }: Pick<FoundLinks, 'total' | 'page'>): void {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE))
  pages.hidden = last === 1
  byId('links-page', HTMLElement).textContent = finder.page(page, last)
  previous.disabled = page === 1
  next.disabled = page === last
}

/** Whether there is a page a step from here. */
export function canTurn(step: 1 | -1): boolean {
  return !pages.hidden && !(step === 1 ? next : previous).disabled
}

/** Hides the pages. */
export function clearPages(): void {
  pages.hidden = true
}

/** How many were found, and which of them are shown. */
export function describeFound({ total, page, links }: FoundLinks, all: number): string {
  if (all === 0) return finder.none
  if (total === 0) return finder.noMatch
  const from = (page - 1) * PAGE_SIZE + 1
  return total <= PAGE_SIZE
    ? finder.all(total, all)
    : finder.some(from, from + links.length - 1, total, all)
}
