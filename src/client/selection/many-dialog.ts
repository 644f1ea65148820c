/**
 * Changing the selected links: what is to be done, what that will change, and sending it in as few
 * commits as the API takes. Loaded when it is first asked for.
 */
import { selection as strings } from '#strings'
import type { Failure, SavedLink } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import type { DoneChange } from '../changes/made-changes.ts'
import { MANY_MAX, type ManyEntry, manyRequests } from '../changes/requests.ts'
import type { StoredLink } from '../database/protocol.ts'
import { byId, cloneTemplate, showText } from '../shared/dom.ts'
import type { Selectable } from './bar.ts'
import { entityTagOf } from './entity-tags.ts'
import {
  DEEDS,
  type Deed,
  findFault,
  type Plan,
  type Planned,
  planChanges,
  REASONS,
  type Wish,
} from './many-changes.ts'

/** Slugs that are named one by one, in the preview. */
const NAMED_MAX = 100

export interface ManyContext extends Selectable {
  slugs: readonly string[]
  tags: readonly string[]
  owners: readonly string[]
  onDone(done: DoneChange, words: string): void
  /** Reads the database again, since it turned out to be old. */
  refresh(): Promise<void>
}

let context: ManyContext | null = null
let links: StoredLink[] = []
let aliases: StoredLink[] = []
let isBusy = false
/** Counts openings and wishes, so that a late answer shows nothing. */
let round = 0

/** Opens the dialog for the links with these slugs. */
export async function openMany(given: ManyContext): Promise<void> {
  context = given
  if (document.getElementById('many') === null) makeDialog()
  byId('many-heading', HTMLElement).textContent = strings.heading(given.slugs.length)
  for (const deed of DEEDS) {
    byId(`many-${deed}`, HTMLElement).hidden = deed === 'restore' && given.me.role !== 'admin'
  }
  fillChoices('many-tags', given.tags)
  fillChoices('many-owners', given.owners)
  byId('many-value', HTMLInputElement).value = ''
  setBusy(false)
  say(null)
  byId('many', HTMLDialogElement).showModal()
  byId('many-heading', HTMLElement).focus()
  await readLinks()
}

/** Closes the dialog and forgets the links. */
export function closeMany(): void {
  round += 1
  context = null
  links = []
  aliases = []
  const dialog = document.getElementById('many')
  if (dialog instanceof HTMLDialogElement) dialog.close()
}

function makeDialog(): void {
  byId('many-template', HTMLTemplateElement).after(cloneTemplate('many-template'))
  const dialog = byId('many', HTMLDialogElement)
  const form = byId('many-form', HTMLFormElement)
  form.addEventListener('input', () => {
    say(null)
    showPlan()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isBusy) void apply()
  })
  byId('many-cancel', HTMLButtonElement).addEventListener('click', () => {
    if (!isBusy) closeMany()
  })
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    if (!isBusy) closeMany()
  })
}

async function readLinks(): Promise<void> {
  if (context === null) return
  round += 1
  const asked = round
  tell([strings.counting])
  const { database, slugs } = context
  const read = await Promise.all([database.get(slugs), database.aliasesOf(slugs)]).catch(() => null)
  if (asked !== round || read === null) return
  ;[links, aliases] = read
  showPlan()
}

