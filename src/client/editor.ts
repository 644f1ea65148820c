/**
 * One link in a dialog: read anew when it is opened, changed under its entity tag; where somebody
 * else was faster, the person chooses.
 */
import {
  asSentence,
  callApi,
  explainFailure,
  type Failure,
  type FieldError,
  type Link,
  type Me,
  type SavedLink,
} from './api.ts'
import { byId, cloneTemplate, showText } from './dom.ts'
import { type BoundFields, bindFields, splitTags } from './fields.ts'
import type { DoneChange } from './last-change.ts'
import {
  type ChangeRequest,
  type ComparedField,
  changesOf,
  differencesOf,
  FIELD_NAMES,
  isMade,
  type LinkChange,
  mayChange,
  type OldSlug,
  patchRequest,
  removeRequest,
  restoreRequest,
} from './link-edits.ts'
import { describeState } from './states.ts'
import { describeTime, toLocal, toUtc, zoneName } from './times.ts'

/** A change as the dialog knows it: of the aliases only their slugs. */
export type EditedChange = Omit<DoneChange, 'aliases'> & { aliases: readonly string[] }

interface Listener {
  onDone(change: EditedChange): void
  /** Hears when a link turns out to be otherwise than the list has it. */
  onStale(): void
}

const VIEWS = ['form', 'facts', 'removal', 'conflict'] as const
type View = (typeof VIEWS)[number]

/** One try to change the link, which can be made again under a newer entity tag. */
interface Attempt {
  request(etag: string): ChangeRequest
  /** What is wanted, as far as it can be compared. */
  change: LinkChange
  oldSlug: OldSlug
  /** Whether it leaves a tombstone; the aliases go with it. */
  isRemoval: boolean
  aliases: readonly string[]
  /** Where a failure is shown. */
  view: View
}

interface Dialog {
  root: HTMLDialogElement
  fields: BoundFields
}

const TIMES = ['startsAt', 'expiresAt'] as const

let listener: Listener = { onDone: () => {}, onStale: () => {} }
let dialog: Dialog | null = null
let opened: Link | null = null
let me: Me | null = null
/** The try that met another's change, or that asks before it removes aliases, too. */
let waiting: Attempt | null = null
let isBusy = false
/** Whether the person was told that closing loses what they typed. */
let isWarned = false
/** Counts openings, so that a late answer opens nothing. */
let openings = 0

/** Says who hears of changes. */
export function startEditor(given: Listener): void {
  listener = given
}

/** Reads the link at head and opens it; `place` says what goes on, and why it can't be opened. */
export async function openEditor(slug: string, by: Me, place: HTMLElement): Promise<void> {
  openings += 1
  const opening = openings
  const before = place.textContent ?? ''
  place.textContent = `Opening /${slug}…`
  const answer = await callApi<Link>(`/links/${encodeURIComponent(slug)}`)
  if (opening !== openings) return
  if (answer.kind !== 'ok') {
    if (answer.kind === 'problem' && answer.status === 404) {
      place.textContent = `/${slug} is there no more.`
      listener.onStale()
    } else {
      place.textContent = `/${slug} could not be opened. ${explainFailure(answer)}`
    }
    return
  }
  place.textContent = before
  me = by
  dialog ??= makeDialog()
  const { root } = dialog
  showLink(answer.body)
  if (!root.open) root.showModal()
  byId('editor-heading', HTMLElement).focus()
}

/** Closes the dialog and forgets its link, for whoever sits down at this machine next. */
export function closeEditor(): void {
  openings += 1
  opened = null
  waiting = null
  setBusy(false)
  dialog?.root.close()
}

function makeDialog(): Dialog {
  const root = cloneTemplate('editor-template')
  if (!(root instanceof HTMLDialogElement)) throw new Error('the editor is no dialog')
  byId('editor-template', HTMLTemplateElement).after(root)
  const fields = bindFields('edit-')
  for (const place of root.querySelectorAll('[data-zone]')) place.textContent = zoneName()
  for (const name of TIMES) fields.controls[name].addEventListener('input', () => showUtc(name))
  fields.controls.slug.addEventListener('input', showRename)
  onSubmit('editor-form', save)
  onClick('editor-close', askToClose)
  onClick('editor-state', switchState)
  onClick('editor-remove', () => askToRemove([]))
  onClick('editor-remove-yes', remove)
  onClick('editor-remove-no', () => showView(opened?.state === 'gone' ? 'facts' : 'form'))
  onClick('editor-restore', restore)
  onClick('editor-mine', saveMine)
  onClick('editor-theirs', takeTheirs)
  root.addEventListener('cancel', (event) => {
    event.preventDefault()
    askToClose()
  })
  return { root, fields }
}

