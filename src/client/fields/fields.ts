/**
 * The fields of a form for a link and the errors that stand at them.
 * Knows the form's elements and JSON Pointers; sends nothing.
 */
import { submit } from '#strings'
import type { FieldError } from '../api/answers.ts'
import { byId } from '../shared/dom.ts'
import { asSentence } from '../words/sentence.ts'
import { completeOwners } from './owner-completion.ts'
import { completeTags } from './tag-completion.ts'

/** The API's names of the fields; the controls' ids are these behind a form's prefix. */
const NAMES = [
  'url',
  'slug',
  'title',
  'tags',
  'status',
  'startsAt',
  'expiresAt',
  'owner',
  'listed',
] as const

export type FieldName = (typeof NAMES)[number]

/** Fields that hold one plain text, and so can be filled from outside. */
type TextField = 'url' | 'slug' | 'title' | 'tags' | 'owner'

/** A form's controls by the API's names for them, and the errors at them. */
export interface BoundFields {
  controls: Readonly<
    Record<Exclude<FieldName, 'status'>, HTMLInputElement> & { status: HTMLSelectElement }
  >
  /**
   * Shows each error at its field and moves the focus to the first field that has one.
   *
   * @returns the errors that belong to no field
   */
  showErrors(errors: readonly FieldError[]): FieldError[]
  /** Takes every error away. */
  clearErrors(): void
  /** Whether texts can be changed; the focus stays where it is. */
  setReadOnly(isReadOnly: boolean): void
  /** A button that fills the field with a value known to be right. */
  suggestionButton(name: TextField, value: string): HTMLButtonElement
}

/** Finds the controls whose ids are the fields' names behind `prefix`. */
export function bindFields(prefix: string): BoundFields {
  const input = (name: FieldName) => byId(prefix + name, HTMLInputElement)
  const controls = {
    url: input('url'),
    slug: input('slug'),
    title: input('title'),
    tags: input('tags'),
    status: byId(`${prefix}status`, HTMLSelectElement),
    startsAt: input('startsAt'),
    expiresAt: input('expiresAt'),
    owner: input('owner'),
    listed: input('listed'),
  }
  const placeOf = (name: FieldName) => byId(`${prefix}${name}-error`, HTMLElement)

  function clearError(name: FieldName): void {
    controls[name].removeAttribute('aria-invalid')
    placeOf(name).replaceChildren()
    placeOf(name).hidden = true
  }

  function clearErrors(): void {
    for (const name of NAMES) clearError(name)
  }

  function setReadOnly(isReadOnly: boolean): void {
    for (const control of Object.values(controls)) {
      if (control instanceof HTMLInputElement) control.readOnly = isReadOnly
    }
  }

  function showErrors(errors: readonly FieldError[]): FieldError[] {
    clearErrors()
    const rest: FieldError[] = []
    for (const error of errors) {
      const name = fieldOf(error.path)
      if (name === null) rest.push(error)
      else addError(name, error)
    }
    const first = NAMES.find((name) => controls[name].getAttribute('aria-invalid') === 'true')
    if (first !== undefined) controls[first].focus()
    return rest
  }

  function addError(name: FieldName, { path, message, suggestion }: FieldError): void {
    const place = placeOf(name)
    const text = document.createElement('p')
    text.textContent = asSentence(message)
    place.append(text)
    if (suggestion !== undefined && isTextField(name)) {
      const tags = splitTags(controls.tags.value)
      const value = name === 'tags' ? replaceTag(tags, path, suggestion) : suggestion
      place.append(suggestionButton(name, value))
    }
    place.hidden = false
    controls[name].setAttribute('aria-invalid', 'true')
  }

  function suggestionButton(name: TextField, value: string): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button--small'
    button.textContent = submit.use(value)
    button.addEventListener('click', () => {
      const control = controls[name]
      control.value = value
      control.focus()
      // As if it had been typed: errors go, availability is asked for again.
      control.dispatchEvent(new Event('input', { bubbles: true }))
    })
    return button
  }

  for (const name of NAMES) controls[name].addEventListener('input', () => clearError(name))
  completeTags(controls.tags)
  completeOwners(controls.owner)
  return { controls, showErrors, clearErrors, setReadOnly, suggestionButton }
}

/** The field that a JSON Pointer leads to, `tags` for `/tags/0`; `null` where there is none. */
function fieldOf(pointer: string): FieldName | null {
  const name = pointer.split('/')[1] ?? ''
  return isFieldName(name) ? name : null
}

/** The tags typed between commas and spaces. */
export function splitTags(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

function replaceTag(tags: readonly string[], pointer: string, suggestion: string): string {
  const index = Number(pointer.split('/')[2])
  return tags.map((tag, position) => (position === index ? suggestion : tag)).join(', ')
}

function isTextField(name: FieldName): name is TextField {
  return ['url', 'slug', 'title', 'tags', 'owner'].includes(name)
}

function isFieldName(name: string): name is FieldName {
  return NAMES.some((candidate) => candidate === name)
}
