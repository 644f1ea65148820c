/**
 * Encodings of files: those that spreadsheets write are read, all else is refused with its place.
 */
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src/formats/text.ts'

const text = 'slug,url,title\r\na,https://example.com/,Ünïcode 日本語 😀\r\n'

function utf16be(content: string): Uint8Array {
  return Buffer.from(content, 'utf16le').swap16()
}

describe('is read without its byte order mark', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE', utf16be(`\uFEFF${text}`)],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text })
  })

  it('an empty file', () => {
    expect(decodeText(new Uint8Array())).toEqual({ ok: true, text: '' })
  })
})

describe('is refused', () => {
  it.each([
    ['Latin-1', [0x61, 0x0a, 0x62, 0xe9, 0x62, 0x0a], 'the byte 0xE9 at offset 3 is not UTF-8', 2],
    ['a bad continuation', [0x0a, 0x0a, 0xc3, 0x28], 'the byte 0xC3 at offset 2 is not UTF-8', 3],
    ['a cut character', [0x61, 0xe2, 0x82], 'the byte 0xE2 at offset 1 is not UTF-8', 1],
    ['half a UTF-16 unit', [0xff, 0xfe, 0x61], 'is cut off within a character', undefined],
    ['half a surrogate pair', [0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00], 'half a surrogate', undefined],
    ['UTF-16 without mark', [0x61, 0x00, 0x0a, 0x00], 'NUL characters', 1],
    ['and with letters that are no UTF-8', [0x0a, 0x00, 0xe9, 0x00], 'NUL characters', 2],
    ['UTF-32', [0xff, 0xfe, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], 'NUL characters', 1],
  ])('%s', (_, bytes, message, line) => {
    const decoded = decodeText(new Uint8Array(bytes))
    expect(decoded.ok).toBe(false)
    if (decoded.ok) return
    expect(decoded.finding.message).toContain(message)
    expect(decoded.finding.line).toBe(line)
  })
})
