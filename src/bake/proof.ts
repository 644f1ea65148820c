/**
 * The proof of a bake: its `_redirects`, as Netlify's own parser reads it, says what the links
 * say, no more and no less; no page stands in a link's way; the host takes it all.
 */
import { checkLinks } from '../core/check.ts'
import { type Finding, refusal } from '../core/finding.ts'
import { type HostCapabilities, hostCapabilities } from '../core/hosts.ts'
import type { Link } from '../core/link.ts'
import type { LinkSet } from '../core/link-set.ts'
import { checkLimits, slugOf } from '../core/redirecting/limits.ts'
import { findDestination, previewOf, STANDING_PAGES, type Standing } from '../core/redirects.ts'
import type { Site } from '../core/site.ts'
import { isSplat } from '../core/slug.ts'
import { type Artefact, textOf } from './artefacts.ts'
import { checkFiles } from './files.ts'
import { type ParsedRule, parseRules } from './parse-rules.ts'
import { findUnreached } from './reach.ts'
import { checkSiteRules, siteRules } from './site-rules.ts'

/** What was baked, and what it must agree with. */
export interface Proof {
  artefacts: readonly Artefact[]
  links: LinkSet
  site: Site
  /** The time for which it was baked. */
  now: string
  /** As it was baked: whether links lead to their preview pages. */
  preview?: boolean
  /** Files of the built site, paths below `dist`; the artefacts need not be among them. */
  files: readonly string[]
}

/**
 * Judges a bake. It stands only without errors; each names the slug that is concerned.
 * Expects each rule from its link anew and does not ask `bakeRules`, which is what is proved.
 */
export async function proveArtefacts({
  artefacts,
  links,
  site,
  now,
  preview = false,
  files,
}: Proof): Promise<Finding[]> {
  const host = hostCapabilities(site.host)
  const text = textOf(artefacts, '_redirects')
  const { rules, findings } = await parseRules(text)
  const paths = [...new Set([...files, ...artefacts.map(({ path }) => path)])]
  return [
    ...checkSiteRules(site),
    ...checkLinks(links, site),
    ...findings,
    ...compareRules(expectRules({ links, site, now, preview }, host), rules),
    ...checkReach(rules),
    ...checkFiles(paths, links),
    ...checkLimits(text, host),
  ]
}

interface ExpectedRule {
  slug: string | null
  to: string
  status: number
  force: boolean
}

function expectRules(
  { links, site, now, preview }: Pick<Proof, 'links' | 'site' | 'now' | 'preview'>,
  host: HostCapabilities,
): Map<string, ExpectedRule> {
  const expected = new Map<string, ExpectedRule>()
  for (const link of links.values()) {
    const { slug } = link
    const { standing, url } = findDestination(links, link, now)
    if (standing !== 'redirects' && !host.hasNotFoundRules) continue
    const rule = { slug, force: false, ...expectAnswer(link, standing, url, preview) }
    expected.set(`/${slug}`, rule)
    if (!host.ignoresTrailingSlash && !isSplat(slug)) expected.set(`/${slug}/`, rule)
  }
  if (preview) return expected
  const { first, last } = siteRules(site)
  for (const { from, to, status, force = false } of [...first, ...last]) {
    expected.set(from, { slug: null, to, status, force })
  }
  return expected
}

function expectAnswer(
  { slug, status }: Link,
  standing: Standing,
  url: string,
  preview: boolean | undefined,
): Pick<ExpectedRule, 'to' | 'status'> {
  if (standing !== 'redirects') return { to: STANDING_PAGES[standing], status: 404 }
  return preview ? { to: previewOf(slug), status: 302 } : { to: url, status }
}

function compareRules(
  expected: ReadonlyMap<string, ExpectedRule>,
  rules: readonly ParsedRule[],
): Finding[] {
  const findings: Finding[] = []
  const seen = new Set<string>()
  for (const rule of rules) {
    const { from } = rule
    const wanted = expected.get(from)
    if (wanted === undefined) {
      const message = `_redirects has a rule for ${from}, which is no link: it leads to ${rule.to}`
      findings.push(refusal('rule-extra', slugOf(from), null, message))
    } else if (seen.has(from)) {
      const message = `_redirects has more than one rule for ${from}`
      findings.push(refusal('rule-twice', wanted.slug, null, message))
    } else {
      findings.push(...compareRule(from, wanted, rule))
    }
    seen.add(from)
  }
  for (const [from, { slug }] of expected) {
    if (seen.has(from)) continue
    findings.push(refusal('rule-missing', slug, null, `_redirects has no rule for ${from}`))
  }
  return findings
}

function compareRule(from: string, wanted: ExpectedRule, rule: ParsedRule): Finding[] {
  const findings: Finding[] = []
  if (rule.to !== wanted.to) {
    const message = `${from} leads to ${rule.to} in _redirects, but to ${wanted.to} by its link`
    findings.push(refusal('rule-target', wanted.slug, 'url', message))
  }
  if (rule.status !== wanted.status || rule.force !== wanted.force) {
    const message = `${from} has the status ${say(rule)} in _redirects, but ${say(wanted)} by its link`
    findings.push(refusal('rule-status', wanted.slug, 'status', message))
  }
  if (rule.hasConditions) {
    const message = `${from} has conditions in _redirects; a link leads everyone to its target`
    findings.push(refusal('rule-conditions', wanted.slug, null, message))
  }
  return findings
}

function say({ status, force }: { status?: number | undefined; force: boolean }): string {
  return `${status ?? 'of the host'}${force ? '!' : ''}`
}

function checkReach(rules: readonly ParsedRule[]): Finding[] {
  const paths = rules.map(({ from }) => from).filter((from) => from.startsWith('/'))
  return findUnreached(paths).flatMap(({ from, by }) => {
    // Said already, as a rule that is there twice.
    if (from === by) return []
    const message = `${from} is never reached in _redirects, since ${by} above it takes its requests`
    return [refusal('rule-unreached', slugOf(from), null, message)]
  })
}
