/**
 * The file of a set: the same bytes on every way to the same rows, and no damage that goes by
 * as another set than the bytes hold.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DatabaseError, decodeLinks, encodeLinks } from '../../../src/core/database.ts'
import { parseLink } from '../../../src/core/link.ts'
import { isSameSet, type LinkSet, sortedLinks, toLinkSet } from '../../../src/core/link-set.ts'
import { arbLink, arbLinkSet } from '../../support/arbitraries.ts'
import { SQL, withNodeSqlite } from '../../support/database.ts'
import { runs } from '../../support/runs.ts'

function shuffled(links: LinkSet): fc.Arbitrary<LinkSet> {
  const all = [...links.values()]
  return fc.shuffledSubarray(all, { minLength: all.length }).map(toLinkSet)
}

// `null` where the bytes were refused; any other exception fails the test.
function read(bytes: Uint8Array): LinkSet | null {
  try {
    return decodeLinks(SQL, bytes)
  } catch (error) {
    if (error instanceof DatabaseError) return null
    throw error
  }
}

// What another SQLite finds in the bytes, each row as its cells.
function readRows(bytes: Uint8Array): unknown[][] {
  return withNodeSqlite(bytes, (db) => {
    return db
      .prepare('SELECT * FROM links')
      .all()
      .map((row) => Object.values(row))
  })
}

function toRows(links: LinkSet): unknown[][] {
  return sortedLinks(links).map((link) => [
    link.slug,
    link.url,
    link.status,
    link.state,
    link.listed ? 1 : 0,
    link.title,
    JSON.stringify(link.tags),
    link.owner,
    link.startsAt,
    link.expiresAt,
    link.createdAt,
    link.createdBy,
  ])
}

/** How many links of `before` are not in `after` as they were. */
function countChanged(before: LinkSet, after: LinkSet): number {
  return [...before.values()].filter((link) => {
    const other = after.get(link.slug)
    return other === undefined || !isSameSet(toLinkSet([link]), toLinkSet([other]))
  }).length
}

describe('the bytes of a set', () => {
  it('do not depend on the order of its links', () => {
    const arbBoth = arbLinkSet().chain((links) => fc.tuple(fc.constant(links), shuffled(links)))
    fc.assert(
      fc.property(arbBoth, ([links, others]) => {
        expect(encodeLinks(SQL, others)).toEqual(encodeLinks(SQL, links))
      }),
      { numRuns: runs(100) },
    )
  })

  it('are those from before, once all edits have been taken back', () => {
    const arbEdits = fc.array(fc.tuple(arbLink, fc.boolean()), { maxLength: 20 })
    fc.assert(
      fc.property(arbLinkSet(), arbEdits, (links, edits) => {
        const before = encodeLinks(SQL, links)
        const undo: (() => void)[] = []
        const edited = new Map(decodeLinks(SQL, before))
        for (const [link, isRemoval] of edits) {
          const was = edited.get(link.slug)
          if (isRemoval) edited.delete(link.slug)
          else edited.set(link.slug, link)
          undo.push(() => {
            if (was === undefined) edited.delete(link.slug)
            else edited.set(link.slug, was)
          })
        }
        const between = decodeLinks(SQL, encodeLinks(SQL, edited))
        expect(isSameSet(between, edited)).toBe(true)
        for (const step of undo.reverse()) step()
        expect(encodeLinks(SQL, edited)).toEqual(before)
      }),
      { numRuns: runs(100) },
    )
  })

  it('hold the set, for us and for another SQLite', () => {
    fc.assert(
      fc.property(arbLinkSet(), (links) => {
        const bytes = encodeLinks(SQL, links)
        expect(isSameSet(decodeLinks(SQL, bytes), links)).toBe(true)
        expect(encodeLinks(SQL, decodeLinks(SQL, bytes))).toEqual(bytes)
        expect(readRows(bytes)).toEqual(toRows(links))
      }),
      { numRuns: runs(100) },
    )
  })

  it('differ where sets differ', () => {
    fc.assert(
      fc.property(arbLinkSet(), arbLinkSet(), (a, b) => {
        const isSame = Buffer.from(encodeLinks(SQL, a)).equals(encodeLinks(SQL, b))
        expect(isSame).toBe(isSameSet(a, b))
      }),
      { numRuns: runs(100) },
    )
  })
})

