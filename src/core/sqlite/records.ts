/**
 * The rows of a `links.db` as the bytes that SQLite stores, read without SQLite: sql.js takes three
 * times as long to hand out all values, and of the thousand versions of a history, which share
 * nearly all rows, only those that differ are worth decoding.
 *
 * https://www.sqlite.org/fileformat2.html
 */
import { LINKS_TABLE } from '../schema.ts'
import { DatabaseError, damaged } from './database-error.ts'
import { checkHeader } from './database-header.ts'
import { decodeRecord, type RowRecord, readVarint } from './record.ts'

/**
 * All rows in binary order of their slugs, none proved.
 *
 * @throws {DatabaseError} when the bytes are no whole SQLite file with our table alone
 */
export function readRecords(bytes: Uint8Array): RowRecord[] {
  const records: RowRecord[] = []
  visitRecords(bytes, (record) => records.push(record))
  return records
}

/** As `readRecords`, one row after the other, so that none need be kept. */
export function visitRecords(bytes: Uint8Array, visit: (record: RowRecord) => void): void {
  checkHeader(bytes)
  guard(() => {
    const file = openPages(bytes)
    walk(file, findTable(file), visit)
  })
}

// Offsets that lead out of the bytes throw; that is what a damaged file looks like from here.
function guard<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof DatabaseError ? error : damaged(error)
  }
}

interface Pages {
  bytes: Uint8Array
  view: DataView
  pageSize: number
  /** Bytes of a page that hold content. */
  usable: number
  /** Pages still to be visited at most, so that a damaged file can't lead in circles. */
  left: number
}

const KIND = { tableLeaf: 0x0d, indexInterior: 0x02, indexLeaf: 0x0a }

function openPages(bytes: Uint8Array): Pages {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stored = view.getUint16(16)
  const pageSize = stored === 1 ? 65_536 : stored
  return {
    bytes,
    view,
    pageSize,
    usable: pageSize - view.getUint8(20),
    left: Math.ceil(bytes.length / pageSize),
  }
}

// The page where the table begins, by the schema in the first page.
function findTable(file: Pages): number {
  const objects: RowRecord[] = []
  visitCells(file, 1, KIND.tableLeaf, (record) => objects.push(record))
  const [schema, ...others] = objects
  const [type, , , root, sql] = schema === undefined ? [] : decodeRecord(schema)
  if (others.length > 0 || type !== 'table' || sql !== LINKS_TABLE || typeof root !== 'number') {
    throw new DatabaseError('foreign', 'the database holds other tables than ours')
  }
  return root
}

// In order: a tree of a table without row ids holds rows in its inner pages too.
function walk(file: Pages, page: number, visit: (record: RowRecord) => void): void {
  const start = (page - 1) * file.pageSize
  const kind = file.view.getUint8(start)
  if (kind === KIND.indexLeaf) {
    visitCells(file, page, kind, visit)
    return
  }
  if (kind !== KIND.indexInterior) throw new Error(`page ${page} is of no kind that the table has`)
  visitCells(file, page, kind, (record, child) => {
    walk(file, child, visit)
    visit(record)
  })
  walk(file, file.view.getUint32(start + 8), visit)
}

/** @param visit gets a cell's row, and the page of the rows before it where the page is an inner one */
function visitCells(
  file: Pages,
  page: number,
  kind: number,
  visit: (record: RowRecord, child: number) => void,
): void {
  countPage(file, page)
  const { bytes, view, pageSize } = file
  const start = (page - 1) * pageSize
  // The first page begins with the header of the file.
  const header = page === 1 ? start + 100 : start
  if (view.getUint8(header) !== kind) throw new Error(`page ${page} is of an unexpected kind`)
  const isInterior = kind === KIND.indexInterior
  const pointers = header + (isInterior ? 12 : 8)
  const count = view.getUint16(header + 3)
  for (let index = 0; index < count; index += 1) {
    const at = start + view.getUint16(pointers + 2 * index)
    const child = isInterior ? view.getUint32(at) : 0
    const cursor = { bytes, at: isInterior ? at + 4 : at }
    const size = readVarint(cursor)
    // A table's cell has its row id before the content.
    if (kind === KIND.tableLeaf) readVarint(cursor)
    visit(readContent(file, kind, cursor.at, size), child)
  }
}

function countPage(file: Pages, page: number): void {
  file.left -= 1
  if (page < 1 || file.left < 0) throw new Error('its pages lead in a circle')
}

// What doesn't fit its page goes on in a chain of others.
function readContent(file: Pages, kind: number, start: number, size: number): RowRecord {
  const { bytes, view, pageSize, usable } = file
  if (size > bytes.length) throw new Error('a row is longer than the file')
  const most = kind === KIND.tableLeaf ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (size <= most) return part(bytes, start, start + size)
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((size - least) % (usable - 4))
  const local = fitting <= most ? fitting : least
  const record = new Uint8Array(size)
  record.set(part(bytes, start, start + local))
  let page = view.getUint32(start + local)
  for (let filled = local; filled < size; ) {
    countPage(file, page)
    const from = (page - 1) * pageSize
    const length = Math.min(usable - 4, size - filled)
    record.set(part(bytes, from + 4, from + 4 + length), filled)
    filled += length
    page = view.getUint32(from)
  }
  return record
}

function part(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (end > bytes.length) throw new Error('a row ends after the file')
  return bytes.subarray(start, end)
}
