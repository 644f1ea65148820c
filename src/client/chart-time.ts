/**
 * Links over time: a line that rises to all of them, and below it a column for those added in each
 * stretch. Knows buckets and pixels; knows no database.
 */
import { charts, lang } from '#strings'
import type { Bucket, Timeline } from '../core/overview.ts'
import { drawElement, drawPicture, round } from './svg.ts'

// In pixels; the picture is drawn anew for another width, so that its words keep their size.
const RIGHT = 10
const RISE = { top: 24, height: 132 }
const COLUMNS = { top: 190, height: 76 }
const HEIGHT = COLUMNS.top + COLUMNS.height + 24
const DIGIT = 8
const LETTER = 7.5
const COLUMN_MOST = 44
const LINES = 3

interface Panel {
  top: number
  height: number
}

/** The picture, `width` pixels wide. */
export function drawTimeline(timeline: Timeline, width: number): SVGSVGElement {
  const { buckets } = timeline
  const total = buckets.at(-1)?.total ?? 0
  const [totals, added] = [ticksTo(total), ticksTo(Math.max(...buckets.map((one) => one.added), 1))]
  const widest = [...totals, ...added].map((tick) => tick.toLocaleString(lang).length)
  const left = Math.max(...widest) * DIGIT + 10
  const pitch = (width - left - RIGHT) / Math.max(buckets.length, 1)
  const [whole, part] = [totals.at(-1) ?? 1, added.at(-1) ?? 1]
  const label = describeTimeline(timeline, total)
  return drawPicture(width, HEIGHT, label, [
    ...drawPanel(RISE, charts.inAll, totals, left, width),
    ...drawRise(buckets, left, pitch, whole),
    ...drawPanel(COLUMNS, charts.added, added, left, width),
    ...buckets.flatMap((bucket, index) => drawColumn(bucket, left + index * pitch, pitch, part)),
    drawGround(RISE, left, width),
    drawGround(COLUMNS, left, width),
    ...drawLabels(timeline, left, pitch, width),
    ...buckets.map((bucket, index) => {
      const title = charts.timeColumn(nameBucket(bucket, timeline), bucket.added, bucket.total)
      return drawReach(title, left + index * pitch, pitch)
    }),
  ])
}

function describeTimeline({ buckets }: Timeline, total: number): string {
  const [first, last] = [buckets[0]?.first, buckets.at(-1)?.last]
  if (first === undefined || last === undefined) return charts.timeHeading
  return charts.timePicture(DAY.format(dateOf(first)), DAY.format(dateOf(last)), total)
}

/**
 * What stretch of time a bucket is, for reading.
 *
 * @example
 * nameBucket({ first: '2026-11-01', last: '2026-11-30', … }, { unit: 'month', step: 1, … })
 * // => 'November 2026'
 */
export function nameBucket(
  { first, last }: Pick<Bucket, 'first' | 'last'>,
  { unit, step }: Pick<Timeline, 'unit' | 'step'>,
): string {
  const [from, to] = [dateOf(first), dateOf(last)]
  if (unit === 'day') return DAY.format(from)
  if (unit === 'week') return DAY.formatRange(from, to)
  if (unit === 'month') return step === 1 ? MONTH.format(from) : MONTHS.formatRange(from, to)
  return step === 1 ? YEAR.format(from) : YEAR.formatRange(from, to)
}

/**
 * Round numbers from 0 to `most` or just above, few enough to be read.
 *
 * @example
 * ticksTo(412) // => [0, 200, 400, 600]
 */
export function ticksTo(most: number): number[] {
  const least = Math.max(most, 1) / LINES
  const magnitude = 10 ** Math.floor(Math.log10(least))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((one) => one * magnitude).find((one) => one >= least) ?? 1,
  )
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, index) => index * step)
}

