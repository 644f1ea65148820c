/**
 * NDJSON: one link a line, an object of its fields in camelCase.
 */
import { refusal } from '../core/finding.ts'
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import { brokenFile, type Imported, joinImported, nothingBut } from './imported.ts'
import { parseJson, readEntry } from './json.ts'

/** All links, one a line. */
export function writeNdjson(links: LinkSet): string {
  return sortedLinks(links)
    .map((link) => `${JSON.stringify(link)}\n`)
    .join('')
}

/** Reads a link a line; empty lines are skipped. */
export function readNdjson(text: string): Imported {
  if (text.trimStart().startsWith('[')) {
    const message = 'the file is a list, as JSON has it, not one link a line; read it as JSON'
    return brokenFile(refusal('json', null, null, message))
  }
  return joinImported(
    text.split('\n').flatMap((content, index) => {
      return content.trim() === '' ? [] : [readLine(content, index + 1)]
    }),
  )
}

function readLine(content: string, line: number): Imported {
  const parsed = parseJson(content)
  if (parsed.ok) return readEntry(parsed.value, { line })
  // The parser counts lines from this one.
  const reason = parsed.message.replace(
    / in JSON at position \d+ \(line 1 (column \d+)\)/,
    ' at $1',
  )
  return nothingBut({ ...refusal('json', null, null, `it is not JSON: ${reason}`), line })
}
