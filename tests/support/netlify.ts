/**
 * Netlify's own matcher over the rules that the core bakes: the judge of what a rule does.
 */
import redirector from 'netlify-redirector'
import { hostCapabilities } from '../../src/core/hosts.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { bakeRules, formatRules } from '../../src/core/redirects.ts'

/** What the matcher answers: the rule's path, and where it leads once expanded. */
export interface Match {
  from: string
  to: string
  status: number
}

/** What Netlify does with a path (leading slash, as requested), or `null` where no rule fits. */
export async function openNetlify(
  links: LinkSet,
  now: string,
): Promise<(path: string) => Match | null> {
  const text = formatRules(bakeRules(links, hostCapabilities('netlify'), now))
  const matcher = await redirector.parsePlain(text, {})
  return (path) => {
    const match = matcher.match({
      scheme: 'http',
      host: 'localhost',
      path,
      query: '',
      headers: {},
      cookieValues: {},
      getHeader: () => '',
      getCookie: () => '',
    })
    return match === null ? null : { from: match.from, to: match.to, status: match.status }
  }
}
