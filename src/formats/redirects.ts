/**
 * Netlify's `_redirects`: links as rules, and rules as links where a link can say the same.
 * A rule that does more than a link can is refused with its line, never bent into one.
 */
import { type Finding, notice, refusal } from '../core/finding.ts'
import { hostCapabilities } from '../core/hosts.ts'
import { STATUSES } from '../core/link.ts'
import type { LinkSet } from '../core/link-set.ts'
import { bakeRules, formatRules } from '../core/redirects.ts'
import type { Site } from '../core/site.ts'
import { placeholderNames } from '../core/slug.ts'
import { type Imported, joinImported, nothingBut, readRow } from './imported.ts'

/** The links as the rules that a build makes of them. */
export function writeRedirects(links: LinkSet, { site, now }: { site: Site; now: string }): string {
  return formatRules(bakeRules(links, hostCapabilities(site.host), now))
}

/** Reads the rules of a `_redirects` file; comments and empty lines are skipped. */
export function readRedirects(text: string): Imported {
  return joinImported(
    text.split('\n').flatMap((content, index) => {
      const words = splitLine(content)
      if (words.length === 0) return []
      const line = index + 1
      const read = readRule(words, line)
      return [{ ...read, findings: read.findings.map((finding) => ({ ...finding, line })) }]
    }),
  )
}

/**
 * The lines of a `_redirects` file that a build of `links` writes itself. What they say is there
 * already, though no link says it so: an alias's rule names its final target, and a link that is
 * off or gone has a rule that no link can stand for.
 */
export function findBakedLines(
  text: string,
  links: LinkSet,
  context: { site: Site; now: string },
): Set<number> {
  const baked = new Set(writeRedirects(links, context).split('\n'))
  return new Set(
    text.split('\n').flatMap((content, index) => {
      const words = splitLine(content)
      return words.length > 0 && baked.has(words.join(' ')) ? [index + 1] : []
    }),
  )
}

// As @netlify/redirect-parser does it: any white space divides, and a word that begins with "#"
// begins a comment, so that the fragment of a target is none.
function splitLine(content: string): string[] {
  const words = content.trim().split(/\s+/)
  const comment = words.findIndex((word) => word.startsWith('#'))
  return (comment === -1 ? words : words.slice(0, comment)).filter((word) => word !== '')
}

// Without a status, Netlify answers 301.
// https://docs.netlify.com/manage/routing/redirects/redirect-options/#http-status-codes
const DEFAULT_STATUS = '301'

function readRule([from = '', ...words]: readonly string[], line: number): Imported {
  const source = readSource(from)
  if (!source.ok) return refuse('from', null, source.message)
  const { slug } = source
  const toIndex = words.findIndex((word) => /^(?:\/|https?:\/\/)/.test(word))
  const to = words[toIndex]
  if (to === undefined) {
    return refuse(
      'to',
      slug,
      'the rule has no target that begins with "/", "http://" or "https://"',
    )
  }
  const query = words.slice(0, toIndex)
  const [statusWord = DEFAULT_STATUS, ...conditions] = words.slice(toIndex + 1)
  if (query.length > 0) {
    return refuse('query', slug, `the rule depends on the query (${query.join(' ')}), a link can't`)
  }
  const [, digits, force] = /^(\d{3})(!?)$/.exec(statusWord) ?? []
  if (digits === undefined || conditions.length > 0) {
    const words = digits === undefined ? [statusWord, ...conditions] : conditions
    const message = `the rule has a condition (${words.join(' ')}), a link has none`
    return refuse('condition', slug, message)
  }
  const refused = findStatusProblem(Number(digits))
  if (refused !== null) return refuse('status', slug, refused)
  const read = readRow({ slug, url: to, status: Number(digits) }, { line })
  if (read.rows.length === 0) return read
  const findings = [...source.findings, ...findLosses(slug, to, force === '!')]
  return { ...read, findings }
}

function refuse(rule: string, slug: string | null, message: string): Imported {
  return nothingBut(refusal(`redirects-${rule}`, slug, null, message))
}

type Source = { ok: true; slug: string; findings: Finding[] } | { ok: false; message: string }

function readSource(from: string): Source {
  if (!from.startsWith('/')) {
    const message = `the rule is for ${JSON.stringify(from.slice(0, 100))}, not for a path of this site that begins with "/"`
    return { ok: false, message }
  }
  if (from === '/') {
    return {
      ok: false,
      message: 'the rule is for the home page; name its target as "home" in data/site.json',
    }
  }
  const slug = from.slice(1)
  if (!/[^/]\/$/.test(slug)) return { ok: true, slug, findings: [] }
  const bare = slug.slice(0, -1)
  const message = `the slash at the end of "${from}" is dropped; /${bare} answers /${bare}/ too`
  return { ok: true, slug: bare, findings: [notice('redirects-slash', bare, 'slug', message)] }
}

function findStatusProblem(status: number): string | null {
  if (STATUSES.some((known) => known === status)) return null
  if (status === 200) {
    return 'the rule is a rewrite (200): it shows the target at its own address, a link leads there'
  }
  return `the rule answers with ${status}; a link redirects, with ${STATUSES.join(', ')}`
}

// What a link leaves out, though the rule said it or seemed to mean it.
function findLosses(slug: string, to: string, isForced: boolean): Finding[] {
  const findings: Finding[] = []
  if (isForced) {
    const message = `"!" of /${slug} is dropped: a slug never stands for the same address as a file of the site`
    findings.push(notice('redirects-force', slug, 'status', message))
  }
  const lost = to.startsWith('/')
    ? []
    : placeholderNames(slug).filter((name) => !to.includes(`:${name}`))
  if (lost.includes('splat')) {
    const message = `/${slug} drops the rest of the path, since its target has no ":splat"`
    findings.push(notice('redirects-splat', slug, 'url', message))
  }
  for (const name of lost.filter((other) => other !== 'splat')) {
    const message = `/${slug} drops what ":${name}" stands for, since its target has no ":${name}"`
    findings.push(notice('redirects-placeholder', slug, 'url', message))
  }
  return findings
}
