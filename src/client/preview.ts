/**
 * `/p/?<slug>`: where a link leads, without going there. Asks the public database, and for what
 * is not listed the API; the target is opened by a person's click alone.
 */
import { expandSlug, sortPatterns } from '../core/matching.ts'
import { isPattern } from '../core/slug.ts'
import { byId, showText } from './dom.ts'
import type { ListedLink, PublicDatabase } from './public-database.ts'
import { showQr } from './qr.ts'
import { mixesScripts, parseHttpUrl, readableHost } from './targets.ts'
import { describeTime } from './times.ts'

/** What is known of where a path leads. */
interface Found {
  slug: string
  url: string
  title: string | null
  createdAt: string | null
  /** What may be wrong about it. */
  doubt?: string
}

const status = byId('preview-status', HTMLElement)

const asked = askedPath()
if (asked !== null) await show(asked)

/** The path in the query, as it was sent; `null` where there is none, and the page says how. */
function askedPath(): string | null {
  const sent = location.search.slice(1).replace(/^\//, '').replace(/\/$/, '')
  try {
    return decodeURIComponent(sent) === '' ? null : sent
  } catch {
    // `/p/?%zz` is no slug.
    return null
  }
}

async function show(path: string): Promise<void> {
  showText(byId('preview-asked', HTMLElement), `/${decodeURIComponent(path)}`)
  status.textContent = 'Looking the link up…'
  const database = await openDatabase()
  if (database?.isPreview) byId('preview-notice', HTMLElement).hidden = false
  const found =
    findExact(database, path) ??
    // Of what a preview proposes, the API knows nothing: it answers for what is live.
    (database?.isPreview ? null : await askApi(path)) ??
    findPattern(database, path)
  if (found === null) return
  if (typeof found === 'string') status.textContent = found
  else showFound(found, isPattern(found.slug) ? path : found.slug)
}

async function openDatabase(): Promise<PublicDatabase | null> {
  try {
    const { openPublicDatabase } = await import('./public-database.ts')
    return await openPublicDatabase()
  } catch (error) {
    console.error(error)
    return null
  }
}

function findExact(database: PublicDatabase | null, path: string): Found | null {
  const link = database?.get(path) ?? null
  return database === null || link === null ? null : followListed(database, link)
}

// An alias may stand for another one; the build has made sure that they end somewhere.
const LONGEST_CHAIN = 20

function followListed(database: PublicDatabase, link: ListedLink): Found | null {
  let last: ListedLink | null = link
  for (let step = 0; last?.url.startsWith('/'); step += 1) {
    if (step === LONGEST_CHAIN) return null
    last = database.get(last.url.slice(1))
  }
  return last === null ? null : { ...link, url: last.url }
}

interface Resolved {
  slug: string
  state: string
  url?: string
}

/** What the API says: a link, or a sentence about one that leads nowhere; `null` without answer. */
async function askApi(path: string): Promise<Found | string | null> {
  let response: Response
  let link: Resolved
  try {
    response = await fetch(`/api/v1/resolve/${encodeURIComponent(path)}`)
    if (response.status === 404) return 'There is no such link here.'
    if (!response.ok) return null
    link = await response.json()
  } catch {
    return null
  }
  if (link.url !== undefined) return { ...link, url: link.url, title: null, createdAt: null }
  return link.state === 'gone'
    ? 'This link was removed for good; it leads nowhere any more.'
    : 'This link exists, but leads nowhere at the moment: it is switched off, has not started yet, or has expired.'
}

function findPattern(database: PublicDatabase | null, path: string): Found | string {
  for (const link of sortPatterns(database?.patterns() ?? [])) {
    const url = expandSlug(link.slug, link.url, path)
    if (url === null) continue
    return {
      ...link,
      url,
      doubt: `This is what /${link.slug} says. A link of just this address that is not listed would come before it.`,
    }
  }
  return database?.isPreview
    ? 'No listed link has this address. Links that are not listed can’t be looked up in a preview.'
    : 'No listed link has this address, and the server that knows the others gave no answer. Try again later.'
}

function showFound({ slug, url, title, createdAt, doubt }: Found, address: string): void {
  const target = parseHttpUrl(url)
  if (target === null) {
    status.textContent = 'The target of this link is no web address, so it is not shown.'
    return
  }
  status.textContent = doubt ?? ''
  byId('preview-target', HTMLElement).textContent = url
  showRow('preview-host', hostWords(target.host))
  showRow('preview-title', title)
  showRow('preview-slug', `/${slug}`)
  showRow('preview-since', createdAt && describeTime(createdAt))
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

function hostWords(host: string): string | null {
  const readable = readableHost(host)
  if (readable === null) return null
  const warning = mixesScripts(readable)
    ? ' It mixes letters of several scripts, and may pass for another name.'
    : ''
  return `${readable}, written ${host}.${warning}`
}