function drawPanel(
  { top, height }: Panel,
  title: string,
  ticks: readonly number[],
  left: number,
  width: number,
): SVGElement[] {
  const most = ticks.at(-1) ?? 1
  const lines = ticks.flatMap((tick) => {
    const y = round(top + height - (tick / most) * height)
    return [
      drawElement('line', { class: 'grid', x1: left, x2: width - RIGHT, y1: y, y2: y }),
      drawElement(
        'text',
        { x: left - 8, y: y + 4, 'text-anchor': 'end' },
        tick.toLocaleString(lang),
      ),
    ]
  })
  return [drawElement('text', { class: 'title', x: left, y: top - 10 }, title), ...lines]
}

function drawGround({ top, height }: Panel, left: number, width: number): SVGElement {
  const y = top + height
  return drawElement('line', { class: 'ground', x1: left, x2: width - RIGHT, y1: y, y2: y })
}

// A bucket's links are there at its end, so the line reaches their number at its right edge.
function drawRise(
  buckets: readonly Bucket[],
  left: number,
  pitch: number,
  most: number,
): SVGElement[] {
  const ground = RISE.top + RISE.height
  const points = buckets.map(({ total }, index) => {
    return `${round(left + (index + 1) * pitch)} ${round(ground - (total / most) * RISE.height)}`
  })
  const line = `M${left} ${ground}L${points.join('L')}`
  return [
    drawElement('path', { class: 'rise', d: `${line}V${ground}Z` }),
    drawElement('path', { class: 'line', d: line }),
  ]
}

// With the round top of a loaf.
function drawColumn({ added }: Bucket, x: number, pitch: number, most: number): SVGElement[] {
  if (added === 0) return []
  const ground = COLUMNS.top + COLUMNS.height
  const width = Math.min(pitch * 0.72, COLUMN_MOST)
  const height = Math.max((added / most) * COLUMNS.height, 2)
  const bend = Math.min(width / 2, height, 9)
  const from = round(x + (pitch - width) / 2)
  const d =
    `M${from} ${ground}v${round(bend - height)}q0 ${round(-bend)} ${round(bend)} ${round(-bend)}` +
    `h${round(width - 2 * bend)}q${round(bend)} 0 ${round(bend)} ${round(bend)}V${ground}Z`
  return [drawElement('path', { class: 'column', d })]
}

// Shows under a pointer what the table says to all.
function drawReach(title: string, x: number, pitch: number): SVGElement {
  return drawElement(
    'rect',
    {
      class: 'reach',
      x: round(x),
      y: RISE.top,
      width: round(pitch),
      height: COLUMNS.top + COLUMNS.height - RISE.top,
    },
    drawElement('title', {}, title),
  )
}

// As many as fit side by side, counted from now backwards.
function drawLabels(timeline: Timeline, left: number, pitch: number, width: number): SVGElement[] {
  const { buckets } = timeline
  const labels = buckets.map(({ first }) => labelOf(first, timeline))
  const widest = Math.max(...labels.map(({ length }) => length), 1) * LETTER + 12
  const every = Math.ceil(widest / pitch)
  const y = COLUMNS.top + COLUMNS.height + 18
  return labels.flatMap((label, index) => {
    if ((buckets.length - 1 - index) % every !== 0) return []
    const half = (label.length * LETTER) / 2
    const middle = left + (index + 0.5) * pitch
    const x = round(Math.max(half, Math.min(middle, width - half)))
    return [drawElement('text', { x, y, 'text-anchor': 'middle' }, label)]
  })
}

function labelOf(first: string, { unit }: Timeline): string {
  const date = dateOf(first)
  if (unit === 'year') return YEAR.format(date)
  return unit === 'month' ? MONTHS.format(date) : SHORT_DAY.format(date)
}

// A day is the same everywhere; it only must not be shifted by a zone once more.
const timeZone = 'UTC'
const DAY = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone })
const SHORT_DAY = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', timeZone })
const MONTH = new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone })
const MONTHS = new Intl.DateTimeFormat(lang, { month: 'short', year: 'numeric', timeZone })
const YEAR = new Intl.DateTimeFormat(lang, { year: 'numeric', timeZone })

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
