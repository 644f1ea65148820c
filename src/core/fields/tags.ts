/**
 * What a tag is, and how a link's tags are kept: few, sorted, each once.
 */

/** Most tags of one link. */
export const TAGS_MAX = 20

/** What a tag is made of. */
export const TAG = /^[a-z0-9][a-z0-9-]{0,31}$/

export type ParsedTag =
  | { ok: true; tag: string }
  /** `suggestion` is a valid tag near to the input, or `null` where nothing of it is left. */
  | { ok: false; message: string; suggestion: string | null }

/**
 * Reads a tag as it was typed; nothing is stripped.
 *
 * @example
 * parseTag('Open Source') // => { ok: false, message: …, suggestion: 'open-source' }
 */
export function parseTag(input: string): ParsedTag {
  if (TAG.test(input)) return { ok: true, tag: input }
  const suggestion = input
    // Far more than a tag can hold, so that what a stranger sends is not tidied by the megabyte.
    .slice(0, 256)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 32)
    .replace(/-+$/, '')
  return {
    ok: false,
    message: `the tag ${JSON.stringify(input.slice(0, 60))} is not 1 to 32 of a-z, 0-9 and "-", beginning with a letter or digit`,
    suggestion: TAG.test(suggestion) ? suggestion : null,
  }
}

export type ParsedTags = { ok: true; tags: string[] } | { ok: false; message: string }

/** Puts valid tags in their normal form: sorted, each once. */
export function arrangeTags(tags: readonly string[]): ParsedTags {
  const arranged = [...new Set(tags)].sort()
  return arranged.length <= TAGS_MAX
    ? { ok: true, tags: arranged }
    : { ok: false, message: `a link has at most ${TAGS_MAX} tags` }
}

/** Whether valid tags are already as `arrangeTags` would put them. */
export function areArranged(tags: readonly string[]): boolean {
  return tags.length <= TAGS_MAX && tags.every((tag, at) => at === 0 || (tags[at - 1] ?? '') < tag)
}
