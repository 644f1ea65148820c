/**
 * Characters that no text of a link may hold, the order of slugs, and how numbers are written.
 */
import { describe, expect, it } from 'vitest'
import {
  compareBinary,
  findHidden,
  groupDigits,
  nameCodePoint,
  toOneLine,
} from '../../../src/core/text.ts'

describe('a hidden character', () => {
  it.each([
    ['null', 0x00],
    ['tab', 0x09],
    ['line feed', 0x0a],
    ['carriage return', 0x0d],
    ['escape', 0x1b],
    ['delete', 0x7f],
    ['next line', 0x85],
    ['soft hyphen', 0xad],
    ['combining grapheme joiner', 0x34f],
    ['Arabic letter mark', 0x61c],
    ['Hangul filler', 0x115f],
    ['Mongolian vowel separator', 0x180e],
    ['zero-width space', 0x200b],
    ['zero-width non-joiner', 0x200c],
    ['zero-width joiner', 0x200d],
    ['left-to-right mark', 0x200e],
    ['right-to-left mark', 0x200f],
    ['line separator', 0x2028],
    ['paragraph separator', 0x2029],
    ['left-to-right embedding', 0x202a],
    ['right-to-left override', 0x202e],
    ['word joiner', 0x2060],
    ['invisible plus', 0x2064],
    ['left-to-right isolate', 0x2066],
    ['pop directional isolate', 0x2069],
    ['half-width Hangul filler', 0xffa0],
    ['byte order mark', 0xfeff],
    ['interlinear annotation', 0xfff9],
    ['language tag', 0xe0001],
    ['tag of a letter', 0xe0061],
    ['high surrogate', 0xd800],
    ['low surrogate', 0xdfff],
  ])('%s is found at the start, inside and at the end', (_name, code) => {
    const character = String.fromCodePoint(code)
    for (const text of [character, `${character}a`, `a${character}b`, `a${character}`]) {
      expect(findHidden(text)).toBe(character)
    }
  })

  it.each([
    '',
    'plain',
    'a b',
    'é',
    'e\u0301',
    '日本語',
    'ñ',
    '😀',
    '❤\ufe0f',
    'שלום',
    "'tis",
    '=1+1',
  ])('is not in %j', (text) => {
    expect(findHidden(text)).toBeNull()
  })

  it.each([
    ['\u0000', 'U+0000'],
    ['\u200b', 'U+200B'],
    ['\u{e0061}', 'U+E0061'],
    ['\ud800', 'U+D800'],
  ])('%j is named %s', (character, name) => {
    expect(nameCodePoint(character)).toBe(name)
  })
})

describe('the order of slugs', () => {
  it('is that of their bytes: signs, digits, capitals, "_", small letters', () => {
    const slugs = ['a', 'A', '_', '9', '/', '.', '-', '*', ':', 'a/b', 'a-b', 'ab', 'Z']
    expect(slugs.sort(compareBinary).join(' ')).toBe('* - . / 9 : A Z _ a a-b a/b ab')
  })
})

describe('words of a stranger', () => {
  it('become one line without anything hidden', () => {
    expect(toOneLine(' remote:\u001b[31m no\r\n\u202e  push ', 80)).toBe('remote: [31m no push')
  })

  it('are cut where they are too long', () => {
    expect(toOneLine('abcdef', 4)).toBe('abc…')
    expect(toOneLine('abcd', 4)).toBe('abcd')
  })
})

it('a number is written with its thousands apart', () => {
  const written = [0, 7, 999, 1_000, 12_345, 999_999, 1_000_000].map(groupDigits)
  expect(written).toEqual(['0', '7', '999', '1,000', '12,345', '999,999', '1,000,000'])
})
