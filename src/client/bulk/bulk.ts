/**
 * Many links at once: text → what would become of each line → links. Fetched only once it is
 * wanted; the rules are the worker's, and nothing is sent before the person has seen them.
 */
import { bulk } from '#strings'
import type { Failure, Me, PublishingStatus } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { fetchDatabase } from '../api/fetch-database.ts'
import { splitTags } from '../fields/fields.ts'
import { completeOwners } from '../fields/owner-completion.ts'
import { completeTags } from '../fields/tag-completion.ts'
import { byId, cloneTemplate, showRich, showText } from '../shared/dom.ts'
import { asSentence } from '../words/sentence.ts'
import { chunkLines } from './chunks.ts'
import { type BulkJudge, startBulkJudge } from './judge.ts'
import { type Outcome, showPreview } from './preview.ts'
import type { Judge, Line, LineFinding, Preview } from './protocol.ts'
import { fixLine, keepRows, lineRange } from './rest.ts'
import { showBulkResult, startBulkResult, updateBulkResult } from './result.ts'
import { prepareSending, type Sending } from './sending.ts'

const FILE_MB = 5

byId('bulk-template', HTMLTemplateElement).after(cloneTemplate('bulk-template'))

const form = byId('bulk', HTMLFormElement)
const text = byId('bulk-text', HTMLTextAreaElement)
const fileInput = byId('bulk-file', HTMLInputElement)
const fileNote = byId('bulk-file-note', HTMLElement)
const drop = byId('bulk-drop', HTMLElement)
const common = {
  tags: byId('bulk-tags', HTMLInputElement),
  owner: byId('bulk-owner', HTMLInputElement),
  status: byId('bulk-status', HTMLSelectElement),
  listed: byId('bulk-listed', HTMLInputElement),
}
const checkButton = byId('bulk-check', HTMLButtonElement)
const clearButton = byId('bulk-clear', HTMLButtonElement)
const banner = byId('bulk-banner', HTMLElement)
const section = byId('bulk-preview', HTMLElement)
const summary = byId('bulk-summary', HTMLElement)
const stale = byId('bulk-stale', HTMLElement)
const addButton = byId('bulk-add', HTMLButtonElement)
const againButton = byId('bulk-again', HTMLButtonElement)
const progress = byId('bulk-progress', HTMLProgressElement)
const progressText = byId('bulk-progress-text', HTMLElement)

/** The name of the file that the text is from, which tells its format. */
let fileName: string | null = null
let judge: BulkJudge | null = null
let etag: string | null = null
let rules: Judge | null = null
let preview: Preview | null = null
let sending: Sending | null = null
let outcomes = new Map<Line, Outcome>()
let isBusy = false
let leaving = new AbortController()
let onAdded: () => void = () => {}

/** Brings the form to life; `listener` hears whenever links were added. */
export function startBulk(listener: () => void): void {
  onAdded = listener
  completeTags(common.tags)
  completeOwners(common.owner)
  startBulkResult(() => {
    judge ??= startBulkJudge()
    return judge
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isBusy && sending === null) void check()
  })
  form.addEventListener('input', (event) => {
    if (event.target === text && text.value.trim() === '') forgetFile()
    markStale()
  })
  common.status.addEventListener('input', showPermanent)
  clearButton.addEventListener('click', () => {
    if (isBusy || sending !== null) return
    reset()
    text.focus()
  })
  addButton.addEventListener('click', () => {
    if (!isBusy) void add()
  })
  againButton.addEventListener('click', () => {
    if (!isBusy) void checkRest()
  })
  fileInput.addEventListener('change', () => {
    const [file] = fileInput.files ?? []
    if (file !== undefined) void takeFile(file)
    // So that the same file can be chosen again once it was changed.
    fileInput.value = ''
  })
  for (const kind of ['dragenter', 'dragover'] as const) drop.addEventListener(kind, showDrop)
  drop.addEventListener('dragleave', () => delete drop.dataset.over)
  drop.addEventListener('drop', (event) => {
    delete drop.dataset.over
    const [file] = event.dataTransfer?.files ?? []
    if (file === undefined) return
    event.preventDefault()
    void takeFile(file)
  })
  addEventListener('beforeunload', (event) => {
    // What is half added is told here alone.
    if (isBusy && sending !== null) event.preventDefault()
  })
}

/** Tells how far the commits have come. */
export function updateBulk(status: PublishingStatus | null): void {
  updateBulkResult(status)
}

/** Ends with the session; with `isLeaving`, all that was typed goes too. */
export function closeBulk(isLeaving: boolean): void {
  leaving.abort()
  leaving = new AbortController()
  rules = null
  etag = null
  if (!isLeaving) return
  judge?.close()
  judge = null
  reset()
}

function reset(): void {
  form.reset()
  forgetFile()
  preview = null
  sending = null
  outcomes = new Map()
  section.hidden = true
  showBulkResult([], 0)
  showText(banner, null)
  showPermanent()
  showCommonErrors([])
  setBusy(false)
}