function onClick(id: string, act: () => void): void {
  byId(id, HTMLButtonElement).addEventListener('click', () => {
    if (!isBusy) act()
  })
}

function onSubmit(id: string, act: () => void): void {
  byId(id, HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isBusy) act()
  })
}

function showLink(link: Link): void {
  if (me === null) return
  opened = link
  waiting = null
  isWarned = false
  setBusy(false)
  say(null)
  byId('editor-heading', HTMLElement).textContent = `/${link.slug}`
  const added = `added ${describeTime(link.createdAt)} by ${link.createdBy}`
  byId('editor-about', HTMLElement).textContent =
    `${describeState(link, Date.now()).text} · ${added}${whyNot(link, me)}`
  if (link.state === 'gone' || !mayChange(link, me)) {
    showFacts(link)
    byId('editor-restore', HTMLElement).hidden = link.state !== 'gone' || me.role !== 'admin'
    showView('facts')
  } else {
    fillForm(link)
    showView('form')
  }
}

function whyNot(link: Link, { role }: Me): string {
  if (link.state === 'gone') {
    return role === 'admin'
      ? ' · It was removed. Restored, it counts as added now, by you.'
      : ' · It was removed, and only an admin can restore it.'
  }
  if (role === 'create') return ' · Your token can add links, not change them.'
  if (me !== null && !mayChange(link, me)) {
    return ` · It belongs to ${link.owner}; only they or an admin can change it.`
  }
  return ''
}

function fillForm(link: Link): void {
  if (dialog === null) return
  const { controls, clearErrors } = dialog.fields
  clearErrors()
  controls.url.value = link.url
  controls.slug.value = link.slug
  controls.title.value = link.title ?? ''
  controls.tags.value = link.tags.join(', ')
  controls.startsAt.value = link.startsAt === null ? '' : toLocal(link.startsAt)
  controls.expiresAt.value = link.expiresAt === null ? '' : toLocal(link.expiresAt)
  selectStatus(controls.status, link.status)
  controls.owner.value = link.owner ?? ''
  controls.listed.checked = link.listed
  byId('edit-oldSlug', HTMLSelectElement).value = 'alias'
  for (const name of TIMES) showUtc(name)
  showRename()
  byId('editor-state', HTMLElement).textContent = link.state === 'active' ? 'Disable' : 'Enable'
}

