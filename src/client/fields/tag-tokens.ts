/** Tags within a text of many: which one is being typed, and what it may become. Pure. */

/** A tag that links have, and how many of them. */
export interface KnownTag {
  name: string
  links: number
}

interface Token {
  start: number
  end: number
  /** What stands before the caret. */
  typed: string
}

const MOST = 8

/**
 * The tags that may be meant by what is typed at the caret: first those that begin so, the most
 * used first; never one that stands in the text already.
 */
export function suggestTags(text: string, caret: number, known: readonly KnownTag[]): KnownTag[] {
  const { start, end, typed } = tokenAt(text, caret)
  if (typed === '') return []
  const others = new Set(`${text.slice(0, start)} ${text.slice(end)}`.split(/[\s,]+/))
  const wanted = typed.toLowerCase()
  const fits = known.filter(({ name }) => {
    return name.includes(wanted) && name !== text.slice(start, end) && !others.has(name)
  })
  const begins = ({ name }: KnownTag) => Number(name.startsWith(wanted))
  return fits.sort((a, b) => begins(b) - begins(a) || b.links - a.links).slice(0, MOST)
}

/**
 * The text with `tag` in place of the one at the caret, ready for the next, and the new caret.
 *
 * @example
 * acceptTag('talk, fo', 8, 'food') // => { text: 'talk, food, ', caret: 12 }
 */
export function acceptTag(
  text: string,
  caret: number,
  tag: string,
): { text: string; caret: number } {
  const { start, end } = tokenAt(text, caret)
  const rest = text.slice(end)
  const joint = /^[\s,]/.test(rest) ? '' : ', '
  return {
    text: text.slice(0, start) + tag + joint + rest,
    caret: start + tag.length + joint.length,
  }
}

function tokenAt(text: string, caret: number): Token {
  const start = text.slice(0, caret).search(/[^\s,]*$/)
  const end = caret + text.slice(caret).search(/[\s,]|$/)
  return { start, end, typed: text.slice(start, caret) }
}
