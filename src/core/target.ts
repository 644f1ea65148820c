/**
 * What a link may lead to: an absolute http(s) URL, or a slug of this site (`/docs`, an alias).
 * Targets are carried as `URL` serialises them; what would be changed without a word is refused.
 */
import { ownHosts, type Site } from './site.ts'
import { parseSlug, placeholderNames } from './slug.ts'
import { findPrivateReason, isDomainAmong, isHostAmong, isOwnHost } from './targets/address.ts'
import { isAliasTarget } from './targets/alias.ts'
import { findHidden, nameCodePoint } from './text.ts'

/** Longest target, in characters as serialised. */
export const URL_MAX = 2048

// What most targets are, and `URL` leaves as it is: a host of plain labels, a path without dot
// segments, and only characters that no part of a URL encodes. No colon, which might begin a
// placeholder. What follows it judges all others.
const PLAIN =
  /^https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:\/(?:[\w~!$&()*+,;=@-][\w~!$&()*+,;=@.%-]*)?)+(?:\?[\w~!$&()*+,;=@.%/?-]*)?(?:#[\w~!$&()*+,;=@.%/?-]*)?$/

export type ParsedTarget =
  | { ok: true; url: string }
  | { ok: false; message: string; suggestion: string | null }

/**
 * Reads a target as it was typed and serialises it (`new URL(x).href`); white space around it is
 * trimmed, an alias stays as it is.
 *
 * @example
 * parseTarget(' https://Example.com ') // => { ok: true, url: 'https://example.com/' }
 * parseTarget('example.com/x')         // => { ok: false, …, suggestion: 'https://example.com/x' }
 */
export function parseTarget(input: string): ParsedTarget {
  if (input.length <= URL_MAX && PLAIN.test(input)) return { ok: true, url: input }
  const text = input.trim()
  const hidden = findHidden(text)
  if (hidden !== null) {
    return refuse(`the target has the character ${nameCodePoint(hidden)}; remove it`)
  }
  if (text === '') return refuse('the target is empty; give an absolute URL')
  if (isAliasTarget(text)) return parseAlias(text)
  const space = /\s/u.exec(text)?.[0]
  if (space !== undefined) {
    const name = space === ' ' ? 'a space' : `white space (${nameCodePoint(space)})`
    const encoded = text.replace(/\s/gu, encodeURIComponent)
    const suggestion = /^https?:/i.test(encoded) ? encoded : `https://${encoded}`
    return refuse(
      `the target has ${name}; write it as ${encodeURIComponent(space)}`,
      valid(suggestion),
    )
  }
  return parseUrl(text)
}

function parseAlias(text: string): ParsedTarget {
  const slug = parseSlug(text.slice(1))
  if (slug.ok) return { ok: true, url: text }
  const suggestion = slug.suggestion === null ? null : `/${slug.suggestion}`
  return refuse(`the target ${quote(text)} is no slug of this site: ${slug.message}`, suggestion)
}

function parseUrl(text: string): ParsedTarget {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*(?=:)/.exec(text)?.[0] ?? null
  if (scheme === null || !/^https?$/i.test(scheme)) return refuseScheme(text, scheme)
  const rest = text.slice(scheme.length + 1)
  const authority = /^\/\/([^/?#\\]*)/.exec(rest)?.[1] ?? ''
  if (authority === '') {
    const suggestion = `${scheme}://${rest.replace(/^[/\\]+/, '')}`
    return refuse(
      `the target ${quote(text)} names no host right after "${scheme}://"`,
      valid(suggestion),
    )
  }
  // The URL parser would turn these into slashes, and so into another path or host.
  if (rest.includes('\\') && /^[^?#]*\\/.test(rest)) {
    const suggestion = text.replaceAll('\\', '/')
    return refuse(`the target ${quote(text)} has a backslash`, valid(suggestion))
  }
  if (authority.includes('@')) {
    return refuse(
      `the target ${quote(text)} holds credentials, or a host disguised by them; remove all before "@"`,
    )
  }
  const url = URL.parse(text)
  if (url === null) return refuse(`the target ${quote(text)} is not a valid URL`)
  // The URL parser decodes the former and drops the latter, and so reaches another host.
  const disguise = /%|\p{Default_Ignorable_Code_Point}/u.exec(authority)?.[0]
  if (disguise !== undefined) {
    const name = disguise === '%' ? 'a percent escape' : nameCodePoint(disguise)
    return refuse(
      `the target has ${name} in its host, which is not the host that it leads to: ${url.host}`,
      valid(url.href),
    )
  }
  if (/^\.|\.\./.test(url.hostname)) {
    return refuse(`the target ${quote(text)} has an empty label in its host`)
  }
  const { href } = url
  if (href.length > URL_MAX) {
    return refuse(`the target has ${href.length} characters; the most is ${URL_MAX}`)
  }
  return { ok: true, url: href }
}

const SCHEMES_WITH_DIGITS: ReadonlySet<string> = new Set(['javascript', 'data', 'tel', 'sms'])

function refuseScheme(text: string, scheme: string | null): ParsedTarget {
  const suggestion = valid(`https://${text.replace(/^[/\\]+/, '')}`)
  // `example.com:8080/x` and `localhost:3000` parse as schemes; a dot or a port gives them away.
  const hasPort =
    /^[^:]*:\d{1,5}(?:[/?#]|$)/.test(text) && !SCHEMES_WITH_DIGITS.has(scheme?.toLowerCase() ?? '')
  const looksLikeHost = scheme === null || scheme.includes('.') || hasPort
  if (looksLikeHost) {
    return refuse(`the target ${quote(text)} has no scheme; begin it with https://`, suggestion)
  }
  return refuse(`the target has the scheme "${scheme}:"; only http and https are allowed`)
}

function valid(suggestion: string): string | null {
  return URL.canParse(suggestion) && parseTarget(suggestion).ok ? suggestion : null
}

function refuse(message: string, suggestion: string | null = null): ParsedTarget {
  return { ok: false, message, suggestion }
}

function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
}

/**
 * Why the placeholders in `url` don't fit those that `slug` declares, or `null`.
 * Netlify replaces `:name` as text, wherever it stands, so each must be a whole token.
 *
 * @example
 * findPlaceholderMisuse('wiki/:c', 'https://example.org/Category:cats/:c') // ":c" begins ":cats"
 */
export function findPlaceholderMisuse(slug: string, url: string): string | null {
  // Most targets have no colon but that of their scheme.
  if (!url.includes(':', 'https:'.length)) return null
  const declared = placeholderNames(slug)
  for (const { 1: name = '', index } of url.matchAll(/:([A-Za-z][A-Za-z0-9_]*)/g)) {
    if (declared.includes(name)) continue
    const beginning = declared.find((known) => name.startsWith(known))
    if (beginning !== undefined) {
      return `the target has ":${name}", inside which the placeholder ":${beginning}" would be replaced; name the placeholder differently`
    }
    const [before, after] = [url[index - 1] ?? '', url[index + 1 + name.length] ?? '']
    const isToken = /^[a-z]+$/.test(name) && /[/=]/.test(before) && /^[/?#&]?$/.test(after)
    if (isToken) {
      return `the target has the placeholder ":${name}", which the slug "${slug}" does not declare; write "%3A${name}" if you mean the text`
    }
  }
  return null
}

/** A rule of this site that a target breaks. */
export interface TargetProblem {
  rule: 'target-private' | 'target-own' | 'target-blocked'
  message: string
  suggestion: string | null
}

/**
 * Judges a parsed target by what the owner decided: hosts of their own, private and blocked ones.
 * An alias has no host and passes.
 */
export function findTargetProblem(
  url: string,
  site: Pick<Site, 'baseUrl' | 'aliases' | 'privateHosts' | 'blockedHosts'>,
): TargetProblem | null {
  if (isAliasTarget(url)) return null
  const target = new URL(url)
  if (isOwnHost(target, ownHosts(site))) {
    const alias = target.pathname.replace(/\/$/, '')
    return {
      rule: 'target-own',
      message: `the target leads to this site itself (${target.host}); use an alias, "/" and the slug it stands for`,
      suggestion: parseSlug(alias.slice(1)).ok ? alias : null,
    }
  }
  if (isDomainAmong(target, site.blockedHosts)) {
    return {
      rule: 'target-blocked',
      message: `the target's host ${target.hostname} is blocked by "blockedHosts" in data/site.json`,
      suggestion: null,
    }
  }
  const reason = findPrivateReason(target.hostname)
  if (reason === null || isHostAmong(target, site.privateHosts)) return null
  return {
    rule: 'target-private',
    message: `the target's host ${target.hostname} ${reason}; if visitors can reach it, name it in "privateHosts" in data/site.json`,
    suggestion: null,
  }
}
