/**
 * Link sets of any size for benchmarks, much like real ones.
 */
import { type LinkSet, toLinkSet } from '../../src/core/link-set.ts'
import { link } from '../support/links.ts'

/** `count` links; every third has a title and tags, each of its own age. */
export function manyLinks(count: number): LinkSet {
  return toLinkSet(
    Array.from({ length: count }, (_, index) =>
      link({
        slug: `link-${index}`,
        url: `https://site-${index % 997}.example.com/some/path/${index}?ref=${index}`,
        title: index % 3 === 0 ? `The title of link ${index}` : null,
        tags: index % 3 === 0 ? ['docs', 'team'] : [],
        createdAt: new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString(),
      }),
    ),
  )
}
