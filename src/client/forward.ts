/**
 * For an address that is no live link: asks the API what it is and forwards when it leads
 * somewhere, which is how a link works in browsers between its commit and its publication. Where
 * it leads nowhere, says what may have been meant.
 */
import { findNearSlugs, trimPunctuation } from '../core/near-slugs.ts'
import { withQuery } from '../core/query.ts'
import { byId } from './dom.ts'
import type { PublicDatabase } from './public-database.ts'
import { describeTarget, parseHttpUrl } from './targets.ts'

interface Resolved {
  slug: string
  state: string
  url?: string
}

/** What is said of a link that leads nowhere at the moment. */
const WORDS: Readonly<Record<string, { heading: string; text: string }>> = {
  active: {
    heading: 'This link isn’t active',
    text: 'It exists, but has not started yet or has expired.',
  },
  disabled: {
    heading: 'This link is switched off',
    text: 'It exists, but whoever runs it has switched it off. It may come back.',
  },
  gone: {
    heading: 'This link was removed for good',
    text: 'It used to lead somewhere and doesn’t any more. Its address stays reserved.',
  },
}

// Two forwards to this very site within this time are a loop, not a person.
const LOOP_MS = 10_000
const LOOP_KEY = 'shortcrust.forwarded'

const path = askedPath()
if (path !== null) {
  showAsked(decodeURIComponent(path))
  await answer(path)
}

async function answer(asked: string): Promise<void> {
  // No slug has a "+", so one behind a short link asks where it leads.
  if (asked.endsWith('+')) return location.replace(`/p/?${asked.slice(0, -1)}`)
  if (await resolve(asked)) return
  const text = decodeURIComponent(asked)
  // Firefox sends a slug that was typed as a search with its slash encoded, which no rule matches.
  const spelled = encodeURI(trimPunctuation(text))
  if (spelled !== asked && spelled !== '' && (await resolve(spelled))) return
  await suggest(text)
}

/** The path in the address bar, as it was sent; `null` where it can be no link's. */
function askedPath(): string | null {
  const sent = location.pathname.replace(/^\//, '').replace(/\/$/, '')
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

/** Whether there is such a link; what it is has been said then. */
async function resolve(asked: string): Promise<boolean> {
  let link: Resolved
  try {
    const response = await fetch(`/api/v1/resolve/${encodeURIComponent(asked)}`)
    if (!response.ok) return false
    link = await response.json()
  } catch {
    // Without an answer the page already says what it can.
    return false
  }
  if (link.url === undefined) {
    const words = WORDS[link.state]
    if (words !== undefined) say(words.heading, words.text)
  } else {
    forward(link.url)
  }
  return true
}

/** Shows listed links whose slugs are near to what was asked for. */
async function suggest(asked: string): Promise<void> {
  let database: PublicDatabase
  try {
    const { openPublicDatabase } = await import('./public-database.ts')
    database = await openPublicDatabase()
  } catch (error) {
    console.error(error)
    return
  }
  const near = findNearSlugs(asked, database.slugs())
  if (near.length === 0) return
  byId('near-list', HTMLElement).append(...near.map((slug) => toEntry(slug, database)))
  byId('near', HTMLElement).hidden = false
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
    say('This link leads nowhere safe', 'Its target is no web address, so it is not followed.')
  } else if (isLoop(target)) {
    say('This link leads back to itself', 'Whoever runs it has to put it right.')
  } else {
    say('On to the target', `This link leads to ${describeTarget(target.href)}.`)
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

function say(heading: string, text: string): void {
  byId('signpost-heading', HTMLElement).textContent = heading
  byId('forward-status', HTMLElement).textContent = text
}
