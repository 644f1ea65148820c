/** The last links that were added, with what has become of them. */
import { submit } from '#strings'
import { isPattern } from '../../core/slug.ts'
import type { Link, PublishingStatus } from '../api/answers.ts'
import { callApi } from '../api/call.ts'
import { explainFailure } from '../api/explain.ts'
import { hasShortUrl } from '../links/rows.ts'
import { pendingSlugs } from '../publishing/pending.ts'
import { copyOnClick } from '../shared/copy.ts'
import { byId, cloneTemplate, part, showText } from '../shared/dom.ts'
import { describeState } from '../words/states.ts'
import { describeTarget } from '../words/targets.ts'

const list = byId('recent-list', HTMLUListElement)
const status = byId('recent-status', HTMLElement)

let pending: ReadonlySet<string> = new Set()
let latest = 0

byId('recent-refresh', HTMLButtonElement).addEventListener('click', refreshRecent)

/** Reads the list anew; the last one asked for wins. */
export async function refreshRecent(): Promise<void> {
  latest += 1
  const current = latest
  status.textContent = submit.recent.fetching
  const answer = await callApi<Link[]>('/links?sort=newest&limit=10')
  if (current !== latest) return
  if (answer.kind !== 'ok') {
    status.textContent = submit.recent.unread(explainFailure(answer))
    return
  }
  status.textContent = answer.body.length === 0 ? submit.recent.none : ''
  list.replaceChildren(...answer.body.map(linkRow))
  markPending()
}

/** Marks the links that are committed and not yet live. */
export function updateRecent(publishing: PublishingStatus | null): void {
  if (publishing === null) return
  pending = pendingSlugs(publishing)
  markPending()
}

/** Empties the list, for whoever sits down at this machine next. */
export function clearRecent(): void {
  latest += 1
  list.replaceChildren()
  status.textContent = ''
}

function markPending(): void {
  for (const row of list.querySelectorAll<HTMLElement>('[data-slug]')) {
    part(row, 'pending', HTMLElement).hidden = !pending.has(row.dataset.slug ?? '')
  }
}

function linkRow(link: Link): HTMLElement {
  const { slug, url, title, shortUrl } = link
  const row = cloneTemplate('recent-row')
  row.dataset.slug = slug
  const name = part(row, 'slug', HTMLAnchorElement)
  name.textContent = `/${slug}`
  if (link.state === 'active' && !isPattern(slug)) name.href = shortUrl
  part(row, 'target', HTMLElement).textContent = describeTarget(url)
  showText(part(row, 'title', HTMLElement), title)
  const { text, tone } = describeState(link, Date.now())
  const badge = part(row, 'state', HTMLElement)
  badge.textContent = text
  badge.dataset.tone = tone
  const button = part(row, 'copy', HTMLButtonElement)
  button.hidden = !hasShortUrl(link)
  copyOnClick(button, part(row, 'copy-word', HTMLElement), () => shortUrl, name)
  part(row, 'copy-of', HTMLElement).textContent = ` ${slug}`
  return row
}
