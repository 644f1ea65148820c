/**
 * Has the overview drawn when somebody looks at it: until then it costs nothing, neither its
 * script nor a question to the database. Stays small, since every visit loads it.
 */
import { byId } from '../shared/dom.ts'
import type { Overview } from './query.ts'

/** Where the overview's numbers come from, and where its names lead. */
export interface OverviewSource {
  ask(now: string): Promise<Overview>
  /** Shows in the list what the query of an address says to find. */
  find(query: string): void
  /** Opens the link; `place` says what goes on. */
  edit(slug: string, place: HTMLElement): void
}

type Figures = typeof import('./overview.ts')

// Times that are told as "in 3 minutes" are wrong some minutes later.
const FRESH_MS = 60_000

const section = byId('overview', HTMLElement)
const failed = byId('overview-failed', HTMLElement)

let source: OverviewSource | null = null
let figures: Figures | null = null
let isInView = false
let drawnAt: number | null = null

new IntersectionObserver(
  (entries) => {
    isInView = entries.at(-1)?.isIntersecting ?? false
    drawIfNeeded()
  },
  { rootMargin: '300px' },
).observe(section)
document.addEventListener('visibilitychange', drawIfNeeded)

/** Hears that all links were read, or read anew; `null`: they are nobody's to see any more. */
export function updateOverview(given: OverviewSource | null): void {
  source = given
  drawnAt = null
  if (given !== null) {
    drawIfNeeded()
    return
  }
  failed.hidden = true
  figures?.clearOverview()
}

function drawIfNeeded(): void {
  if (source === null || !isInView || document.hidden) return
  if (drawnAt !== null && Date.now() - drawnAt < FRESH_MS) return
  drawnAt = Date.now()
  void draw(source)
}

/**
 * What the address has led to, where it is in sight below the overview: whoever skips the overview
 * has it drawn in passing, and it pushes away what they came for.
 */
function findSoughtBelow(): Element | null {
  const target = document.querySelector(':target')
  if (target === null) return null
  const isBelow = section.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING
  const { top } = target.getBoundingClientRect()
  return isBelow && top >= 0 && top < innerHeight ? target : null
}

async function draw(from: OverviewSource): Promise<void> {
  const isOver = () => source !== from
  failed.hidden = true
  try {
    figures ??= await import('./overview.ts')
    const sought = findSoughtBelow()
    if (!isOver()) await figures.drawOverview(from, isOver)
    sought?.scrollIntoView()
  } catch (error) {
    if (isOver()) return
    console.error(error)
    failed.hidden = false
  }
}
