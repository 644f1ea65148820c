/**
 * A diff for people at a terminal. Colours are the caller's: whether there is a terminal is not
 * known here.
 */
import type { DiffEntry, FieldChange } from '../core/diff.ts'
import { type ComparedSide, type DiffReport, describeCounts } from './diff-report.ts'
import { FIELD_NAMES, formatValue, NAME_WIDTH, notableFields } from './link-text.ts'

export type Style = 'green' | 'red' | 'yellow' | 'cyan' | 'bold'

/** Puts a style on a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

/** A text without colours. */
export const plain: Paint = (_style, text) => text

/** The whole report: what is compared, each link that differs, and what to look at twice. */
export function writeDiffText(report: DiffReport, paint: Paint = plain): string {
  const { before, after, diff, risks } = report
  const notes = [before, after].flatMap(describeMissing)
  const counts = describeCounts(diff) || 'no links differ'
  const heading = paint('bold', `${before.name} → ${after.name}: ${counts}`)
  const entries = diff.map((entry) => writeEntryText(entry, paint))
  const warnings = risks.map(({ message }) => `${paint('yellow', '!')} ${message}\n`)
  const blocks = [`${heading}\n${notes.join('')}`, ...entries, warnings.join('')]
  return blocks.filter((block) => block !== '').join('\n')
}

function describeMissing({ name, links }: ComparedSide): string[] {
  return links === null ? [`(${name} has no data/links.db, which counts as no links)\n`] : []
}

/** One link that differs, over as many lines as it takes. */
export function writeEntryText(entry: DiffEntry, paint: Paint = plain): string {
  if (entry.kind === 'added' || entry.kind === 'removed') {
    const style = entry.kind === 'added' ? 'green' : 'red'
    const fields = notableFields(entry.link).map(([name, value]) => writeLine(name, value))
    return `${paint(style, `${entry.kind === 'added' ? '+' : '-'} /${entry.slug}`)}\n${fields.join('')}`
  }
  const fields = entry.fields.map((change) => writeChange(change, paint)).join('')
  if (entry.kind === 'changed') return `${paint('yellow', `~ /${entry.slug}`)}\n${fields}`
  const left = `(/${entry.from} ${LEFT[entry.left]})`
  return `${paint('cyan', `> /${entry.from} → /${entry.slug}`)} ${left}\n${fields}`
}

/** What became of the old slug, as the end of a sentence. */
export const LEFT = {
  alias: 'is an alias of it now',
  tombstone: 'is a tombstone now',
  nothing: 'is free now',
} as const

function writeLine(name: string, value: string): string {
  return `    ${name.padEnd(NAME_WIDTH)} ${value}\n`
}

const SHORT = 30

// Long values one below the other, where the eye finds what differs.
function writeChange({ field, from, to }: FieldChange, paint: Paint): string {
  const [was, is] = [formatValue(from) ?? '(none)', formatValue(to) ?? '(none)']
  const [old, now] = [paint('red', was), paint('green', is)]
  const name = FIELD_NAMES[field]
  if (was.length <= SHORT && is.length <= SHORT) return writeLine(name, `${old} → ${now}`)
  return `${writeLine(name, `  ${old}`)}${writeLine('', `→ ${now}`)}`
}
