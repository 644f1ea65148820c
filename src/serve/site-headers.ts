/**
 * The headers that `_headers` gives to pages and files, as Netlify reads that file.
 */
import { join } from 'node:path'
import { parseAllHeaders } from '@netlify/headers-parser'

/** Headers of the static file at a path. */
export type SiteHeaders = (path: string) => Map<string, string>

/**
 * Reads `_headers` in `dist`.
 *
 * @throws {Error} naming the lines that Netlify would not understand
 */
export async function openSiteHeaders(dist: string): Promise<SiteHeaders> {
  const { headers, errors } = await parseAllHeaders({
    headersFiles: [join(dist, '_headers')],
    netlifyConfigPath: undefined,
    configHeaders: undefined,
    minimal: false,
  })
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return (path) => {
    const found = new Map<string, string>()
    for (const header of headers) {
      if (!('forRegExp' in header) || !header.forRegExp.test(path)) continue
      for (const [name, value] of Object.entries(header.values)) {
        found.set(name.toLowerCase(), value)
      }
    }
    return found
  }
}
