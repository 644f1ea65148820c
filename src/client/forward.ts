/**
 * For an address that is no live link: asks the API what it is and forwards when it leads
 * somewhere, which is how a link works in browsers between its commit and its publication. Where
 * it leads nowhere, says what may have been meant.
 */
import { notFound } from '#strings'
import { withQuery } from '../core/redirecting/query.ts'
import { findNearSlugs, findOtherCase, trimPunctuation } from '../core/slugs/near-slugs.ts'
import type { PublicDatabase } from './public/public-database.ts'
import { type Resolution, type Resolved, resolvePath } from './public/resolve.ts'
import { byId } from './shared/dom.ts'
import { whileSlow, withinTime } from './shared/time-limit.ts'
import { describeTarget, parseHttpUrl } from './words/targets.ts'

const SLOW_MS = 700
const DATABASE_LIMIT_MS = 30_000

// Two forwards to this very site within this time are a loop, not a person.
const LOOP_MS = 10_000
const LOOP_KEY = 'shortcrust.forwarded'

const status = byId('forward-status', HTMLElement)
/** The list of near slugs; the pages of links that are off or gone have none. */
const near = document.getElementById('near')

const path = askedPath()
if (path !== null) {
  showAsked(decodeURIComponent(path))
  await answer(path)
}

async function answer(asked: string): Promise<void> {
  // No slug has a "+", so one behind a short link asks where it leads.
  if (asked.endsWith('+')) return location.replace(`/p/?${asked.replace(/\++$/, '')}`)
  const first = status.textContent
  const asking = () => {
    // A page that knows already says what it knows.
    if (near !== null) status.textContent = notFound.asking
  }
  const link = await whileSlow(ask(asked), asking, SLOW_MS)
  if (typeof link === 'object') return follow(link)
  if (near === null) return
  status.textContent = link === 'silent' ? notFound.noAnswer : first
  if (link === 'silent') offerRetry()
  await suggest(decodeURIComponent(asked), near)
}

/** Asks for the path, and for what it is without the punctuation of a sentence. */
async function ask(asked: string): Promise<Resolution> {
  const link = await resolvePath(asked)
  const text = decodeURIComponent(asked)
  // Firefox sends a slug that was typed as a search with its slash encoded, which no rule matches.
  const spelled = encodeURI(trimPunctuation(text))
  if (link !== 'none' || spelled === asked || spelled === '') return link
  return resolvePath(spelled)
}

/** The path in the address bar, as it was sent; `null` where it can be no link's. */
function askedPath(): string | null {
  const sent = location.pathname.replace(/^\//, '').replace(/\/+$/, '')
  if (sent === '' || sent === '404.html' || /^p(\/|$)/.test(sent)) return null
  try {
    decodeURIComponent(sent)
    return sent
  } catch {
    // `/%zz` is no slug.
    return null
  }
}

function showAsked(text: string): void {
  const place = document.querySelector<HTMLElement>('[data-asked]')
  if (place === null) return
  place.textContent = `/${text}`
  place.hidden = false
}

function offerRetry(): void {
  const retry = byId('forward-retry', HTMLButtonElement)
  retry.addEventListener('click', () => location.reload())
  retry.hidden = false
}

/** Goes on to the link, or says why it leads nowhere. */
function follow({ state, url }: Resolved): void {
  const { active, disabled, gone } = notFound.standing
  if (url !== undefined) forward(url)
  else if (state === 'active') say(active)
  else if (state === 'disabled') say(disabled)
  else if (state === 'gone') say(gone)
}

/**
 * Goes on to a listed link that only differs by case, which the API may not have been there to
 * say; else shows those whose slugs are near to what was asked for.
 */
async function suggest(asked: string, place: HTMLElement): Promise<void> {
  let database: PublicDatabase
  try {
    const { openPublicDatabase } = await import('./public/public-database.ts')
    database = await withinTime(openPublicDatabase(), DATABASE_LIMIT_MS)
  } catch (error) {
    console.error(error)
    return
  }
  const slugs = database.slugs()
  const trimmed = trimPunctuation(asked)
  const same = slugs.includes(trimmed) ? trimmed : findOtherCase(trimmed, slugs)
  if (same !== null && same !== asked) return location.replace(`/${same}${location.search}`)
  const found = findNearSlugs(
    asked,
    slugs.filter((slug) => slug !== asked),
  )
  if (found.length === 0) return
  byId('near-list', HTMLElement).append(...found.map((slug) => toEntry(slug, database)))
  place.hidden = false
}

function toEntry(slug: string, database: PublicDatabase): HTMLLIElement {
  const entry = document.createElement('li')
  const link = document.createElement('a')
  link.href = `/${slug}`
  link.textContent = `/${slug}`
  link.className = 'slug'
  entry.append(link)
  const title = database.get(slug)?.title ?? null
  if (title !== null) entry.append(` ${title}`)
  return entry
}

function forward(url: string): void {
  const target = parseHttpUrl(withQuery(url, location.search))
  if (target === null) {
    say(notFound.unsafe)
  } else if (isLoop(target)) {
    say(notFound.loop)
  } else {
    const { heading, text } = notFound.onward
    say({ heading, text: text(describeTarget(target.href)) })
    const link = byId('forward-link', HTMLAnchorElement)
    link.href = target.href
    link.hidden = false
    location.replace(target.href)
  }
}

function isLoop(target: URL): boolean {
  if (target.origin !== location.origin) return false
  if (target.pathname === location.pathname) return true
  try {
    const last = Number(sessionStorage.getItem(LOOP_KEY))
    sessionStorage.setItem(LOOP_KEY, String(Date.now()))
    return Date.now() - last < LOOP_MS
  } catch {
    // No storage, no memory: leave the own site's links to a person's click.
    return true
  }
}

function say({ heading, text }: { heading: string; text: string }): void {
  byId('signpost-heading', HTMLElement).textContent = heading
  status.textContent = text
}
