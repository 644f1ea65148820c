/**
 * The tabs of adding one link or many. What many need is fetched when they are first wanted.
 * https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
import { byId } from '../shared/dom.ts'

const WAYS = ['one', 'many'] as const

type Way = (typeof WAYS)[number]

const tabs = {
  one: byId('add-one', HTMLButtonElement),
  many: byId('add-many', HTMLButtonElement),
}

let onMany: () => void = () => {}

/** Brings the tabs to life; `openMany` is called each time that many links are turned to. */
export function startAddWays(openMany: () => void): void {
  onMany = openMany
  for (const way of WAYS) {
    tabs[way].addEventListener('click', () => showWay(way))
    tabs[way].addEventListener('keydown', (event) => {
      // Of two tabs, the next one is the other one whichever way the arrow points.
      const other = way === 'one' ? 'many' : 'one'
      const wanted = { ArrowLeft: other, ArrowRight: other, Home: 'one', End: 'many' } as const
      const to = WAYS.find((candidate) => candidate === Object(wanted)[event.key])
      if (to === undefined) return
      event.preventDefault()
      showWay(to)
      tabs[to].focus()
    })
  }
}

/** Turns to one tab. */
export function showWay(shown: Way): void {
  for (const way of WAYS) {
    tabs[way].setAttribute('aria-selected', String(way === shown))
    tabs[way].tabIndex = way === shown ? 0 : -1
    byId(`add-${way}-panel`, HTMLElement).hidden = way !== shown
  }
  if (shown === 'many') onMany()
}
