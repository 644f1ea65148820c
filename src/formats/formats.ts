/**
 * All formats of import and export, and how one is found by its name or a file's.
 */
import type { LinkSet } from '../core/link-set.ts'
import type { Site } from '../core/site.ts'
import { readCsv, writeCsv } from './csv.ts'
import type { Imported } from './imported.ts'
import { readJson, writeJson } from './json.ts'
import { readNdjson, writeNdjson } from './ndjson.ts'
import { findBakedLines, readRedirects, writeRedirects } from './redirects.ts'
import { writeSql } from './sql.ts'

/** What an export may depend on besides the links. */
export interface ExportContext {
  site: Site
  /** RFC 3339, UTC, whole seconds. */
  now: string
}

export interface Format {
  /** Reads a file's text; `null` where the format is for export only. */
  read: ((text: string) => Imported) | null
  write: (links: LinkSet, context: ExportContext) => string
  /** Lines that `write` gives for these links, where links of other fields read as the same. */
  findWritten?: (text: string, links: LinkSet, context: ExportContext) => Set<number>
  /** How names of its files end, in lower case. */
  endings: readonly string[]
}

const FORMATS = {
  csv: { read: readCsv, write: writeCsv, endings: ['.csv', '.tsv'] },
  json: { read: readJson, write: writeJson, endings: ['.json'] },
  ndjson: { read: readNdjson, write: writeNdjson, endings: ['.ndjson', '.jsonl'] },
  sql: { read: null, write: writeSql, endings: ['.sql'] },
  redirects: {
    read: readRedirects,
    write: writeRedirects,
    findWritten: findBakedLines,
    endings: ['_redirects', '.redirects'],
  },
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof FORMATS

export const EXPORT_FORMATS: readonly FormatName[] = ['csv', 'json', 'ndjson', 'sql', 'redirects']
export const IMPORT_FORMATS: readonly FormatName[] = ['csv', 'json', 'ndjson', 'redirects']

/** The format of that name. */
export function formatOf(name: FormatName): Format {
  return FORMATS[name]
}

/** The format that a file's name tells of, or `null`. */
export function detectFormat(fileName: string): FormatName | null {
  const name = fileName.toLowerCase()
  return (
    EXPORT_FORMATS.find((format) => {
      return FORMATS[format].endings.some((ending) => name.endsWith(ending))
    }) ?? null
  )
}
