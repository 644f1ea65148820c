/**
 * What was shared to the admin page by its address, `?url=…&title=…&text=…`: by the bookmarklet, or
 * by a phone through the manifest's share target. Pure: it reads text and decides what the form may
 * be filled with. Anybody can write such an address, so it fills fields and never does more.
 */
import { findHidden, toOneLine } from '../../core/text.ts'

/** What the form is filled with. */
export interface Shared {
  /** An http or https URL as it was sent; `null`: there is none among what was shared. */
  url: string | null
  /** One line of visible text, perhaps empty. */
  title: string
}

const NAMES = ['url', 'title', 'text'] as const

// More than any link may have, so that the form says what is too long; a flood is not for a field.
const LONGEST_URL = 8_192
const LONGEST_TITLE = 200

/**
 * Reads what was shared; `null` where the address shares nothing.
 *
 * @example
 * readShared('?text=Look+https://example.com/a.') // => { url: 'https://example.com/a', title: 'Look' }
 */
export function readShared(query: string): Shared | null {
  const parameters = new URLSearchParams(query)
  const [url = '', title = '', text = ''] = NAMES.map((name) => parameters.get(name) ?? '')
  if (`${url}${title}${text}`.trim() === '') return null
  const given = url.trim()
  if (given !== '') return { url: takeUrl(given), title: toTitle(title) }
  // Android puts the address among the words, and some apps put it where the title belongs.
  const found = findUrl(text) ?? findUrl(title)
  const words = [title, text].map((part) => toTitle(without(part, found)))
  return { url: found, title: words.find((part) => part !== '') ?? '' }
}

/** The address's query without what was shared; a search among links stays as it is. */
export function withoutShared(query: string): string {
  const parameters = new URLSearchParams(query)
  for (const name of NAMES) parameters.delete(name)
  const rest = parameters.toString()
  return rest === '' ? '' : `?${rest}`
}

// The URL parser drops line breaks, tabs and zero-width characters, and so would change the host.
function takeUrl(text: string): string | null {
  const isUrl = /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text)
  return isUrl && text.length <= LONGEST_URL && findHidden(text) === null ? text : null
}

function findUrl(text: string): string | null {
  for (const [candidate] of text.slice(0, 2 * LONGEST_URL).matchAll(/https?:\/\/[^\s<>"]+/gi)) {
    const url = takeUrl(withoutPunctuation(candidate))
    if (url !== null) return url
  }
  return null
}

// A sentence's end is not the address's; a bracket is, where it was opened in the address.
function withoutPunctuation(url: string): string {
  const shorter = url.replace(/[.,;:!?'’”»…]+$/u, '')
  const isOpened = shorter.split('(').length >= shorter.split(')').length
  if (shorter.endsWith(')') && !isOpened) return withoutPunctuation(shorter.slice(0, -1))
  return shorter
}

// The words around an address, and neither the brackets that held it nor the colon that led to it.
function without(text: string, url: string | null): string {
  if (url === null || !text.includes(url)) return text
  return text
    .replace(url, ' ')
    .replace(/[([<"“„»]\s*[)\]>"”“«]/gu, ' ')
    .replace(/[\s:;,.|–—-]+$/u, '')
}

function toTitle(text: string): string {
  return toOneLine(text.slice(0, 10 * LONGEST_TITLE), LONGEST_TITLE)
}
