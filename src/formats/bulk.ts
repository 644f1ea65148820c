/**
 * Many links as they were pasted or read from a file → what would become of each, before anything
 * is written: by the rules of import and of the API, against the links as they are.
 */
import { type Addition, addLinks } from '../core/changes/add-links.ts'
import type { ChangeContext } from '../core/changes/change-one.ts'
import { type Finding, notice, refusal } from '../core/finding.ts'
import { type LinkDraft, linkDraftSchema, toFindings } from '../core/link.ts'
import type { LinkSet } from '../core/link-set.ts'
import type { RandomBytes } from '../core/slugs/random-slug.ts'
import { isAliasTarget } from '../core/targets/alias.ts'
import { detectFormat, type FormatName, formatOf } from './formats.ts'
import type { Imported, ImportedRow } from './imported.ts'
import { readLines, splitLines } from './lines.ts'

export type BulkFormat = FormatName | 'lines'

/** What all links get that don't say it themselves; tags are added to their own. */
export interface CommonFields {
  tags: string[]
  owner: string | null
  status: number
  listed: boolean
}

/** One link as `POST /links` takes it. */
export type NewLink = Omit<LinkDraft, 'state' | 'createdAt' | 'createdBy'> & { keepCase?: boolean }

/** One line, and what would become of it. */
export interface JudgedRow {
  line: number
  /** Its position in a list, where lines alone would not tell. */
  entry: number | null
  /** `null` where it is to be drawn, or could not be read. */
  slug: string | null
  /** `null` where it could not be read; `text` is then what stands there. */
  url: string | null
  text: string
  /** `exists`: such a link is there already, so nothing would change. */
  verdict: 'new' | 'exists' | 'bad'
  findings: Finding[]
  /** `null` where the verdict is `bad`. */
  link: NewLink | null
}

export interface Judged {
  format: BulkFormat
  /** In the order of the text. */
  rows: JudgedRow[]
  /** About the text as a whole. */
  general: Finding[]
  /** About the common fields; nothing else was judged then. */
  common: Finding[]
  /** Whether so much is wrong that leaving lines out would leave out unknown others. */
  isBroken: boolean
}

export interface JudgeContext extends ChangeContext {
  links: LinkSet
  random: RandomBytes
}

