/**
 * Netlify's own redirect engine over the text of a `_redirects` file.
 */
import redirector from 'netlify-redirector'

/** The rule that answers a path. */
export interface Match {
  /** Path of the rule: `/docs`, `/gh/*`. */
  from: string
  /** Where it leads, placeholders filled in. */
  to: string
  status: number
  /** Whether it stands above static files. */
  force: boolean
}

/**
 * Finds the rule for a path as it came in the request, percent-encoded.
 * @returns null where none fits
 */
export type Matcher = (path: string) => Match | null

/** A matcher over these rules. */
export async function openMatcher(redirects: string): Promise<Matcher> {
  const rules = await redirector.parsePlain(redirects, {})
  return (path) =>
    rules.match({
      scheme: 'http',
      host: 'localhost',
      path,
      query: '',
      headers: {},
      cookieValues: {},
      getHeader: () => '',
      getCookie: () => '',
    })
}
