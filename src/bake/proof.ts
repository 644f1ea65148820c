/**
 * The proof of a bake: its `_redirects`, as Netlify's own parser reads it, says what the links
 * say, no more and no less; no page stands in a link's way; the host takes it all.
 */
import { checkLinks } from '../core/check.ts'
import { type Finding, notice, refusal } from '../core/finding.ts'
import { type HostCapabilities, hostCapabilities } from '../core/hosts.ts'
import type { LinkSet } from '../core/link-set.ts'
import { expandSlug, findDestination, STANDING_PAGES } from '../core/redirects.ts'
import { isReserved } from '../core/reserved.ts'
import type { Site } from '../core/site.ts'
import { isPattern, isSplat } from '../core/slug.ts'
import { type Artefact, textOf } from './artefacts.ts'
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
    ...compareRules(expectRules(links, site, host, now), rules),
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
  links: LinkSet,
  site: Site,
  host: HostCapabilities,
  now: string,
): Map<string, ExpectedRule> {
  const expected = new Map<string, ExpectedRule>()
  for (const link of links.values()) {
    const { slug } = link
    const { standing, url } = findDestination(links, link, now)
    if (standing !== 'redirects' && !host.hasNotFoundRules) continue
    const rule =
      standing === 'redirects'
        ? { slug, to: url, status: link.status, force: false }
        : { slug, to: STANDING_PAGES[standing], status: 404, force: false }
    expected.set(`/${slug}`, rule)
    if (!host.ignoresTrailingSlash && !isSplat(slug)) expected.set(`/${slug}/`, rule)
  }
  const { first, last } = siteRules(site)
  for (const { from, to, status, force = false } of [...first, ...last]) {
    expected.set(from, { slug: null, to, status, force })
  }
  return expected
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

function slugOf(from: string): string {
  return from.replace(/^\//, '').replace(/\/$/, '')
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

/**
 * A file and a rule for one address hide each other, the one or the other way by host. So no
 * file may answer where a link does, be it only one of the many paths of a pattern. Hosts serve
 * `docs.html` and `docs/index.html` for `/docs`; case is ignored, as some hosts do.
 */
function checkFiles(files: readonly string[], links: LinkSet): Finding[] {
  const slugs = Map.groupBy(links.keys(), firstSegment)
  return [
    ...files.flatMap((file) => {
      const rivals = slugs.get(firstSegment(file.replace(/\.html?$/i, '')))
      return (rivals ?? []).filter((slug) => answersAt(file, slug)).map((slug) => rival(file, slug))
    }),
    ...[...new Set(files.map(topName))].filter((name) => !isReserved(name)).map(unreserved),
  ]
}

function firstSegment(path: string): string {
  return topName(path).toLowerCase()
}

function topName(path: string): string {
  return path.split('/', 1)[0] ?? ''
}

function answersAt(file: string, slug: string): boolean {
  const name = file.toLowerCase()
  const page = name.replace(/(?:(?:^|\/)index)?\.html?$/, '')
  const wanted = slug.toLowerCase()
  return [name, page].some((path) =>
    isPattern(wanted) ? expandSlug(wanted, '', path) !== null : path === wanted,
  )
}

function rival(file: string, slug: string): Finding {
  const message = `the built file ${file} and the link /${slug} answer at one address; rename the file, or the link`
  return refusal('file-shadow', slug, 'slug', message)
}

function unreserved(name: string): Finding {
  const message = `the build writes "${name}", which is not among the reserved names and would take that slug from links; move it to public/custom/ or below /p/`
  return refusal('file-unreserved', name, null, message)
}

function checkLimits(text: string, host: HostCapabilities): Finding[] {
  const lines = text.split('\n').filter(Boolean)
  return [
    ...checkCounts(lines, host),
    ...checkLineLengths(lines, host),
    ...checkBytes(text, lines, host),
  ]
}

function checkCounts(lines: readonly string[], { name, limits }: HostCapabilities): Finding[] {
  const findings: Finding[] = []
  const { staticRules, dynamicRules, warnFrom } = limits
  if (warnFrom !== null && lines.length >= warnFrom) {
    const message = `${format(lines.length)} rules: ${name} answers more slowly the more there are; from ${format(warnFrom)} on, removing what nobody uses pays`
    findings.push(notice('host-rules', null, null, message))
  }
  // Cloudflare counts each rule after the first dynamic one as dynamic, whatever it is.
  const dynamicFrom = lines.findIndex((line) => isPattern(fromOf(line)))
  const statics = dynamicFrom === -1 ? lines : lines.slice(0, dynamicFrom)
  const dynamics = dynamicFrom === -1 ? [] : lines.slice(dynamicFrom)
  findings.push(...checkCount(statics, staticRules, 'without patterns', name))
  findings.push(...checkCount(dynamics, dynamicRules, 'with patterns', name))
  return findings
}

function checkCount(
  lines: readonly string[],
  limit: number | null,
  kind: string,
  host: string,
): Finding[] {
  const excess = limit === null ? undefined : lines[limit]
  if (limit === null || excess === undefined) return []
  const message = `${host} takes ${format(limit)} rules ${kind} and drops the rest, but there are ${format(lines.length)}; the first that is dropped is ${fromOf(excess)}`
  return [refusal('host-rules', slugOf(fromOf(excess)), null, message)]
}

function checkLineLengths(lines: readonly string[], { name, limits }: HostCapabilities): Finding[] {
  const { lineLength } = limits
  if (lineLength === null) return []
  return lines.flatMap((line) => {
    if (line.length <= lineLength) return []
    const message = `the rule of ${fromOf(line)} has ${format(line.length)} characters; ${name} takes ${format(lineLength)}, so its target must be shorter`
    return [refusal('host-line', slugOf(fromOf(line)), 'url', message)]
  })
}

function checkBytes(
  text: string,
  lines: readonly string[],
  { name, limits }: HostCapabilities,
): Finding[] {
  const size = Buffer.byteLength(text)
  if (limits.bytes === null || size <= limits.bytes) return []
  let bytes = 0
  const excess = lines.find((line) => {
    bytes += Buffer.byteLength(line) + 1
    return bytes > (limits.bytes ?? 0)
  })
  const from = fromOf(excess ?? '')
  const message = `_redirects has ${format(size)} bytes; ${name} takes ${format(limits.bytes)}, so the rules from ${from} on are too many`
  return [refusal('host-bytes', slugOf(from), null, message)]
}

function fromOf(line: string): string {
  return line.split(' ', 1)[0] ?? ''
}

function format(count: number): string {
  return count.toLocaleString('en')
}
