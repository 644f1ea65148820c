/**
 * One link in a dialog: read anew when it is opened, changed under its entity tag; where somebody
 * else was faster, the person chooses. Loaded when the first link is opened.
 */
import { editor as strings } from '#strings'
import type { Prefilled } from '../add/form.ts'
import type { Failure, Link, Me, SavedLink } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { isMade } from '../changes/differences.ts'
import { mayChange } from '../changes/permission.ts'
import type { OldSlug } from '../changes/requests.ts'
import type { StoredLink } from '../database/protocol.ts'
import { byId, cloneTemplate } from '../shared/dom.ts'
import { asSentence } from '../words/sentence.ts'
import { showAbout } from './about.ts'
import { type Attempt, removalOf, restorationOf, saveOf, switchOf } from './attempts.ts'
import { showConflict } from './conflict.ts'
import { chosenAliases, showFacts } from './facts.ts'
import { type EditorForm, startEditorForm } from './form.ts'
import { isShown, say, showBusy, showView, type View } from './frame.ts'
import { showRemoval } from './removal.ts'
import { forgetUnsaved, keepUnsaved, unsavedChange } from './unsaved.ts'

/** A change as the dialog knows it: of the aliases only their slugs. */
export interface EditedChange {
  before: Link
  aliases: readonly string[]
  after: readonly SavedLink[]
  oldSlug: OldSlug
}

/** Who opens links, and what else of them is known. */
export interface EditorContext {
  me: Me
  /** Links of any state that stand for the slug. */
  aliasesOf(slug: string): Promise<StoredLink[]>
  onDone(change: EditedChange): void
  /** Hears when a link turns out to be otherwise than the list has it. */
  onStale(): void
  /** Hears that another link is wanted, which begins with this. */
  onAnother(prefilled: Prefilled): void
}

let context: EditorContext | null = null
let form: EditorForm | null = null
let opened: Link | null = null
/** The try that met another's change, or that asks before it removes aliases, too. */
let waiting: Attempt | null = null
/** The link as somebody else left it, while the person chooses. */
let theirs: Link | null = null
let isBusy = false
/** Whether the person was told that closing loses what they typed. */
let isWarned = false
/** Counts openings, so that a late answer opens nothing. */
let openings = 0

/** Reads the link at head and opens it; `place` says what goes on, and why it can't be opened. */
export async function openEditor(
  slug: string,
  given: EditorContext,
  place: HTMLElement,
): Promise<void> {
  openings += 1
  const opening = openings
  const before = place.textContent ?? ''
  place.textContent = strings.opening(slug)
  const [answer, aliases] = await Promise.all([
    callApi<Link>(`/links/${encodeURIComponent(slug)}`),
    given.aliasesOf(slug).catch(() => []),
  ])
  if (opening !== openings) return
  if (answer.kind !== 'ok') {
    if (answer.kind === 'problem' && answer.status === 404) {
      place.textContent = strings.isGone(slug)
      given.onStale()
    } else {
      place.textContent = strings.notOpened(slug, explainFailure(answer))
    }
    return
  }
  place.textContent = before
  context = given
  form ??= makeDialog()
  showLink(answer.body, aliases)
  const root = byId('editor', HTMLDialogElement)
  if (!root.open) root.showModal()
  byId('editor-heading', HTMLElement).focus()
  const unsaved = unsavedChange(slug)
  if (unsaved !== null && isShown('form')) {
    form.show(unsaved)
    say(strings.typedBefore)
  }
  forgetUnsaved()
}

/**
 * Ends a session: closes the dialog and, where the person leaves, forgets what was typed. Thrown
 * out, they find it again at the next opening of the link.
 */
export function leaveEditor(isLeaving: boolean): void {
  if (isLeaving) forgetUnsaved()
  else if (opened !== null && context !== null && form !== null && isFormDirty()) {
    keepUnsaved(context.me, opened.slug, form.changes())
  }
  closeEditor()
}

function closeEditor(): void {
  openings += 1
  opened = null
  waiting = null
  if (form === null) return
  setBusy(false)
  byId('editor', HTMLDialogElement).close()
}

function makeDialog(): EditorForm {
  byId('editor-template', HTMLTemplateElement).after(cloneTemplate('editor-template'))
  byId('editor-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isBusy) save()
  })
  onClick('editor-close', askToClose)
  onClick('editor-state', switchState)
  onClick('editor-remove', () => askToRemove([]))
  onClick('editor-remove-yes', () => waiting !== null && void attempt(waiting))
  onClick('editor-remove-no', () => showView(opened?.state === 'gone' ? 'facts' : 'form'))
  onClick('editor-restore', () => {
    if (opened !== null) void attempt(restorationOf(opened, chosenAliases()))
  })
  onClick('editor-mine', saveMine)
  onClick('editor-theirs', takeTheirs)
  onClick('editor-alias', () => startAnother(({ slug }) => ({ url: `/${slug}` })))
  onClick('editor-duplicate', () =>
    startAnother(({ url, title, tags }) => ({ url, title: title ?? '', tags })),
  )
  byId('editor', HTMLDialogElement).addEventListener('cancel', (event) => {
    event.preventDefault()
    askToClose()
  })
  return startEditorForm()
}

