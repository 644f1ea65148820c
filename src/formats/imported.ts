/**
 * What reading a file gives: drafts of links with their lines, and all that is wrong with it.
 * The rules of a link are the core's; whether a slug is free is judged later, by whoever adds.
 */
import { parseForeignTime } from '../core/fields/time.ts'
import type { Finding } from '../core/finding.ts'
import { type LinkDraft, linkDraftSchema, toFindings } from '../core/link.ts'

/** A link of a file, as far as it was given there. */
export interface ImportedRow {
  draft: LinkDraft
  /** Line of the file on which it begins, from 1. */
  line: number
  /** Its position in a list, from 1, where lines alone would not tell: JSON may be one line. */
  entry?: number
}

/** All of a file: its good rows, and findings about the others. */
export interface Imported {
  rows: ImportedRow[]
  findings: Finding[]
  /** Whether more than rows is wrong, so that leaving some out would leave out unknown others. */
  isBroken: boolean
}

/** Where in a file a row stands. */
export interface Place {
  line: number
  entry?: number
}

const TIME_FIELDS = ['startsAt', 'expiresAt', 'createdAt']

/** Reads the values of one row by the rules of a link; what breaks them comes as findings. */
export function readRow(input: Readonly<Record<string, unknown>>, place: Place): Imported {
  const parsed = linkDraftSchema.safeParse(withForeignTimes(input))
  if (parsed.success) return taken({ draft: parsed.data, ...place })
  const slug = typeof input.slug === 'string' ? input.slug : null
  return nothingBut(...toFindings(parsed.error, slug).map((finding) => at(finding, place)))
}

// Times that are wrong in other ways stay as they are, so that the schema says what is wrong.
function withForeignTimes(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const row = { ...input }
  for (const field of TIME_FIELDS) {
    const text = row[field]
    const parsed = typeof text === 'string' ? parseForeignTime(text) : null
    if (parsed?.ok) row[field] = parsed.time
  }
  return row
}

/** The finding with its line, and its position in a list where there is one. */
export function at(finding: Finding, { line, entry }: Place): Finding {
  const message = entry === undefined ? finding.message : `entry ${entry}: ${finding.message}`
  return { ...finding, message, line }
}

function taken(row: ImportedRow): Imported {
  return { rows: [row], findings: [], isBroken: false }
}

/** A row that can't be taken, and why. */
export function nothingBut(...findings: Finding[]): Imported {
  return { rows: [], findings, isBroken: false }
}

/** A file that can't be read, and why. */
export function brokenFile(...findings: Finding[]): Imported {
  return { rows: [], findings, isBroken: true }
}

/** Parts of one file as a whole, in their order. */
export function joinImported(parts: readonly Imported[]): Imported {
  return {
    rows: parts.flatMap(({ rows }) => rows),
    findings: parts.flatMap(({ findings }) => findings),
    isBroken: parts.some(({ isBroken }) => isBroken),
  }
}
