/** Says, while a slug is typed, whether it can be had. The server's word at saving is the last. */
import { submit } from '#strings'
import { parseSlug } from '../../core/slug.ts'
import type { Link } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { byId } from '../shared/dom.ts'
import { pause } from '../shared/pause.ts'
import { asSentence } from '../words/sentence.ts'
import { describeTarget } from '../words/targets.ts'
import { submitFields } from './fields.ts'

/** Time without a keystroke after which the server is asked. */
const PAUSE_MS = 300

interface Word {
  tone: 'good' | 'bad' | 'neutral'
  text: string
  suggestion?: string | null
}

const { controls: fields, suggestionButton } = submitFields
const place = byId('slug-availability', HTMLElement)
const actions = byId('slug-suggestion', HTMLElement)

let question = new AbortController()

/** Starts to watch the slug field. */
export function watchAvailability(): void {
  fields.slug.addEventListener('input', askAvailability)
}

/** Takes back what was said, as when the server has answered in its stead. */
export function clearAvailability(): void {
  question.abort()
  show({ tone: 'neutral', text: '' })
}

/** Says whether the slug in the field can be had, once nothing more is typed. */
export async function askAvailability(): Promise<void> {
  question.abort()
  question = new AbortController()
  const { signal } = question
  const typed = fields.slug.value.trim()
  if (typed === '') {
    show({ tone: 'neutral', text: '' })
    return
  }
  await pause(PAUSE_MS, signal)
  if (signal.aborted) return
  const word = await judge(typed, signal)
  // An answer that comes after the next keystroke is about another slug.
  if (!signal.aborted) show(word)
}

async function judge(typed: string, signal: AbortSignal): Promise<Word> {
  const parsed = parseSlug(typed)
  if (!parsed.ok) {
    return { tone: 'bad', text: asSentence(parsed.message), suggestion: parsed.suggestion }
  }
  const slug = parsed.slug.toLowerCase()
  // Asked as a list: that a free slug has no link is an answer here, not an error in the console.
  const answer = await callApi<Link[]>(`/links?slug=${encodeURIComponent(slug)}`, { signal })
  const lowered = slug === parsed.slug ? '' : ` ${submit.available.lowered}`
  if (answer.kind === 'ok') {
    const [occupant] = answer.body
    return occupant === undefined
      ? { tone: 'good', text: submit.available.free(slug) + lowered }
      : { tone: 'bad', text: describeTaken(occupant) }
  }
  return { tone: 'neutral', text: submit.available.unknown }
}

function describeTaken({ slug, state, url }: Link): string {
  if (state === 'gone') return submit.available.gone(slug)
  return submit.available.taken(slug, describeTarget(url))
}

function show({ tone, text, suggestion }: Word): void {
  place.textContent = text
  place.dataset.tone = tone
  actions.replaceChildren(...(suggestion ? [suggestionButton('slug', suggestion)] : []))
  if (tone === 'bad') fields.slug.setAttribute('aria-invalid', 'true')
}
