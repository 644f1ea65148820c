/**
 * Whether a host takes all rules of a `_redirects` file: it drops what is too much in silence.
 */
import { type Finding, notice, refusal } from '../finding.ts'
import { type HostCapabilities, hostCapabilities } from '../hosts.ts'
import type { LinkSet } from '../link-set.ts'
import { bakeRules, formatRules } from '../redirects.ts'
import type { Site } from '../site.ts'
import { isPattern } from '../slug.ts'

/** Judges the text of `_redirects` by the host's limits; an error names the first slug dropped. */
export function checkLimits(text: string, host: HostCapabilities): Finding[] {
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
  // Rules are ASCII, so characters are bytes.
  const size = text.length
  if (limits.bytes === null || size <= limits.bytes) return []
  let bytes = 0
  const excess = lines.find((line) => {
    bytes += line.length + 1
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

/** The slug that a rule's path belongs to: `docs` for `/docs` and `/docs/`. */
export function slugOf(from: string): string {
  return from.replace(/^\//, '').replace(/\/$/, '')
}

/** Errors of a set that its host would not take, so that it is refused before it is committed. */
export function checkHostLimits(links: LinkSet, site: Site, now: string): Finding[] {
  const host = hostCapabilities(site.host)
  const { staticRules, lineLength, bytes } = host.limits
  if (staticRules === null && lineLength === null && bytes === null) return []
  const findings = checkLimits(formatRules(bakeRules(links, host, now)), host)
  return findings.filter(({ severity }) => severity === 'error')
}
