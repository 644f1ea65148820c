/** The home page's list of links: loads it once, shows it page by page, filters it while typing. */
import { isPattern } from '../core/slug.ts'
import { byId, cloneTemplate, part, showText } from './dom.ts'
import type { ListedLink, PublicDatabase } from './public-database.ts'
import { describeTarget } from './targets.ts'

const PAGE_SIZE = 50

const status = byId('directory-status', HTMLElement)
const list = byId('directory-list', HTMLUListElement)
const more = byId('directory-more', HTMLButtonElement)
const retry = byId('directory-retry', HTMLButtonElement)
const searchForm = document.getElementById('directory-search')

retry.addEventListener('click', load)
await load()

async function load(): Promise<void> {
  retry.hidden = true
  status.textContent = 'Fetching the list of links…'
  try {
    const { openPublicDatabase } = await import('./public-database.ts')
    showDirectory(await openPublicDatabase())
  } catch (error) {
    console.error(error)
    status.textContent =
      'The list of links could not be loaded. The links themselves still work when you know them.'
    retry.hidden = false
  }
}

function showDirectory(database: PublicDatabase): void {
  let search = ''

  function showPage(offset: number): void {
    const { links, total } = database.find(search, PAGE_SIZE, offset)
    const rows = links.map(linkRow)
    if (offset === 0) list.replaceChildren(...rows)
    else list.append(...rows)
    const shown = offset + rows.length
    more.hidden = shown >= total
    status.textContent = describeShown(shown, total, search)
    // Whoever pressed the button reads on where the new links begin.
    if (offset > 0) rows[0]?.querySelector<HTMLElement>('a, [tabindex]')?.focus()
  }

  more.addEventListener('click', () => showPage(list.childElementCount))
  if (searchForm instanceof HTMLFormElement) {
    const input = part(searchForm, 'search', HTMLInputElement)
    searchForm.hidden = database.find('', 1, 0).total === 0
    searchForm.addEventListener('submit', (event) => event.preventDefault())
    input.addEventListener('input', () => {
      search = input.value.trim()
      showPage(0)
    })
    search = input.value.trim()
  }
  showPage(0)
}

function describeShown(shown: number, total: number, search: string): string {
  const links = total === 1 ? 'link' : 'links'
  if (total === 0) {
    return search === '' ? 'No links are listed yet.' : `No listed link matches “${search}”.`
  }
  const matching = search === '' ? '' : ` for “${search}”`
  return shown === total
    ? `${total.toLocaleString()} ${links}${matching}`
    : `${shown.toLocaleString()} of ${total.toLocaleString()} ${links}${matching}`
}

function linkRow({ slug, url, title, tags }: ListedLink): HTMLElement {
  // A pattern is no address: `/gh/*` itself leads nowhere anyone wants to go.
  const row = cloneTemplate(isPattern(slug) ? 'pattern-row' : 'link-row')
  const name = part(row, 'slug', HTMLElement)
  name.textContent = `/${slug}`
  if (name instanceof HTMLAnchorElement) name.href = `/${slug}`
  part(row, 'target', HTMLElement).textContent = describeTarget(url)
  showText(part(row, 'title', HTMLElement), title)
  showText(part(row, 'tags', HTMLElement), tags.length === 0 ? null : tags.join(' · '))
  return row
}
