/**
 * CSV, as spreadsheets read and write it. Cells that a spreadsheet would run as formulas are
 * written with `'` before them, which reading takes away again.
 */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { guardCell, unguardCell } from '../core/csv-cell.ts'
import { type Finding, hasErrors, notice, refusal } from '../core/finding.ts'
import { LINK_FIELDS, type Link } from '../core/link.ts'
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import { brokenFile, type Imported, joinImported, nothingBut, readRow } from './imported.ts'

type Field = keyof Link

/** All links as CSV; the names of the fields are the first line. */
export function writeCsv(links: LinkSet): string {
  return writeTable(LINK_FIELDS, sortedLinks(links))
}

/** Records as CSV, a column for each name; no cell is run as a formula. */
export function writeTable<Name extends string>(
  names: readonly Name[],
  records: readonly Readonly<Record<Name, Link[Field]>>[],
): string {
  const rows = records.map((record) => names.map((name) => toCell(record[name])))
  return stringify([[...names], ...rows])
}

function toCell(value: Link[Field]): string {
  if (value === null) return ''
  return guardCell(Array.isArray(value) ? value.join(' ') : String(value))
}

/**
 * Reads CSV whose first line names the columns, in camelCase or snake_case, in any order and
 * case; `url` must be among them. An empty cell is a value that was not given.
 */
export function readCsv(text: string): Imported {
  const { records, faults, isBroken } = split(text)
  const [header, ...rows] = records
  if (header === undefined) {
    const empty = refusal(
      'csv',
      null,
      null,
      'the file holds no rows, not even the names of columns',
    )
    return brokenFile(...(faults.length > 0 ? faults : [empty]))
  }
  const { columns, findings } = readHeader(header)
  // Without targets every row would be said to have none.
  if (hasErrors(findings)) return brokenFile(...findings)
  const body = joinImported(rows.map((record) => readRecord(record, columns)))
  return { ...body, findings: [...findings, ...body.findings, ...faults], isBroken }
}

interface CsvRecord {
  cells: string[]
  line: number
}

interface Split {
  /** Those that are not empty, each with its first line. */
  records: CsvRecord[]
  /** What is wrong with the quotes. */
  faults: Finding[]
  /** Whether the rest could not be divided into records. */
  isBroken: boolean
}

const DELIMITERS = [',', ';', '\t']
const LINE_BREAK = /\r\n|\n|\r/g

function split(text: string): Split {
  const found: Split = { records: [], faults: [], isBroken: false }
  const bytes = new TextEncoder().encode(text)
  const lineAt = lineCounter(bytes)
  parse(bytes, {
    delimiter: detectDelimiter(text),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // A missing quote takes all the rest of the file for one cell.
    max_record_size: 0,
    raw: true,
    // With `raw`, a record is an object that holds its cells and its text. The parser's own count
    // of lines takes a quoted CRLF for two.
    on_record: (parsed: object, { bytes: end, raw = '' }) => {
      const cells = 'record' in parsed && Array.isArray(parsed.record) ? parsed.record : []
      if (!found.isBroken && cells.some((cell) => cell !== '')) {
        const line = lineAt(end) - (raw.match(LINE_BREAK)?.length ?? 0)
        found.records.push({ cells: cells.map(String), line })
      }
      return null
    },
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = lineAt(Number(error?.bytes ?? 0))
      // A quote in a bare cell is often one of two.
      if (found.isBroken || found.faults.at(-1)?.line === line) return
      const code = error?.code ?? ''
      found.faults.push({ ...refusal('csv', null, null, describeFault(code)), line })
      // Only after those the parser goes on with the next record; after others it does not know
      // any more what is quoted.
      found.isBroken = code !== BARE_QUOTE
    },
  })
  return found
}

/** Tells the line of an offset; offsets are asked for in their order. */
function lineCounter(bytes: Uint8Array): (offset: number) => number {
  const [LF, CR] = [0x0a, 0x0d]
  let line = 1
  let counted = 0
  return (offset) => {
    for (; counted < offset; counted += 1) {
      const isBreak = bytes[counted] === LF || (bytes[counted] === CR && bytes[counted + 1] !== LF)
      if (isBreak) line += 1
    }
    return line
  }
}

const BARE_QUOTE = 'INVALID_OPENING_QUOTE'
const FAULTS: Readonly<Record<string, string>> = {
  [BARE_QUOTE]: 'a quote stands inside a bare cell; quote the whole cell and double it: ""',
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell that begins here is never closed',
  CSV_INVALID_CLOSING_QUOTE:
    'text follows a closing quote; double a quote within a cell: "". What comes after was not read',
}

function describeFault(code: string): string {
  return FAULTS[code] ?? `the row can't be read (${code})`
}

/** The delimiter that makes the most names of our fields out of the first line; `,` by default. */
function detectDelimiter(text: string): string {
  const first = /^\s*([^\r\n]*)/.exec(text)?.[1] ?? ''
  const counts = DELIMITERS.map((delimiter) => {
    const names = first.split(delimiter).map((name) => findField(name.replace(/^"|"$/g, '')))
    return names.filter((field) => field !== null).length
  })
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

const FIELDS_BY_NAME = new Map(LINK_FIELDS.map((field) => [field.toLowerCase(), field]))

function findField(name: string): Field | null {
  return FIELDS_BY_NAME.get(name.trim().toLowerCase().replaceAll('_', '')) ?? null
}

type Column = Field | null

function readHeader({ cells, line }: CsvRecord): { columns: Column[]; findings: Finding[] } {
  const columns: Column[] = []
  const findings: Finding[] = []
  for (const [index, name] of cells.entries()) {
    const field = findField(name)
    if (field === null) {
      const which =
        name === '' ? `column ${index + 1} has no name` : `column ${show(name)} is unknown`
      findings.push(notice('csv-column', null, null, `${which} and is ignored`))
    } else if (columns.includes(field)) {
      findings.push(refusal('csv-column', null, field, `two columns are named ${show(field)}`))
    }
    columns.push(field)
  }
  if (!columns.includes('url')) {
    const message =
      'the first line names no column "url"; it must name the columns, as in: slug,url,title'
    findings.push(refusal('csv-column', null, 'url', message))
  }
  return { columns, findings: findings.map((finding) => ({ ...finding, line })) }
}

function readRecord({ cells, line }: CsvRecord, columns: readonly Column[]): Imported {
  const excess = cells.slice(columns.length).filter((cell) => cell !== '')
  if (excess.length > 0) {
    const message = `the row has ${cells.length} cells, but there are ${columns.length} columns; quote cells that hold the delimiter`
    return nothingBut({ ...refusal('csv', null, null, message), line })
  }
  const input: Partial<Record<Field, unknown>> = { url: '' }
  for (const [index, field] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (field !== null && cell !== '') input[field] = fromCell(field, unguardCell(cell))
  }
  return readRow(input, { line })
}

/** What a cell says; what it can't mean stays text, so that the schema refuses it. */
function fromCell(field: Field, cell: string): unknown {
  if (field === 'status') return /^\d{3}$/.test(cell) ? Number(cell) : cell
  if (field === 'listed') return LISTED.get(cell.toLowerCase()) ?? cell
  if (field === 'tags') return cell.split(/[\s,]+/).filter((tag) => tag !== '')
  return cell
}

// Spreadsheets write TRUE and FALSE, databases 1 and 0.
const LISTED = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

function show(name: string): string {
  return JSON.stringify(name.slice(0, 60))
}
