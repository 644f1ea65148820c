/** How a target is shown to people: short enough for a line, and never misleading about its host. */
import { decodePunycode } from '../core/punycode.ts'

/**
 * The URL without its scheme and a bare trailing slash.
 *
 * @example
 * describeTarget('https://example.com/')   // => 'example.com'
 * describeTarget('https://example.com/a?b') // => 'example.com/a?b'
 */
export function describeTarget(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/^([^/?#]+)\/$/, '$1')
}

/**
 * The host as people read it, where that differs from how it is written: `xn--` labels in their
 * own script; `null` for all other hosts.
 *
 * @example
 * readableHost('xn--mnchen-3ya.de') // => 'münchen.de'
 */
export function readableHost(host: string): string | null {
  const readable = host.split('.').map(readLabel).join('.')
  return readable === host ? null : readable
}

function readLabel(label: string): string {
  return label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label
}

// Latin letters beside those of scripts that have look-alikes of them.
const LATIN = /\p{Script=Latin}/u
const ALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u

/** Whether a label of a readable host mixes scripts so that it can pass for another host. */
export function mixesScripts(readable: string): boolean {
  return readable.split('.').some((label) => LATIN.test(label) && ALIKE.test(label))
}

/** The URL as an absolute http or https address, or `null`: nothing else is ever followed. */
export function parseHttpUrl(url: string): URL | null {
  if (!URL.canParse(url)) return null
  const parsed = new URL(url)
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : null
}
