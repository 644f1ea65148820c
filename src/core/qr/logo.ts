/**
 * Logos for QR codes: which files are one. Judges bytes, and draws nothing.
 */

/** Largest logo, in bytes: the whole of it stands in each SVG that it is on. */
export const LOGO_MAX_BYTES = 256 * 1024

const TYPES = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
} as const

export interface Logo {
  kind: keyof typeof TYPES
  bytes: Uint8Array
}

/** Why a file is no logo: pages say it in their language, the command line in `LOGO_FAULTS`. */
export type LogoFault = 'large' | 'kind' | 'svg'

/** What is wrong, and how to put it right, as the end of a sentence about the file. */
export const LOGO_FAULTS: Readonly<Record<LogoFault, string>> = {
  large: `has more than ${LOGO_MAX_BYTES / 1024} KB; take a smaller one`,
  kind: 'is no PNG, JPEG or SVG; convert it to one of them',
  svg: 'holds scripts or refers to other files; save it as a plain SVG, or as a PNG',
}

/** Reads a file by its content, whatever its name says. */
export function readLogo(
  bytes: Uint8Array,
): { ok: true; logo: Logo } | { ok: false; fault: LogoFault } {
  if (bytes.length > LOGO_MAX_BYTES) return { ok: false, fault: 'large' }
  if (startsWith(bytes, PNG_START)) return { ok: true, logo: { kind: 'png', bytes } }
  if (startsWith(bytes, JPEG_START)) return { ok: true, logo: { kind: 'jpeg', bytes } }
  const text = decodeUtf8(bytes)
  if (text === null || !SVG_ROOT.test(withoutComments(text))) return { ok: false, fault: 'kind' }
  return isPlainSvg(text) ? { ok: true, logo: { kind: 'svg', bytes } } : { ok: false, fault: 'svg' }
}

/** The logo as a URL that holds all of it. */
export function logoToUrl({ kind, bytes }: Logo): string {
  const parts: string[] = []
  // A call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)))
  }
  return `data:${TYPES[kind]};base64,${btoa(parts.join(''))}`
}

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG_START = [0xff, 0xd8, 0xff]

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

// XML declaration and document type may stand before the root, and comments, which are cut.
const SVG_ROOT =
  /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!doctype\s+svg\b[^>[]*(?:\[[^\]]*\]\s*)?>\s*)?<svg[\s>/]/i

function withoutComments(text: string): string {
  const [before = '', ...rest] = text.split('<!--')
  return before + rest.map((piece) => piece.split('-->').slice(1).join('-->')).join('')
}

/**
 * Whether an SVG draws by itself alone. A browser runs and loads nothing of an image anyway; this
 * holds for the programs that open the file later. What could be either is refused, since nobody's
 * logo needs it.
 */
function isPlainSvg(text: string): boolean {
  const plain = text.replace(/&#(x[0-9a-f]+|\d+);?/gi, decodeReference)
  return (
    !FORBIDDEN.test(plain) &&
    [...plain.matchAll(/\bhref\s*=\s*(["'])(.*?)\1/gis)].every(([, , target = '']) =>
      LOCAL.test(target.trim()),
    ) &&
    [...plain.matchAll(/\burl\(\s*["']?([^"')]*)/gi)].every(([, target = '']) =>
      target.trim().startsWith('#'),
    )
  )
}

// Elements that run or embed, handlers, entities, other encodings, style sheets from elsewhere,
// and escapes in styles, behind which any of it may hide.
const FORBIDDEN =
  /<(?:[\w-]+:)?(?:script|foreignobject|iframe|object|embed|handler|listener)\b|[\s"'/]on[a-z]+\s*=|javascript:|<!entity|<!doctype[^>]*\[|<\?xml-stylesheet|<\?xml[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii)|@import|image-set\(|attributename\s*=\s*["'](?:\w+:)?href|\\/i
// To itself, or a picture that stands in it.
const LOCAL = /^(?:#|data:image\/(?:png|jpeg|gif|webp);base64,)/i

function decodeReference(whole: string, number: string): string {
  const code = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number)
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole
}
