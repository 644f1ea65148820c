/** What the page and the worker that judges many links say to each other. */

/** The fields of all links that don't say them themselves. */
export interface CommonFields {
  tags: string[]
  owner: string | null
  status: number
  listed: boolean
}

/** Something to know about a line; the worker's rules and their words are the core's. */
export interface LineFinding {
  severity: 'error' | 'warning'
  field: string | null
  message: string
  suggestion?: string
  line?: number
}

/** One line, and what would become of it. */
export interface Line {
  line: number
  entry: number | null
  slug: string | null
  url: string | null
  text: string
  verdict: 'new' | 'exists' | 'bad'
  findings: LineFinding[]
  /** What is sent for it; `null` where the verdict is `bad`. */
  link: NewLink | null
}

/** One link as `POST /links` takes it. */
export interface NewLink {
  url: string
  slug?: string | undefined
  [field: string]: unknown
}

export interface Preview {
  format: 'lines' | 'csv' | 'json' | 'ndjson' | 'redirects' | 'sql'
  rows: Line[]
  general: LineFinding[]
  common: LineFinding[]
  isBroken: boolean
}

/** By whose rules links are judged. */
export interface Judge {
  by: string
  /** Keys of `site.json`. */
  site: Readonly<Record<string, unknown>>
}

/** What is to be judged. */
export interface Submission {
  text: string
  fileName: string | null
  common: CommonFields
}

export type BulkAsk =
  /** Takes the database at head, in place of what was there. */
  | { kind: 'open'; bytes: ArrayBuffer }
  /** The text of a file, whatever its encoding. */
  | { kind: 'decode'; bytes: ArrayBuffer }
  | ({ kind: 'judge'; judge: Judge } & Submission)
  /** Links as CSV whose cells no spreadsheet runs. */
  | { kind: 'csv'; links: readonly SavedRow[] }

/** What is written of a link that was added. */
export interface SavedRow {
  shortUrl: string
  slug: string
  url: string
  title: string | null
  tags: string[]
  owner: string | null
}

export type Decoded = { ok: true; text: string } | { ok: false; message: string }

export interface BulkAnswers {
  open: null
  decode: Decoded
  judge: Preview
  csv: string
}
