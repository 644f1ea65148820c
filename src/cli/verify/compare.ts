/**
 * Asks a host for many addresses at once and compares each answer with what it must be.
 */
import type { ExpectedAnswer } from '../../core/redirecting/expected-answers.ts'
import type { Answer, Ask, NoAnswer } from './ask.ts'

/** Where the host says something else than the links. */
export interface Difference {
  slug: string
  path: string
  expected: { status: number; location: string | null }
  /** `error` says why there is no answer. */
  found: { status: number | null; location: string | null; error?: string }
}

/** What happens while it goes on. */
export interface Listener {
  equal(expected: ExpectedAnswer): void
  differs(difference: Difference): void
}

// So many questions in a row without a usable answer, and the host is down rather than wrong.
const PATIENCE = 25

/**
 * Compares answer by answer, `concurrency` at a time.
 *
 * @returns whether all were asked: not when the host stopped answering
 */
export async function compareAnswers(
  origin: string,
  expected: readonly ExpectedAnswer[],
  ask: Ask,
  concurrency: number,
  listener: Listener,
): Promise<boolean> {
  let silent = 0
  const waiting = expected.values()
  const work = async () => {
    for (const one of waiting) {
      const answer = await ask(`${origin}${one.path}`)
      if (isEqual(origin, one, answer)) listener.equal(one)
      else listener.differs(describeDifference(one, answer))
      silent = isSilence(answer) ? silent + 1 : 0
      if (silent >= PATIENCE) return
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return silent < PATIENCE
}

function isSilence(answer: Answer | NoAnswer): boolean {
  return 'error' in answer || answer.status === 429 || answer.status >= 500
}

function isEqual(
  origin: string,
  { status, location }: ExpectedAnswer,
  answer: Answer | NoAnswer,
): boolean {
  if ('error' in answer || answer.status !== status) return false
  if (answer.location === location) return true
  // A path of the site itself may be given in full.
  return location?.startsWith('/') === true && answer.location === `${origin}${location}`
}

function describeDifference(
  { slug, path, status, location }: ExpectedAnswer,
  answer: Answer | NoAnswer,
): Difference {
  const found =
    'error' in answer
      ? { status: null, location: null, error: answer.error }
      : { status: answer.status, location: answer.location }
  return { slug, path, expected: { status, location }, found }
}
