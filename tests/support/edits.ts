/**
 * What people do to links on a branch, through the same functions as every door: sets that keep
 * all rules stay so.
 */
import fc from 'fast-check'
import { addLinks } from '../../src/core/changes/add-links.ts'
import {
  type ChangeContext,
  editLink,
  removeLink,
  renameLink,
} from '../../src/core/changes/change-one.ts'
import { formatTime } from '../../src/core/fields/time.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { NOW, SITE } from './links.ts'
import { seededBytes } from './random.ts'

/** One change; where a rule forbids it, the set comes back as it was. */
export type Edit = (links: LinkSet) => LinkSet

// Few, so that branches meet; of each pattern two, so that shapes do.
const SLUGS = ['a', 'b', 'c', 'd', 'gh/:x', 'gh/:y', 'pr/*']
const URLS = ['https://example.com/1', 'https://example.com/2', '/a', '/b', '/c', '/gh/:x']

const arbSlug = fc.constantFrom(...SLUGS)

/** Who changes something, some minutes after the links' time. */
function contextsWithin(min: number, max: number): fc.Arbitrary<ChangeContext> {
  const person = fc.constantFrom('alice', 'bob', 'carol')
  return fc.tuple(fc.integer({ min, max }), person).map(([minutes, by]) => {
    return { site: SITE, now: formatTime(Date.parse(NOW) + minutes * 60_000), by }
  })
}

const arbPatch = fc.oneof(
  fc.record({ url: fc.constantFrom(...URLS) }),
  fc.record({ title: fc.constantFrom(null, 'One', 'Two') }),
  fc.record({ owner: fc.constantFrom(null, 'alice', 'bob') }),
  fc.record({ tags: fc.subarray(['a', 'b', 'c', 'd']) }),
  fc.record({ state: fc.constantFrom('active' as const, 'disabled' as const) }),
  fc.record({ startsAt: fc.constantFrom(null, '2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z') }),
  fc.record({ expiresAt: fc.constantFrom(null, '2026-03-01T00:00:00Z', '2026-09-01T00:00:00Z') }),
)

function editsWithin(arbContext: fc.Arbitrary<ChangeContext>): fc.Arbitrary<Edit> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(arbSlug, arbPatch, arbContext).map(([slug, patch, context]): Edit => {
        return (links) => orSame(links, editLink(links, slug, patch, context))
      }),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(arbSlug, arbSlug, fc.constantFrom('alias', 'tombstone', 'nothing'), arbContext)
        .map(([slug, newSlug, leaving, context]): Edit => {
          return (links) => orSame(links, renameLink(links, slug, newSlug, leaving, context))
        }),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(arbSlug, fc.boolean()).map(([slug, purge]): Edit => {
        return (links) => orSame(links, removeLink(links, slug, { purge, withAliases: true }))
      }),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(arbSlug, fc.constantFrom(...URLS), arbContext)
        .map(([slug, url, context]): Edit => {
          const additions = [{ draft: { slug, url }, reuse: true }]
          return (links) =>
            orSame(links, addLinks(links, additions, { ...context, random: seededBytes(slug) }))
        }),
    },
  )
}

// Branches part after what they have in common was made, so an older link is the earlier one.
const arbFirstEdit = editsWithin(contextsWithin(0, 1_000))

/** A change as a person makes it on a branch. */
export const arbEdit: fc.Arbitrary<Edit> = editsWithin(contextsWithin(1_001, 2_000))

function orSame(links: LinkSet, change: { ok: true; links: LinkSet } | { ok: false }): LinkSet {
  return change.ok ? change.links : links
}

/** Applies edits one after the other. */
export function applyEdits(links: LinkSet, edits: readonly Edit[]): LinkSet {
  return edits.reduce((edited, edit) => edit(edited), links)
}

/** A start and two to four branches that grew from it. */
export const arbBranches: fc.Arbitrary<{ base: LinkSet; branches: LinkSet[] }> = fc
  .tuple(
    fc.array(arbFirstEdit, { maxLength: 12 }),
    fc.array(fc.array(arbEdit, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 }),
  )
  .map(([start, histories]) => {
    const base = applyEdits(new Map(), start)
    return { base, branches: histories.map((edits) => applyEdits(base, edits)) }
  })
