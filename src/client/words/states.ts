/** What a link does at a moment, in a word and a tone. */
import { finder } from '#strings'
import type { Link } from '../api/answers.ts'
import { describeTime } from './times.ts'

const strings = finder.states

type Stateful = Pick<Link, 'state' | 'startsAt' | 'expiresAt'>

/** State of the link for a badge; `now` in milliseconds since 1970. */
export function describeState(
  { state, startsAt, expiresAt }: Stateful,
  now: number,
): { text: string; tone: 'good' | 'wait' | 'bad' } {
  if (state === 'gone') return { text: strings.gone, tone: 'bad' }
  if (state === 'disabled') return { text: strings.disabled, tone: 'bad' }
  if (startsAt !== null && Date.parse(startsAt) > now) {
    return { text: strings.starts(describeTime(startsAt)), tone: 'wait' }
  }
  if (expiresAt !== null && Date.parse(expiresAt) <= now)
    return { text: strings.expired, tone: 'bad' }
  return { text: strings.active, tone: 'good' }
}
