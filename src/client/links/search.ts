/** What is searched for among all links, to and from the page's address. Pure. */

/** States to search for; beside the stored ones what start and expiry make of them. */
export const STATE_FILTERS = [
  'active',
  'expiring',
  'scheduled',
  'expired',
  'disabled',
  'gone',
] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

export const SORTS = ['newest', 'oldest', 'slug', 'title', 'host', 'expiring'] as const
export type Sort = (typeof SORTS)[number]

export interface Search {
  /** Words that all stand in slug, target, title, tags or owner. */
  text: string
  /** `null`: any. */
  state: StateFilter | null
  tag: string | null
  /** Host of the target; those below it count, too. */
  host: string | null
  owner: string | null
  sort: Sort
  /** From 1. */
  page: number
}

/** Links on one page of the list. */
export const PAGE_SIZE = 50

/** All links, newest first. */
export const EVERYTHING: Search = {
  text: '',
  state: null,
  tag: null,
  host: null,
  owner: null,
  sort: 'newest',
  page: 1,
}

/**
 * Reads a search from an address's query; what it does not know counts as not given.
 *
 * @example
 * readSearch('?q=docs&tag=talk') // => { ...EVERYTHING, text: 'docs', tag: 'talk' }
 */
export function readSearch(query: string): Search {
  const parameters = new URLSearchParams(query)
  const page = parameters.get('page') ?? ''
  return {
    text: parameters.get('q') ?? '',
    state: STATE_FILTERS.find((state) => state === parameters.get('state')) ?? null,
    tag: parameters.get('tag') || null,
    host: parameters.get('host') || null,
    owner: parameters.get('owner') || null,
    sort: SORTS.find((sort) => sort === parameters.get('sort')) ?? EVERYTHING.sort,
    page: /^[1-9]\d{0,6}$/.test(page) ? Number(page) : 1,
  }
}

/**
 * The query of an address that says the search; empty for everything.
 *
 * @example
 * writeSearch({ ...EVERYTHING, text: 'a b', page: 2 }) // => '?q=a+b&page=2'
 */
export function writeSearch({ text, state, tag, host, owner, sort, page }: Search): string {
  const parameters = new URLSearchParams()
  const set = (name: string, value: string | null) => {
    if (value !== null && value !== '') parameters.set(name, value)
  }
  set('q', text.trim())
  set('state', state)
  set('tag', tag)
  set('host', host)
  set('owner', owner)
  set('sort', sort === EVERYTHING.sort ? null : sort)
  set('page', page === 1 ? null : String(page))
  const query = parameters.toString()
  return query === '' ? '' : `?${query}`
}

/**
 * A host as somebody types or pastes it, as links hold it; `null` for none.
 *
 * @example
 * readHost('https://München.de/x') // => 'xn--mnchen-3ya.de'
 */
export function readHost(typed: string): string | null {
  const text = typed.trim().replace(/^https?:\/\//i, '')
  if (text === '') return null
  const url = `http://${text}`
  // What is no host finds nothing, as any other that no link has.
  return URL.canParse(url) ? new URL(url).hostname : text
}
