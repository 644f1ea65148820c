/** The rows of a figure: a name, how many links it has, a bar, and the way to those links. */
import { charts } from '#strings'
import type { Counted, Ranking } from '../../core/overview.ts'
import { cloneTemplate, part } from '../shared/dom.ts'
import { formatCount } from '../words/numbers.ts'
import type { OverviewSource } from './watch.ts'

/**
 * Shows names with as many links as each has, the most first. What is left has no bar: it may be
 * longer than all others together.
 */
export function showRanking(
  figure: HTMLElement,
  filter: 'host' | 'tag',
  { top }: Ranking,
  rest: readonly Counted[],
  source: OverviewSource,
): void {
  const most = top[0]?.links ?? 1
  const rows = top.map(({ name, links }) => {
    const row = cloneTemplate('overview-bar')
    nameRow(row, name, links)
    fillBar(row, links / most)
    leadToList(row, filter, name, name, links, source)
    return row
  })
  part(figure, 'rows', HTMLElement).replaceChildren(...rows)
  const others = rest.map(({ name, links }) => {
    const row = cloneTemplate('overview-rest')
    nameRow(row, name, links)
    return row
  })
  part(figure, 'rest', HTMLElement).replaceChildren(...others)
}

/** Says in the row what it is of, and how many links that are. */
export function nameRow(row: HTMLElement, name: string, links: number): void {
  part(row, 'name', HTMLElement).textContent = name
  part(row, 'count', HTMLElement).textContent = formatCount(links)
}

/** Draws the bar: never too short to be seen, and a little less than its place, for the outline. */
export function fillBar(row: HTMLElement, share: number): void {
  part(row, 'fill', SVGRectElement).setAttribute('width', `${Math.max(share * 99, 2).toFixed(2)}%`)
}

/** Makes the row lead to the links that it counts. */
export function leadToList(
  row: HTMLElement,
  filter: 'state' | 'host' | 'tag',
  value: string,
  name: string,
  links: number,
  source: OverviewSource,
): void {
  const query = `?${new URLSearchParams({ [filter]: value })}`
  const anchor = part(row, 'link', HTMLAnchorElement)
  anchor.href = query
  anchor.dataset.key = query
  anchor.title = charts.find(name, links)
  anchor.addEventListener('click', (event) => {
    // Elsewhere it opens as any link.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    source.find(query)
  })
}
