/**
 * `/p/?<slug>`: where a link leads, without going there; the target is opened by a person's click
 * alone.
 */
import { preview } from '#strings'
import { isPattern } from '../core/slug.ts'
import { tagLink } from './directory/tag-link.ts'
import { type Found, lookUp } from './public/lookup.ts'
import type { PublicDatabase } from './public/public-database.ts'
import { showQr } from './qr/figure.ts'
import { byId, part, showRich, showText } from './shared/dom.ts'
import { shortBase } from './shared/short-base.ts'
import { whileSlow, withinTime } from './shared/time-limit.ts'
import {
  looksLatin,
  mixesScripts,
  parseHttpUrl,
  readableHost,
  readableUrl,
  splitTarget,
} from './words/targets.ts'
import { describeTime } from './words/times.ts'

const SLOW_MS = 3_000
const DATABASE_LIMIT_MS = 30_000

const status = byId('preview-status', HTMLElement)
const shownAddress = byId('preview-asked', HTMLElement)
const base = shortBase(byId('preview-qr', HTMLElement).dataset.base ?? '')

const asked = askedPath()
if (asked === null) offerForm()
else await show(asked)

/** The path in the query, as it was sent; `null` where there is none, and the page says how. */
function askedPath(): string | null {
  const sent = location.search.slice(1).replace(/^\//, '').replace(/\/+$/, '')
  try {
    return decodeURIComponent(sent) === '' ? null : sent
  } catch {
    // `/p/?%zz` is no slug.
    return null
  }
}

/** A field for the slug, or the whole short link, of which the path is taken. */
function offerForm(): void {
  showRich(status, preview.howTo)
  const form = byId('preview-ask', HTMLFormElement)
  const input = part(form, 'slug', HTMLInputElement)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const typed = input.value.trim()
    const path = parseHttpUrl(typed)?.pathname ?? encodeURI(typed)
    location.assign(`/p/?${path.replace(/^\//, '').replace(/\++$/, '')}`)
  })
  form.hidden = false
}

async function show(path: string): Promise<void> {
  showText(shownAddress, `${base}/${decodeURIComponent(path)}`)
  status.textContent = preview.looking
  const tellSlow = () => {
    status.textContent = preview.slow
  }
  const found = await whileSlow(look(path), tellSlow, SLOW_MS)
  if (!('sentence' in found)) return showFound(found, isPattern(found.slug) ? path : found.slug)
  status.textContent = found.sentence
  if (found.isSilence) offerRetry()
}

async function look(path: string): ReturnType<typeof lookUp> {
  const database = await openDatabase()
  if (database?.isPreview) byId('preview-notice', HTMLElement).hidden = false
  return lookUp(database, path)
}

async function openDatabase(): Promise<PublicDatabase | null> {
  try {
    const { openPublicDatabase } = await import('./public/public-database.ts')
    return await withinTime(openPublicDatabase(), DATABASE_LIMIT_MS)
  } catch (error) {
    console.error(error)
    return null
  }
}

function offerRetry(): void {
  const retry = byId('preview-retry', HTMLButtonElement)
  retry.addEventListener('click', () => location.reload())
  retry.hidden = false
}

function showFound(found: Found, address: string): void {
  const { slug, url, title, tags, createdAt, aliasOf, doubt } = found
  const target = parseHttpUrl(url)
  if (target === null) {
    status.textContent = preview.noWebAddress
    return
  }
  showText(status, doubt ?? null)
  showTarget(url)
  showRow('preview-readable', readableUrl(url))
  showHost(target.hostname)
  showRow('preview-title', title)
  showRow('preview-pattern', isPattern(slug) ? `/${slug}` : null)
  // Once is enough, unless it was asked for in other letters.
  showRow('preview-slug', shownAddress.textContent === `${base}/${address}` ? null : `/${address}`)
  showRow('preview-alias', aliasOf === null ? null : `/${aliasOf}`)
  showRow('preview-since', createdAt && describeTime(createdAt))
  showTags(tags)
  byId('preview-facts', HTMLElement).hidden = false
  const link = byId('preview-link', HTMLAnchorElement)
  // Not `target.href`: the target goes on byte for byte.
  link.href = url
  link.hidden = false
  showQr(address)
}

function showRow(id: string, text: string | null): void {
  const value = byId(id, HTMLElement)
  value.textContent = text ?? ''
  if (value.parentElement !== null) value.parentElement.hidden = text === null
}

/** Byte for byte, its host set off: it alone decides whose page that is. */
function showTarget(url: string): void {
  const { before, host, after } = splitTarget(url)
  const strong = document.createElement('strong')
  strong.textContent = host
  byId('preview-target', HTMLElement).replaceChildren(before, strong, after)
}

function showHost(host: string): void {
  const readable = readableHost(host)
  showRow('preview-host', readable && preview.hostWritten(readable, host))
  const warning = byId('preview-warning', HTMLElement)
  showText(warning, readable === null ? null : warningOf(readable))
}

function warningOf(readable: string): string | null {
  if (mixesScripts(readable)) return preview.mixedScripts
  return looksLatin(readable) ? preview.lookAlike : null
}

function showTags(tags: readonly string[]): void {
  showRow('preview-tags', tags.length === 0 ? null : '')
  byId('preview-tags', HTMLElement).append(
    ...tags.flatMap((tag, index) => (index === 0 ? [tagLink(tag)] : [' ', tagLink(tag)])),
  )
}
