/** A page knows the tags of the links that it holds: they are those that the API gives. */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { entityTag } from '../../../../src/api/answer.ts'
import { entityTagOf } from '../../../../src/client/selection/entity-tags.ts'
import { arbLinkSet } from '../../../support/arbitraries.ts'
import { link } from '../../../support/links.ts'

test('for any link', async () => {
  await fc.assert(
    fc.asyncProperty(arbLinkSet(), async (links) => {
      for (const one of links.values()) expect(await entityTagOf(one)).toBe(entityTag(one))
    }),
    { numRuns: 30 },
  )
})

test('where a browser hashes nothing, none is known', async () => {
  vi.stubGlobal('crypto', {})
  expect(await entityTagOf(link())).toBeNull()
  vi.unstubAllGlobals()
})