// A link can have a status from another host, which must not change by being looked at.
function selectStatus(select: HTMLSelectElement, status: number): void {
  const value = String(status)
  if (![...select.options].some((option) => option.value === value)) {
    select.add(new Option(`${value} · not served by this host`, value))
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

function save(): void {
  if (dialog === null || opened === null) return
  say(null)
  isWarned = false
  const { fields } = dialog
  const unread = findUnread(fields)
  fields.showErrors(unread)
  if (unread.length > 0) return
  const { slug } = opened
  const change = changesOf(opened, readForm(fields, opened))
  if (Object.keys(change).length === 0) {
    say('Nothing is changed yet, so there is nothing to save.')
    return
  }
  const oldSlug: OldSlug =
    byId('edit-oldSlug', HTMLSelectElement).value === 'retire' ? 'retire' : 'alias'
  const body: LinkChange = change.slug === undefined ? change : { ...change, oldSlug }
  void attempt({
    request: (etag) => patchRequest(slug, body, etag),
    change,
    oldSlug,
    isRemoval: false,
    aliases: [],
    view: 'form',
  })
}

// Of a time half typed the browser gives out nothing, and it would be lost without a word.
function findUnread({ controls }: BoundFields): FieldError[] {
  const times = TIMES.filter((name) => {
    const { validity, value } = controls[name]
    return validity.badInput || (value !== '' && toUtc(value) === null)
  }).map((name) => ({ path: `/${name}`, message: 'Complete the date and time, or clear it.' }))
  const isEmpty = controls.slug.value.trim() === ''
  return isEmpty ? [{ path: '/slug', message: 'A link has a slug.' }, ...times] : times
}

function switchState(): void {
  if (opened === null || !isUntouched()) return
  const { slug } = opened
  const change: LinkChange = { state: opened.state === 'active' ? 'disabled' : 'active' }
  void attempt({
    request: (etag) => patchRequest(slug, change, etag),
    change,
    oldSlug: 'alias',
    isRemoval: false,
    aliases: [],
    view: 'form',
  })
}

/** Whether the form is as it was opened; else says that its changes come first. */
function isUntouched(): boolean {
  if (!isDirty()) return true
  say('Save your changes first, or close and open the link again.')
  return false
}

function askToRemove(aliases: readonly string[]): void {
  if (opened === null || me === null) return
  if (aliases.length === 0 && !isUntouched()) return
  say(null)
  const names = byId('editor-aliases', HTMLElement)
  names.replaceChildren(
    ...aliases.map((alias) => {
      const entry = document.createElement('li')
      entry.textContent = `/${alias}`
      return entry
    }),
  )
  names.hidden = aliases.length === 0
  byId('editor-removal-heading', HTMLElement).textContent =
    aliases.length === 0 ? `Remove /${opened.slug}?` : 'Its aliases would lead nowhere'
  const undone = me.role === 'admin' ? 'You can restore it later.' : 'Only an admin can restore it.'
  byId('editor-removal-text', HTMLElement).textContent =
    aliases.length === 0
      ? `Visitors are told that it is gone, and its slug stays reserved. ${undone}`
      : `These stand for /${opened.slug} and have to be removed with it:`
  byId('editor-remove-yes', HTMLElement).textContent =
    aliases.length === 0 ? 'Remove it' : `Remove all ${aliases.length + 1}`
  waiting = removal(opened.slug, aliases)
  showView('removal')
  byId('editor-removal-heading', HTMLElement).focus()
}

function removal(slug: string, aliases: readonly string[]): Attempt {
  return {
    request: (etag) => removeRequest(slug, etag, aliases.length > 0),
    change: { state: 'gone' },
    oldSlug: 'alias',
    isRemoval: true,
    aliases,
    view: 'removal',
  }
}

function remove(): void {
  if (waiting !== null) void attempt(waiting)
}

function restore(): void {
  if (opened === null) return
  const link = opened
  void attempt({
    request: () => restoreRequest([link]),
    change: {},
    oldSlug: 'alias',
    isRemoval: false,
    aliases: [],
    view: 'facts',
  })
}

async function attempt(trial: Attempt): Promise<void> {
  if (opened === null) return
  const before = opened
  const opening = openings
  setBusy(true)
  const { path, ...call } = trial.request(before.etag)
  const answer = await callApi<SavedLink | SavedLink[]>(path, call)
  if (opening !== openings) return
  setBusy(false)
  if (answer.kind !== 'ok') {
    fail(answer, trial)
    return
  }
  const after = Array.isArray(answer.body) ? answer.body[0] : answer.body
  if (after === undefined) return
  closeEditor()
  listener.onDone({ before, after, oldSlug: trial.oldSlug, aliases: trial.aliases })
}

function fail(failure: Failure, trial: Attempt): void {
  // The sign-in page has taken over and says why.
  if (failure.kind === 'problem' && failure.status === 401) return
  if (failure.kind === 'problem') {
    const { status, problem } = failure
    if (status === 412 && problem.current !== undefined) {
      meet(problem.current, trial)
      return
    }
    if (trial.isRemoval && problem.aliases !== undefined && problem.aliases.length > 0) {
      askToRemove(problem.aliases)
      return
    }
    if (status === 404) listener.onStale()
  }
  showFailure(failure, trial.view)
}

function showFailure(failure: Failure, view: View): void {
  showView(view)
  const errors = failure.kind === 'problem' ? (failure.problem.errors ?? []) : []
  const rest = view === 'form' && dialog !== null ? dialog.fields.showErrors(errors) : errors
  if (errors.length > 0 && rest.length === 0) return
  const unplaced = rest.map(({ message }) => asSentence(message)).join(' ')
  say(unplaced || `${explainFailure(failure)} Nothing was changed here; try again when you like.`)
}

function meet(current: Link, trial: Attempt): void {
  if (opened === null) return
  listener.onStale()
  // Our own change, whose answer was lost: made again it changes nothing and tells the commit.
  if (!trial.isRemoval && isMade(trial.change, current)) {
    opened = { ...opened, etag: current.etag }
    void attempt(trial)
    return
  }
  waiting = trial
  const isGone = current.state === 'gone'
  const rows = differencesOf(opened, trial.change, current, describeValue)
  byId('editor-versions', HTMLElement).replaceChildren(...rows.map(versionRow))
  byId('editor-conflict-text', HTMLElement).textContent = isGone
    ? 'They removed it, so it can’t be changed any more.'
    : 'Nothing is saved yet. “Save mine” sets what you changed and leaves the rest as theirs; “Take theirs” drops what you changed.'
  const mine = byId('editor-mine', HTMLElement)
  mine.textContent = trial.isRemoval ? 'Remove it all the same' : 'Save mine'
  mine.hidden = isGone
  theirs = current
  say(null)
  showView('conflict')
  byId('editor-conflict-heading', HTMLElement).focus()
}

/** The link as somebody else left it, while the person chooses. */
let theirs: Link | null = null

function saveMine(): void {
  if (opened === null || theirs === null || waiting === null) return
  // Undoing it leads back to theirs, and what is wrong with ours is mended upon theirs.
  opened = theirs
  fillForm({ ...theirs, ...waiting.change, state: theirs.state })
  void attempt(waiting)
}

function takeTheirs(): void {
  if (theirs === null) return
  showLink(theirs)
  byId('editor-heading', HTMLElement).focus()
}

function versionRow({ field, mine, theirs: other }: ReturnType<typeof differencesOf>[number]) {
  const row = document.createElement('tr')
  const name = document.createElement('th')
  name.scope = 'row'
  name.textContent = FIELD_NAMES[field]
  const cells = [mine ?? 'not changed by you', other].map((text) => {
    const cell = document.createElement('td')
    cell.textContent = text
    return cell
  })
  if (mine === null) cells[0]?.classList.add('untouched')
  row.append(name, ...cells)
  return row
}

function showFacts(link: Link): void {
  const entries = (
    ['url', 'title', 'tags', 'status', 'startsAt', 'expiresAt', 'owner', 'listed'] as const
  ).map((field) => {
    const entry = document.createElement('div')
    entry.className = 'fact'
    const name = document.createElement('dt')
    name.textContent = FIELD_NAMES[field]
    const value = document.createElement('dd')
    value.textContent = describeValue(field, link[field])
    entry.append(name, value)
    return entry
  })
  byId('editor-list', HTMLElement).replaceChildren(...entries)
}

function describeValue(field: ComparedField, value: unknown): string {
  if (value === null || value === '') return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const isTime = field === 'startsAt' || field === 'expiresAt'
  return isTime && typeof value === 'string'
    ? `${describeTime(value)}, ${zoneName()}`
    : String(value)
}

function askToClose(): void {
  if (isBusy) return
  if (isDirty() && !isWarned) {
    isWarned = true
    say('Your changes are not saved. Close again to drop them.')
    return
  }
  closeEditor()
}

function isDirty(): boolean {
  if (dialog === null || opened === null) return false
  if (!byId('editor-conflict', HTMLElement).hidden) return waiting !== null && !waiting.isRemoval
  if (byId('editor-form', HTMLElement).hidden) return false
  const isUnread = TIMES.some((name) => dialog?.fields.controls[name].validity.badInput)
  return isUnread || Object.keys(changesOf(opened, readForm(dialog.fields, opened))).length > 0
}

function showView(view: View): void {
  for (const one of VIEWS) byId(`editor-${one}`, HTMLElement).hidden = one !== view
}

function say(message: string | null): void {
  const banner = byId('editor-banner', HTMLElement)
  showText(banner, message)
  if (message !== null) banner.focus()
}

function showRename(): void {
  if (dialog === null || opened === null) return
  const typed = dialog.fields.controls.slug.value.trim()
  byId('edit-rename', HTMLElement).hidden = typed === '' || typed === opened.slug
}

function showUtc(name: (typeof TIMES)[number]): void {
  if (dialog === null) return
  const utc = toUtc(dialog.fields.controls[name].value)
  showText(byId(`edit-${name}-utc`, HTMLElement), utc && `Saved as ${utc}`)
}

function setBusy(busy: boolean): void {
  isBusy = busy
  if (dialog === null) return
  // Not `disabled`, which would throw the focus out of the dialog.
  for (const button of dialog.root.querySelectorAll('button')) {
    button.setAttribute('aria-disabled', String(busy))
  }
  byId('editor-save', HTMLElement).textContent = busy ? 'Saving…' : 'Save changes'
}
