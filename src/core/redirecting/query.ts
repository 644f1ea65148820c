/**
 * What becomes of a visitor's query. Imports nothing, so that the 404 page's script stays small.
 */

/**
 * Adds the visitor's query to a target as Netlify does: only when the target has none, before
 * the fragment.
 *
 * @param search with or without its `?`
 * @see https://docs.netlify.com/manage/routing/redirects/redirect-options/#query-parameters
 */
export function withQuery(url: string, search: string): string {
  const query = search.replace(/^\?/, '')
  const [beforeFragment = '', ...fragment] = url.split('#')
  if (query === '' || beforeFragment.includes('?')) return url
  return [`${beforeFragment}?${query}`, ...fragment].join('#')
}
