/** Typed access to the page's elements. Text goes in by `textContent` alone, never as markup. */

import { runsOf } from '../../strings/rich.ts'

/** A class of elements, as `HTMLInputElement` is. */
type ElementClass<E extends Element> = abstract new () => E

/**
 * The element with this id.
 *
 * @throws {Error} when the page lacks it, which is a mistake of ours
 */
export function byId<E extends Element>(id: string, type: ElementClass<E>): E {
  return expectElement(document.getElementById(id), type, `#${id}`)
}

/** The element marked `data-part="name"` within `root`, for what exists more than once. */
export function part<E extends Element>(root: ParentNode, name: string, type: ElementClass<E>): E {
  const selector = `[data-part="${name}"]`
  return expectElement(root.querySelector(selector), type, selector)
}

/** A copy of the one element inside a `<template>`; its markup and styles stay in the component. */
export function cloneTemplate(id: string): HTMLElement {
  const { content } = byId(id, HTMLTemplateElement)
  const copy = content.firstElementChild?.cloneNode(true)
  if (copy instanceof HTMLElement) return copy
  throw new Error(`<template id="${id}"> holds no element`)
}

/** Shows `text` in the element, or hides the element for `null`. */
export function showText(element: HTMLElement, text: string | null): void {
  element.textContent = text ?? ''
  element.hidden = text === null
}

/** Shows each text as an entry of the list, or hides the list where there is none. */
export function showEntries(list: HTMLElement, texts: readonly string[]): void {
  const entries = texts.map((text) => {
    const entry = document.createElement('li')
    entry.textContent = text
    return entry
  })
  list.replaceChildren(...entries)
  list.hidden = texts.length === 0
}

/** Shows a string of ours in the element, with its code set as code. */
export function showRich(element: HTMLElement, text: string): void {
  const nodes = runsOf(text).map((run) => {
    if (!run.isCode) return run.text
    const code = document.createElement('code')
    code.textContent = run.text
    return code
  })
  element.replaceChildren(...nodes)
}

function expectElement<E extends Element>(
  element: Element | null,
  type: ElementClass<E>,
  name: string,
): E {
  if (element instanceof type) return element
  throw new Error(`this page has no ${type.name} ${name}`)
}
