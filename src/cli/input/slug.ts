/**
 * Slugs as people type them: that of a link that is there, and a new one.
 */
import { type Finding, notice } from '../../core/finding.ts'

/** A slug as a person names an existing link: `/docs` is `docs`. */
export function slugOfArgument(text: string): string {
  return text.replace(/^\//, '')
}

/** New slugs are lower-cased, and the answer says so. */
export function lowerSlug(
  slug: string | undefined,
  keepCase = false,
): { slug: string | undefined; notices: Finding[] } {
  const lower = slug?.toLowerCase()
  if (keepCase || lower === slug || lower === undefined) return { slug, notices: [] }
  const message = `the slug "${slug}" was lower-cased to "${lower}"; --keep-case keeps capitals`
  return { slug: lower, notices: [notice('slug-case', lower, 'slug', message)] }
}
