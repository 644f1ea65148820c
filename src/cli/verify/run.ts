/**
 * One verification from its start, or from where an earlier one stopped, to its end or to Ctrl+C.
 */
import { rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ExpectedAnswer } from '../../core/redirecting/expected-answers.ts'
import { resolveFile } from '../input/named-file.ts'
import { count, say } from '../terminal/output.ts'
import { startProgress } from '../terminal/progress.ts'
import type { Ask } from './ask.ts'
import { compareAnswers, type Difference } from './compare.ts'
import { readState, writeState } from './state.ts'

/** What is to be verified, and how. */
export interface Verification {
  root: string
  origin: string
  expected: readonly ExpectedAnswer[]
  /** What `fingerprint` gives. */
  of: string
  ask: Ask
  concurrency: number
  /** Aborted by Ctrl+C; `ask` ends then. */
  stop: AbortSignal
  /** The file that a person named for the state. */
  resume: string | undefined
}

export interface Verified {
  /** Answers that were compared, those of the run before included. */
  checked: number
  /** Answers that were not asked for any more. */
  unasked: number
  differences: Difference[]
  isInterrupted: boolean
}

const SAVE_MS = 2_000

// Where an interrupted run leaves what it has done, unless a person chose a file.
const STATE_PATH = '.cache/verify.json'

/** Compares all answers that are not yet known to be equal, and keeps the state for a next run. */
export async function runVerification(verification: Verification): Promise<Verified> {
  const { root, expected, of, resume, stop } = verification
  const file = resume === undefined ? join(root, STATE_PATH) : resolveFile(resume)
  const equal = new Set(resume === undefined ? [] : await resumeFrom(file, of))
  const save = () => writeState(file, of, equal)
  const stopSaving = resume === undefined ? async () => {} : saveNowAndThen(save)
  let differences: Difference[]
  try {
    differences = await compareRest(verification, equal)
  } finally {
    await stopSaving()
  }
  const isInterrupted = stop.aborted
  const checked = equal.size + differences.length
  const unasked = expected.length - checked
  const keeps = resume !== undefined || isInterrupted
  if (keeps && unasked === 0 && differences.length === 0) await rm(file, { force: true })
  else if (keeps) {
    await save()
    if (unasked > 0) say(`go on with: --resume ${resume ?? relative(process.cwd(), file)}`)
  }
  return { checked, unasked, differences, isInterrupted }
}

async function resumeFrom(file: string, of: string): Promise<string[]> {
  const equal = await readState(file, of)
  if (equal !== null) say(`${count(equal.length, 'answer')} found equal before, not asked again`)
  else say(`nothing to go on from in ${file}: it is not there, or tells of another build`)
  return equal ?? []
}

/** @returns what ends it, and waits for the save that is on its way */
function saveNowAndThen(save: () => Promise<void>): () => Promise<void> {
  let saving = Promise.resolve()
  const timer = setInterval(() => {
    // What keeps it from writing is told by the save at the end.
    saving = saving.then(save).catch(() => {})
  }, SAVE_MS)
  return () => {
    clearInterval(timer)
    return saving
  }
}

/** Adds to `equal`; what differs is returned, also when it was interrupted. */
async function compareRest(
  { origin, expected, ask, concurrency, stop }: Verification,
  equal: Set<string>,
): Promise<Difference[]> {
  const differences: Difference[] = []
  const progress = startProgress(expected.length, 'answer')
  const show = () => {
    const differ = differences.length.toLocaleString('en')
    progress.show(equal.size + differences.length, differences.length > 0 ? `${differ} differ` : '')
  }
  const listener = {
    equal({ path }: ExpectedAnswer) {
      equal.add(path)
      show()
    },
    differs(difference: Difference) {
      differences.push(difference)
      show()
    },
  }
  const rest = expected.filter(({ path }) => !equal.has(path))
  try {
    const isWhole = await compareAnswers(origin, rest, ask, concurrency, listener)
    progress.end()
    if (!isWhole) say(`${origin} stopped answering, so it is not asked any further`)
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    progress.end()
  }
  return differences
}
