/**
 * Merging sets that two people changed: the same from both sides, and nothing lost.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameLink, LINK_FIELDS, type Link, parseLink } from '../../../src/core/link.ts'
import { isSameSet, type LinkSet } from '../../../src/core/link-set.ts'
import { type Conflict, mergeLinks } from '../../../src/core/merge.ts'
import { arbLink, arbLinkSet } from '../../support/arbitraries.ts'
import { runs } from '../../support/runs.ts'

type Edit = (links: Map<string, Link>) => void

// Removes a link, adds one, or copies some cells of another link into it.
const arbEdit: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat({ max: 99 }), arbLink, fc.subarray([...LINK_FIELDS]), fc.nat({ max: 4 }))
  .map(([index, other, fields, kind]) => (links) => {
    if (kind === 0) {
      links.set(other.slug, other)
      return
    }
    const link = [...links.values()][index % Math.max(links.size, 1)]
    if (link === undefined) return
    if (kind === 1) {
      links.delete(link.slug)
      return
    }
    const cells = Object.fromEntries(fields.map((field) => [field, other[field]]))
    const edited = parseLink({ ...link, ...cells, slug: link.slug })
    if (edited.ok) links.set(link.slug, edited.link)
  })

const arbEdits = fc.array(arbEdit, { maxLength: 6 })

function edit(links: LinkSet, edits: readonly Edit[]): LinkSet {
  const edited = new Map(links)
  for (const one of edits) one(edited)
  return edited
}

const arbSides = fc
  .tuple(arbLinkSet(), arbEdits, arbEdits)
  .map(([base, a, b]) => ({ base, ours: edit(base, a), theirs: edit(base, b) }))

function mirror(conflicts: readonly Conflict[]): Conflict[] {
  return inOrder(conflicts.map((one) => ({ ...one, ours: one.theirs, theirs: one.ours })))
}

function inOrder(conflicts: readonly Conflict[]): Conflict[] {
  const keyOf = ({ slug, field }: Conflict) => `${slug} ${field}`
  return conflicts.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function changedSlugs(from: LinkSet, to: LinkSet): Set<string> {
  const slugs = [...new Set([...from.keys(), ...to.keys()])]
  return new Set(
    slugs.filter((slug) => {
      const [was, is] = [from.get(slug), to.get(slug)]
      return was === undefined || is === undefined || !isSameLink(was, is)
    }),
  )
}

describe('merging', () => {
  it('gives both sides the same links but for conflicts, and mirrored conflicts', () => {
    fc.assert(
      fc.property(arbSides, ({ base, ours, theirs }) => {
        const there = mergeLinks(base, ours, theirs)
        const back = mergeLinks(base, theirs, ours)
        expect(inOrder(back.conflicts)).toEqual(mirror(there.conflicts))
        const conflicting = new Set(there.conflicts.map(({ slug }) => slug))
        for (const slug of changedSlugs(there.links, back.links)) {
          expect(conflicting).toContain(slug)
        }
        if (conflicting.size === 0) expect(isSameSet(there.links, back.links)).toBe(true)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('has no conflict where the two changed different links', () => {
    fc.assert(
      fc.property(arbSides, ({ base, ours, theirs }) => {
        const mine = changedSlugs(base, ours)
        // Their side, but where both changed a link it is as it was.
        const apart = new Map(theirs)
        for (const slug of mine) {
          const was = base.get(slug)
          if (was === undefined) apart.delete(slug)
          else apart.set(slug, was)
        }
        const { links, conflicts } = mergeLinks(base, ours, apart)
        expect(conflicts).toEqual([])
        for (const slug of new Set([...base.keys(), ...ours.keys(), ...apart.keys()])) {
          const expected = mine.has(slug) ? ours.get(slug) : apart.get(slug)
          expect(links.get(slug)).toEqual(expected)
        }
      }),
      { numRuns: runs(500) },
    )
  })

  it('loses no change: each is in the result, or in a conflict', () => {
    fc.assert(
      fc.property(arbSides, ({ base, ours, theirs }) => {
        const { links, conflicts } = mergeLinks(base, ours, theirs)
        const isSettled = (slug: string, field: string) => {
          return conflicts.some((one) => {
            return one.slug === slug && (one.field === field || one.field === 'row')
          })
        }
        for (const side of [ours, theirs]) {
          for (const slug of changedSlugs(base, side)) {
            const [was, is, merged] = [base.get(slug), side.get(slug), links.get(slug)]
            if (is === undefined || was === undefined) {
              expect(isSettled(slug, 'row') || (merged === undefined) === (is === undefined)).toBe(
                true,
              )
              continue
            }
            for (const field of LINK_FIELDS.filter((one) => one !== 'tags')) {
              if (was[field] === is[field] || isSettled(slug, field)) continue
              // Of one link that both put here, the earlier origin is kept.
              const isOrigin = field === 'createdAt' || field === 'createdBy'
              if (isOrigin && ours.get(slug)?.url === theirs.get(slug)?.url) continue
              expect(merged?.[field]).toBe(is[field])
            }
            if (isSettled(slug, 'tags')) continue
            for (const tag of is.tags)
              if (!was.tags.includes(tag)) expect(merged?.tags).toContain(tag)
            for (const tag of was.tags) {
              if (!is.tags.includes(tag)) expect(merged?.tags).not.toContain(tag)
            }
          }
        }
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('gives valid links alone', () => {
    fc.assert(
      fc.property(arbSides, ({ base, ours, theirs }) => {
        for (const [slug, link] of mergeLinks(base, ours, theirs).links) {
          expect(parseLink(link)).toEqual({ ok: true, link })
          expect(link.slug).toBe(slug)
        }
      }),
      { numRuns: runs(500) },
    )
  })

  it('with a side that changed nothing gives the other', () => {
    fc.assert(
      fc.property(arbSides, ({ base, ours }) => {
        for (const { links, conflicts } of [
          mergeLinks(base, ours, base),
          mergeLinks(base, base, ours),
          mergeLinks(base, ours, ours),
        ]) {
          expect(conflicts).toEqual([])
          expect(isSameSet(links, ours)).toBe(true)
        }
      }),
      { numRuns: runs(300) },
    )
  })
})
