/**
 * Whatever the links: an export, imported into an empty set, gives the same bytes of the database,
 * and imported over itself changes nothing.
 */
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addLinks } from '../../../src/core/changes/add-links.ts'
import { encodeLinks } from '../../../src/core/database.ts'
import { isSameSet, type LinkSet, sortedLinks } from '../../../src/core/link-set.ts'
import { LINKS_COLUMNS } from '../../../src/core/schema.ts'
import { readCsv, writeCsv } from '../../../src/formats/csv.ts'
import { formatOf } from '../../../src/formats/formats.ts'
import type { ImportedRow } from '../../../src/formats/imported.ts'
import { decodeText } from '../../../src/formats/text.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { arbLinkSet } from '../../support/arbitraries.ts'
import { linkSet, NOW, SITE } from '../../support/links.ts'
import { runs } from '../../support/runs.ts'

const SQL = await loadSql()
const context = { site: SITE, now: '2030-01-01T00:00:00Z', by: 'importer' }

function add(links: LinkSet, rows: readonly ImportedRow[]) {
  const random = () => {
    throw new Error('an export names all slugs')
  }
  const additions = rows.map(({ draft, line }) => ({ draft, line, keepCase: true }))
  const result = addLinks(links, additions, { ...context, random })
  if (!result.ok) throw new Error(JSON.stringify(result.failures, null, 2))
  return result
}

describe.each(['csv', 'json', 'ndjson'] as const)('%s', (name) => {
  const { read, write } = formatOf(name)

  it('holds all of the links', () => {
    fc.assert(
      fc.property(arbLinkSet(), (links) => {
        const decoded = decodeText(new TextEncoder().encode(write(links, { site: SITE, now: NOW })))
        if (!decoded.ok || read === null) throw new Error('not readable')
        const { rows, findings } = read(decoded.text)
        expect(findings).toEqual([])
        const fresh = add(new Map(), rows)
        expect(isSameSet(fresh.links, links)).toBe(true)
        expect(encodeLinks(SQL, fresh.links)).toEqual(encodeLinks(SQL, links))
        const again = add(links, rows)
        expect(isSameSet(again.links, links)).toBe(true)
        expect(again.added.every(({ outcome }) => outcome === 'unchanged')).toBe(true)
      }),
      { numRuns: runs(60) },
    )
  })
})

// Titles that look like formulas, behind any number of quotes.
const arbFormula = fc
  .tuple(
    fc.constantFrom('', "'", "''", "'''"),
    fc.constantFrom('=', '+', '-', '@', 'x', ''),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )
  .map((parts) => parts.join(''))

it('CSV: no cell of an export begins a formula, and each is read as it was', () => {
  fc.assert(
    fc.property(fc.array(arbFormula, { maxLength: 8 }), (titles) => {
      const links = linkSet(valid(titles).map((title, index) => ({ slug: `s${index}`, title })))
      const text = writeCsv(links)
      expect(text).not.toMatch(/(^|,)"?[=+@\t\r-]/m)
      const read = readCsv(text).rows.map(({ draft }) => draft.title ?? null)
      expect(read).toEqual(sortedLinks(links).map(({ title }) => title))
    }),
    { numRuns: runs(200) },
  )
})

function valid(titles: readonly string[]): string[] {
  return titles.filter((title) => {
    try {
      return linkSet([{ title }]).size === 1 && !/,\s*["=+@-]/.test(title)
    } catch {
      return false
    }
  })
}

it('SQL: SQLite reads back the very rows', () => {
  fc.assert(
    fc.property(arbLinkSet(), (links) => {
      const db = new DatabaseSync(':memory:')
      db.exec(formatOf('sql').write(links, { site: SITE, now: NOW }))
      const rows = db.prepare(`SELECT ${LINKS_COLUMNS.join(', ')} FROM links ORDER BY slug`).all()
      db.close()
      expect(rows).toEqual(
        sortedLinks(links).map((link) => ({
          slug: link.slug,
          url: link.url,
          status: link.status,
          state: link.state,
          listed: link.listed ? 1 : 0,
          title: link.title,
          tags: JSON.stringify(link.tags),
          owner: link.owner,
          starts_at: link.startsAt,
          expires_at: link.expiresAt,
          created_at: link.createdAt,
          created_by: link.createdBy,
        })),
      )
    }),
    { numRuns: runs(60) },
  )
})
