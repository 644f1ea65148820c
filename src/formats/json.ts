/**
 * JSON: a list of links, each an object of their fields in camelCase, as `--json` prints it.
 */
import { refusal } from '../core/finding.ts'
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import {
  at,
  brokenFile,
  type Imported,
  joinImported,
  nothingBut,
  type Place,
  readRow,
} from './imported.ts'

/** All links as a list. */
export function writeJson(links: LinkSet): string {
  return `${JSON.stringify(sortedLinks(links), null, 2)}\n`
}

/** Reads a list of links; a link alone is read as a list of one. */
export function readJson(text: string): Imported {
  const parsed = parseJson(text)
  if (!parsed.ok) {
    const finding = refusal('json', null, null, `the file is not JSON: ${parsed.message}`)
    const line = /\(line (\d+) /.exec(parsed.message)?.[1]
    return brokenFile(line === undefined ? finding : { ...finding, line: Number(line) })
  }
  const { value } = parsed
  if (Array.isArray(value)) {
    const lines = findEntryLines(text)
    return joinImported(
      value.map((entry, index) => readEntry(entry, { line: lines[index] ?? 1, entry: index + 1 })),
    )
  }
  if (isRecord(value) && 'url' in value) return readRow(value, { line: 1 })
  const message =
    'the file is no list of links; it must be like [{"slug": "docs", "url": "https://…"}]'
  return brokenFile(refusal('json', null, null, message))
}

/** Reads one link of a list. */
export function readEntry(value: unknown, place: Place): Imported {
  if (isRecord(value)) return readRow({ url: '', ...value }, place)
  const message = 'it is no link; a link is like {"slug": "docs", "url": "https://…"}'
  return nothingBut(at(refusal('json', null, null, message), place))
}

/** The value of a JSON text, or what is wrong with it. */
export function parseJson(
  text: string,
): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// Strings whole, so that brackets inside them don't count; line breaks, to count lines.
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},\n]|[^\s"[\]{},]+/g

/** On which line each entry of the outermost list begins; `text` is valid JSON. */
function findEntryLines(text: string): number[] {
  const lines: number[] = []
  let line = 1
  let depth = 0
  let isBeginning = false
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '\n') {
      line += 1
      continue
    }
    if (token === ']' || token === '}') {
      depth -= 1
      continue
    }
    if (depth === 1 && isBeginning && token !== ',') lines.push(line)
    if (token === '[' || token === '{') depth += 1
    isBeginning = depth === 1 && (token === ',' || token === '[')
  }
  return lines
}
