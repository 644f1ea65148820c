/**
 * Text, whatever it is of: characters in it that hide, reorder or break what people read, its
 * order, and its accents. Says nothing about slugs or targets.
 */

// C0 and C1 controls, soft hyphen, combining grapheme joiner, Arabic letter mark, Hangul fillers,
// Mongolian vowel separator, zero-width and bidirectional marks (UAX #9, section 2), line and
// paragraph separators, invisible operators, byte order mark, interlinear annotation, tags and
// lone surrogates.
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]|\u034f/u

/** `U+200B` for a zero-width space: how messages name what cannot be seen. */
export function nameCodePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** The first control, separator, zero-width or bidirectional character of `text`, or `null`. */
export function findHidden(text: string): string | null {
  return HIDDEN.exec(text)?.[0] ?? null
}

/**
 * Words of a stranger as one line of at most `limit` characters, for a message: what hides or
 * breaks text becomes a space.
 */
export function toOneLine(text: string, limit: number): string {
  const line = text.replace(new RegExp(HIDDEN, 'gu'), ' ').replace(/\s+/g, ' ').trim()
  // Never half of a character that takes two units, which would be a lone surrogate.
  return line.length > limit ? `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
}

/**
 * `1,999`: a whole number as people read it. `toLocaleString` says the same, and takes 14 ms of each
 * start of the command line to load its tables.
 */
export function groupDigits(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Orders strings by their UTF-8 bytes, as SQLite's BINARY collation does, on every machine. */
export function compareBinary(a: string, b: string): number {
  if (a === b) return 0
  // UTF-16 order differs from UTF-8 order only where surrogates stand; slugs have none.
  return a < b ? -1 : 1
}

// Letters that don't fall into a base letter and an accent.
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
}

/**
 * Text with accents fallen and ligatures spelled out, its case kept; other scripts stay.
 *
 * @example
 * foldAccents('Søren Müller') // => 'Soren Muller'
 */
export function foldAccents(text: string): string {
  return text
    .replace(/./gu, (letter) => {
      const lower = letter.toLowerCase()
      const folded = LETTERS[lower]
      if (folded === undefined) return letter
      return letter === lower ? folded : folded.charAt(0).toUpperCase() + folded.slice(1)
    })
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
}