/** The format of a text, by the name of its file or by how it begins. */
export function detectBulkFormat(text: string, fileName: string | null): BulkFormat {
  const named = fileName === null ? null : detectFormat(fileName)
  if (named !== null) return named
  const start = text.trimStart()
  if (start.startsWith('[')) return 'json'
  if (start.startsWith('{')) return /^\{.*\}\s*\n\s*\{/.test(start) ? 'ndjson' : 'json'
  const [first = ''] = splitLines(start)
  const names = first.split(/[,;\t]/).map((name) => name.trim().replace(/^"|"$/g, ''))
  return names.some((name) => name.toLowerCase() === 'url') ? 'csv' : 'lines'
}

/** Judges a text of many links. */
export function judgeBulk(
  text: string,
  fileName: string | null,
  given: CommonFields,
  context: JudgeContext,
): Judged {
  const format = detectBulkFormat(text, fileName)
  const judged: Judged = { format, rows: [], general: [], common: [], isBroken: false }
  const common = readCommon(given)
  if (!common.ok) return { ...judged, common: common.findings }
  const read = readText(text, format)
  if (read === null) {
    const message = `${format} can be exported, not imported`
    return { ...judged, general: [refusal('format', null, null, message)], isBroken: true }
  }
  const lines = splitLines(text)
  const { bad, general, doubts } = sortFindings(read, lines)
  const good = read.rows.map((row) => {
    const candidate = prepare(row, common.draft, format !== 'lines', lines)
    candidate.row.findings.push(...(doubts.get(row) ?? []))
    return candidate
  })
  judgeTogether(good, context)
  noteTwins(good, context.links)
  const rows = [...bad, ...good.map(({ row }) => row)]
  rows.sort((a, b) => a.line - b.line || (a.entry ?? 0) - (b.entry ?? 0))
  const isOrigin = read.rows.some(({ draft }) => draft.createdAt ?? draft.createdBy)
  if (isOrigin) {
    const message = 'createdAt and createdBy are left out: what is added here is added now, by you'
    general.push(notice('origin', null, null, message))
  }
  return { ...judged, rows, general, isBroken: read.isBroken }
}

function readCommon(
  given: CommonFields,
): { ok: true; draft: LinkDraft } | { ok: false; findings: Finding[] } {
  // Any valid target will do: only the other fields are looked at.
  const parsed = linkDraftSchema.safeParse({ url: 'https://example.com/', ...given })
  if (parsed.success) return { ok: true, draft: parsed.data }
  return { ok: false, findings: toFindings(parsed.error, null) }
}

function readText(text: string, format: BulkFormat): Imported | null {
  if (format === 'lines') return readLines(text)
  return formatOf(format).read?.(text) ?? null
}

/** Findings of lines that could not be read, each at its line; the rest is about the whole. */
function sortFindings(
  { rows, findings, isBroken }: Imported,
  lines: readonly string[],
): { bad: JudgedRow[]; general: Finding[]; doubts: ReadonlyMap<ImportedRow, Finding[]> } {
  const readable = new Map(rows.map((row) => [placeOf(row), row]))
  const doubts = new Map<ImportedRow, Finding[]>()
  const bad = new Map<string, JudgedRow>()
  const general: Finding[] = []
  for (const finding of findings) {
    const entry = /^entry (\d+): /.exec(finding.message)?.[1]
    const { line } = finding
    const place = { line: line ?? 0, ...(entry === undefined ? {} : { entry: Number(entry) }) }
    if (line === undefined || isBroken || finding.rule === 'csv-column') {
      general.push(finding)
      continue
    }
    const readableRow = readable.get(placeOf(place))
    if (readableRow !== undefined) {
      doubts.set(readableRow, [...(doubts.get(readableRow) ?? []), withoutEntry(finding)])
      continue
    }
    const row = bad.get(placeOf(place)) ?? unreadRow(place, lines)
    row.slug ??= finding.slug
    row.findings.push(withoutEntry(finding))
    bad.set(placeOf(place), row)
  }
  return { bad: [...bad.values()], general, doubts }
}

function placeOf({ line, entry }: { line: number; entry?: number }): string {
  return `${line}/${entry ?? 0}`
}

function withoutEntry(finding: Finding): Finding {
  return { ...finding, message: finding.message.replace(/^entry \d+: /, '') }
}

const SHOWN = 200

function unreadRow(place: { line: number; entry?: number }, lines: readonly string[]): JudgedRow {
  return {
    line: place.line,
    entry: place.entry ?? null,
    slug: null,
    url: null,
    text: (lines[place.line - 1] ?? '').trim().slice(0, SHOWN),
    verdict: 'bad',
    findings: [],
    link: null,
  }
}

interface Candidate {
  row: JudgedRow
  addition: Addition
}

function prepare(
  { draft, ...place }: ImportedRow,
  common: LinkDraft,
  keepCase: boolean,
  lines: readonly string[],
): Candidate {
  const { state = 'active', createdAt: _at, createdBy: _by, ...own } = draft
  const tags = [...new Set([...(common.tags ?? []), ...(own.tags ?? [])])].sort()
  const link: NewLink = {
    ...own,
    ...(own.tags === undefined && tags.length === 0 ? {} : { tags }),
    ...given('status', own.status ?? common.status, 302),
    ...given('listed', own.listed ?? common.listed, true),
    ...given('owner', own.owner ?? common.owner, null),
    ...(keepCase ? { keepCase } : {}),
  }
  const row: JudgedRow = {
    ...unreadRow(place, lines),
    slug: own.slug ?? null,
    url: own.url,
    verdict: 'new',
    link,
  }
  if (state !== 'active') {
    const message = `the state is "${state}", but what is added here is active; leave it out, or import the file with \`links import\``
    row.findings.push(refusal('state', row.slug, 'state', message))
    fail(row)
  }
  const { keepCase: _keep, ...addedDraft } = link
  return { row, addition: { draft: addedDraft, keepCase, line: place.line } }
}

/** What is the default all the same says nothing, so that a link that is there already fits. */
function given<T>(name: string, value: T | undefined, byDefault: T): Record<string, T> {
  return value === undefined || value === byDefault ? {} : { [name]: value }
}

function fail(row: JudgedRow): void {
  row.verdict = 'bad'
  row.link = null
}

/** A row that stands for another one falls with it, so rows are left out until the rest stands. */
function judgeTogether(
  candidates: readonly Candidate[],
  { links, ...context }: JudgeContext,
): void {
  for (;;) {
    const standing = candidates.filter(({ row }) => row.verdict !== 'bad')
    const additions = standing.map(({ addition }) => addition)
    const result = addLinks(links, additions, context)
    if (!result.ok) {
      for (const { index, findings } of result.failures) {
        const row = standing[index]?.row
        if (row === undefined) continue
        row.findings.push(...findings)
        fail(row)
      }
      continue
    }
    for (const { index, link, outcome, findings } of result.added) {
      const row = standing[index]?.row
      if (row === undefined) continue
      row.findings.push(...findings)
      // A slug that is drawn here is not the one that will be.
      if (row.slug !== null) row.slug = link.slug
      row.verdict = outcome === 'unchanged' ? 'exists' : 'new'
    }
    return
  }
}

/** Says of links without a slug of their own where their target is reached already. */
function noteTwins(candidates: readonly Candidate[], links: LinkSet): void {
  const byTarget = new Map<string, string>()
  for (const { url, slug, state } of links.values()) {
    if (state === 'active' && !isAliasTarget(url) && !byTarget.has(url)) byTarget.set(url, slug)
  }
  const lines = new Map<string, number>()
  for (const { row } of candidates) {
    const { url, slug, line, verdict } = row
    if (url === null || verdict === 'bad') continue
    const [known, earlier] = [byTarget.get(url), lines.get(url)]
    if (earlier === undefined) lines.set(url, line)
    if (slug !== null) continue
    if (earlier !== undefined) {
      const message = `the same target stands on line ${earlier} already`
      row.findings.push(notice('target-twice', null, 'url', message))
    } else if (known !== undefined) {
      row.findings.push(notice('target-known', null, 'url', `/${known} leads there already`))
    }
  }
}
