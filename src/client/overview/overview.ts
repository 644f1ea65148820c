/**
 * The overview's figures: each with its sentence, its picture and the table behind. Loaded when it
 * is looked at (`watch.ts`); asks the database, and shows all text as text.
 */
import { charts } from '#strings'
import { formatTime } from '../../core/fields/time.ts'
import { STATES_NOW, type Timeline } from '../../core/overview.ts'
import { byId, cloneTemplate, part } from '../shared/dom.ts'
import { LOCALE } from '../words/locale.ts'
import { formatCount } from '../words/numbers.ts'
import { describeTime } from '../words/times.ts'
import { nameBucket } from './bucket-names.ts'
import { drawPie, fillOf } from './pie.ts'
import type { Overview } from './query.ts'
import { fillBar, leadToList, nameRow, showRanking } from './rows.ts'
import { emptyTable, fillTable } from './table.ts'
import { describeTimeLeft } from './time-left.ts'
import { drawTimeline } from './timeline.ts'
import type { OverviewSource } from './watch.ts'

const figures = byId('overview-figures', HTMLElement)
const about = byId('overview-about', HTMLElement)
const empty = byId('overview-empty', HTMLElement)
const status = byId('overview-status', HTMLElement)
const time = byId('overview-time', HTMLElement)
const states = byId('overview-states', HTMLElement)
const hosts = byId('overview-hosts', HTMLElement)
const tags = byId('overview-tags', HTMLElement)
const expiry = byId('overview-expiry', HTMLElement)

/** What is drawn by pixels, and so anew for another width. */
let drawn: { timeline: Timeline; width: number } | null = null

new ResizeObserver(() => {
  if (drawn !== null) showTimeline(drawn.timeline)
}).observe(part(time, 'picture', HTMLElement))

/** Asks the source and shows what it says, unless `isOver` by then. */
export async function drawOverview(source: OverviewSource, isOver: () => boolean): Promise<void> {
  const now = Date.now()
  const overview = await source.ask(formatTime(now))
  if (isOver()) return
  const hasLinks = overview.total > 0
  const focused = focusedName()
  status.textContent = ''
  figures.toggleAttribute('data-fresh', figures.hidden === true)
  figures.hidden = !hasLinks
  about.hidden = !hasLinks
  empty.hidden = hasLinks
  drawn = null
  if (!hasLinks) return
  showTime(overview)
  showStates(overview, source)
  showHosts(overview, source)
  showTags(overview, source)
  showExpiry(overview, source, now)
  focusNamed(focused)
}

/** Shows nothing any more. */
export function clearOverview(): void {
  drawn = null
  figures.hidden = true
  about.hidden = true
  empty.hidden = true
  status.textContent = charts.waiting
  for (const figure of [time, states, hosts, tags, expiry]) {
    emptyTable(part(figure, 'table', HTMLTableElement))
    for (const place of figure.querySelectorAll('[data-part]:not(table)')) place.replaceChildren()
    for (const details of figure.querySelectorAll('details')) details.open = false
  }
}

function showTime({ timeline, total, recent }: Overview): void {
  say(time, charts.timeSummary(total, recent))
  showTimeline(timeline)
  fillTable(part(time, 'table', HTMLTableElement), {
    head: [charts.when, charts.added, charts.inAll],
    rows: timeline.buckets.map((bucket) => [
      nameBucket(bucket, timeline),
      formatCount(bucket.added),
      formatCount(bucket.total),
    ]),
  })
}

function showTimeline(timeline: Timeline): void {
  const picture = part(time, 'picture', HTMLElement)
  const width = Math.max(picture.clientWidth, 240)
  if (drawn?.timeline === timeline && drawn.width === width) return
  drawn = { timeline, width }
  picture.replaceChildren(drawTimeline(timeline, width))
}

