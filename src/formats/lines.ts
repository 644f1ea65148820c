/**
 * Lines as people paste them: a target, and after it its slug, either way round; or, with tabs as
 * a spreadsheet copies them, a target, slug, title and tags.
 */
import { type Finding, notice, refusal } from '../core/finding.ts'
import { parseSlug } from '../core/slug.ts'
import { type Imported, joinImported, nothingBut, readRow } from './imported.ts'

/** Divides a text into lines as all formats count them. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

/** Reads a link a line; empty lines are skipped. */
export function readLines(text: string): Imported {
  return joinImported(
    splitLines(text).flatMap((content, index) => {
      return content.trim() === '' ? [] : [readLine(content, index + 1)]
    }),
  )
}

function readLine(content: string, line: number): Imported {
  const cells = splitCells(content)
  if (!cells.ok) return nothingBut({ ...refusal('line', null, null, cells.message), line })
  const { url, slug, title, tags } = cells
  const read = readRow(
    {
      url,
      ...(slug === '' ? {} : { slug }),
      ...(title === '' ? {} : { title }),
      ...(tags === '' ? {} : { tags: tags.split(/[\s,]+/).filter(Boolean) }),
    },
    { line },
  )
  const doubt = slug === '' ? findComma(url) : null
  return doubt === null ? read : { ...read, findings: [...read.findings, { ...doubt, line }] }
}

interface Cells {
  ok: true
  url: string
  slug: string
  title: string
  tags: string
}

function splitCells(content: string): Cells | { ok: false; message: string } {
  const isTabbed = content.trim().includes('\t')
  const cells = isTabbed
    ? content.split('\t').map((cell) => cell.trim())
    : content.trim().split(/\s+/)
  const most = isTabbed ? 4 : 2
  if (cells.length > most) {
    const message = isTabbed
      ? `the line has ${cells.length} columns; the most is 4: target, slug, title, tags`
      : `the line has ${cells.length} words; it takes a target and a slug, and more only between tabs`
    return { ok: false, message }
  }
  const [first = '', second = '', title = '', tags = ''] = cells
  // Whoever copies from elsewhere may have the slug first; a slug can't look like a URL.
  const isTurned = !looksLikeUrl(first) && looksLikeUrl(second)
  const [url, slug] = isTurned ? [second, first] : [first, second]
  return { ok: true, url, slug, title, tags }
}

function looksLikeUrl(text: string): boolean {
  return /^https?:/i.test(text)
}

// A comma is a character of URLs like others, so nothing is divided there; but it may be meant to.
function findComma(url: string): Finding | null {
  const after = /,([^,/?#]+)$/.exec(url)?.[1]
  if (after === undefined || !parseSlug(after).ok) return null
  const message = `the target ends with ",${after}"; if that is meant as its slug, put a space before it instead of the comma`
  return notice('line-comma', null, 'url', message)
}
