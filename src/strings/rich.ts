/** The one mark-up that strings have: code between backticks. */

/** A stretch of text that is shown in one way. */
export interface Run {
  text: string
  isCode: boolean
}

/**
 * Takes a string apart at its backticks. For strings of ours alone: what a person has typed would
 * bring its own.
 *
 * @example
 * runsOf('See `/p/`.') // => 'See ', '/p/' as code, '.'
 */
export function runsOf(text: string): Run[] {
  return text
    .split('`')
    .map((run, index) => ({ text: run, isCode: index % 2 === 1 }))
    .filter((run) => run.text !== '')
}
