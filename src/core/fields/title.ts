/**
 * What a title is: one line of text that hides nothing, or none.
 */
import { findHidden, nameCodePoint } from '../text.ts'

/** Longest title, in characters. */
export const TITLE_MAX = 200

export type ParsedTitle = { ok: true; title: string | null } | { ok: false; message: string }

/**
 * Reads a title as it was typed; spaces around it are trimmed, and an empty one is none.
 *
 * @example
 * parseTitle(' Docs ') // => { ok: true, title: 'Docs' }
 */
export function parseTitle(input: string): ParsedTitle {
  const title = trimBlanks(input)
  const hidden = findHidden(title)
  if (hidden !== null) {
    return { ok: false, message: `the title has the character ${nameCodePoint(hidden)}; remove it` }
  }
  if (title.length > TITLE_MAX) {
    return {
      ok: false,
      message: `the title has ${title.length} characters; the most is ${TITLE_MAX}`,
    }
  }
  return { ok: true, title: title === '' ? null : title }
}

// Not by an expression that ends in `+$`: tried from each place in a long run of blanks it takes time
// by the square, and a stranger decides how long the run is.
function trimBlanks(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && isBlank(text.charAt(start))) start += 1
  while (end > start && isBlank(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t'
}
