/** What would become of all lines together, and what is to be said of none of them in particular. */
import { bulk } from '#strings'
import { byId, showEntries } from '../shared/dom.ts'
import { asSentence } from '../words/sentence.ts'
import type { Line, Preview } from './protocol.ts'

/** How many lines have this verdict. */
export function countLines(rows: readonly Line[], verdict: Line['verdict']): number {
  return rows.filter((row) => row.verdict === verdict).length
}

/** Shows the sentence above the lines, and what is wrong with the text as a whole. */
export function showSummary({ rows, general, isBroken }: Preview): void {
  const count = (verdict: Line['verdict']) => countLines(rows, verdict)
  const warned = rows.filter(({ verdict, findings }) => verdict === 'new' && findings.length > 0)
  byId('bulk-summary', HTMLElement).textContent = isBroken
    ? bulk.broken
    : bulk.summary(rows.length, count('new'), warned.length, count('exists'), count('bad'))
  showEntries(
    byId('bulk-general', HTMLUListElement),
    general.map(({ line, message }) => {
      const said = asSentence(message)
      return line === undefined ? said : bulk.lineSaid(line, said)
    }),
  )
  byId('bulk-table', HTMLElement).hidden = rows.length === 0
}
