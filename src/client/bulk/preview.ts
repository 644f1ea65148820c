/** The table of what would become of each line: what needs a look first, and never all at once. */
import { bulk } from '#strings'
import { byId } from '../shared/dom.ts'
import { formatCount } from '../words/numbers.ts'
import { asSentence } from '../words/sentence.ts'
import { describeTarget } from '../words/targets.ts'
import type { Line, LineFinding } from './protocol.ts'

/** Rows that are drawn at once; thousands would freeze the page. */
const STEP = 100

/** What became of a line that was sent. */
export type Outcome = 'saved' | 'unsure'

interface Choices {
  /** A button that puts the value right, or `null` where that is not possible. */
  fix(line: Line, finding: LineFinding): (() => void) | null
  goToLine(line: Line): void
}

/** Shows the lines, those with problems first. */
export function showPreview(
  lines: readonly Line[],
  outcomes: ReadonlyMap<Line, Outcome>,
  choices: Choices,
): void {
  // Sorting is stable: within each kind they stay in the order of the text.
  const rank = (line: Line) => (outcomes.get(line) === 'saved' ? LAST : RANKS[kindOf(line)])
  const sorted = lines
    .map((line) => ({ line, rank: rank(line) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ line }) => line)
  const body = byId('bulk-rows', HTMLTableSectionElement)
  const more = byId('bulk-more', HTMLButtonElement)
  body.replaceChildren()
  const showMore = () => {
    const shown = body.children.length
    const next = sorted.slice(shown, shown + STEP)
    body.append(...next.map((line) => row(line, outcomes.get(line), choices)))
    const left = sorted.length - body.children.length
    more.hidden = left === 0
    more.textContent = bulk.more(Math.min(left, STEP))
  }
  more.onclick = showMore
  showMore()
}

const RANKS = { bad: 0, warned: 1, new: 2, exists: 2 }
const LAST = 3

function kindOf({ verdict, findings }: Line): keyof typeof RANKS {
  return verdict === 'new' && findings.length > 0 ? 'warned' : verdict
}

function row(line: Line, outcome: Outcome | undefined, { fix, goToLine }: Choices): HTMLElement {
  const one = document.createElement('tr')
  const kind = kindOf(line)
  one.dataset.verdict = kind
  one.dataset.line = String(line.line)
  const number = document.createElement('button')
  number.type = 'button'
  number.className = 'button button--small'
  number.textContent = formatCount(line.line)
  const name = line.entry === null ? bulk.lineNumber(line.line) : bulk.entry(line.line, line.entry)
  number.setAttribute('aria-label', name)
  number.addEventListener('click', () => goToLine(line))
  const said = document.createElement('td')
  const verdict = document.createElement('p')
  verdict.className = 'verdict'
  verdict.textContent = bulk.verdict[outcome ?? kind]
  verdict.dataset.tone =
    outcome === 'saved' || (outcome === undefined && (kind === 'new' || kind === 'exists'))
      ? 'good'
      : kind === 'bad'
        ? 'bad'
        : 'wait'
  said.append(verdict)
  if (line.findings.length > 0) {
    const list = document.createElement('ul')
    list.lang = 'en'
    list.append(...line.findings.map((finding) => findingOf(line, finding, fix)))
    said.append(list)
  }
  one.append(cell(number), cell(...target(line)), said)
  return one
}

function cell(...content: Node[]): HTMLElement {
  const one = document.createElement('td')
  one.append(...content)
  return one
}

function target({ slug, url, text }: Line): Node[] {
  if (url === null) {
    const raw = document.createElement('code')
    raw.textContent = text
    return [raw]
  }
  const name = document.createElement('p')
  name.className = slug === null ? 'soft' : 'slug'
  name.textContent = slug === null ? bulk.random : `/${slug}`
  const to = document.createElement('p')
  to.className = 'soft'
  to.textContent = `→ ${describeTarget(url)}`
  return [name, to]
}

function findingOf(line: Line, finding: LineFinding, fix: Choices['fix']): HTMLElement {
  const entry = document.createElement('li')
  const text = document.createElement('p')
  text.textContent = asSentence(finding.message)
  entry.append(text)
  const { suggestion } = finding
  if (suggestion === undefined) return entry
  const mend = fix(line, finding)
  if (mend === null) {
    text.textContent += ` ${bulk.meant(suggestion)}`
    return entry
  }
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--small'
  button.textContent = bulk.use(suggestion)
  button.addEventListener('click', mend)
  entry.append(button)
  return entry
}