function readWish(): Wish {
  const chosen = new FormData(byId('many-form', HTMLFormElement)).get('deed')
  const deed: Deed = DEEDS.find((one) => one === chosen) ?? 'addTag'
  const value = byId('many-value', HTMLInputElement).value.trim().replace(/^[#@]/, '')
  return { deed, value: takesValue(deed) ? value : '' }
}

function takesValue(deed: Deed): boolean {
  return deed === 'addTag' || deed === 'removeTag' || deed === 'owner'
}

function showPlan(): void {
  if (context === null) return
  const wish = readWish()
  const { deed } = wish
  const input = byId('many-value', HTMLInputElement)
  byId('many-with', HTMLElement).hidden = !takesValue(deed)
  byId('many-label', HTMLElement).textContent = deed === 'owner' ? strings.owner : strings.tag
  byId('many-hint', HTMLElement).textContent = deed === 'owner' ? strings.ownerHint : ''
  input.setAttribute('list', deed === 'owner' ? 'many-owners' : 'many-tags')
  const button = byId('many-apply', HTMLButtonElement)
  button.textContent = deed === 'remove' ? strings.applyRemoval : strings.apply
  button.classList.toggle('button--main', deed !== 'remove')
  button.classList.toggle('button--danger', deed === 'remove')
  const fault = findFault(wish)
  if (fault !== null) {
    tell([strings[fault]])
    nameLinks([])
    return
  }
  const plan = planChanges(links, aliases, wish, context.me)
  tell(describePlan(plan, deed, context.me.role === 'admin'))
  nameLinks(plan.changes)
}

function describePlan(plan: Plan, deed: Deed, isAdmin: boolean): string[] {
  const { changes, same, leftOut } = plan
  const chosen = changes.length - plan.aliases
  const commits = Math.ceil(changes.length / MANY_MAX)
  return [
    chosen === 0 ? strings.nothing : strings.will(chosen),
    plan.aliases === 0 ? '' : strings.withAliases(plan.aliases),
    same === 0 ? '' : strings.alreadySo(same),
    ...REASONS.map((reason) =>
      leftOut[reason] === 0 ? '' : strings.leftOut[reason](leftOut[reason]),
    ),
    deed === 'remove' && chosen > 0 ? strings.removed : '',
    deed === 'remove' && chosen > 0 && !isAdmin ? strings.onlyAdmin : '',
    commits > 1 ? strings.commits(commits) : '',
  ].filter((sentence) => sentence !== '')
}

function nameLinks(changes: readonly Planned[]): void {
  byId('many-which', HTMLElement).hidden = changes.length === 0
  const names = changes.slice(0, NAMED_MAX).map(({ link }) => {
    const entry = document.createElement('li')
    entry.className = 'slug'
    entry.textContent = `/${link.slug}`
    return entry
  })
  byId('many-names', HTMLElement).replaceChildren(...names)
  const more = changes.length - names.length
  showText(byId('many-rest', HTMLElement), more > 0 ? strings.more(more) : null)
}

async function apply(): Promise<void> {
  if (context === null) return
  const wish = readWish()
  const { changes } = planChanges(links, aliases, wish, context.me)
  if (findFault(wish) !== null || changes.length === 0) {
    byId(takesValue(wish.deed) ? 'many-value' : 'many-plan', HTMLElement).focus()
    return
  }
  const sending = context
  const done: DoneChange = { before: changes.map(({ link }) => link), after: [], oldSlug: 'alias' }
  setBusy(true)
  say(null)
  const entries = await Promise.all(changes.map(toEntry))
  const saved: SavedLink[] = []
  for (const { path, ...call } of manyRequests(entries)) {
    if (changes.length > MANY_MAX) tell([strings.progress(saved.length, changes.length)])
    const answer = await callApi<SavedLink[]>(path, call)
    if (sending !== context) return
    if (answer.kind !== 'ok') {
      await fail(answer, saved.length, changes.length)
      if (saved.length > 0) {
        sending.onDone({ ...done, after: saved }, describeDone(wish, saved.length))
      }
      return
    }
    saved.push(...answer.body)
  }
  const words = describeDone(wish, saved.length)
  closeMany()
  sending.onDone({ ...done, after: saved }, words)
}

async function toEntry({ link, change }: Planned): Promise<ManyEntry> {
  const ifMatch = await entityTagOf(link)
  return { slug: link.slug, ...(ifMatch !== null && { ifMatch }), change }
}

function describeDone({ deed, value }: Wish, changed: number): string {
  return strings.done[deed](changed, value)
}

async function fail(failure: Failure, done: number, all: number): Promise<void> {
  // The sign-in page has taken over and says why.
  if (failure.kind === 'problem' && failure.status === 401) return
  const isStale = failure.kind === 'problem' && failure.status === 412
  const current = isStale ? [failure.problem.current ?? []].flat() : []
  const why = isStale ? strings.stale(current.map(({ slug }) => slug)) : explainFailure(failure)
  await context?.refresh()
  await readLinks()
  setBusy(false)
  say(done > 0 ? strings.stopped(done, all, why) : strings.failed(why))
}

function fillChoices(id: string, names: readonly string[]): void {
  byId(id, HTMLDataListElement).replaceChildren(...names.map((name) => new Option('', name)))
}

function tell(sentences: readonly string[]): void {
  const text = sentences.join(' ')
  const place = byId('many-plan', HTMLElement)
  // Set anew, the same words would be read out again.
  if (place.textContent !== text) place.textContent = text
}

function say(message: string | null): void {
  const banner = byId('many-banner', HTMLElement)
  showText(banner, message)
  if (message !== null) banner.focus()
}

function setBusy(busy: boolean): void {
  isBusy = busy
  // Not `disabled`, which would throw the focus out of the dialog.
  for (const id of ['many-apply', 'many-cancel']) {
    byId(id, HTMLElement).setAttribute('aria-disabled', String(busy))
  }
}
