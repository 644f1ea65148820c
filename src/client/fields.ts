/**
 * The fields of the submit form and the errors that stand at them.
 * Knows the form's elements and JSON Pointers; sends nothing.
 */
import { asSentence, type FieldError } from './api.ts'
import { byId } from './dom.ts'

/** Fields that take text or a time; their ids are the names that the API gives them. */
const inputs = {
  url: byId('url', HTMLInputElement),
  slug: byId('slug', HTMLInputElement),
  title: byId('title', HTMLInputElement),
  tags: byId('tags', HTMLInputElement),
  status: byId('status', HTMLSelectElement),
  startsAt: byId('startsAt', HTMLInputElement),
  expiresAt: byId('expiresAt', HTMLInputElement),
  owner: byId('owner', HTMLInputElement),
  listed: byId('listed', HTMLInputElement),
}

export type FieldName = keyof typeof inputs

const NAMES = Object.keys(inputs).filter(isFieldName)

/** The form's controls by the API's names for them. */
export const fields: Readonly<typeof inputs> = inputs

/** The field that a JSON Pointer leads to, `tags` for `/tags/0`; `null` where there is none. */
export function fieldOf(pointer: string): FieldName | null {
  const name = pointer.split('/')[1] ?? ''
  return isFieldName(name) ? name : null
}

/**
 * Shows each error at its field and moves the focus to the first field that has one.
 *
 * @returns the errors that belong to no field
 */
export function showFieldErrors(errors: readonly FieldError[]): FieldError[] {
  clearFieldErrors()
  const rest: FieldError[] = []
  for (const error of errors) {
    const name = fieldOf(error.path)
    if (name === null) rest.push(error)
    else addError(name, error)
  }
  const first = NAMES.find((name) => inputs[name].getAttribute('aria-invalid') === 'true')
  if (first !== undefined) inputs[first].focus()
  return rest
}

/** Takes every error away. */
export function clearFieldErrors(): void {
  for (const name of NAMES) clearFieldError(name)
}

/** Takes the errors of one field away. */
export function clearFieldError(name: FieldName): void {
  const place = byId(`${name}-error`, HTMLElement)
  inputs[name].removeAttribute('aria-invalid')
  place.replaceChildren()
  place.hidden = true
}

/** A button that fills the field with a value known to be right. */
export function suggestionButton(name: 'url' | 'slug' | 'title' | 'tags' | 'owner', value: string) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--small'
  button.textContent = `Use “${value}”`
  button.addEventListener('click', () => {
    const input = inputs[name]
    input.value = value
    input.focus()
    // As if it had been typed: errors go, availability is asked for again.
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  return button
}

function addError(name: FieldName, { path, message, suggestion }: FieldError): void {
  const place = byId(`${name}-error`, HTMLElement)
  const text = document.createElement('p')
  text.textContent = asSentence(message)
  place.append(text)
  // Only a field that holds one plain value can be filled from outside.
  if (suggestion !== undefined && takesSuggestion(name)) {
    const value = name === 'tags' ? replaceTag(path, suggestion) : suggestion
    place.append(suggestionButton(name, value))
  }
  place.hidden = false
  inputs[name].setAttribute('aria-invalid', 'true')
}

function takesSuggestion(name: FieldName): name is 'url' | 'slug' | 'title' | 'tags' | 'owner' {
  return ['url', 'slug', 'title', 'tags', 'owner'].includes(name)
}

function replaceTag(pointer: string, suggestion: string): string {
  const index = Number(pointer.split('/')[2])
  const tags = splitTags(inputs.tags.value)
  return tags.map((tag, position) => (position === index ? suggestion : tag)).join(', ')
}

/** The tags typed between commas and spaces. */
export function splitTags(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(inputs, name)
}

for (const name of NAMES) {
  inputs[name].addEventListener('input', () => clearFieldError(name))
}
