/** The form of the link that is open: filled from a link, and read back as one. */
import { editor as strings, submit } from '#strings'
import type { FieldError, Link } from '../api/answers.ts'
import { changesOf } from '../changes/differences.ts'
import type { LinkChange, OldSlug } from '../changes/requests.ts'
import { type BoundFields, bindFields, splitTags } from '../fields/fields.ts'
import { byId, showText } from '../shared/dom.ts'
import { toLocal, toUtc, zoneName } from '../words/times.ts'

const TIMES = ['startsAt', 'expiresAt'] as const

export interface EditorForm extends Pick<BoundFields, 'showErrors' | 'setReadOnly'> {
  fill(link: Link): void
  /** Shows the change as if it had been typed into the form that is filled. */
  show(change: LinkChange): void
  /** What differs from the link that was filled in. */
  changes(): LinkChange
  /** What can't be read at all, and would be lost without a word. */
  unread(): FieldError[]
  /** What a rename is to leave. */
  oldSlug(): OldSlug
  /** Whether anything was typed that closing would lose. */
  isDirty(): boolean
}

/** Brings the form to life, which must stand on the page by now. */
export function startEditorForm(): EditorForm {
  const fields = bindFields('edit-')
  const { controls } = fields
  const oldSlug = byId('edit-oldSlug', HTMLSelectElement)
  let filled: Link | null = null
  for (const place of byId('editor-form', HTMLElement).querySelectorAll('[data-zone]')) {
    place.textContent = zoneName()
  }
  for (const name of TIMES) controls[name].addEventListener('input', () => showUtc(name))
  controls.slug.addEventListener('input', showRename)

  function showUtc(name: (typeof TIMES)[number]): void {
    const utc = toUtc(controls[name].value)
    showText(byId(`edit-${name}-utc`, HTMLElement), utc && strings.savedAs(utc))
  }

  function showRename(): void {
    const typed = controls.slug.value.trim()
    byId('edit-rename', HTMLElement).hidden = typed === '' || typed === filled?.slug
  }

  function write(link: Link): void {
    controls.url.value = link.url
    controls.slug.value = link.slug
    controls.title.value = link.title ?? ''
    controls.tags.value = link.tags.join(', ')
    for (const name of TIMES) {
      const time = link[name]
      controls[name].value = time === null ? '' : toLocal(time)
      showUtc(name)
    }
    selectStatus(controls.status, link.status)
    controls.owner.value = link.owner ?? ''
    controls.listed.checked = link.listed
    showRename()
  }

  function changes(): LinkChange {
    return filled === null ? {} : changesOf(filled, readForm(fields, filled))
  }

  return {
    showErrors: fields.showErrors,
    setReadOnly: fields.setReadOnly,
    changes,
    fill(link) {
      filled = link
      fields.clearErrors()
      oldSlug.value = 'alias'
      write(link)
    },
    show(change) {
      if (filled !== null) write({ ...filled, ...change, state: filled.state })
    },
    // Of a time half typed the browser gives out nothing.
    unread() {
      const times = TIMES.filter((name) => {
        const { validity, value } = controls[name]
        return validity.badInput || (value !== '' && toUtc(value) === null)
      }).map((name) => ({ path: `/${name}`, message: strings.unread }))
      const isEmpty = controls.slug.value.trim() === ''
      return isEmpty ? [{ path: '/slug', message: strings.noSlug }, ...times] : times
    },
    oldSlug: () => (oldSlug.value === 'retire' ? 'retire' : 'alias'),
    isDirty() {
      const isUnread = TIMES.some((name) => controls[name].validity.badInput)
      return isUnread || Object.keys(changes()).length > 0
    },
  }
}

/** What the form says of each field, by its name. */
export const FIELD_LABELS = {
  ...submit.fields,
  listed: strings.listed,
  state: strings.state,
}

// A link can have a status from another host, which must not change by being looked at.
function selectStatus(select: HTMLSelectElement, status: number): void {
  const value = String(status)
  if (![...select.options].some((option) => option.value === value)) {
    select.add(new Option(strings.otherHost(value), value))
  }
  select.value = value
}

/** What stands in the form; times that were not touched stay to the second. */
function readForm({ controls }: BoundFields, link: Link): Omit<Link, 'state'> {
  const time = (name: (typeof TIMES)[number]) => {
    const { value } = controls[name]
    const was = link[name]
    return was !== null && value === toLocal(was) ? was : toUtc(value)
  }
  return {
    ...link,
    url: controls.url.value.trim(),
    slug: controls.slug.value.trim(),
    title: controls.title.value.trim() || null,
    tags: sameTags(splitTags(controls.tags.value), link.tags),
    status: Number(controls.status.value),
    startsAt: time('startsAt'),
    expiresAt: time('expiresAt'),
    owner: controls.owner.value.trim() || null,
    listed: controls.listed.checked,
  }
}

// Tags have no order, so typing them in another one changes nothing.
function sameTags(typed: string[], tags: string[]): string[] {
  const unique = [...new Set(typed)].sort()
  return JSON.stringify(unique) === JSON.stringify(tags) ? tags : typed
}
