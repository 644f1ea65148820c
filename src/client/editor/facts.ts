/** A link as facts, for whoever may not change it, and the aliases to restore along with it. */
import { editor as strings } from '#strings'
import type { Link } from '../api/answers.ts'
import type { ComparedField } from '../changes/differences.ts'
import type { StoredLink } from '../database/protocol.ts'
import { byId } from '../shared/dom.ts'
import { describeTime, zoneName } from '../words/times.ts'
import { FIELD_LABELS } from './form.ts'

const TOLD = [
  'url',
  'title',
  'tags',
  'status',
  'startsAt',
  'expiresAt',
  'owner',
  'listed',
] as const satisfies readonly ComparedField[]

/** Shows the link; `aliases` are tombstones that stood for it, offered where it can be restored. */
export function showFacts(link: Link, aliases: readonly StoredLink[], canRestore: boolean): void {
  const entries = TOLD.map((field) => {
    const entry = document.createElement('div')
    entry.className = 'fact'
    const name = document.createElement('dt')
    name.textContent = FIELD_LABELS[field]
    const value = document.createElement('dd')
    value.textContent = describeValue(field, link[field])
    entry.append(name, value)
    return entry
  })
  byId('editor-list', HTMLElement).replaceChildren(...entries)
  byId('editor-restore', HTMLElement).hidden = !canRestore
  const boxes = byId('editor-restore-aliases', HTMLElement)
  boxes.hidden = !canRestore || aliases.length === 0
  byId('editor-restore-list', HTMLElement).replaceChildren(...aliases.map(aliasBox))
}

/** The aliases that are ticked. */
export function chosenAliases(): string[] {
  const boxes = byId('editor-restore-list', HTMLElement).querySelectorAll('input')
  return [...boxes].filter(({ checked }) => checked).map(({ value }) => value)
}

/** A value of a link for people to read. */
export function describeValue(field: ComparedField, value: unknown): string {
  if (value === null || value === '') return strings.none
  if (Array.isArray(value)) return value.length === 0 ? strings.none : value.join(', ')
  if (typeof value === 'boolean') return value ? strings.yes : strings.no
  if (field === 'state' && (value === 'active' || value === 'disabled' || value === 'gone')) {
    return strings.states[value]
  }
  const isTime = field === 'startsAt' || field === 'expiresAt'
  return isTime && typeof value === 'string'
    ? `${describeTime(value)}, ${zoneName()}`
    : String(value)
}

function aliasBox({ slug }: StoredLink): HTMLElement {
  const label = document.createElement('label')
  label.className = 'check'
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.value = slug
  box.checked = true
  const name = document.createElement('span')
  name.className = 'slug'
  name.textContent = `/${slug}`
  label.append(box, name)
  return label
}