function onClick(id: string, act: () => void): void {
  byId(id, HTMLButtonElement).addEventListener('click', () => {
    if (!isBusy) act()
  })
}

function showLink(link: Link, aliases: readonly StoredLink[]): void {
  if (context === null || form === null) return
  const { me } = context
  opened = link
  waiting = null
  isWarned = false
  setBusy(false)
  say(null)
  showAbout(link, me)
  if (link.state === 'gone' || !mayChange(link, me)) {
    const canRestore = link.state === 'gone' && me.role === 'admin'
    showFacts(
      link,
      aliases.filter(({ state }) => state === 'gone'),
      canRestore,
    )
    showView('facts')
  } else {
    form.fill(link)
    byId('editor-state', HTMLElement).textContent =
      link.state === 'active' ? strings.disable : strings.enable
    showView('form')
  }
}

function save(): void {
  if (form === null || opened === null) return
  say(null)
  isWarned = false
  const unread = form.unread()
  form.showErrors(unread)
  if (unread.length > 0) return
  const change = form.changes()
  if (Object.keys(change).length === 0) say(strings.nothing)
  else void attempt(saveOf(opened, change, form.oldSlug()))
}

function switchState(): void {
  if (opened !== null && isUntouched()) void attempt(switchOf(opened))
}

function startAnother(prefill: (link: Link) => Prefilled): void {
  if (opened === null || context === null || !isUntouched()) return
  const prefilled = prefill(opened)
  closeEditor()
  context.onAnother(prefilled)
}

/** Whether the form is as it was opened; else says that its changes come first. */
function isUntouched(): boolean {
  if (!isDirty()) return true
  say(strings.saveFirst)
  return false
}

function askToRemove(aliases: readonly string[]): void {
  if (opened === null || context === null) return
  if (aliases.length === 0 && !isUntouched()) return
  say(null)
  showRemoval(opened.slug, aliases, context.me.role === 'admin')
  waiting = removalOf(opened, aliases)
  showView('removal')
  byId('editor-removal-heading', HTMLElement).focus()
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
  const { oldSlug, aliases } = trial
  closeEditor()
  context?.onDone({ before, aliases, after: [answer.body].flat(), oldSlug })
}

function fail(failure: Failure, trial: Attempt): void {
  // The sign-in page has taken over and says why.
  if (failure.kind === 'problem' && failure.status === 401) return
  if (failure.kind === 'problem') {
    const { status, problem } = failure
    const current = [problem.current ?? []].flat().find(({ slug }) => slug === opened?.slug)
    if (status === 412 && current !== undefined) {
      meet(current, trial)
      return
    }
    if (trial.isRemoval && problem.aliases !== undefined && problem.aliases.length > 0) {
      askToRemove(problem.aliases)
      return
    }
    if (status === 404) context?.onStale()
  }
  showFailure(failure, trial.view)
}

function showFailure(failure: Failure, view: View): void {
  showView(view)
  const errors = failure.kind === 'problem' ? (failure.problem.errors ?? []) : []
  const rest = view === 'form' && form !== null ? form.showErrors(errors) : errors
  if (errors.length > 0 && rest.length === 0) return
  const unplaced = rest.map(({ message }) => asSentence(message)).join(' ')
  say(unplaced || strings.failed(explainFailure(failure)))
}

function meet(current: Link, trial: Attempt): void {
  if (opened === null) return
  context?.onStale()
  // Our own change, whose answer was lost: made again it changes nothing and tells the commit.
  if (!trial.isRemoval && isMade(trial.change, current)) {
    opened = { ...opened, etag: current.etag }
    void attempt(trial)
    return
  }
  waiting = trial
  theirs = current
  showConflict(opened, trial, current)
  say(null)
  showView('conflict')
  byId('editor-conflict-heading', HTMLElement).focus()
}

function saveMine(): void {
  if (theirs === null || waiting === null) return
  // Undoing it leads back to theirs, and what is wrong with ours is mended upon theirs.
  opened = theirs
  form?.fill(theirs)
  form?.show(waiting.change)
  void attempt(waiting)
}

function takeTheirs(): void {
  if (theirs === null) return
  showLink(theirs, [])
  byId('editor-heading', HTMLElement).focus()
}

function askToClose(): void {
  if (isBusy) return
  if (isDirty() && !isWarned) {
    isWarned = true
    say(strings.unsaved)
    return
  }
  closeEditor()
}

function isDirty(): boolean {
  if (form === null || opened === null) return false
  if (isShown('conflict')) return waiting !== null && !waiting.isRemoval
  return isFormDirty()
}

function isFormDirty(): boolean {
  return form !== null && isShown('form') && form.isDirty()
}

function setBusy(busy: boolean): void {
  isBusy = busy
  showBusy(busy)
  // What is typed meanwhile would go with what was sent.
  form?.setReadOnly(busy)
}
