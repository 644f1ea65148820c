/** Completion of owners from those that links have and the bearer's own: the browser's list. */
import { onKnown } from '../session/known.ts'

/** Makes the text field offer known owners. */
export function completeOwners(input: HTMLInputElement): void {
  const list = document.createElement('datalist')
  list.id = `${input.id}-known`
  input.after(list)
  input.setAttribute('list', list.id)
  onKnown(({ owners }) => list.replaceChildren(...owners.map((name) => new Option('', name))))
}
