/** The CSV that a page makes is the one that `links export` writes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCsv } from '../../../../src/client/selection/csv.ts'
import { sortedLinks, toLinkSet } from '../../../../src/core/link-set.ts'
import { readCsv, writeCsv } from '../../../../src/formats/csv.ts'
import { arbLinkSet } from '../../../support/arbitraries.ts'
import { link } from '../../../support/links.ts'

test('for any links', () => {
  fc.assert(
    fc.property(arbLinkSet(), (links) => {
      expect(formatCsv(sortedLinks(links))).toBe(writeCsv(links))
    }),
  )
})

test.each(['=1+1', "'=x", '+a', '@a', '-a', 'a,b "c"'])('the title %j is no formula', (title) => {
  const links = toLinkSet([link({ title })])
  const text = formatCsv([...links.values()])
  expect(text).toBe(writeCsv(links))
  expect(text).not.toMatch(/,=|,\+|,@|,-/)
  expect(readCsv(text).findings).toEqual([])
})