function forgetFile(): void {
  fileName = null
  fileNote.textContent = ''
}

function showDrop(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files') !== true) return
  event.preventDefault()
  drop.dataset.over = 'true'
}

async function takeFile(file: File): Promise<void> {
  if (isBusy || sending !== null) return
  if (file.size > FILE_MB * 1_000_000) {
    showRich(fileNote, bulk.fileTooBig(file.name.replaceAll('`', "'"), FILE_MB))
    return
  }
  judge ??= startBulkJudge()
  try {
    const decoded = await judge.decode(await file.arrayBuffer())
    if (!decoded.ok) {
      fileNote.textContent = bulk.fileUnread(file.name, decoded.message)
      return
    }
    text.value = decoded.text
    fileName = file.name
    fileNote.textContent = bulk.fileRead(file.name)
    await check()
  } catch (error) {
    fileNote.textContent = bulk.fileUnread(file.name, messageOf(error))
  }
}

/** Judges the lines against the links as they are now. */
async function check(): Promise<void> {
  showText(banner, null)
  if (text.value.trim() === '') {
    section.hidden = true
    complain(bulk.nothing)
    return
  }
  setBusy(true)
  const { signal } = leaving
  try {
    const judged = await ask(signal)
    if (judged !== null && !signal.aborted) showJudged(judged)
  } catch (error) {
    if (!signal.aborted) complain(bulk.unjudged(asSentence(messageOf(error))))
  } finally {
    setBusy(false)
  }
}

async function ask(signal: AbortSignal): Promise<Preview | null> {
  judge ??= startBulkJudge()
  rules ??= await readRules(signal)
  if (rules === null) return null
  const answer = await fetchDatabase(etag, signal, () => {})
  if (answer.kind === 'ok') {
    await judge.open(answer.bytes)
    etag = answer.etag
  } else if (answer.kind !== 'same') {
    complainOf(answer)
    return null
  }
  return judge.judge({
    text: text.value,
    fileName,
    common: {
      tags: splitTags(common.tags.value),
      owner: common.owner.value.trim() || null,
      status: Number(common.status.value),
      listed: common.listed.checked,
    },
    judge: rules,
  })
}

async function readRules(signal: AbortSignal): Promise<Judge | null> {
  const answer = await callApi<Me & { rules: Judge['site'] }>('/me', { signal })
  if (answer.kind === 'ok') {
    const { handle, baseUrl, rules: site } = answer.body
    return { by: handle, site: { ...site, baseUrl } }
  }
  complainOf(answer)
  return null
}

function showJudged(judged: Preview): void {
  preview = judged
  sending = null
  outcomes = new Map()
  showCommonErrors(judged.common)
  if (judged.common.length > 0) {
    section.hidden = true
    return
  }
  const { rows, general, isBroken } = judged
  const count = (verdict: Line['verdict']) => rows.filter((row) => row.verdict === verdict).length
  const warned = rows.filter(({ verdict, findings }) => verdict === 'new' && findings.length > 0)
  summary.textContent = isBroken
    ? bulk.broken
    : bulk.summary(rows.length, count('new'), warned.length, count('exists'), count('bad'))
  const list = byId('bulk-general', HTMLUListElement)
  list.replaceChildren(
    ...general.map(({ line, message }) => {
      const entry = document.createElement('li')
      const said = asSentence(message)
      entry.textContent = line === undefined ? said : bulk.lineSaid(line, said)
      return entry
    }),
  )
  list.hidden = general.length === 0
  byId('bulk-table', HTMLElement).hidden = rows.length === 0
  stale.hidden = true
  againButton.hidden = true
  progressText.textContent = ''
  addButton.textContent = bulk.add(count('new'), count('bad'))
  addButton.hidden = isBroken || count('new') === 0
  showRows()
  section.hidden = false
  showBulkResult([], 0)
  summary.focus()
}

function showRows(): void {
  if (preview === null) return
  showPreview(preview.rows, outcomes, { fix: mend, goToLine })
}

function mend(line: Line, { field, suggestion }: LineFinding): (() => void) | null {
  if (preview?.format !== 'lines' || suggestion === undefined || sending !== null) return null
  if (field !== 'slug' && field !== 'url') return null
  const fix = () => fixLine(text.value, line, field, suggestion)
  if (fix() === null) return null
  return () => {
    const fixed = fix()
    if (isBusy || sending !== null || fixed === null) return
    text.value = fixed
    void check()
  }
}

function goToLine({ line }: Line): void {
  const { start, end } = lineRange(text.value, line)
  text.focus()
  text.setSelectionRange(start, end)
  // Browsers scroll to a selection only while something is typed.
  const height = Number.parseFloat(getComputedStyle(text).lineHeight) || 20
  text.scrollTop = (line - 3) * height
}

function markStale(): void {
  if (preview === null || sending !== null) return
  stale.hidden = false
  addButton.hidden = true
}

