/** Both versions of a link side by side, where somebody else was faster. */
import { editor } from '#strings'
import type { Link } from '../api/answers.ts'
import { type Difference, differencesOf } from '../changes/differences.ts'
import { byId } from '../shared/dom.ts'
import type { Attempt } from './attempts.ts'
import { describeValue } from './facts.ts'
import { FIELD_LABELS } from './form.ts'

const strings = editor.conflict

/** Shows what the attempt wants beside what is there by now; the person chooses by the buttons. */
export function showConflict(opened: Link, { change, isRemoval }: Attempt, current: Link): void {
  const rows = differencesOf(opened, change, current, describeValue)
  byId('editor-versions', HTMLElement).replaceChildren(...rows.map(versionRow))
  const isGone = current.state === 'gone'
  byId('editor-conflict-text', HTMLElement).textContent = isGone ? strings.gone : strings.text
  const mine = byId('editor-mine', HTMLElement)
  mine.textContent = isRemoval ? strings.removeAnyway : strings.saveMine
  mine.hidden = isGone
}

function versionRow({ field, mine, theirs }: Difference): HTMLElement {
  const row = document.createElement('tr')
  const name = document.createElement('th')
  name.scope = 'row'
  name.textContent = FIELD_LABELS[field]
  const cells = [mine ?? strings.untouched, theirs].map((text) => {
    const cell = document.createElement('td')
    cell.textContent = text
    return cell
  })
  if (mine === null) cells[0]?.classList.add('untouched')
  row.append(name, ...cells)
  return row
}
