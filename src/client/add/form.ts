/** The form that adds a link: what was typed → a request → errors at their fields, or a link. */
import { submit as strings } from '#strings'
import type { Failure, FieldError, SavedLink } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { newKey } from '../api/idempotency-key.ts'
import { splitTags } from '../fields/fields.ts'
import { byId, showText } from '../shared/dom.ts'
import { toUtc, zoneName } from '../words/times.ts'
import { clearAlias, watchAlias } from './alias-note.ts'
import { askAvailability, clearAvailability, watchAvailability } from './availability.ts'
import { showCampaign, startCampaign } from './campaign.ts'
import { submitFields } from './fields.ts'
import { showShortUrl, watchShortUrl } from './short-url.ts'
import { showWay } from './tabs.ts'

interface AddListeners {
  /** Hears that a link is asked for. */
  onSubmit: () => void
  /** Hears of every link that was saved. */
  onSaved: (link: SavedLink, isNew: boolean) => void
}

const {
  controls: fields,
  showErrors: showFieldErrors,
  clearErrors: clearFieldErrors,
  setReadOnly,
} = submitFields
const form = byId('submit', HTMLFormElement)
const button = byId('submit-button', HTMLButtonElement)
const banner = byId('submit-banner', HTMLElement)
const statusWarning = byId('status-warning', HTMLElement)
const times = [fields.startsAt, fields.expiresAt]

// A repeat of the same content bears the same key, so that the server writes it only once.
let lastSent: { body: string; key: string } | null = null

/** Brings the form to life. */
export function startAddForm(listeners: AddListeners): void {
  watchAvailability()
  watchAlias(fields.url)
  watchShortUrl(fields.slug)
  startCampaign(fields.url)
  for (const place of form.querySelectorAll('[data-zone]')) place.textContent = zoneName()
  fields.status.addEventListener('input', showStatusWarning)
  for (const input of times) input.addEventListener('input', () => showUtc(input))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (button.getAttribute('aria-disabled') !== 'true') void submit(listeners)
  })
}

/** Empties the form and takes back all that was said about it. */
export function resetAddForm(): void {
  form.reset()
  clearFieldErrors()
  clearAvailability()
  clearAlias()
  showCampaign('')
  byId('utm', HTMLDetailsElement).open = false
  showShortUrl('')
  showText(banner, null)
  showStatusWarning()
  for (const input of times) showUtc(input)
  lastSent = null
  round += 1
  setBusy(false)
}

/** What the form can be opened with: a page that was shared, or a link that an alias is wanted for. */
export interface Prefilled {
  url?: string
  slug?: string
  title?: string
  tags?: readonly string[]
}

/** Fills the form as if it had been typed, and leads the person to it. */
export function prefillForm({ url = '', slug = '', title = '', tags = [] }: Prefilled): void {
  showWay('one')
  resetAddForm()
  const texts = { url, slug, title, tags: tags.join(', ') }
  for (const name of ['url', 'slug', 'title', 'tags'] as const) {
    if (texts[name] === '') continue
    fields[name].value = texts[name]
    fields[name].dispatchEvent(new Event('input', { bubbles: true }))
  }
  form.scrollIntoView()
  fields[url === '' ? 'url' : 'slug'].focus()
}

/** Counts what was begun, so that an answer that comes after a sign-out changes nothing here. */
let round = 0

async function submit({ onSubmit, onSaved }: AddListeners): Promise<void> {
  onSubmit()
  showText(banner, null)
  clearAvailability()
  const unread = findUnreadTimes()
  showFieldErrors(unread)
  if (unread.length > 0) return
  const body = JSON.stringify(readForm())
  if (lastSent?.body !== body) lastSent = { body, key: newKey() }
  const begun = round
  setBusy(true)
  const answer = await callApi<SavedLink>('/links', {
    method: 'POST',
    body,
    idempotencyKey: lastSent.key,
  })
  if (begun !== round) return
  setBusy(false)
  if (answer.kind === 'ok') {
    resetAddForm()
    onSaved(answer.body, answer.status === 201)
  } else {
    showFailure(answer)
  }
}

// The server judges what is in the fields; only what never gets into a value is judged here: of a
// time half typed the browser gives out nothing, and it would be lost without a word.
function findUnreadTimes(): FieldError[] {
  return times
    .filter((input) => input.validity.badInput || (input.value && toUtc(input.value) === null))
    .map((input) => ({ path: `/${input.id}`, message: strings.unreadTime }))
}

function readForm(): Record<string, unknown> {
  const tags = splitTags(fields.tags.value)
  return {
    url: fields.url.value.trim(),
    ...given('slug', fields.slug.value.trim()),
    ...given('title', fields.title.value.trim()),
    ...(tags.length === 0 ? {} : { tags }),
    status: Number(fields.status.value),
    ...given('startsAt', toUtc(fields.startsAt.value)),
    ...given('expiresAt', toUtc(fields.expiresAt.value)),
    ...given('owner', fields.owner.value.trim()),
    listed: fields.listed.checked,
  }
}

function given(name: string, value: string | null): Record<string, string> {
  return value ? { [name]: value } : {}
}

function showFailure(failure: Failure): void {
  // The sign-in page has taken over and says why; what was typed stays here meanwhile.
  if (failure.kind === 'problem' && failure.status === 401) return
  const errors = fieldErrors(failure)
  const rest = showFieldErrors(errors)
  // The note about an alias would say the same once more.
  if (errors.some(({ path }) => path === '/url')) clearAlias()
  // Who may not add at all gets no error at a field; whose slug is another's pattern's, one.
  const isAtFields =
    failure.kind === 'problem' && ([409, 422].includes(failure.status) || errors.length > 0)
  // With something else to mend, the server has not come to whether the slug can be had.
  if (isAtFields && !errors.some(({ path }) => path === '/slug')) void askAvailability()
  const unplaced = rest.map(({ message }) => message).join(' ')
  if (!isAtFields || errors.length === 0 || rest.length > 0) {
    showText(
      banner,
      unplaced || `${explainFailure(failure)} ${isAtFields ? '' : strings.kept}`.trim(),
    )
    // It stands at the form's end, which may be far below what the person sees.
    if (!isAtFields) banner.focus()
  }
}

function fieldErrors(failure: Failure): FieldError[] {
  if (failure.kind !== 'problem') return []
  const { status, problem } = failure
  if (problem.errors !== undefined && problem.errors.length > 0) return problem.errors
  return status === 409 ? [{ path: '/slug', message: problem.detail ?? problem.title }] : []
}

function setBusy(isBusy: boolean): void {
  // Not `disabled`, which would throw the focus out of the form.
  button.setAttribute('aria-disabled', String(isBusy))
  button.textContent = isBusy ? strings.saving : strings.save
  // What is typed meanwhile would go with what was sent.
  setReadOnly(isBusy)
}

function showStatusWarning(): void {
  statusWarning.hidden = !['301', '308'].includes(fields.status.value)
}

function showUtc(input: HTMLInputElement): void {
  const utc = toUtc(input.value)
  showText(byId(`${input.id}-utc`, HTMLElement), utc && strings.savedAs(utc))
}
