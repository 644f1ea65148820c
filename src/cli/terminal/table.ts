/**
 * Rows as aligned columns that fit a terminal.
 */

const GAP = 2
const SMALLEST = 8

/**
 * Columns aligned to `width`; what doesn't fit is cut, the longest columns first.
 *
 * @param width of the terminal, in characters
 */
export function formatTable(rows: readonly (readonly string[])[], width: number): string {
  const widths = narrow(columnWidths(rows), width)
  return rows
    .map((row) => {
      const cells = row.map((cell, index) => pad(cut(cell, widths[index] ?? 0), widths[index] ?? 0))
      return `${cells.join(' '.repeat(GAP)).trimEnd()}\n`
    })
    .join('')
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(cell))
    }
  }
  return widths
}

function narrow(widths: readonly number[], width: number): number[] {
  const fitted = [...widths]
  const room = width - GAP * (fitted.length - 1)
  for (;;) {
    const longest = Math.max(...fitted)
    const excess = fitted.reduce((sum, one) => sum + one, 0) - room
    if (excess <= 0 || longest <= SMALLEST) return fitted
    // Down to the next longest, and then all that are as long as each other together.
    const next = Math.max(SMALLEST, ...fitted.filter((one) => one < longest))
    const peers = fitted.filter((one) => one === longest).length
    const reduced = Math.max(next, longest - Math.ceil(excess / peers))
    for (const [index, one] of fitted.entries()) if (one === longest) fitted[index] = reduced
  }
}

// East Asian characters and emoji take two columns.
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u

function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += widthOfCharacter(character)
  return width
}

function widthOfCharacter(character: string): number {
  if (/\p{M}/u.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  let used = 0
  for (const character of text) {
    used += widthOfCharacter(character)
    if (used > width - 1) break
    kept += character
  }
  return `${kept}…`
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
