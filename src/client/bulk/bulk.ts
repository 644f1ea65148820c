/**
 * Many links at once: text → what would become of each line → links. Fetched only once it is
 * wanted; the rules are the worker's, and nothing is sent before the person has seen them.
 */
import { bulk } from '#strings'
import type { Failure, PublishingStatus } from '../api/answers.ts'
import { explainFailure } from '../api/explain.ts'
import './markup.ts'
import { byId, showText } from '../shared/dom.ts'
import { asSentence } from '../words/sentence.ts'
import { chunkLines } from './chunks.ts'
import { readCommon, resetCommon, showCommonErrors, startCommon } from './common.ts'
import { endJudge, forgetRules, judgeLines, wakeJudge } from './judging.ts'
import { type Outcome, showPreview } from './preview.ts'
import type { Line, LineFinding, Preview } from './protocol.ts'
import { markRefused } from './refusal.ts'
import { fixLine, keepRows } from './rest.ts'
import { showBulkResult, startBulkResult, updateBulkResult } from './result.ts'
import { prepareSending, type Sending } from './sending.ts'
import {
  focusSource,
  forgetFile,
  goToLine,
  isBlank,
  lockSource,
  noteAtSource,
  readSource,
  startSource,
  writeSource,
} from './source.ts'
import { countLines, showSummary } from './summary.ts'

const form = byId('bulk', HTMLFormElement)
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

let preview: Preview | null = null
let sending: Sending | null = null
let outcomes = new Map<Line, Outcome>()
let isBusy = false
let leaving = new AbortController()
let onAdded: () => void = () => {}

/** Brings the form to life; `listener` hears whenever links were added. */
export function startBulk(listener: () => void): void {
  onAdded = listener
  startCommon()
  startBulkResult(wakeJudge, listener)
  startSource({
    isOpen: () => !isBusy && sending === null,
    decode: (bytes) => wakeJudge().decode(bytes),
    onFile: check,
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isBusy && sending === null) void check()
  })
  form.addEventListener('input', markStale)
  clearButton.addEventListener('click', () => {
    if (isBusy || sending !== null) return
    reset()
    focusSource()
  })
  addButton.addEventListener('click', () => {
    if (!isBusy) void add()
  })
  againButton.addEventListener('click', () => {
    if (!isBusy) void checkRest()
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
  forgetRules()
  if (!isLeaving) return
  endJudge()
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
  resetCommon()
  setBusy(false)
}

/** Judges the lines against the links as they are now. */
async function check(): Promise<void> {
  showText(banner, null)
  if (isBlank()) {
    section.hidden = true
    complain(bulk.nothing)
    return
  }
  setBusy(true)
  const { signal } = leaving
  try {
    const judged = await judgeLines({ ...readSource(), common: readCommon() }, signal)
    if (judged.kind !== 'ok') complainOf(judged)
    else if (!signal.aborted) showJudged(judged.preview)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (!signal.aborted) complain(bulk.unjudged(asSentence(why)))
  } finally {
    setBusy(false)
  }
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
  const [added, bad] = [countLines(judged.rows, 'new'), countLines(judged.rows, 'bad')]
  showSummary(judged)
  stale.hidden = true
  againButton.hidden = true
  progressText.textContent = ''
  addButton.textContent = bulk.add(added, bad)
  addButton.hidden = judged.isBroken || added === 0
  showRows()
  section.hidden = false
  showBulkResult([], 0)
  summary.focus()
}

function showRows(): void {
  if (preview === null) return
  showPreview(preview.rows, outcomes, { fix: mend, goToLine: ({ line }) => goToLine(line) })
}

function mend(line: Line, { field, suggestion }: LineFinding): (() => void) | null {
  if (preview?.format !== 'lines' || suggestion === undefined || sending !== null) return null
  if (field !== 'slug' && field !== 'url') return null
  const fix = () => fixLine(readSource().text, line, field, suggestion)
  if (fix() === null) return null
  return () => {
    const fixed = fix()
    if (isBusy || sending !== null || fixed === null) return
    writeSource(fixed)
    void check()
  }
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
  if (left > 0) noteAtSource(bulk.left(left))
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
  if (failure.kind === 'problem') markRefused(failed?.lines ?? [], failure.problem.errors ?? [])
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
  writeSource(keepRows(readSource().text, preview, left))
  if (left.size === 0) forgetFile()
  return left.size
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

function setBusy(busy: boolean): void {
  isBusy = busy
  const isSending = sending !== null
  lockSource(busy || isSending)
  // Not `disabled`, which would throw the focus out of the form.
  for (const button of [checkButton, clearButton, addButton, againButton]) {
    button.setAttribute('aria-disabled', String(busy))
  }
  checkButton.textContent = busy && !isSending ? bulk.checking : bulk.check
}
