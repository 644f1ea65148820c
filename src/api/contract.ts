/**
 * What requests may carry, and where they go: the schemas that check them, and from which
 * `/openapi.json` is made. Knows no store and no request.
 */
import * as z from 'zod'
import { linkDraftSchema, linkPatchSchema } from '../core/link.ts'

/** Where the API stands on the site. */
export const API_ROOT = '/api/v1'

/** Most bytes of a request's body. */
export const BODY_MAX = 1024 * 1024

/** Orders of `GET /links`; the first is the default. */
export const SORTS = ['slug', 'newest'] as const

/** Most links in one `POST /links`. */
export const BATCH_MAX = 500

/** What an `Idempotency-Key` is made of. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/

/** Media types of a change; a merge patch (RFC 7396) has one of its own. */
export const CHANGE_TYPES = ['application/json', 'application/merge-patch+json']

const { state, createdAt, createdBy, ...given } = linkDraftSchema.shape

/** The body of `POST /links` for one link; state and authorship are not the client's to say. */
export const newLinkSchema = z.strictObject({
  ...given,
  keepCase: z
    .boolean({ error: 'keepCase is true or false' })
    .describe('Keep capitals in the slug; otherwise it is lower-cased, and `notices` says so.')
    .optional(),
  reuse: z
    .boolean({ error: 'reuse is true or false' })
    .describe('Take over the slug of a removed link; for admins.')
    .optional(),
})

/** What becomes of the slug that a renamed link leaves. */
export const OLD_SLUGS = ['alias', 'retire', 'forget'] as const

const { shape } = linkPatchSchema

/** The body of `PATCH /links/{slug}`, a merge patch: what is missing stays, `null` clears. */
export const linkChangeSchema = z.strictObject({
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
})

export type LinkChange = z.output<typeof linkChangeSchema>
