/** Selected links as the CSV that `links export` writes, made in the browser. */
import { guardCell } from '../../core/csv-cell.ts'
import type { StoredLink } from '../database/protocol.ts'

const COLUMNS = [
  'slug',
  'url',
  'status',
  'state',
  'listed',
  'title',
  'tags',
  'owner',
  'startsAt',
  'expiresAt',
  'createdAt',
  'createdBy',
] as const satisfies readonly (keyof StoredLink)[]

/** The links as CSV, in the order given; the names of the fields are the first line. */
export function formatCsv(links: readonly StoredLink[]): string {
  const rows = links.map((link) => COLUMNS.map((column) => toCell(link[column])))
  return [COLUMNS, ...rows].map((cells) => `${cells.map(quote).join(',')}\n`).join('')
}

function toCell(value: StoredLink[(typeof COLUMNS)[number]]): string {
  if (value === null) return ''
  return guardCell(Array.isArray(value) ? value.join(' ') : String(value))
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
