/**
 * Links by state as a pie with its crust, each slice filled in a way of its own. Knows shares and
 * angles; what a slice stands for is its class.
 */
import { STATES_NOW, type StateNow } from '../../core/overview.ts'
import { drawElement, drawPicture, round } from './svg.ts'

const SIZE = 200
const CENTRE = SIZE / 2
const RADIUS = 76
const CRUST = 88
const FLUTES = 22

/** The pie; `label` says all that it shows. */
export function drawPie(links: Readonly<Record<StateNow, number>>, label: string): SVGSVGElement {
  const total = STATES_NOW.reduce((sum, state) => sum + links[state], 0)
  let before = 0
  const slices = STATES_NOW.flatMap((state) => {
    const from = before / total
    before += links[state]
    return links[state] === 0 ? [] : [drawSlice(state, from, before / total)]
  })
  return drawPicture(SIZE, SIZE, label, [
    drawElement('defs', {}, ...STATES_NOW.map(drawPattern)),
    drawElement('path', { class: 'rim', d: fluted() }),
    ...slices,
  ])
}

/** The fill that a state has in the pie, for its swatch in the legend. */
export function fillOf(state: StateNow): string {
  return `url(#overview-fill-${state})`
}

// Parts of a turn, clockwise from the top.
function drawSlice(state: StateNow, from: number, to: number): SVGElement {
  const fill = fillOf(state)
  if (to - from === 1) {
    return drawElement('circle', { class: 'edge', fill, cx: CENTRE, cy: CENTRE, r: RADIUS })
  }
  const isLarge = to - from > 0.5 ? 1 : 0
  const d = `M${CENTRE} ${CENTRE}L${pointAt(from, RADIUS)}A${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${pointAt(to, RADIUS)}Z`
  return drawElement('path', { class: 'edge', fill, d })
}

function fluted(): string {
  const bend = round((CRUST * Math.PI) / FLUTES)
  const points = Array.from({ length: FLUTES }, (_, index) => pointAt((index + 1) / FLUTES, CRUST))
  return `M${pointAt(0, CRUST)}${points.map((point) => `A${bend} ${bend} 0 0 1 ${point}`).join('')}Z`
}

function pointAt(turn: number, radius: number): string {
  const angle = turn * 2 * Math.PI
  const [x, y] = [CENTRE + radius * Math.sin(angle), CENTRE - radius * Math.cos(angle)]
  return `${round(x)} ${round(y)}`
}

// Told apart without colours, too: plain, dotted, and lines in two directions.
const MARKS: Readonly<Record<StateNow, () => SVGElement[]>> = {
  active: () => [],
  scheduled: () => [
    drawElement('circle', { class: 'mark-dots', cx: 2.5, cy: 2.5, r: 1.3 }),
    drawElement('circle', { class: 'mark-dots', cx: 7.5, cy: 7.5, r: 1.3 }),
  ],
  expired: () => [
    drawElement('path', { class: 'mark-lines', d: 'M-2 12 12 -2M-2 2 2 -2M8 12 12 8' }),
  ],
  disabled: () => [drawElement('path', { class: 'mark-lines', d: 'M0 2.5H10M0 7.5H10' })],
  gone: () => [],
}

function drawPattern(state: StateNow): SVGElement {
  return drawElement(
    'pattern',
    {
      id: `overview-fill-${state}`,
      width: 10,
      height: 10,
      patternUnits: 'userSpaceOnUse',
    },
    drawElement('rect', { class: `base-${state}`, width: 10, height: 10 }),
    ...MARKS[state](),
  )
}
