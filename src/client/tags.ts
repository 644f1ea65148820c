/**
 * `/p/tags/`: all tags of listed links, and `/p/tags/?<tag>` the links that have one. The database
 * is loaded once; going from tag to tag, and back, loads nothing anew.
 */
import { byTag, home } from '#strings'
import { clearLinks, loadDatabase, say, showLinks } from './directory/list.ts'
import { TAGS_PAGE, tagLink } from './directory/tag-link.ts'
import type { TagCount } from './public/public-database.ts'
import { byId } from './shared/dom.ts'
import { formatCount } from './words/numbers.ts'

const heading = byId('tags-heading', HTMLElement)
const tagList = byId('tags-list', HTMLUListElement)
const allTags = byId('tags-all', HTMLElement)
const title = document.title

const database = await loadDatabase()
const tags = database.tags()
show()
window.addEventListener('popstate', show)
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || !isPlainClick(event) || link.pathname !== TAGS_PAGE) return
  if (link.origin !== location.origin) return
  event.preventDefault()
  history.pushState(null, '', link.href)
  show()
  window.scrollTo(0, 0)
  // Else the focus would be lost with the link that was pressed, and nobody told what is here now.
  heading.focus()
})

/** Whether it opens the link here, and not in another tab or as a download. */
function isPlainClick({ button, altKey, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return button === 0 && !altKey && !ctrlKey && !metaKey && !shiftKey
}

function show(): void {
  const tag = askedTag()
  const isKnown = tags.some((one) => one.tag === tag)
  heading.textContent = tag === null ? byTag.heading : byTag.headingOf(tag)
  document.title = tag === null ? title : `${byTag.headingOf(tag)} · ${title}`
  allTags.hidden = tag === null
  tagList.hidden = isKnown
  tagList.replaceChildren(...(isKnown ? [] : tags.map(tagEntry)))
  if (isKnown && tag !== null) {
    showLinks((limit, offset) => database.find({ tag }, limit, offset))
  } else {
    clearLinks()
    say(describeTags(tag))
  }
}

function describeTags(unknown: string | null): string {
  if (unknown !== null) {
    return tags.length === 0 ? byTag.unknownOfNone(unknown) : byTag.unknown(unknown)
  }
  if (tags.length === 0) return byTag.noTags
  return byTag.tags(formatCount(tags.length), tags.length === 1)
}

/** The tag in the address, `null` where there is none; what others hang behind an address is cut. */
function askedTag(): string | null {
  const sent = location.search.slice(1).replace(/[&=].*$/s, '')
  if (sent === '') return null
  try {
    return decodeURIComponent(sent).toLowerCase()
  } catch {
    // `?%zz` is no tag, but it was asked for.
    return sent
  }
}

function tagEntry({ tag, links }: TagCount): HTMLLIElement {
  const entry = document.createElement('li')
  const link = tagLink(tag)
  const count = document.createElement('span')
  count.className = 'count'
  count.textContent = formatCount(links)
  // "talks 3" read out says little.
  count.setAttribute('aria-hidden', 'true')
  const spoken = document.createElement('span')
  spoken.className = 'visually-hidden'
  spoken.textContent = `, ${home.all(formatCount(links), links === 1)}`
  link.append(count, spoken)
  entry.append(link)
  return entry
}
