/**
 * Completion of tags from those that links have: an editable combobox with a list.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
import { submit } from '#strings'
import { readKnown } from '../session/known.ts'
import { acceptTag, type KnownTag, suggestTags } from './tag-tokens.ts'

/** Makes the text field offer known tags while one is typed. */
export function completeTags(input: HTMLInputElement): void {
  const list = document.createElement('ul')
  list.id = `${input.id}-completions`
  list.className = 'completions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', submit.completions)
  list.hidden = true
  input.after(list)
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  })) {
    input.setAttribute(name, value)
  }
  let active = -1

  function show(tags: readonly KnownTag[]): void {
    list.replaceChildren(...tags.map(option))
    list.hidden = tags.length === 0
    input.setAttribute('aria-expanded', String(tags.length > 0))
    activate(-1)
  }

  function option({ name, links }: KnownTag, index: number): HTMLLIElement {
    const one = document.createElement('li')
    one.id = `${list.id}-${index}`
    one.setAttribute('role', 'option')
    one.dataset.tag = name
    const count = document.createElement('span')
    count.className = 'soft'
    count.textContent = submit.uses(links)
    one.append(name, ' ', count)
    // A click would come after the field has lost the focus, and with it the list.
    one.addEventListener('mousedown', (event) => {
      event.preventDefault()
      accept(name)
    })
    return one
  }

  function activate(index: number): void {
    active = index
    for (const [position, one] of [...list.children].entries()) {
      one.setAttribute('aria-selected', String(position === index))
    }
    const chosen = list.children[index]
    if (chosen === undefined) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', chosen.id)
  }

  function accept(tag: string): void {
    const { text, caret } = acceptTag(input.value, input.selectionStart ?? 0, tag)
    input.value = text
    input.setSelectionRange(caret, caret)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }

  function offer(): void {
    const caret = input.selectionStart ?? 0
    show(suggestTags(input.value, caret, readKnown().tags))
  }

  input.addEventListener('input', (event) => {
    // What fills the field from outside wants no list; what types in it has the focus.
    if (document.activeElement === input && !(event instanceof InputEvent && event.isComposing)) {
      offer()
    }
  })
  input.addEventListener('blur', () => show([]))
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return
    const count = list.children.length
    if (event.key === 'ArrowDown' && list.hidden) {
      offer()
      if (!list.hidden) activate(0)
    } else if (list.hidden) {
      return
    } else if (event.key === 'ArrowDown') {
      activate((active + 1) % count)
    } else if (event.key === 'ArrowUp') {
      activate((active <= 0 ? count : active) - 1)
    } else if (event.key === 'Enter' && active >= 0) {
      const chosen = list.children[active]
      if (chosen instanceof HTMLElement) accept(chosen.dataset.tag ?? '')
    } else if (event.key === 'Escape') {
      // Only the list closes, not the dialog that it may stand in.
      event.stopPropagation()
      show([])
    } else {
      return
    }
    event.preventDefault()
  })
}
