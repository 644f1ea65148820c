/**
 * Whatever people change: it is urgent exactly where the bake would lead visitors of a link that
 * redirects elsewhere, nowhere, or for a shorter time.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LinkSet } from '../../../../src/core/link-set.ts'
import { findUrgent } from '../../../../src/core/publishing/urgency.ts'
import { findDestination } from '../../../../src/core/redirects.ts'
import { arbLinkSet } from '../../../support/arbitraries.ts'
import { arbBranches } from '../../../support/edits.ts'
import { runs } from '../../../support/runs.ts'

// Between the times at which the edits let links start and end, and after those of the sets.
const arbNow = fc.constantFrom(
  '2026-02-01T00:00:00Z',
  '2026-04-01T00:00:00Z',
  '2026-08-01T00:00:00Z',
  '2026-11-25T10:00:00Z',
)

const arbChange = fc.oneof(
  arbBranches.map(({ base, branches }) => ({ before: base, after: branches[0] ?? base })),
  fc.record({ before: arbLinkSet(), after: arbLinkSet() }),
)

/** Where visitors of a slug are led, by the bake's own rule; `null` for nowhere. */
function lead(links: LinkSet, slug: string, now: string): string | null {
  const link = links.get(slug)
  if (link === undefined) return null
  const { standing, url } = findDestination(links, link, now)
  return standing === 'redirects' ? url : null
}

test('urgent is what leads visitors away, now or earlier than before', () => {
  let [urgent, calm] = [0, 0]
  fc.assert(
    fc.property(arbChange, arbNow, ({ before, after }, now) => {
      const found = findUrgent(before, after, now)
      const left = [...before.keys()].filter((slug) => {
        const was = lead(before, slug, now)
        return was !== null && lead(after, slug, now) !== was
      })
      // An alias whose own row stayed is urgent by what it stands for.
      if (left.length > 0) expect(found).not.toEqual([])
      for (const slug of found) {
        const endsAnew = lead(before, slug, now) === lead(after, slug, now)
        expect(endsAnew || left.includes(slug), slug).toBe(true)
        expect(lead(before, slug, now), slug).not.toBeNull()
      }
      if (found.length > 0) urgent += 1
      else calm += 1
      expect(findUrgent(before, before, now)).toEqual([])
    }),
    { numRuns: runs(400) },
  )
  // Else it would prove little.
  expect(urgent).toBeGreaterThan(20)
  expect(calm).toBeGreaterThan(20)
})