function showStates({ states: links, total }: Overview, source: OverviewSource): void {
  const share = (count: number) => SHARE.format(count / total)
  say(states, charts.stateSummary(links.active, total))
  const slices = STATES_NOW.filter((state) => links[state] > 0)
    .map((state) => charts.stateSlice(charts.states[state], share(links[state])))
    .join(', ')
  part(states, 'picture', HTMLElement).replaceChildren(drawPie(links, charts.statePicture(slices)))
  const rows = STATES_NOW.map((state) => {
    const row = cloneTemplate('overview-slice')
    part(row, 'swatch', SVGRectElement).setAttribute('fill', fillOf(state))
    nameRow(row, charts.states[state], links[state])
    if (links[state] > 0)
      leadToList(row, 'state', state, charts.states[state], links[state], source)
    return row
  })
  part(states, 'rows', HTMLElement).replaceChildren(...rows)
  fillTable(part(states, 'table', HTMLTableElement), {
    head: [charts.state, charts.links, charts.share],
    rows: STATES_NOW.map((state) => [
      charts.states[state],
      formatCount(links[state]),
      share(links[state]),
    ]),
    foot: [charts.total, formatCount(total), share(total)],
  })
}

function showHosts(overview: Overview, source: OverviewSource): void {
  const { hosts: ranking, aliases, total } = overview
  const { top, others, othersLinks } = ranking
  say(hosts, charts.hostSummary(top.length + others, top[0]?.name ?? null))
  const rest = [
    ...(others > 0 ? [{ name: charts.otherHosts(others), links: othersLinks }] : []),
    ...(aliases > 0 ? [{ name: charts.aliases, links: aliases }] : []),
  ]
  showRanking(hosts, 'host', ranking, rest, source)
  fillTable(part(hosts, 'table', HTMLTableElement), {
    head: [charts.host, charts.links],
    rows: [...top, ...rest].map(({ name, links }) => [name, formatCount(links)]),
    foot: [charts.total, formatCount(total)],
  })
}

function showTags(overview: Overview, source: OverviewSource): void {
  const { tags: ranking, otherTagged, untagged } = overview
  const { top, others } = ranking
  say(tags, charts.tagSummary(top.length + others, untagged))
  const rest = [
    ...(others > 0 ? [{ name: charts.otherTags(others), links: otherTagged }] : []),
    ...(untagged > 0 ? [{ name: charts.untagged, links: untagged }] : []),
  ]
  showRanking(tags, 'tag', ranking, rest, source)
  fillTable(part(tags, 'table', HTMLTableElement), {
    head: [charts.tag, charts.links],
    rows: [...top, ...rest].map(({ name, links }) => [name, formatCount(links)]),
  })
}

function showExpiry(overview: Overview, source: OverviewSource, now: number): void {
  const { expiring, expires, expiresSoon } = overview
  say(expiry, charts.expirySummary(expires, expiresSoon))
  const left = ({ expiresAt }: { expiresAt: string }) => Date.parse(expiresAt) - now
  const most = Math.max(...expiring.map(left), 1)
  const rows = expiring.map((link) => {
    const { slug, expiresAt } = link
    const row = cloneTemplate('overview-fuse')
    part(row, 'name', HTMLElement).textContent = `/${slug}`
    part(row, 'count', HTMLElement).textContent = describeTimeLeft(left(link))
    part(row, 'date', HTMLElement).textContent = describeTime(expiresAt)
    fillBar(row, left(link) / most)
    const button = part(row, 'link', HTMLButtonElement)
    button.toggleAttribute('data-soon', left(link) <= SOON_MS)
    button.dataset.key = `edit ${slug}`
    button.title = charts.edit(`/${slug}`)
    button.addEventListener('click', () => source.edit(slug, status))
    return row
  })
  part(expiry, 'rows', HTMLElement).replaceChildren(...rows)
  fillTable(part(expiry, 'table', HTMLTableElement), {
    head: [charts.slug, charts.left, charts.expires],
    rows: expiring.map((link) => [
      `/${link.slug}`,
      describeTimeLeft(left(link)),
      describeTime(link.expiresAt),
    ]),
  })
}

function say(figure: HTMLElement, sentence: string): void {
  part(figure, 'summary', HTMLElement).textContent = sentence
}

// What is drawn anew must not throw the focus out of the page.
function focusedName(): string | null {
  const { activeElement } = document
  return activeElement instanceof HTMLElement && figures.contains(activeElement)
    ? (activeElement.dataset.key ?? null)
    : null
}

function focusNamed(key: string | null): void {
  if (key === null) return
  const all = [...figures.querySelectorAll<HTMLElement>('[data-key]')]
  const same = all.find(({ dataset }) => dataset.key === key)
  ;(same ?? byId('overview-heading', HTMLElement)).focus()
}

const SOON_MS = 30 * 24 * 60 * 60 * 1000
const SHARE = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 })
