/** The text that is left when some of its lines are done, and a line with a value put right. Pure. */
import type { Line, Preview } from './protocol.ts'

/**
 * The text without all rows but those of `kept`, as it was written: what was pasted or read is the
 * person's, and a row that could not be read exists nowhere else.
 */
export function keepRows(
  text: string,
  { format, rows }: Pick<Preview, 'format' | 'rows'>,
  kept: ReadonlySet<Line>,
): string {
  if (kept.size === 0) return ''
  if (format === 'json') return keepEntries(text, rows, kept)
  const lines = text.split(/\r\n|\n|\r/)
  const first = rows[0]?.line ?? 1
  // The names of columns; a record may take several lines, up to where the next one begins.
  const header = format === 'csv' ? lines.slice(0, first - 1) : []
  const records = rows.map((row, index) => {
    const end = rows[index + 1]?.line ?? lines.length + 1
    return { row, lines: lines.slice(row.line - 1, end - 1) }
  })
  const body = records.flatMap((record) => (kept.has(record.row) ? record.lines : []))
  return `${[...header, ...body].join('\n').trimEnd()}\n`
}

function keepEntries(text: string, rows: readonly Line[], kept: ReadonlySet<Line>): string {
  const parsed: unknown = JSON.parse(text)
  if (!Array.isArray(parsed)) return text
  const entries = new Set(rows.filter((row) => kept.has(row)).map(({ entry }) => entry))
  const left: unknown[] = parsed.filter((_, index) => entries.has(index + 1))
  return `${JSON.stringify(left, null, 2)}\n`
}

/**
 * The text with the slug or target of one pasted line replaced, or `null` where it is not clear
 * which word that is.
 */
export function fixLine(
  text: string,
  { line, slug }: Pick<Line, 'line' | 'slug'>,
  field: 'slug' | 'url',
  value: string,
): string | null {
  // Odd positions are the line breaks, which stay as they are.
  const parts = text.split(/(\r\n|\n|\r)/)
  const at = (line - 1) * 2
  const words = parts[at]?.split(/(\s+)/) ?? []
  const fits = words.flatMap((word, index) => {
    if (/^\s*$/.test(word)) return []
    return (word === slug) === (field === 'slug') ? [index] : []
  })
  const [only, another] = fits
  if (only === undefined || another !== undefined) return null
  return parts.with(at, words.with(only, value).join('')).join('')
}

/** Where a line of the text begins and ends, to select it. */
export function lineRange(text: string, line: number): { start: number; end: number } {
  let start = 0
  for (let number = 1; number < line; number += 1) {
    const next = text.indexOf('\n', start)
    if (next === -1) break
    start = next + 1
  }
  const end = text.indexOf('\n', start)
  return { start, end: end === -1 ? text.length : end }
}
