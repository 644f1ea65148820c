/** The fields of all links that don't say them themselves, and what is wrong with them. */
import { splitTags } from '../fields/fields.ts'
import { completeOwners } from '../fields/owner-completion.ts'
import { completeTags } from '../fields/tag-completion.ts'
import './markup.ts'
import { byId, showText } from '../shared/dom.ts'
import { asSentence } from '../words/sentence.ts'
import type { CommonFields, LineFinding } from './protocol.ts'

const tags = byId('bulk-tags', HTMLInputElement)
const owner = byId('bulk-owner', HTMLInputElement)
const status = byId('bulk-status', HTMLSelectElement)
const listed = byId('bulk-listed', HTMLInputElement)

/** Those that can be wrong. */
const typed = { tags, owner }

/** Brings the fields to life. */
export function startCommon(): void {
  completeTags(tags)
  completeOwners(owner)
  status.addEventListener('input', showPermanent)
}

/** What stands in the fields. */
export function readCommon(): CommonFields {
  return {
    tags: splitTags(tags.value),
    owner: owner.value.trim() || null,
    status: Number(status.value),
    listed: listed.checked,
  }
}

/** Shows what is wrong, and moves the focus to the first field that has something. */
export function showCommonErrors(findings: readonly LineFinding[]): void {
  const names = ['tags', 'owner'] as const
  const wrong = names.filter((name) => showErrors(name, findings))[0]
  if (wrong === undefined) return
  const details = typed[wrong].closest('details')
  if (details !== null) details.open = true
  typed[wrong].focus()
}

/** Takes back what was said, after the form was emptied. */
export function resetCommon(): void {
  showPermanent()
  showCommonErrors([])
}

/** Whether the field has any. */
function showErrors(name: keyof typeof typed, findings: readonly LineFinding[]): boolean {
  const own = findings.filter(({ field }) => field === name)
  const isWrong = own.length > 0
  const said = own.map(({ message }) => asSentence(message)).join(' ')
  showText(byId(`bulk-${name}-error`, HTMLElement), isWrong ? said : null)
  if (isWrong) typed[name].setAttribute('aria-invalid', 'true')
  else typed[name].removeAttribute('aria-invalid')
  return isWrong
}

function showPermanent(): void {
  byId('bulk-permanent', HTMLElement).hidden = !['301', '308'].includes(status.value)
}
