/**
 * Histories on two to four branches that come together: in any order the same, nothing lost, and
 * always a valid set that survives the file.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLinks } from '../../../../src/core/check.ts'
import { decodeLinks, encodeLinks } from '../../../../src/core/database.ts'
import { hasErrors } from '../../../../src/core/finding.ts'
import { LINK_FIELDS, type Link } from '../../../../src/core/link.ts'
import { isSameSet, type LinkSet } from '../../../../src/core/link-set.ts'
import { type Conflict, isSameRow } from '../../../../src/core/merge.ts'
import { mergeSets } from '../../../../src/core/merging/merge-sets.ts'
import { findRenames } from '../../../../src/core/merging/renames.ts'
import { SQL } from '../../../support/database.ts'
import { applyEdits, arbBranches, arbEdit } from '../../../support/edits.ts'
import { SITE } from '../../../support/links.ts'
import { runs } from '../../../support/runs.ts'

/** All merged into the first, one after the other; `null` at the first conflict. */
function mergeAll(base: LinkSet, branches: readonly LinkSet[]): LinkSet | null {
  let [merged = base] = branches
  for (const branch of branches.slice(1)) {
    const { links, conflicts } = mergeSets(base, merged, branch, SITE)
    if (conflicts.length > 0) return null
    merged = links
  }
  return merged
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((first, index) => {
    return permutations(list.toSpliced(index, 1)).map((rest) => [first, ...rest])
  })
}

const mirror = (conflicts: readonly Conflict[]) => {
  return conflicts.map((one) => ({ ...one, ours: one.theirs, theirs: one.ours }))
}

describe('two branches', () => {
  it('see mirrored conflicts, the same links but for them, and a valid set', () => {
    fc.assert(
      fc.property(arbBranches, ({ base, branches: [ours = base, theirs = base] }) => {
        const there = mergeSets(base, ours, theirs, SITE)
        const back = mergeSets(base, theirs, ours, SITE)
        expect(back.conflicts).toEqual(mirror(there.conflicts))
        for (const { links } of [there, back]) {
          expect(checkLinks(links, SITE).filter(({ severity }) => severity === 'error')).toEqual([])
          expect(isSameSet(decodeLinks(SQL, encodeLinks(SQL, links)), links)).toBe(true)
        }
        const apart = new Set(there.conflicts.map(({ slug }) => slug))
        for (const slug of new Set([...there.links.keys(), ...back.links.keys()])) {
          if (!apart.has(slug)) expect(there.links.get(slug)).toEqual(back.links.get(slug))
        }
        for (const { slug, field, ours: kept } of there.conflicts) {
          const row = there.links.get(slug)
          expect(field === 'row' ? row : row?.[field]).toEqual(kept)
        }
      }),
      { numRuns: runs(500) },
    )
  })
})

describe('two to four branches', () => {
  it('come to the same in whatever order they are merged, where none conflicts', () => {
    fc.assert(
      fc.property(arbBranches, ({ base, branches }) => {
        const all = permutations(branches).map((order) => mergeAll(base, order))
        const clean = all.filter((merged) => merged !== null)
        for (const merged of clean) {
          expect(isSameSet(merged, clean[0] ?? base)).toBe(true)
          expect(hasErrors(checkLinks(merged, SITE))).toBe(false)
        }
      }),
      { numRuns: runs(600) },
    )
  })

  it('lose nothing: each change of each branch is in what they come to', () => {
    let merges = 0
    fc.assert(
      fc.property(arbBranches, ({ base, branches }) => {
        const merged = mergeAll(base, branches)
        if (merged === null) return
        merges += 1
        for (const branch of branches) expectKept(base, branch, branches, merged)
      }),
      { numRuns: runs(1_500) },
    )
    // Or the property says nothing.
    expect(merges).toBeGreaterThan(200)
  })
})

function expectKept(
  base: LinkSet,
  branch: LinkSet,
  branches: readonly LinkSet[],
  merged: LinkSet,
): void {
  const own = findRenames(base, branch)
  const origins = new Map([...own].map(([slug, newSlug]) => [newSlug, slug]))
  const others = branches.map((other) => findRenames(base, other))
  for (const slug of new Set([...base.keys(), ...branch.keys()])) {
    const [was, is] = [base.get(origins.get(slug) ?? slug), branch.get(slug)]
    if (isSameRow(was, is)) continue
    if (is === undefined) {
      expect(merged.get(slug)).toBeUndefined()
      continue
    }
    // What another branch renamed to the same slug may have a third one's edits as well.
    const isAlsoRenamed = others.some((renames) => renames.values().some((to) => to === slug))
    if (was === undefined && isAlsoRenamed) {
      expect(merged.has(slug)).toBe(true)
      continue
    }
    // What another branch renamed may be found there.
    const renamed = others.flatMap((renames) => renames.get(slug) ?? [])
    const rows = [slug, ...(own.has(slug) ? [] : renamed)].map((one) => merged.get(one))
    expectCells(was, is, rows)
  }
}

function expectCells(was: Link | undefined, is: Link, rows: readonly (Link | undefined)[]): void {
  for (const field of LINK_FIELDS) {
    // The earlier of two origins of one link is kept.
    if (field === 'slug' || field === 'createdAt' || field === 'createdBy') continue
    const values = rows.map((row) => row?.[field])
    const seen = [is.slug, field, values]
    if (field === 'tags') {
      const before = was?.tags ?? []
      const isKept = rows.some((row) => {
        const added = is.tags.every((tag) => before.includes(tag) || row?.tags.includes(tag))
        return added && before.every((tag) => is.tags.includes(tag) || !row?.tags.includes(tag))
      })
      expect([...seen, isKept]).toEqual([...seen, true])
    } else if (was === undefined || was[field] !== is[field]) {
      const isKept = values.includes(is[field])
      expect([...seen, isKept]).toEqual([...seen, true])
    }
  }
}

describe('a branch that goes on', () => {
  it('may be merged again and again: what came before comes along once', () => {
    fc.assert(
      fc.property(
        arbBranches,
        fc.array(arbEdit, { maxLength: 3 }),
        ({ base, branches: [main = base, topic = base] }, further) => {
          const first = mergeSets(base, main, topic, SITE)
          fc.pre(first.conflicts.length === 0)
          // Merged, main stays; the topic goes on, and is then the base of what it was.
          const later = applyEdits(topic, further)
          const second = mergeSets(topic, first.links, later, SITE)
          fc.pre(second.conflicts.length === 0)
          const again = mergeSets(later, second.links, later, SITE)
          expect(again.conflicts).toEqual([])
          expect(isSameSet(again.links, second.links)).toBe(true)
        },
      ),
      { numRuns: runs(300) },
    )
  })
})
