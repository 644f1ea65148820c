/**
 * A link, and the one definition of a valid one: the zod schemas that API, CLI, import and the
 * database share. Knows a link by itself; what depends on other links is in `check.ts`.
 */
import * as z from 'zod'
import { arrangeTags, parseTag, TAG, TAGS_MAX } from './fields/tags.ts'
import { parseTime } from './fields/time.ts'
import { parseTitle, TITLE_MAX } from './fields/title.ts'
import { type Finding, refusal } from './finding.ts'
import { HANDLE } from './people/handle.ts'
import { parseSlug, SLUG_MAX } from './slug.ts'
import { findPlaceholderMisuse, parseTarget, URL_MAX } from './target.ts'
import { isAliasTarget } from './targets/alias.ts'

/** Redirect statuses that a link may have; a host may support fewer (`hosts.ts`). */
export const STATUSES = [301, 302, 303, 307, 308] as const
/** `gone` is a tombstone: its slug can't be used again without an explicit override. */
export const STATES = ['active', 'disabled', 'gone'] as const

/**
 * Whether browsers remember a redirect of this status for good, so that a later change of its
 * target won't reach everyone: 301 and 308 may be cached without an end.
 * https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4
 */
export function isPermanent(status: number): boolean {
  return status === 301 || status === 308
}

interface Checked<T> {
  value: T
  issues: z.core.$ZodRawIssue[]
}

/**
 * Lets `parse` normalise a value or say what is wrong, with the value that would be right where
 * one is known. Checks that overwrite, unlike transforms, keep one schema for input and output,
 * and take a quarter less time.
 */
function normalise<T>(
  parse: (value: T) => { value: T } | { message: string; suggestion?: string | null },
): (checked: Checked<T>) => void {
  return (checked) => {
    const parsed = parse(checked.value)
    if ('value' in parsed) {
      checked.value = parsed.value
      return
    }
    const { message, suggestion } = parsed
    const issue = { code: 'custom' as const, input: checked.value, message }
    checked.issues.push(suggestion == null ? issue : { ...issue, params: { suggestion } })
  }
}

const slug = z
  .string({ error: 'a slug is text' })
  .check(
    normalise((text) => {
      const parsed = parseSlug(text)
      return parsed.ok ? { value: parsed.slug } : parsed
    }),
  )
  .describe('Path of the short link without leading slash: `docs`, `talks/2026`, `gh/*`, `pr/:id`.')
  // Metadata such as this is for the JSON Schemas alone; the checks above decide.
  .meta({ minLength: 1, maxLength: SLUG_MAX })

const url = z
  .string({ error: 'a target is text: an absolute http or https URL, or "/" and a slug' })
  .check(
    normalise((text) => {
      const parsed = parseTarget(text)
      return parsed.ok ? { value: parsed.url } : parsed
    }),
  )
  .describe('Absolute http(s) target; or, for an alias, `/` and the slug that it stands for.')
  .meta({ minLength: 1, maxLength: URL_MAX })

const title = z
  .string({ error: 'a title is text or null' })
  .nullable()
  .check(
    normalise((text) => {
      if (text === null) return { value: null }
      const parsed = parseTitle(text)
      return parsed.ok ? { value: parsed.title } : parsed
    }),
  )
  .describe(`One line of at most ${TITLE_MAX} characters, or null.`)
  .meta({ maxLength: TITLE_MAX })

const tag = z
  .string({ error: 'a tag is text' })
  .check(
    normalise((text) => {
      const parsed = parseTag(text)
      return parsed.ok ? { value: parsed.tag } : parsed
    }),
  )
  .meta({ pattern: TAG.source })

const tags = z
  .array(tag, { error: 'tags are a list of texts' })
  .check(
    normalise((list) => {
      const parsed = arrangeTags(list)
      return parsed.ok ? { value: parsed.tags } : parsed
    }),
  )
  .describe(`At most ${TAGS_MAX} tags, kept sorted and unique.`)
  .meta({ maxItems: TAGS_MAX })

const status = z
  .literal(STATUSES, { error: `the status is one of ${STATUSES.join(', ')}` })
  .describe('Redirect status; 302 by default.')

const state = z
  .enum(STATES, { error: `the state is one of ${STATES.join(', ')}` })
  .describe('`disabled` is kept but not redirected; `gone` is a tombstone.')

const handle = z
  .string({ error: 'a handle is text' })
  .regex(HANDLE, { error: 'a handle is 1 to 39 of A-Z, a-z, 0-9 and "-"' })

const owner = handle.nullable().describe('Handle or team that answers for the link, or null.')

const time = z
  .string({ error: 'a time is text such as 2026-12-31T23:59:59Z' })
  .check(
    normalise((text) => {
      const parsed = parseTime(text)
      return parsed.ok ? { value: parsed.time } : parsed
    }),
  )
  .meta({ format: 'date-time' })

const listed = z
  .boolean({ error: 'listed is true or false' })
  .describe('Whether the link is in the public directory and the public database.')

