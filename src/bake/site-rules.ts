/**
 * The rules that the site itself adds to those of its links: where `/` and unknown slugs lead
 * when the owner named a URL in `data/site.json`.
 */
import { type Finding, refusal } from '../core/finding.ts'
import { hostCapabilities } from '../core/hosts.ts'
import type { Rule } from '../core/redirects.ts'
import { ownHosts, type Site } from '../core/site.ts'
import { isOwnHost } from '../core/targets/address.ts'

/** Rules before and after those of the links. */
export interface SiteRules {
  first: Rule[]
  last: Rule[]
}

/**
 * The rules for `home` and `notFound`; none where they are pages. In `notFound`, `:splat` stands
 * for the path that was asked for.
 */
export function siteRules({ home, notFound, host }: Site): SiteRules {
  const first = home === 'page' ? [] : [ruleTo(home, '/', filesComeFirst(host))]
  const last = notFound === 'page' || !filesComeFirst(host) ? [] : [ruleTo(notFound, '/*', false)]
  return { first, last }
}

function ruleTo(url: string, from: string, force: boolean): Rule {
  return { slug: null, from, to: url, status: 302, ...(force && { force }) }
}

// On Netlify a file wins over a rule unless the rule is forced; Cloudflare always follows the rule.
// https://docs.netlify.com/manage/routing/redirects/rewrites-proxies/#shadowing
// https://developers.cloudflare.com/workers/static-assets/redirects/
function filesComeFirst(host: Site['host']): boolean {
  return hostCapabilities(host).filesComeFirst
}

/** What of `home` and `notFound` the host can't do, or would send visitors in a circle. */
export function checkSiteRules(site: Site): Finding[] {
  const findings: Finding[] = []
  if (site.notFound !== 'page' && !filesComeFirst(site.host)) {
    const message =
      '"notFound" in data/site.json is a URL, but on Cloudflare its rule would answer for every page and file; set it to "page"'
    findings.push(refusal('site-not-found', null, null, message))
  }
  if (site.notFound !== 'page' && isOwnHost(new URL(site.notFound), ownHosts(site))) {
    const message = `"notFound" in data/site.json leads to this site itself (${site.notFound}); set it to "page" or to another site`
    findings.push(refusal('site-loop', null, null, message))
  }
  if (site.home !== 'page' && isOwnHome(site)) {
    const message = `"home" in data/site.json leads to itself (${site.home}); set it to "page" or to another address`
    findings.push(refusal('site-loop', null, null, message))
  }
  return findings
}

function isOwnHome(site: Site): boolean {
  const url = new URL(site.home)
  return isOwnHost(url, ownHosts(site)) && url.pathname === '/'
}