async function add(): Promise<void> {
  if (preview === null) return
  const wanted = preview.rows.filter(({ verdict }) => verdict === 'new')
  const total = wanted.length
  sending ??= prepareSending(chunkLines(wanted))
  const current = sending
  showText(banner, null)
  setBusy(true)
  const showProgress = () => {
    progress.max = total
    progress.value = current.sent.length
    progressText.textContent = bulk.sending(current.sent.length, total)
  }
  againButton.hidden = true
  progress.hidden = false
  showProgress()
  const failure = await current.goOn(showProgress)
  // Whoever signed out meanwhile has left nothing here to tell.
  if (sending !== current) return
  progress.hidden = true
  progressText.textContent = ''
  outcomes = new Map(current.sent.map(({ line }) => [line, 'saved']))
  showBulkResult(current.sent, total)
  if (failure === null) finish(current, total)
  else stop(current, failure)
  setBusy(false)
  if (current.sent.length > 0) onAdded()
}

function finish(current: Sending, total: number): void {
  const left = leaveRest(current)
  if (left > 0) complainSoftly(bulk.left(left))
  section.hidden = true
  sending = null
  preview = null
  byId('bulk-saved', HTMLElement).textContent = bulk.saved(total)
  byId('bulk-saved', HTMLElement).focus()
}

function stop(current: Sending, failure: Failure): void {
  const [failed] = current.rest
  const rest = current.rest.flatMap(({ lines }) => lines)
  if (current.isUncertain) for (const line of failed?.lines ?? []) outcomes.set(line, 'unsure')
  const isJudged = failure.kind === 'problem' && [409, 413, 422].includes(failure.status)
  if (failure.kind === 'problem') {
    for (const { path, message, suggestion } of failure.problem.errors ?? []) {
      const [, index = '', field = null] = path.split('/')
      const line = failed?.lines[Number(index)]
      if (line === undefined) continue
      const finding: LineFinding = { severity: 'error', field, message }
      line.findings.push(suggestion === undefined ? finding : { ...finding, suggestion })
      line.verdict = 'bad'
    }
  }
  showRows()
  stale.hidden = true
  addButton.hidden = isJudged
  addButton.textContent = bulk.goOn(rest.length)
  againButton.hidden = !isJudged
  const first = Math.min(...rest.map(({ line }) => line))
  const unsure = failed?.lines.length ?? 0
  const said = current.isUncertain
    ? bulk.uncertain(current.sent.length, unsure, rest.length - unsure)
    : bulk.stopped(current.sent.length, rest.length, first)
  // With the session gone, another page has taken over and says why.
  showText(banner, `${said} ${explainFailure(failure)}`)
  if (failure.kind !== 'problem' || failure.status !== 401) banner.focus()
}

async function checkRest(): Promise<void> {
  if (sending === null) return
  leaveRest(sending)
  sending = null
  await check()
}

/** Takes out of the text what is saved, now or before; says how many rows are left in it. */
function leaveRest({ sent }: Sending): number {
  if (preview === null) return 0
  const saved = new Set<Line>(sent.map(({ line }) => line))
  const left = new Set(preview.rows.filter((row) => !saved.has(row) && row.verdict !== 'exists'))
  text.value = keepRows(text.value, preview, left)
  if (left.size === 0) forgetFile()
  return left.size
}

function showCommonErrors(findings: readonly LineFinding[]): void {
  for (const name of ['tags', 'owner'] as const) {
    const own = findings.filter(({ field }) => field === name)
    const said = own.map(({ message }) => asSentence(message)).join(' ')
    showText(byId(`bulk-${name}-error`, HTMLElement), said || null)
    if (said === '') common[name].removeAttribute('aria-invalid')
    else common[name].setAttribute('aria-invalid', 'true')
  }
  const wrong = (['tags', 'owner'] as const).find((name) =>
    findings.some(({ field }) => field === name),
  )
  if (wrong === undefined) return
  const details = common[wrong].closest('details')
  if (details !== null) details.open = true
  common[wrong].focus()
}

function showPermanent(): void {
  byId('bulk-permanent', HTMLElement).hidden = !['301', '308'].includes(common.status.value)
}

function complainOf(failure: Failure): void {
  // The sign-in page has taken over and says why; what was typed stays here meanwhile.
  if (failure.kind === 'aborted' || (failure.kind === 'problem' && failure.status === 401)) return
  complain(bulk.unjudged(explainFailure(failure)))
}

function complain(message: string): void {
  showText(banner, message)
  banner.focus()
}

function complainSoftly(message: string): void {
  fileNote.textContent = message
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function setBusy(busy: boolean): void {
  isBusy = busy
  const isSending = sending !== null
  text.readOnly = busy || isSending
  // Not `disabled`, which would throw the focus out of the form.
  for (const button of [checkButton, clearButton, addButton, againButton]) {
    button.setAttribute('aria-disabled', String(busy))
  }
  checkButton.textContent = busy && !isSending ? bulk.checking : bulk.check
}
