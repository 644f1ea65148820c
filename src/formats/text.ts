/**
 * Bytes of a file → its text: UTF-8, or UTF-16 with a byte order mark, as spreadsheets write it.
 * Nothing is replaced: bytes that are no text of their encoding are an error that says where.
 */
import { type Finding, refusal } from '../core/finding.ts'

export type DecodedText = { ok: true; text: string } | { ok: false; finding: Finding }

/** Decodes a file; its byte order mark is left out. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = findEncoding(bytes)
  if (encoding === 'utf-8' && bytes.includes(0)) {
    return refuseNul(new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0))))
  }
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    const nul = text.indexOf('\0')
    return nul === -1 ? { ok: true, text } : refuseNul(text.slice(0, nul))
  } catch {
    return encoding === 'utf-8' ? refuseUtf8(bytes) : refuseUtf16(bytes, encoding)
  }
}

function findEncoding([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}

// UTF-16 without its mark, UTF-32 and binary files all have bytes of zero.
function refuseNul(before: string): DecodedText {
  const line = before.split('\n').length
  const message =
    'the file has NUL characters: it is no text, or in an encoding that is not marked; save it as UTF-8'
  return { ok: false, finding: { ...refusal('encoding', null, null, message), line } }
}

const LINE_FEED = 0x0a

function refuseUtf8(bytes: Uint8Array): DecodedText {
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, start)
    const stop = end === -1 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(start, stop))) break
    line += 1
    start = stop
  }
  const offset = start + countGoodBytes(bytes.subarray(start))
  const byte = `0x${(bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`
  const message = `the byte ${byte} at offset ${offset} is not UTF-8; save the file as UTF-8 (spreadsheets call it "CSV UTF-8")`
  return { ok: false, finding: { ...refusal('encoding', null, null, message), line } }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

// Decodes byte by byte; a sequence that is cut off counts as wrong from its beginning.
function countGoodBytes(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let good = 0
  try {
    for (let index = 0; index < bytes.length; index += 1) {
      const text = decoder.decode(bytes.subarray(index, index + 1), { stream: true })
      if (text !== '') good = index + 1
    }
  } catch {
    // The offset is what was asked for.
  }
  return good
}

function refuseUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  const name = encoding.toUpperCase()
  const message =
    bytes.length % 2 === 1
      ? `the file begins as ${name}, but is cut off within a character: it has ${bytes.length} bytes`
      : `the file begins as ${name}, but holds half a surrogate pair; save it as UTF-8`
  return { ok: false, finding: refusal('encoding', null, null, message) }
}
