/**
 * What a slug is: the path of a short link, without its leading slash.
 * ASCII only, since a CDN's engines disagree about other paths. Knows nothing of links or targets.
 */
import { isReserved } from './reserved.ts'
import { foldAccents, nameCodePoint } from './text.ts'

/** Longest slug, in characters. */
export const SLUG_MAX = 128

// A suggestion is made of the beginning of what was typed: enough for a slug whose every character is
// percent-encoded, and little enough that nobody can make us tidy a megabyte.
const SUGGESTED_FROM_MAX = 9 * SLUG_MAX

const SEGMENT = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/
const PLACEHOLDER = /^:([a-z]+)$/
// The whole grammar of slugs without patterns; what follows it only explains what is wrong.
const EXACT = /^(?!_)[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*$/

export type ParsedSlug =
  | { ok: true; slug: string }
  /** `suggestion` is a valid slug near to the input, or `null` where nothing ASCII is left. */
  | { ok: false; message: string; suggestion: string | null }

/**
 * Reads a slug as it was typed; nothing is stripped or coerced.
 *
 * @example
 * parseSlug('talks/2026') // => { ok: true, slug: 'talks/2026' }
 * parseSlug('my talk')    // => { ok: false, message: 'slug "my talk" has a space', suggestion: 'my-talk' }
 */
export function parseSlug(input: string): ParsedSlug {
  const problem = findProblem(input)
  if (problem === null) return { ok: true, slug: input }
  return { ok: false, message: problem, suggestion: suggestSlug(input) }
}

function findProblem(slug: string): string | null {
  if (slug.length <= SLUG_MAX && EXACT.test(slug) && !isReserved(slug)) return null
  if (slug === '') return 'a slug has at least one character'
  const quoted = JSON.stringify(slug.length > 140 ? `${slug.slice(0, 140)}…` : slug)
  if (slug.length > SLUG_MAX) {
    return `slug ${quoted} has ${slug.length} characters; the most is ${SLUG_MAX}`
  }
  const strange = /[^A-Za-z0-9_\-./:*]/u.exec(slug)?.[0]
  if (strange !== undefined) return `slug ${quoted} has ${describeCharacter(strange)}`
  if (slug.startsWith('/')) return `slug ${quoted} begins with a slash; leave it away`
  if (slug.endsWith('/')) return `slug ${quoted} ends with a slash; leave it away`
  if (slug.includes('//')) return `slug ${quoted} has two slashes in a row`
  return findSegmentProblem(slug, quoted) ?? findPlaceholderProblem(slug, quoted)
}

function findSegmentProblem(slug: string, quoted: string): string | null {
  const segments = slug.split('/')
  for (const [index, segment] of segments.entries()) {
    const isFirst = index === 0
    if (segment === '*' || PLACEHOLDER.test(segment)) {
      if (isFirst) return `slug ${quoted} begins with a pattern; its first segment must be literal`
      if (segment === '*' && index < segments.length - 1) {
        return `slug ${quoted} has "*" before its end; only the last segment may be "*"`
      }
      continue
    }
    if (segment.includes('*')) {
      return `slug ${quoted} has "*" inside a segment; "*" stands alone as the last segment`
    }
    if (segment.includes(':')) {
      return `slug ${quoted} has ":"; it may only begin a whole segment of a to z, as in "pr/:id"`
    }
    if (!SEGMENT.test(segment)) {
      return `slug ${quoted} has a dot at the edge of a segment, or two dots in a row`
    }
    if (isFirst && segment.startsWith('_')) return `slug ${quoted} begins with "_"`
  }
  // Said last, since a name is only worth reserving once it could be a slug.
  const [first = ''] = segments
  return isReserved(slug)
    ? `slug ${quoted} is reserved: "${first}" belongs to the site; choose another`
    : null
}

// Netlify replaces `:c` inside `:cats`, so no name may be the beginning of another; `:splat` is
// the name of what `*` matched.
function findPlaceholderProblem(slug: string, quoted: string): string | null {
  if (slug.split('/').includes(':splat')) {
    return `slug ${quoted} has ":splat"; that name belongs to "*"`
  }
  const names = placeholderNames(slug)
  for (const [index, name] of names.entries()) {
    for (const [other, longer] of names.entries()) {
      if (index !== other && longer.startsWith(name)) {
        return name === longer
          ? `slug ${quoted} has the placeholder ":${name}" twice`
          : `slug ${quoted} has ":${name}", which is the beginning of ":${longer}"; use names that do not overlap`
      }
    }
  }
  return null
}

function describeCharacter(character: string): string {
  if (character === ' ') return 'a space'
  if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(character)) {
    return `"${character}" (${nameCodePoint(character)}); a slug is made of A to Z, a to z, 0 to 9, "-", "_", "." and "/"`
  }
  return `the character ${nameCodePoint(character)}`
}

/** The names a pattern's target may use: `['id']` for `pr/:id`, `['splat']` for `gh/*`. */
export function placeholderNames(slug: string): string[] {
  return slug.split('/').flatMap((segment) => {
    if (segment === '*') return ['splat']
    const name = PLACEHOLDER.exec(segment)?.[1]
    return name === undefined ? [] : [name]
  })
}

/** What stands before the first slash, or all: the one part of a pattern that is always literal. */
export function firstSegment(path: string): string {
  return path.split('/', 1)[0] ?? path
}

/** Whether the slug stands for many paths: `gh/*` and `pr/:id` do. */
export function isPattern(slug: string): boolean {
  return slug.includes('*') || slug.includes(':')
}

/** Whether the pattern ends in `*`. */
export function isSplat(slug: string): boolean {
  return slug.endsWith('/*')
}

/** Patterns of one shape match the same paths: `pr/:id` and `pr/:number` do. */
export function patternShape(slug: string): string {
  return slug.replace(/:[a-z]+/g, ':')
}

/**
 * A valid slug near to `input`, or `null` where nothing is left: accents fall, each run of what
 * a slug cannot hold becomes one hyphen.
 *
 * @example
 * suggestSlug('domácí-zvířata') // => 'domaci-zvirata'
 * suggestSlug('구글')            // => null
 */
export function suggestSlug(input: string): string | null {
  const ascii = foldAccents(decodePercent(input.slice(0, SUGGESTED_FROM_MAX))).toLowerCase()
  const segments = ascii.split(/[/\\]/).flatMap((segment) => {
    const tidy = segment
      .replace(/[^a-z0-9_.-]+/g, '-')
      .replace(/\.{2,}/g, '.')
      .replace(/-{2,}/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
    return tidy === '' ? [] : [tidy]
  })
  const suggestion = segments
    .join('/')
    .slice(0, SLUG_MAX)
    .replace(/^[-_./]+|[-./]+$/g, '')
  return suggestion !== '' && findProblem(suggestion) === null ? suggestion : null
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * One string for all slugs that people mistake for each other: case, `-` and `_`, `0` and `o`,
 * `1`, `l` and `i`.
 */
export function lookAlikeKey(slug: string): string {
  return slug.toLowerCase().replace(/_/g, '-').replace(/0/g, 'o').replace(/[1i]/g, 'l')
}
