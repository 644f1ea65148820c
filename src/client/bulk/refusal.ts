/** What the API refused, told of the lines that it is about. Pure. */
import type { FieldError } from '../api/answers.ts'
import type { Line, LineFinding } from './protocol.ts'

/**
 * Adds what the API found to the lines of the request that it refused, which are bad by now.
 *
 * @param errors their paths lead into the request: `/3/slug`
 */
export function markRefused(lines: readonly Line[], errors: readonly FieldError[]): void {
  for (const { path, message, suggestion } of errors) {
    const [, index = '', field = null] = path.split('/')
    // What is wrong with the request as a whole is at no line, and '' would be read as 0.
    const line = /^\d+$/.test(index) ? lines[Number(index)] : undefined
    if (line === undefined) continue
    const finding: LineFinding = { severity: 'error', field, message }
    line.findings.push(suggestion === undefined ? finding : { ...finding, suggestion })
    line.verdict = 'bad'
  }
}
