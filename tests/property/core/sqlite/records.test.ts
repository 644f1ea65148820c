/**
 * Rows read without SQLite are those that SQLite reads, and no damage leads anywhere but to a
 * clear error.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DatabaseError, encodeLinks } from '../../../../src/core/database.ts'
import { sortedLinks, toLinkSet } from '../../../../src/core/link-set.ts'
import { parseRecord, slugOfRecord } from '../../../../src/core/sqlite/record.ts'
import { readRecords } from '../../../../src/core/sqlite/records.ts'
import { arbLinkSet } from '../../../support/arbitraries.ts'
import { SQL, tamper } from '../../../support/database.ts'
import { link, linkSet } from '../../../support/links.ts'
import { runs } from '../../../support/runs.ts'

// Targets of every length around what fits a page, so that rows go on in one page or several.
const arbLong = fc.array(fc.nat({ max: 1_950 }), { maxLength: 40 }).map((lengths) =>
  toLinkSet(
    lengths.map((length, index) =>
      link({
        slug: `long-${index}`,
        url: `https://example.com/${'x'.repeat(length)}`,
        title: 'ü€😀',
      }),
    ),
  ),
)

describe('records', () => {
  it('are the rows of the set, in the order of slugs', () => {
    fc.assert(
      fc.property(fc.oneof(arbLinkSet(), arbLong), (links) => {
        const records = readRecords(encodeLinks(SQL, links))
        expect(records.map(parseRecord)).toEqual(sortedLinks(links))
        expect(records.map(slugOfRecord)).toEqual(sortedLinks(links).map(({ slug }) => slug))
      }),
      { numRuns: runs(200) },
    )
  })

  it('are equal bytes where rows are equal, wherever they stand in the file', () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({ slug: `link-${index}` }))
    const before = readRecords(encodeLinks(SQL, linkSet(rows)))
    const after = readRecords(encodeLinks(SQL, linkSet([...rows, { slug: 'a' }])))
    expect(after.slice(1)).toEqual(before)
  })

  it('are read from files of other page sizes too', () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({ slug: `link-${index}` }))
    for (const size of [512, 4_096, 65_536]) {
      const bytes = tamper(linkSet(rows), `PRAGMA page_size = ${size}; VACUUM`)
      expect(readRecords(bytes).map(parseRecord)).toEqual(sortedLinks(linkSet(rows)))
    }
  })

  it('that break a rule are found when they are proved', () => {
    const bytes = tamper(linkSet([{ slug: 'a' }]), `UPDATE links SET url = 'javascript:x'`)
    const [record = new Uint8Array()] = readRecords(bytes)
    expect(() => parseRecord(record)).toThrow(DatabaseError)
  })

  it('of a file with other tables are refused', () => {
    for (const sql of [
      'CREATE TABLE t (x)',
      'ALTER TABLE links ADD COLUMN x TEXT',
      'DROP TABLE links',
    ]) {
      expect(() => readRecords(tamper(linkSet([{ slug: 'a' }]), sql))).toThrow(DatabaseError)
    }
  })

  it('of a file whose pages lead in a circle are refused', () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({ slug: `link-${index}` }))
    const bytes = encodeLinks(SQL, linkSet(rows))
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    // The second page is the root; its first cell begins with the page of the rows before it.
    const cell = 1_024 + view.getUint16(1_024 + 12)
    view.setUint32(cell, 2)
    expect(() => readRecords(bytes)).toThrow('circle')
  })

  it('of a damaged file are read, or the damage is told', () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({
      slug: `link-${index}`,
      url: `https://example.com/${'x'.repeat(index * 30)}`,
    }))
    const whole = encodeLinks(SQL, linkSet(rows))
    const arbDamage = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(arbDamage, (damage) => {
        const bytes = whole.slice()
        for (const [at, value] of damage) bytes[at] = value
        try {
          const records = readRecords(bytes)
          records.map(slugOfRecord)
          records.map(parseRecord)
        } catch (error) {
          if (!(error instanceof DatabaseError)) throw error
        }
      }),
      { numRuns: runs(2_000) },
    )
  })
})