// A changed byte inside a cell's text can make another valid link: `docs` into `dogs`. Nothing in
// the file can tell. What holds: only that row differs, each link is valid, and all rows that
// the bytes hold are in the set.
function expectHonest(before: LinkSet, damaged: Uint8Array): void {
  const after = read(damaged)
  if (after === null || isSameSet(after, before)) return
  expect(after.size).toBe(before.size)
  expect(countChanged(before, after)).toBe(1)
  for (const link of after.values()) expect(parseLink(link)).toEqual({ ok: true, link })
  expect(readRows(damaged)).toEqual(toRows(after))
}

describe('a damaged file', () => {
  const arbFile = arbLinkSet(undefined, { maxLength: 30 })
    .filter((links) => links.size > 0)
    .map((links) => ({ links, bytes: encodeLinks(SQL, links) }))

  it('with any one byte changed is refused, or is read as what it holds', () => {
    const arbFlip = fc.tuple(fc.nat({ max: 2 ** 20 }), fc.integer({ min: 1, max: 255 }))
    fc.assert(
      fc.property(
        arbFile,
        fc.array(arbFlip, { minLength: 20, maxLength: 60 }),
        ({ links, bytes }, flips) => {
          for (const [place, mask] of flips) {
            const damaged = bytes.slice()
            const index = place % damaged.length
            damaged[index] = (damaged[index] ?? 0) ^ mask
            expectHonest(links, damaged)
          }
        },
      ),
      { numRuns: runs(60) },
    )
  })

  it('with any one bit of its header changed is refused, or is read as what it holds', () => {
    const [file] = fc.sample(arbFile, { numRuns: 1, seed: 7 })
    if (file === undefined) throw new Error('no sample')
    for (let bit = 0; bit < 800; bit += 1) {
      const damaged = file.bytes.slice()
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expectHonest(file.links, damaged)
    }
  })

  it('with a page overwritten, moved or lost is refused, or is read as what it holds', () => {
    const arbPages = fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 }))
    fc.assert(
      fc.property(arbFile, arbPages, ({ links, bytes }, [one, other]) => {
        const count = bytes.length / 1024
        const [from, to] = [one % count, other % count]
        const page = bytes.slice(from * 1024, (from + 1) * 1024)
        const copied = bytes.slice()
        copied.set(page, to * 1024)
        const emptied = bytes.slice()
        emptied.fill(0, to * 1024, (to + 1) * 1024)
        const swapped = copied.slice()
        swapped.set(bytes.slice(to * 1024, (to + 1) * 1024), from * 1024)
        for (const damaged of [copied, emptied, swapped]) {
          const after = read(damaged)
          if (after !== null) expect(isSameSet(after, links)).toBe(true)
        }
      }),
      { numRuns: runs(100) },
    )
  })

  it('cut short anywhere is refused', () => {
    fc.assert(
      fc.property(arbFile, fc.double({ min: 0, max: 1, noNaN: true }), ({ bytes }, share) => {
        expect(read(bytes.subarray(0, Math.floor(share * (bytes.length - 1))))).toBeNull()
      }),
      { numRuns: runs(200) },
    )
  })

  it('that is no file at all is refused', () => {
    const header = new TextEncoder().encode('SQLite format 3\u0000')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.boolean(), (noise, hasMagic) => {
        const bytes = hasMagic ? Uint8Array.from([...header, ...noise]) : noise
        expect(read(bytes)).toBeNull()
      }),
      { numRuns: runs(200) },
    )
  })
})
