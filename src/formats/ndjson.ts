/**
 * NDJSON: one link a line, an object of its fields in camelCase.
 */
import { refusal } from '../core/finding.ts'
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import { type Imported, joinImported, nothingBut } from './imported.ts'
import { parseJson, readEntry } from './json.ts'

/** All links, one a line. */
export function writeNdjson(links: LinkSet): string {
  return sortedLinks(links)
    .map((link) => `${JSON.stringify(link)}\n`)
    .join('')
}

/** Reads a link a line; empty lines are skipped. */
export function readNdjson(text: string): Imported {
  return joinImported(
    text.split('\n').flatMap((content, index) => {
      return content.trim() === '' ? [] : [readLine(content, index + 1)]
    }),
  )
}

function readLine(content: string, line: number): Imported {
  const parsed = parseJson(content)
  if (parsed.ok) return readEntry(parsed.value, { line })
  return nothingBut({ ...refusal('json', null, null, `it is not JSON: ${parsed.message}`), line })
}
