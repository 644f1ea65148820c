/**
 * The public list of links on a page (`LinkList.astro`): loads the database, says how that goes,
 * and shows links page by page.
 */
import { home } from '#strings'
import { isPattern } from '../../core/slug.ts'
import type { ListedLink, ListedPage, PublicDatabase } from '../public/public-database.ts'
import { byId, cloneTemplate, part, showText } from '../shared/dom.ts'
import { whileSlow, withinTime } from '../shared/time-limit.ts'
import { formatCount } from '../words/numbers.ts'
import { describeTarget } from '../words/targets.ts'
import { tagLink } from './tag-link.ts'

const PAGE_SIZE = 50
const SLOW_MS = 3_000
// As long as 100,000 links take over a slow mobile network; then nothing comes any more.
const LIMIT_MS = 90_000

const status = byId('directory-status', HTMLElement)
const list = byId('directory-list', HTMLUListElement)
const more = byId('directory-more', HTMLButtonElement)
const retry = byId('directory-retry', HTMLButtonElement)
/** The way to the list as plain text, which needs no database. */
const plain = byId('directory-plain', HTMLElement)

/** Loads the database, however often it takes; on the page stands how that goes. */
export async function loadDatabase(): Promise<PublicDatabase> {
  for (;;) {
    status.textContent = home.fetching
    // Browsers remember a script that did not come, so only a new page asks for it again.
    let isScriptLost = true
    const opening = import('../public/public-database.ts').then(({ openPublicDatabase }) => {
      isScriptLost = false
      return openPublicDatabase()
    })
    try {
      const limited = withinTime(opening, LIMIT_MS)
      return await whileSlow(limited, () => say(home.slow), SLOW_MS)
    } catch (error) {
      console.error(error)
      say(home.failed)
      plain.hidden = false
      await pressed(retry)
      plain.hidden = true
      if (isScriptLost) location.reload()
    }
  }
}

function pressed(button: HTMLButtonElement): Promise<void> {
  button.hidden = false
  return new Promise((resolve) => {
    const go = () => {
      // Before the button goes, and the focus with it.
      status.focus()
      button.hidden = true
      resolve()
    }
    button.addEventListener('click', go, { once: true })
  })
}

/** Says how it stands with the list. */
export function say(text: string): void {
  status.textContent = text
}

let showMore: () => void = () => {}
more.addEventListener('click', () => showMore())

/**
 * Shows the first links, and more of them when that is asked for.
 *
 * @param describe what is said of so many links that are shown, of so many in all
 */
export function showLinks(
  find: (limit: number, offset: number) => ListedPage,
  describe: (shown: number, total: number) => string = describeShown,
): void {
  function showPage(offset: number): void {
    const { links, total } = find(PAGE_SIZE, offset)
    const rows = links.map(linkRow)
    if (offset === 0) list.replaceChildren(...rows)
    else list.append(...rows)
    const shown = offset + rows.length
    more.hidden = shown >= total
    say(describe(shown, total))
    // Whoever pressed the button reads on where the new links begin.
    if (offset > 0) rows[0]?.querySelector<HTMLElement>('a, [tabindex]')?.focus()
  }
  showMore = () => showPage(list.childElementCount)
  showPage(0)
}

/** Takes all links off the page. */
export function clearLinks(): void {
  list.replaceChildren()
  more.hidden = true
}

/**
 * @example
 * describeShown(50, 1999) // => '50 of 1,999 links'
 */
export function describeShown(shown: number, total: number): string {
  return shown === total
    ? home.all(formatCount(total), total === 1)
    : home.some(formatCount(shown), formatCount(total))
}

function linkRow({ slug, url, title, tags }: ListedLink): HTMLElement {
  // A pattern is no address: `/gh/*` itself leads nowhere anyone wants to go.
  const row = cloneTemplate(isPattern(slug) ? 'pattern-row' : 'link-row')
  const name = part(row, 'slug', HTMLElement)
  name.textContent = `/${slug}`
  if (name instanceof HTMLAnchorElement) name.href = `/${slug}`
  part(row, 'target', HTMLElement).textContent = describeTarget(url)
  showText(part(row, 'title', HTMLElement), title)
  const tagged = part(row, 'tags', HTMLElement)
  tagged.hidden = tags.length === 0
  tagged.append(...tags.map(tagEntry))
  return row
}

function tagEntry(tag: string): HTMLLIElement {
  const entry = document.createElement('li')
  entry.append(tagLink(tag))
  return entry
}
