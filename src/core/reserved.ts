/**
 * The names that no slug may take, because a page, a file or an endpoint stands there.
 * The list is fixed: a page added later lives under `/p/` and takes no owner's slug away.
 */

/** First segments of a path that belong to the site itself, in lower case. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'api',
  'admin',
  'p',
  'custom',
  '.netlify',
  '.well-known',
  '_astro',
  '404',
  'index',
  'robots.txt',
  'favicon.ico',
  'sitemap.xml',
  'openapi.json',
  'build.json',
  'manifest.webmanifest',
  'opensearch.xml',
  '_redirects',
  '_headers',
])

// `links.<hash>.db`, the public database that every build writes beside the pages.
const PUBLIC_DATABASE = /^links\.[0-9a-f]+\.db$/

/**
 * Whether the first segment of `path` (no leading slash) belongs to the site.
 * Hosts serve `/admin.html` for `/admin`, so a name with `.html` counts as the name.
 *
 * @example
 * isReserved('API/v1') // => true
 * isReserved('apis')   // => false
 */
export function isReserved(path: string): boolean {
  const slash = path.indexOf('/')
  const first = (slash === -1 ? path : path.slice(0, slash)).toLowerCase()
  return (
    RESERVED_NAMES.has(first.replace(/\.html?$/, '')) ||
    RESERVED_NAMES.has(first) ||
    PUBLIC_DATABASE.test(first)
  )
}
