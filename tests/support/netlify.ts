/**
 * Netlify's own matcher over the rules that the core bakes: the judge of what a rule does.
 */
import { hostCapabilities } from '../../src/core/hosts.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { bakeRules, formatRules } from '../../src/core/redirects.ts'
import { type Match as FullMatch, openMatcher } from '../../src/serve/matcher.ts'

/** What the matcher answers: the rule's path, and where it leads once expanded. */
export type Match = Pick<FullMatch, 'from' | 'to' | 'status'>

/** What Netlify does with a path (leading slash, as requested), or `null` where no rule fits. */
export async function openNetlify(
  links: LinkSet,
  now: string,
): Promise<(path: string) => Match | null> {
  const match = await openMatcher(formatRules(bakeRules(links, hostCapabilities('netlify'), now)))
  return (path) => {
    const found = match(path)
    return found === null ? null : { from: found.from, to: found.to, status: found.status }
  }
}
