/** Says, while `/slug` is typed as a target, that this makes an alias, and of what. */
import { submit } from '#strings'
import { parseSlug } from '../../core/slug.ts'
import { isAliasTarget } from '../../core/targets/alias.ts'
import type { Link } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { byId } from '../shared/dom.ts'
import { pause } from '../shared/pause.ts'
import { describeTarget } from '../words/targets.ts'

/** Time without a keystroke after which the server is asked. */
const PAUSE_MS = 300

const note = byId('url-alias', HTMLElement)
let question = new AbortController()

/** Starts to watch the field of the target. */
export function watchAlias(url: HTMLInputElement): void {
  url.addEventListener('input', () => void explain(url.value.trim()))
}

/** Takes the note away. */
export function clearAlias(): void {
  question.abort()
  show('', 'neutral')
}

async function explain(target: string): Promise<void> {
  question.abort()
  question = new AbortController()
  const { signal } = question
  const slug = target.slice(1)
  if (!isAliasTarget(target) || !parseSlug(slug).ok) {
    show('', 'neutral')
    return
  }
  show(submit.isAlias(target), 'neutral')
  await pause(PAUSE_MS, signal)
  if (signal.aborted) return
  const answer = await callApi<Link[]>(`/links?slug=${encodeURIComponent(slug)}`, { signal })
  if (signal.aborted || answer.kind !== 'ok') return
  const [link] = answer.body
  if (link === undefined) show(submit.aliasMissing(target), 'bad')
  else if (link.state === 'gone') show(submit.aliasGone(target), 'bad')
  else show(submit.aliasLeadsTo(target, describeTarget(link.url)), 'good')
}

function show(text: string, tone: 'good' | 'bad' | 'neutral'): void {
  note.textContent = text
  note.dataset.tone = tone
}
