/**
 * `/p/codes/`: QR codes of many links, labelled, to print. Of those chosen on the admin page, of a
 * tag, or of all that are listed; drawn in portions, so that the page stays at hand.
 */
import { qr } from '#strings'
import { makeQr, makeQrWithRoom } from '../core/qr/qr.ts'
import { isPattern } from '../core/slug.ts'
import type { ListedLink } from './public/public-database.ts'
import { readCodes } from './qr/chosen.ts'
import { drawQr } from './qr/drawing.ts'
import { readSiteLogo } from './qr/logo.ts'
import { byId, cloneTemplate, part, showEntries, showText } from './shared/dom.ts'
import { shortBase } from './shared/short-base.ts'

/** More codes than a browser lays out for print at ease. */
const MOST = 1_000
/** Drawn at once: a few milliseconds of work. */
const PORTION = 20
/** All of the public database, however long. */
const NO_LIMIT = -1

interface Code {
  slug: string
  title: string | null
}

const form = byId('codes-form', HTMLFormElement)
const whichSelect = byId('codes-which', HTMLSelectElement)
const widthSelect = byId('codes-width', HTMLSelectElement)
const titlesBox = byId('codes-titles', HTMLInputElement)
const printButton = byId('codes-print', HTMLButtonElement)
const status = byId('codes-status', HTMLElement)
const notices = byId('codes-notices', HTMLElement)
const sheet = byId('codes-sheet', HTMLUListElement)
const logoBox = document.querySelector<HTMLInputElement>('#codes-logo')

const base = shortBase(sheet.dataset.base ?? '')
const chosen = readCodes()
/** Counts drawings; one that is not the last stops. */
let drawings = 0

status.textContent = qr.looking
const listed = await readListed()
if (listed === null && chosen.length === 0) {
  status.textContent = qr.unread
} else {
  offerLinks(listed ?? [])
  form.hidden = false
  showLook()
  void draw()
}
whichSelect.addEventListener('change', () => {
  const tag = chosenTag()
  const query = tag === null ? '' : `?tag=${encodeURIComponent(tag)}`
  history.replaceState(null, '', `${location.pathname}${query}`)
  void draw()
})
logoBox?.addEventListener('change', () => void draw())
for (const control of [widthSelect, titlesBox]) control.addEventListener('change', showLook)
form.addEventListener('submit', (event) => {
  event.preventDefault()
  if (printButton.getAttribute('aria-disabled') !== 'true') print()
})

async function readListed(): Promise<ListedLink[] | null> {
  try {
    const { openPublicDatabase } = await import('./public/public-database.ts')
    return (await openPublicDatabase()).find({}, NO_LIMIT, 0).links
  } catch (error) {
    console.error(error)
    return null
  }
}

function offerLinks(links: readonly ListedLink[]): void {
  const tags = new Map<string, number>()
  for (const tag of links.flatMap((link) => link.tags)) tags.set(tag, (tags.get(tag) ?? 0) + 1)
  const asked = new URLSearchParams(location.search).get('tag')
  if (asked !== null && !tags.has(asked)) tags.set(asked, 0)
  whichSelect.replaceChildren(
    ...(chosen.length === 0 ? [] : [new Option(qr.chosen(chosen.length), 'chosen')]),
    ...(listed === null ? [] : [new Option(qr.everything(links.length), 'all')]),
    ...[...tags]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, count]) => {
        return new Option(qr.tagged(tag, count), `tag:${tag}`)
      }),
  )
  if (asked !== null) whichSelect.value = `tag:${asked}`
}

function chosenTag(): string | null {
  const { value } = whichSelect
  return value.startsWith('tag:') ? value.slice('tag:'.length) : null
}

function chosenLinks(): Code[] {
  if (whichSelect.value === 'chosen') {
    const titles = new Map((listed ?? []).map(({ slug, title }) => [slug, title]))
    return chosen.map((slug) => ({ slug, title: titles.get(slug) ?? null }))
  }
  const tag = chosenTag()
  return (listed ?? []).filter(({ tags }) => tag === null || tags.includes(tag))
}

function showLook(): void {
  sheet.dataset.width = widthSelect.value
  sheet.dataset.titles = String(titlesBox.checked)
}

async function draw(): Promise<void> {
  drawings += 1
  const drawing = drawings
  setBusy(true)
  const logo = await readLogo()
  if (drawing !== drawings) return
  const links = chosenLinks()
  const codes = links.filter(({ slug }) => !isPattern(slug))
  const shown = codes.slice(0, MOST)
  const href = 'href' in logo ? logo.href : null
  let plain = 0
  sheet.replaceChildren()
  for (let start = 0; start < shown.length; start += PORTION) {
    for (const code of shown.slice(start, start + PORTION)) {
      const { entry, hasLogo } = makeEntry(code, href)
      if (href !== null && !hasLogo) plain += 1
      sheet.append(entry)
    }
    await nextTask()
    if (drawing !== drawings) return
  }
  const patterns = links.length - codes.length
  showEntries(notices, [
    ...('fault' in logo ? [logo.fault] : []),
    ...(listed === null ? [qr.unreadTitles] : []),
    ...(shown.length < codes.length ? [qr.first(shown.length, codes.length)] : []),
    ...(patterns > 0 ? [qr.patterns(patterns)] : []),
    ...(plain > 0 ? [qr.withoutLogo(plain)] : []),
  ])
  setBusy(false, shown.length)
}

async function readLogo(): Promise<{ href: string | null } | { fault: string }> {
  return logoBox?.checked ? readSiteLogo(sheet.dataset.logo ?? '') : { href: null }
}

function makeEntry(
  { slug, title }: Code,
  href: string | null,
): { entry: HTMLElement; hasLogo: boolean } {
  const entry = cloneTemplate('codes-code')
  const shortUrl = `${base}/${slug}`
  const roomy = href === null ? null : makeQrWithRoom(shortUrl)
  const svg = part(entry, 'code', SVGSVGElement)
  if (href === null || roomy === null) drawQr(svg, makeQr(shortUrl))
  else drawQr(svg, roomy.modules, { room: roomy.room, href })
  part(entry, 'url', HTMLElement).textContent = shortUrl.replace(/^https?:\/\//, '')
  showText(part(entry, 'title', HTMLElement), title)
  return { entry, hasLogo: roomy !== null }
}

function setBusy(isBusy: boolean, count = 0): void {
  sheet.setAttribute('aria-busy', String(isBusy))
  if (isBusy || count === 0) printButton.setAttribute('aria-disabled', 'true')
  else printButton.removeAttribute('aria-disabled')
  if (isBusy) status.textContent = qr.drawing
  else status.textContent = count === 0 ? qr.empty : qr.count(count)
}

// Between portions, what the person does comes first.
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
