/**
 * What holds for every diff: applied to the one set it gives the other; it tells each row once.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renameLink } from '../../../src/core/changes/change-one.ts'
import { applyDiff, diffLinks, rowsAfter } from '../../../src/core/diff.ts'
import { isSameLink, type Link } from '../../../src/core/link.ts'
import { isSameSet, type LinkSet, toLinkSet } from '../../../src/core/link-set.ts'
import { findRisks } from '../../../src/core/review/risks.ts'
import { arbExactSlug, arbLinkSet } from '../../support/arbitraries.ts'
import { NOW, SITE } from '../../support/links.ts'
import { runs } from '../../support/runs.ts'

const context = { site: SITE, now: NOW, by: 'bob' }

// Renames of each sort, among links that came, went and changed meanwhile.
const arbPair: fc.Arbitrary<{ before: LinkSet; after: LinkSet }> = fc
  .tuple(
    arbLinkSet(),
    arbLinkSet(),
    fc.array(fc.tuple(fc.nat(), arbExactSlug, fc.constantFrom('alias', 'tombstone', 'nothing')), {
      maxLength: 4,
    }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom<Link['state']>('gone', 'active', 'disabled')), {
      maxLength: 2,
    }),
    fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8]),
  )
  .map(([before, others, renames, states, kept]) => {
    let after = before
    for (const [index, slug, leaving] of renames) {
      const from = [...after.keys()][index % Math.max(after.size, 1)]
      const change = from === undefined ? null : renameLink(after, from, slug, leaving, context)
      if (change?.ok) after = change.links
    }
    const edited = new Map(after)
    for (const [index, state] of states) {
      const link = [...edited.values()][index % Math.max(edited.size, 1)]
      if (link !== undefined) edited.set(link.slug, { ...link, state })
    }
    for (const [index, link] of [...others.values()].entries()) {
      if (kept.includes(index)) edited.set(link.slug, link)
    }
    return { before, after: toLinkSet(edited.values()) }
  })

describe('a diff', () => {
  it('applied to the set before gives the set after', () => {
    fc.assert(
      fc.property(arbPair, ({ before, after }) => {
        expect(isSameSet(applyDiff(diffLinks(before, after), before), after)).toBe(true)
        expect(isSameSet(applyDiff(diffLinks(after, before), after), before)).toBe(true)
      }),
      { numRuns: runs(500) },
    )
  })

  it('tells each slug once, sorted, and the same whatever the order of rows', () => {
    fc.assert(
      fc.property(arbPair, ({ before, after }) => {
        const diff = diffLinks(before, after)
        const slugs = diff.map(({ slug }) => slug)
        expect(slugs).toEqual([...new Set(slugs)].sort())
        const turned = (links: LinkSet) => toLinkSet([...links.values()].reverse())
        expect(diffLinks(turned(before), turned(after))).toEqual(diff)
        expect(findRisks(turned(before), turned(after))).toEqual(findRisks(before, after, diff))
      }),
      { numRuns: runs(300) },
    )
  })

  it('tells nothing that is the same, and a change by the fields that differ', () => {
    fc.assert(
      fc.property(arbPair, ({ before, after }) => {
        for (const entry of diffLinks(before, after)) {
          for (const link of rowsAfter(entry)) {
            expect(after.get(link.slug)).toEqual(link)
            const was = before.get(link.slug)
            expect(was !== undefined && isSameLink(was, link)).toBe(false)
          }
          if (entry.kind !== 'changed') continue
          const cells = Object.fromEntries(entry.fields.map(({ field, to }) => [field, to]))
          expect({ ...entry.before, ...cells }).toEqual(entry.after)
        }
      }),
      { numRuns: runs(300) },
    )
  })
})
