/**
 * Which slugs somebody may have meant who asked for one that is not there.
 * Small enough for the scripts of pages.
 */
import { distance } from 'fastest-levenshtein'
import { isPattern, lookAlikeKey } from '../slug.ts'
import { compareBinary } from '../text.ts'

/**
 * The slugs nearest to what was asked for, at most `limit`: first those that differ only by case,
 * hyphens or look-alikes (0 and O, 1 and l), then those of one or two typing errors.
 *
 * @param asked as it was typed, without leading slash
 * @example
 * findNearSlugs('D0cs', ['docs', 'dogs', 'talks']) // => ['docs', 'dogs']
 */
export function findNearSlugs(asked: string, slugs: Iterable<string>, limit = 3): string[] {
  const key = keyOf(asked)
  if (key === '') return []
  const most = key.length < 4 ? 1 : 2
  const near: { slug: string; errors: number }[] = []
  for (const slug of slugs) {
    const other = keyOf(slug)
    // Cheap before dear: tens of thousands of slugs are compared.
    if (isPattern(slug) || Math.abs(other.length - key.length) > most) continue
    const errors = other === key ? 0 : distance(other, key)
    if (errors <= most) near.push({ slug, errors })
  }
  return near
    .sort((a, b) => a.errors - b.errors || compareBinary(a.slug, b.slug))
    .slice(0, limit)
    .map(({ slug }) => slug)
}

function keyOf(slug: string): string {
  return lookAlikeKey(slug).replaceAll('-', '')
}

/** What sentences put behind an address: `/docs.`, `(/docs)`, `/docs”`. */
const TRAILING_PUNCTUATION = /[\s.,;:!?)\]}>'"*”’»…]+$/

/** What was asked for, without the punctuation of the sentence that it stood in. */
export function trimPunctuation(asked: string): string {
  return asked.replace(TRAILING_PUNCTUATION, '')
}

/**
 * The one slug that is what was asked for but for case, or `null`; of two, nobody knows which.
 *
 * @example
 * findOtherCase('DOCS', ['docs', 'talks']) // => 'docs'
 */
export function findOtherCase(asked: string, slugs: Iterable<string>): string | null {
  const lower = asked.toLowerCase()
  const same = [...slugs].filter((slug) => !isPattern(slug) && slug.toLowerCase() === lower)
  const [slug] = same
  return same.length !== 1 || slug === undefined || slug === asked ? null : slug
}
