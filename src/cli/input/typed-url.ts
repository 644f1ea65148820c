/** The URL of `add -`: the one line of standard input, piped in or typed. */
import { createInterface } from 'node:readline/promises'
import { decodeText } from '../../formats/text.ts'
import { Refused, refused } from '../failure.ts'
import { say } from '../terminal/output.ts'
import { readInput } from './named-file.ts'

const SOURCE = 'standard input'

/**
 * Reads standard input to its end, or at a terminal to the end of a line.
 *
 * @throws {Refused} when there is no line, or more than one that says anything
 */
export async function readTypedUrl(): Promise<string> {
  const text = process.stdin.isTTY ? await askForLine() : await readPiped()
  const [url, ...more] = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (url === undefined) {
    throw refused('url-missing', `${SOURCE} is empty; one line with the URL belongs there`)
  }
  if (more.length > 0) {
    const count = more.length + 1
    const message = `${SOURCE} has ${count} lines, and "add" takes one URL; "import -" takes many links`
    throw refused('url-many', message)
  }
  return url
}

async function readPiped(): Promise<string> {
  const decoded = decodeText(await readInput('-'))
  if (!decoded.ok) throw new Refused([decoded.finding], SOURCE)
  return decoded.text
}

// Whoever typed "-" by mistake would look at a terminal that does nothing.
async function askForLine(): Promise<string> {
  say('Waiting for the URL: type or paste it, then press Enter.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    for await (const line of terminal) return line
    return ''
  } finally {
    terminal.close()
  }
}