const fields = {
  slug,
  url,
  status,
  state,
  listed,
  title,
  tags,
  owner,
  startsAt: time.nullable().describe('From when the link redirects, or null.'),
  expiresAt: time.nullable().describe('Until when the link redirects, or null.'),
  createdAt: time.describe('When the link was added.'),
  createdBy: handle.describe('Handle of who added the link.'),
}

/** A whole link; parsing normalises it (URL serialised, tags sorted, times in UTC). */
export const linkSchema = z.strictObject(fields).superRefine(checkTogether)

/** One row of `data/links.db`, in camelCase. */
export type Link = z.output<typeof linkSchema>

const { slug: _slug, url: _url, ...optional } = fields
const optionalFields = z.object(optional).partial().shape

/** What a new link is made of; all but the target have defaults. */
export const linkDraftSchema = z
  .strictObject({ url, slug: slug.optional(), ...optionalFields })
  .superRefine(checkTogether)

/** A new link as far as it was given; `undefined` and missing mean the same. */
export type LinkDraft = z.output<typeof linkDraftSchema>

/** A change to a link: what is missing stays, `null` clears. */
export const linkPatchSchema = z
  .strictObject({ slug, url, ...optional })
  .omit({ createdAt: true, createdBy: true })
  .partial()

export type LinkPatch = z.output<typeof linkPatchSchema>

function checkTogether(link: PartOfLink, context: z.core.$RefinementCtx): void {
  for (const { path, message } of findMismatches(link)) {
    context.addIssue({ code: 'custom', path: [path], message })
  }
}

/** A link as far as it is known; `undefined` and missing mean the same. */
interface PartOfLink {
  slug?: string | undefined
  url?: string | undefined
  startsAt?: string | null | undefined
  expiresAt?: string | null | undefined
}

/** What is wrong with valid fields by the rules over more than one of them. */
export function findMismatches({
  slug,
  url,
  startsAt,
  expiresAt,
}: PartOfLink): { path: keyof Link; message: string }[] {
  const mismatches: { path: keyof Link; message: string }[] = []
  if (startsAt != null && expiresAt != null && expiresAt <= startsAt) {
    const message = `the link expires at ${expiresAt}, which is not after its start at ${startsAt}`
    mismatches.push({ path: 'expiresAt', message })
  }
  if (slug === undefined || url === undefined || isAliasTarget(url)) return mismatches
  const misuse = findPlaceholderMisuse(slug, url)
  if (misuse !== null) mismatches.push({ path: 'url', message: misuse })
  return mismatches
}

/** What a schema said is wrong, as findings about `slug`. */
export function toFindings(error: z.ZodError, slug: string | null): Finding[] {
  return error.issues.flatMap((issue): Finding[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => refusal('unknown-field', slug, key, `unknown field "${key}"`))
    }
    const field = issue.path.length === 0 ? null : String(issue.path[0])
    const suggestion = issue.code === 'custom' ? issue.params?.suggestion : undefined
    const rule = field ?? 'link'
    return [
      refusal(rule, slug, field, issue.message, typeof suggestion === 'string' ? suggestion : null),
    ]
  })
}

/** Parses a whole link by `linkSchema`; problems come as findings. */
export function parseLink(
  input: unknown,
): { ok: true; link: Link } | { ok: false; findings: Finding[] } {
  const parsed = linkSchema.safeParse(input)
  if (parsed.success) return { ok: true, link: parsed.data }
  const slug = typeof input === 'object' && input !== null && 'slug' in input ? input.slug : null
  return { ok: false, findings: toFindings(parsed.error, typeof slug === 'string' ? slug : null) }
}

/** The link that a draft describes, once it has a slug; missing fields get their defaults. */
export function completeLink(
  draft: LinkDraft & { slug: string },
  { now, by }: { now: string; by: string },
): Link {
  return {
    slug: draft.slug,
    url: draft.url,
    status: draft.status ?? 302,
    state: draft.state ?? 'active',
    listed: draft.listed ?? true,
    title: draft.title ?? null,
    tags: draft.tags ?? [],
    owner: draft.owner ?? null,
    startsAt: draft.startsAt ?? null,
    expiresAt: draft.expiresAt ?? null,
    createdAt: draft.createdAt ?? now,
    createdBy: draft.createdBy ?? by,
  }
}

/** The fields of a link in the order in which files and pages show them. */
export const LINK_FIELDS = Object.keys(fields) as readonly (keyof Link)[]

/** Whether two values of one field are the same: texts, numbers, or lists of tags. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => entry === b[index])
  }
  return a === b
}

/** Whether two links are the same in every field. */
export function isSameLink(a: Link, b: Link): boolean {
  return LINK_FIELDS.every((field) => isSameValue(a[field], b[field]))
}

/** Whether two rows are of one link, since no edit changes who added it and when. */
export function isSameOrigin(a: Link, b: Link): boolean {
  return a.createdAt === b.createdAt && a.createdBy === b.createdBy
}

/** Whether `link` already is all that `draft` says; what the draft leaves out does not count. */
export function hasGivenFields(link: Link, draft: LinkDraft): boolean {
  return LINK_FIELDS.every(
    (field) => draft[field] === undefined || isSameValue(link[field], draft[field]),
  )
}
