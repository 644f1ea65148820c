/** The home page's list of links: loaded once, and filtered while somebody types. */
import { home } from '#strings'
import { describeShown, loadDatabase, showLinks } from './directory/list.ts'
import { byId, part } from './shared/dom.ts'

const searchForm = document.getElementById('directory-search')
const database = await loadDatabase()
byId('directory-tags', HTMLElement).hidden = database.tags().length === 0

if (searchForm instanceof HTMLFormElement) {
  const input = part(searchForm, 'search', HTMLInputElement)
  searchForm.hidden = database.find({}, 1, 0).total === 0
  searchForm.addEventListener('submit', (event) => event.preventDefault())
  input.addEventListener('input', () => show(input.value.trim()))
  // What a browser kept in the field of a page that was left and found again.
  show(input.value.trim())
} else {
  show('')
}

function show(search: string): void {
  showLinks(
    (limit, offset) => database.find({ search }, limit, offset),
    (shown, total) => {
      if (total === 0) return search === '' ? home.none : home.noMatch(search)
      const count = describeShown(shown, total)
      return search === '' ? count : home.matching(count, search)
    },
  )
}
