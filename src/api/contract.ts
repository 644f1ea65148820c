/**
 * What requests may carry, and where they go: the schemas that check them, and from which
 * `/openapi.json` is made. Knows no store and no request.
 */
import * as z from 'zod'
import { linkDraftSchema, linkPatchSchema, STATES } from '../core/link.ts'

/** Where the API stands on the site. */
export const API_ROOT = '/api/v1'

/** Most bytes of a request's body. */
export const BODY_MAX = 1024 * 1024

/** Orders of `GET /links`; the first is the default. */
export const SORTS = ['slug', 'newest'] as const

/** Most links in one request. */
export const BATCH_MAX = 500

/** What an `Idempotency-Key` is made of. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/

/** Media types of a change; a merge patch (RFC 7396) has one of its own. */
export const CHANGE_TYPES = ['application/json', 'application/merge-patch+json']

const { state, createdAt, createdBy, ...given } = linkDraftSchema.shape

/** The body of `POST /links` for one link; state and authorship are not the client's to say. */
export const newLinkSchema = z.strictObject(
  {
    ...given,
    keepCase: z
      .boolean({ error: 'keepCase is true or false' })
      .describe('Keep capitals in the slug; otherwise it is lower-cased, and `notices` says so.')
      .optional(),
    reuse: z
      .boolean({ error: 'reuse is true or false' })
      .describe('Take over the slug of a removed link; for admins.')
      .optional(),
  },
  { error: 'a link is a JSON object, such as {"url": "https://example.org/"}' },
)

/** What becomes of the slug that a renamed link leaves. */
export const OLD_SLUGS = ['alias', 'retire', 'forget'] as const

const { shape } = linkPatchSchema

/** The body of `PATCH /links/{slug}`, a merge patch: what is missing stays, `null` clears. */
export const linkChangeSchema = z.strictObject(
  {
    ...shape,
    // An empty field of a form is no wish to clear the title; `null` is.
    title: z
      .string({ error: 'a title is text or null' })
      .refine((text) => text.trim() !== '', { error: 'the title is empty; null clears it' })
      .nullable()
      .pipe(shape.title.unwrap())
      .describe('One line of at most 200 characters; null clears it.')
      .optional(),
    tags: shape.tags
      .unwrap()
      .nullable()
      .describe('At most 20 tags, kept sorted and unique; null clears them.')
      .optional(),
    state: z
      .enum(['active', 'disabled'], {
        error: 'the state is active or disabled; DELETE makes a tombstone',
      })
      .describe('`disabled` is kept but not redirected.')
      .optional(),
    keepCase: z
      .boolean({ error: 'keepCase is true or false' })
      .describe('Keep capitals in a new slug.')
      .optional(),
    oldSlug: z
      .enum(OLD_SLUGS, { error: `oldSlug is one of ${OLD_SLUGS.join(', ')}` })
      .describe(
        'What a new slug leaves at the old one: an `alias` by default, a tombstone (`retire`), or nothing (`forget`, for admins).',
      )
      .optional(),
  },
  { error: 'a change is a JSON object, such as {"title": "New title"}' },
)

export type LinkChange = z.output<typeof linkChangeSchema>

const { slug: _slug, keepCase, oldSlug, ...changed } = linkChangeSchema.shape

/** What changes of one link among many: a merge patch that can also remove and restore it. */
export const manyChangeSchema = z
  .strictObject(
    {
      ...changed,
      state: z
        .enum(STATES, { error: `the state is one of ${STATES.join(', ')}` })
        .describe(
          '`disabled` is kept but not redirected; `gone` removes the link, which leaves a tombstone; another state restores a tombstone, for admins.',
        )
        .optional(),
      withAliases: z
        .boolean({ error: 'withAliases is true or false' })
        .describe('With `gone`: remove the aliases of the link, too.')
        .optional(),
    },
    { error: 'a change is a JSON object, such as {"title": "New title"}' },
  )
  .superRefine(({ state, withAliases, ...fields }, context) => {
    if (state !== 'gone' && withAliases !== undefined) {
      const message = 'withAliases goes with the state gone alone'
      context.addIssue({ code: 'custom', path: ['withAliases'], message })
    }
    if (state !== 'gone') return
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) continue
      const message = `a link that is removed stays as it was; leave ${name} out`
      context.addIssue({ code: 'custom', path: [name], message })
    }
  })

// One tag, in which a comma would make it two.
const IF_MATCH = /^(?:\*|(?:W\/)?"[\x21\x23-\x2b\x2d-\x7e]*")$/

/** One entry of `PATCH /links`. */
export const linkOfManySchema = z.strictObject(
  {
    slug: z
      .string({ error: 'a slug is text' })
      .describe('Slug of a link that is there; capitals count.'),
    ifMatch: z
      .string({ error: 'ifMatch is an entity tag' })
      .regex(IF_MATCH, { error: 'ifMatch is an entity tag in quotes, as "etag" gives it, or *' })
      .describe(
        'Go on only if the link still has this entity tag, or already is what is asked for.',
      )
      .optional(),
    change: manyChangeSchema,
  },
  { error: 'an entry is a JSON object of "slug" and "change"' },
)

export type LinkOfMany = z.output<typeof linkOfManySchema>
