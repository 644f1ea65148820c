/**
 * One row as the bytes that SQLite stores, and the values in it.
 *
 * https://www.sqlite.org/fileformat2.html#record_format
 */
import type { Link } from '../link.ts'
import { SLUG_MAX } from '../slug.ts'
import { toOneLine } from '../text.ts'
import { DatabaseError, damaged, reasonOf } from './database-error.ts'
import { readRow } from './link-row.ts'

/** One row: equal bytes are equal rows. */
export type RowRecord = Uint8Array

/** The slug of a row; empty where the row is damaged, as `parseRecord` will say. */
export function slugOfRecord(record: RowRecord): string {
  try {
    return String(decodeRecord(record, 1)[0])
  } catch {
    return ''
  }
}

/** The values of a row, none proved. @throws {DatabaseError} when the row is damaged */
export function valuesOf(record: RowRecord): unknown[] {
  try {
    return decodeRecord(record)
  } catch (error) {
    const slug = toOneLine(slugOfRecord(record), SLUG_MAX)
    throw damaged(`${slug === '' ? 'a row' : `/${slug}`}: ${reasonOf(error)}`)
  }
}

/** Proves a row. @throws {DatabaseError} when it breaks a rule */
export function parseRecord(record: RowRecord): Link {
  const read = readRow(valuesOf(record))
  if (read.ok) return read.link
  throw new DatabaseError('invalid-links', `the database holds an invalid link: ${read.message}`)
}

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The values of a record of any table, up to `limit` of them. */
export function decodeRecord(record: RowRecord, limit = Number.POSITIVE_INFINITY): unknown[] {
  const types = { bytes: record, at: 0 }
  const header = readVarint(types)
  const ascii = limit > 1 ? decodeAscii(record.subarray(header)) : null
  const values: unknown[] = []
  let start = header
  while (types.at < header && values.length < limit) {
    const type = readVarint(types)
    const end = start + sizeOf(type)
    if (end > record.length) throw new Error('a value of it ends after the row')
    if (!isText(type)) values.push(decodeNumber(type, record, start, end))
    else if (ascii === null) values.push(decodeText(record.subarray(start, end)))
    else values.push(ascii.slice(start - header, end - header))
    start = end
  }
  return values
}

// What is no UTF-8 would come as U+FFFD otherwise, and be written as that.
function decodeText(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes)
  } catch {
    throw new Error('its text is not UTF-8')
  }
}

// One decoding for all cells, where each byte is a character; a fifth of the time of one a cell.
function decodeAscii(bytes: Uint8Array): string | null {
  try {
    const text = DECODER.decode(bytes)
    return text.length === bytes.length ? text : null
  } catch {
    return null
  }
}

// Bytes of a value by its type, where they don't follow from its number.
const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function sizeOf(type: number): number {
  return SIZES[type] ?? Math.floor((type - 12) / 2)
}

function isText(type: number): boolean {
  return type >= 13 && type % 2 === 1
}

function decodeNumber(type: number, bytes: Uint8Array, start: number, end: number): number | null {
  if (type === 0) return null
  if (type === 8 || type === 9) return type - 8
  if (type > 6) throw new Error('it holds a value that is neither text nor a whole number')
  // The first byte has the sign.
  let value = (byteAt(bytes, start) << 24) >> 24
  for (let at = start + 1; at < end; at += 1) value = value * 256 + byteAt(bytes, at)
  return value
}

/** A place in bytes, moved on by reading. */
export interface Cursor {
  bytes: Uint8Array
  at: number
}

/** SQLite's numbers of up to nine bytes; ours are lengths and types, far below 2^53. */
export function readVarint(cursor: Cursor): number {
  const start = cursor.at
  let value = 0
  while (cursor.at < start + 8) {
    const byte = byteAt(cursor.bytes, cursor.at)
    cursor.at += 1
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return value
  }
  cursor.at += 1
  return value * 256 + byteAt(cursor.bytes, start + 8)
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new Error('a number ends after the file')
  return byte
}
