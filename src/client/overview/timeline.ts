/**
 * Links over time: a line that rises to all of them, and below it a column for those added in each
 * stretch. Knows buckets and pixels; knows no database.
 */
import { charts } from '#strings'
import type { Bucket, Timeline } from '../../core/overview.ts'
import { formatCount } from '../words/numbers.ts'
import { labelBucket, nameBucket, nameDay } from './bucket-names.ts'
import { drawElement, drawPicture, round } from './svg.ts'

/** One of the two pictures, which share their days. */
interface Panel {
  title: string
  top: number
  height: number
  /** What its full height stands for. */
  most: number
}

interface Layout {
  width: number
  height: number
  /** Where the days begin, and how wide each bucket is. */
  left: number
  pitch: number
  rise: Panel
  columns: Panel
}

// In pixels; the picture is drawn anew for another width, so that its words keep their size.
const ABOVE = 28
const BETWEEN = 42
const BELOW = 26
const RIGHT = 10
const DIGIT = 8
const LETTER = 8
const COLUMN_MOST = 44
const LINES_MOST = 4

/** The picture, `width` pixels wide. */
export function drawTimeline(timeline: Timeline, width: number): SVGSVGElement {
  const { buckets } = timeline
  const layout = layOut(buckets, width)
  return drawPicture(width, layout.height, describeTimeline(buckets), [
    ...drawPanel(layout.rise, layout),
    ...drawPanel(layout.columns, layout),
    ...drawRise(buckets, layout),
    ...buckets.flatMap((bucket, index) => drawColumn(bucket, index, layout)),
    drawGround(layout.rise, layout),
    drawGround(layout.columns, layout),
    ...drawLabels(timeline, layout),
    ...buckets.map((bucket, index) => {
      const title = charts.timeColumn(nameBucket(bucket, timeline), bucket.added, bucket.total)
      return drawReach(title, index, layout)
    }),
  ])
}

/**
 * Round numbers from 0 up to `most`, few enough to be read.
 *
 * @example
 * ticksTo(412) // => [0, 200, 400]
 */
export function ticksTo(most: number): number[] {
  const least = most / (LINES_MOST - 1)
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(least, 1)))
  const step = [1, 2, 5, 10].map((one) => one * magnitude).find((one) => one >= least) ?? 1
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step)
}

function layOut(buckets: readonly Bucket[], width: number): Layout {
  const total = Math.max(buckets.at(-1)?.total ?? 0, 1)
  const added = Math.max(...buckets.map((bucket) => bucket.added), 1)
  const left = formatCount(total).length * DIGIT + 10
  // A wider picture is higher, too.
  const rise = { title: charts.inAll, top: ABOVE, height: clamp(120, width * 0.26, 196) }
  const top = rise.top + rise.height + BETWEEN
  const columns = { title: charts.added, top, height: clamp(72, width * 0.14, 104) }
  return {
    width,
    height: top + columns.height + BELOW,
    left,
    pitch: (width - left - RIGHT) / Math.max(buckets.length, 1),
    rise: { ...rise, most: total },
    columns: { ...columns, most: added },
  }
}

function clamp(least: number, wished: number, most: number): number {
  return Math.round(Math.min(Math.max(wished, least), most))
}

function describeTimeline(buckets: readonly Bucket[]): string {
  const [first, last] = [buckets[0], buckets.at(-1)]
  if (first === undefined || last === undefined) return charts.timeHeading
  return charts.timePicture(nameDay(first.first), nameDay(last.last), last.total)
}

function drawPanel({ title, top, height, most }: Panel, { left, width }: Layout): SVGElement[] {
  const lines = ticksTo(most).flatMap((tick) => {
    const y = round(top + height - (tick / most) * height)
    return [
      drawElement('line', { class: 'grid', x1: left, x2: width - RIGHT, y1: y, y2: y }),
      drawElement('text', { x: left - 8, y: y + 4, 'text-anchor': 'end' }, formatCount(tick)),
    ]
  })
  return [drawElement('text', { class: 'title', x: left, y: top - 12 }, title), ...lines]
}

function drawGround({ top, height }: Panel, { left, width }: Layout): SVGElement {
  const y = top + height
  return drawElement('line', { class: 'ground', x1: left, x2: width - RIGHT, y1: y, y2: y })
}

// A bucket's links are there at its end, so the line reaches their number at its right edge.
function drawRise(buckets: readonly Bucket[], { rise, left, pitch }: Layout): SVGElement[] {
  const ground = rise.top + rise.height
  const points = buckets.map(({ total }, index) => {
    const y = ground - (total / rise.most) * rise.height
    return `${round(left + (index + 1) * pitch)} ${round(y)}`
  })
  const line = `M${left} ${ground}L${points.join('L')}`
  return [
    drawElement('path', { class: 'rise', d: `${line}V${ground}Z` }),
    drawElement('path', { class: 'line', d: line }),
  ]
}

// With the round top of a loaf.
function drawColumn(
  { added }: Bucket,
  index: number,
  { columns, left, pitch }: Layout,
): SVGElement[] {
  if (added === 0) return []
  const ground = columns.top + columns.height
  const width = Math.min(pitch * 0.72, COLUMN_MOST)
  const height = Math.max((added / columns.most) * columns.height, 2)
  const bend = round(Math.min(width / 2, height, 9))
  const x = round(left + index * pitch + (pitch - width) / 2)
  const [side, across] = [round(bend - height), round(width - 2 * bend)]
  const d = `M${x} ${ground}v${side}q0 ${-bend} ${bend} ${-bend}h${across}q${bend} 0 ${bend} ${bend}V${ground}Z`
  return [drawElement('path', { class: 'column', d })]
}

// Shows under a pointer what the table says to all.
function drawReach(title: string, index: number, { left, pitch, height }: Layout): SVGElement {
  const [x, width] = [round(left + index * pitch), round(pitch)]
  const place = { class: 'reach', x, width, y: ABOVE, height: height - BELOW - ABOVE }
  return drawElement('rect', place, drawElement('title', {}, title))
}

// As many as fit side by side, counted from now backwards.
function drawLabels(timeline: Timeline, { left, pitch, width, height }: Layout): SVGElement[] {
  const { buckets } = timeline
  const labels = buckets.map((bucket) => labelBucket(bucket, timeline))
  const widest = Math.max(...labels.map(({ length }) => length), 1) * LETTER
  // The last one ends at the edge, where it would stick out.
  const moved = Math.max(0, widest / 2 - pitch / 2 - RIGHT)
  const every = Math.ceil((widest + moved + 14) / pitch)
  return labels.flatMap((label, index) => {
    if ((buckets.length - 1 - index) % every !== 0) return []
    const middle = round(left + (index + 0.5) * pitch)
    const sticksOut = middle + (label.length * LETTER) / 2 > width
    const place = sticksOut
      ? { x: width, 'text-anchor': 'end' }
      : { x: middle, 'text-anchor': 'middle' }
    return [drawElement('text', { ...place, y: height - 8 }, label)]
  })
}
