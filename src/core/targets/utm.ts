/**
 * Campaign parameters of a target (`utm_source` and its kin), read and set without touching a byte
 * of the rest. Small enough for the scripts of pages.
 */

/** What campaigns are told by, in the order in which people give it. */
export const UTM_NAMES = ['source', 'medium', 'campaign', 'term', 'content'] as const

export type UtmName = (typeof UTM_NAMES)[number]

interface Parts {
  before: string
  /** Without its `?`; `null` where there is none. */
  query: string | null
  /** With its `#`. */
  fragment: string
}

/** The value of one campaign parameter, the first of several; empty where there is none. */
export function readUtm(url: string, name: UtmName): string {
  const { query } = split(url)
  const pair = query?.split('&').find((candidate) => isOf(candidate, name)) ?? ''
  const at = pair.indexOf('=')
  return at === -1 ? '' : decode(pair.slice(at + 1))
}

/**
 * Sets one campaign parameter, or takes it away with an empty value. It keeps its place where it
 * has one and comes last otherwise; the same key further on goes, since two values are none.
 *
 * @example
 * withUtm('https://e.example/?a#top', 'source', 'news') // => 'https://e.example/?a&utm_source=news#top'
 */
export function withUtm(url: string, name: UtmName, value: string): string {
  if (readUtm(url, name) === value) return url
  const { before, query, fragment } = split(url)
  const pairs = query?.split('&') ?? []
  const first = pairs.findIndex((pair) => isOf(pair, name))
  const set = value === '' ? [] : [`utm_${name}=${encode(value)}`]
  if (first === -1) {
    // What ends with "&" has the place of its next pair already.
    const joint = query === null ? '?' : query === '' || query.endsWith('&') ? '' : '&'
    return `${before}${query === null ? '' : `?${query}`}${set.map((pair) => joint + pair).join('')}${fragment}`
  }
  const rest = pairs.flatMap((pair, index) => {
    if (index === first) return set
    return isOf(pair, name) ? [] : [pair]
  })
  return `${before}${rest.length === 0 ? '' : `?${rest.join('&')}`}${fragment}`
}

function split(url: string): Parts {
  const hash = url.indexOf('#')
  const [main, fragment] = hash === -1 ? [url, ''] : [url.slice(0, hash), url.slice(hash)]
  const mark = main.indexOf('?')
  if (mark === -1) return { before: main, query: null, fragment }
  return { before: main.slice(0, mark), query: main.slice(mark + 1), fragment }
}

function isOf(pair: string, name: UtmName): boolean {
  const [key = ''] = pair.split('=', 1)
  return decode(key) === `utm_${name}`
}

// The URL parser would write `'` as %27 in a query; a lone surrogate can't be encoded at all.
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll("'", '%27')
}

// As URLSearchParams reads it, which leaves what is no escape as it stands.
function decode(text: string): string {
  return new URLSearchParams(`=${text.replaceAll('&', '%26')}`).get('') ?? ''
}
