/** Shows in the list what is searched for, page by page. Knows who finds, and who shows. */
import { formatTime } from '../../core/fields/time.ts'
import type { FoundLinks } from '../database/protocol.ts'
import { openQr } from '../qr/open.ts'
import { selectRow, updateSelection } from '../selection/bar.ts'
import { byId } from '../shared/dom.ts'
import { currentSearch, focusSearch, settleOn, turnTo } from './controls.ts'
import { openLink } from './dialogs.ts'
import { currentLinks } from './held.ts'
import { canTurn, describeFound, showPages } from './pages.ts'
import { focusedSlug, focusFirstRow, focusRow, showRows } from './rows.ts'

const section = byId('links', HTMLElement)
const status = byId('links-status', HTMLElement)

/** Counts what was asked to be found; only the last of it is. */
let asked = 0
let finding: Promise<void> | null = null

/** Shows what the search finds now. What is typed while the worker is busy is asked once. */
export function showFound(): Promise<void> {
  asked += 1
  finding ??= findLatest()
  return finding
}

/** Goes a page on or back, where there is one. */
export async function turnPage(step: 1 | -1): Promise<void> {
  if (!canTurn(step)) return
  turnTo(currentSearch().page + step)
  await showFound()
  section.scrollIntoView()
  focusFirstRow()
}

async function findLatest(): Promise<void> {
  let number: number
  do {
    number = asked
    await find(number)
  } while (number !== asked)
  finding = null
}

async function find(number: number): Promise<void> {
  const current = currentLinks()
  if (current === null || current.etag === null) return
  let found: FoundLinks
  try {
    found = await current.database.find({ search: currentSearch(), now: formatTime(Date.now()) })
  } catch (error) {
    if (currentLinks() === current) console.error(error)
    return
  }
  if (number !== asked || currentLinks() !== current) return
  settleOn(found.page)
  const focused = focusedSlug()
  showRows(found.links, current.me, {
    onOpen: (slug) => void openLink(slug, status),
    onQr: (slug) => void openQr(slug, current.me.baseUrl, status),
    onSelect: selectRow,
  })
  updateSelection(current, found.total)
  // A list that is read again must not throw the focus out of the page.
  if (focused !== null && !focusRow(focused)) focusSearch()
  showPages(found)
  status.textContent = describeFound(found, current.facets.total)
}
