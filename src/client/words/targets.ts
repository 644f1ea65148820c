/** How a target is shown to people: short enough for a line, and never misleading about its host. */
import { decodePunycode } from '../../core/targets/punycode.ts'

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

// Cyrillic letters that are drawn as Latin ones, as browsers judge them.
// https://chromium.googlesource.com/chromium/src/+/main/docs/idn.md
const LATIN_IN_ALL_BUT_NAME =
  /^[асԁеһіјӏорԗԛѕԝхуъьҽпгѵѡ\d-]*[асԁеһіјӏорԗԛѕԝхуъьҽпгѵѡ][асԁеһіјӏорԗԛѕԝхуъьҽпгѵѡ\d-]*$/u

/**
 * Whether a label of a readable host looks Latin from end to end without being so, under a domain
 * that is Latin.
 *
 * @example
 * looksLatin('аррӏе.com') // => true, all of it Cyrillic
 * looksLatin('почта.рф')  // => false
 */
export function looksLatin(readable: string): boolean {
  const labels = readable.split('.')
  return (
    LATIN.test(labels.at(-1) ?? '') && labels.some((label) => LATIN_IN_ALL_BUT_NAME.test(label))
  )
}

/** A URL in three, so that its host, which decides whose page it is, can stand out. */
export interface TargetParts {
  before: string
  host: string
  after: string
}

/**
 * Takes an http or https URL apart; joined again, it is the same byte for byte.
 *
 * @example
 * splitTarget('https://example.com/a') // => { before: 'https://', host: 'example.com', after: '/a' }
 */
export function splitTarget(url: string): TargetParts {
  const [, before = '', host = '', after = url] = /^(https?:\/\/)([^/?#]*)(.*)$/s.exec(url) ?? []
  return { before, host, after }
}

/**
 * The URL with the letters and digits of all scripts in place of their escapes, for reading alone;
 * `null` where that is no other. Whatever could play tricks (spaces, marks of direction,
 * separators) stays escaped.
 *
 * @example
 * readableUrl('https://xn--mnchen-3ya.de/%C3%9Cber') // => 'https://münchen.de/Über'
 */
export function readableUrl(url: string): string | null {
  const { before, host, after } = splitTarget(url)
  const readable = before + (readableHost(host) ?? host) + readEscapes(after)
  return readable === url ? null : readable
}

function readEscapes(text: string): string {
  return text.replace(/(?:%[89A-F][\dA-F])+/gi, (escaped) => {
    try {
      return Array.from(decodeURIComponent(escaped), readLetter).join('')
    } catch {
      // Not UTF-8, so nobody knows what it stands for.
      return escaped
    }
  })
}

function readLetter(letter: string): string {
  return /[\p{L}\p{M}\p{N}]/u.test(letter) ? letter : encodeURIComponent(letter)
}

/** The URL as an absolute http or https address, or `null`: nothing else is ever followed. */
export function parseHttpUrl(url: string): URL | null {
  if (!URL.canParse(url)) return null
  const parsed = new URL(url)
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : null
}
