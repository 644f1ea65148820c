/**
 * What commands write: results on standard output, so that they can be piped; all that is said
 * to people on standard error.
 */
import { styleText } from 'node:util'
import type { Finding } from '../../core/finding.ts'
import { groupDigits, nameCodePoint } from '../../core/text.ts'

/** Writes a result. */
export function print(text: string): void {
  process.stdout.write(text)
}

/** Writes a result for programs. */
export function printJson(value: unknown): void {
  print(`${JSON.stringify(value, null, 2)}\n`)
}

/** Tells people something, as a line of its own. */
export function say(text: string): void {
  process.stderr.write(`${showHidden(text)}\n`)
}

/** Colours a result, where standard output is a terminal and NO_COLOR is not set. */
export function paint(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

const SHOWN_WARNINGS = 20

/**
 * Tells people about findings: all errors, and of many warnings the first.
 *
 * @param file the one whose lines are meant
 * @param errorLabel what errors are called, where they forbid nothing
 */
export function sayFindings(
  findings: readonly Finding[],
  file?: string,
  errorLabel?: 'left out',
): void {
  let warnings = 0
  for (const finding of findings) {
    if (finding.severity === 'warning') warnings += 1
    if (finding.severity === 'error' || warnings <= SHOWN_WARNINGS)
      say(formatFinding(finding, file, errorLabel))
  }
  const more = warnings - SHOWN_WARNINGS
  if (more > 0) say(`and ${count(more, 'more warning')}; --json lists them all`)
}

/**
 * One sentence about a finding.
 *
 * @example
 * 'error: links.csv line 14: slug "my talk" has a space; try "my-talk"'
 */
export function formatFinding(finding: Finding, file?: string, errorLabel = 'error'): string {
  const { severity, message, suggestion, line } = finding
  const name = severity === 'error' ? errorLabel : severity
  const colour = name === 'error' ? 'red' : 'yellow'
  // styleText knows NO_COLOR, FORCE_COLOR and whether the stream is a terminal.
  const label = styleText(colour, `${name}:`, { stream: process.stderr })
  const place =
    file === undefined ? '' : line === undefined ? `${file}: ` : `${file} line ${line}: `
  const advice = suggestion === undefined ? '' : `; try "${suggestion}"`
  return `${label} ${place}${message}${advice}`
}

// What people typed may hold characters that move the cursor or reorder the line.
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
const ESCAPE = '\u001b'

function showHidden(text: string): string {
  // Our own colours, `ESC [ … m`, stay.
  return text.replace(HIDDEN, (character, offset: number) => {
    const isColour = character === ESCAPE && /^\[\d+m/.test(text.slice(offset + 1))
    return isColour ? character : `<${nameCodePoint(character)}>`
  })
}

/** A name from outside as part of a line: no character of it can colour, move or break the line. */
export function toLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    return `<${nameCodePoint(character)}>`
  })
}

/** `1,999 links`, `1 link`. */
export function count(number: number, noun: string): string {
  return `${groupDigits(number)} ${noun}${number === 1 ? '' : 's'}`
}
