/**
 * What the calls of `/openapi.json` share: parameters, headers, and the answers to what is wrong.
 */
import { BODY_MAX, IDEMPOTENCY_KEY } from '../contract.ts'
import { makeSchemas, type SchemaName, schemaRef } from './schemas.ts'
import type { Answer, Components, Header, Parameter, Reference } from './types.ts'

const parameters = {
  Slug: {
    name: 'slug',
    in: 'path',
    required: true,
    description:
      'Slug of the link as one percent-encoded segment: `talks/2026` is `talks%2F2026`. Capitals count.',
    schema: { type: 'string' },
    example: 'docs',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'Go on only if the link still has one of these entity tags, strong or weak (`*` is any), or already is what is asked for.',
    schema: { type: 'string' },
  },
} satisfies Record<string, Parameter>

const headers = {
  ETag: {
    description: 'Entity tag of what is answered.',
    required: true,
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'In how many seconds another try makes sense.',
    required: true,
    schema: { type: 'string', pattern: '^\\d+$' },
  },
} satisfies Record<string, Header>

/** A reference to a parameter that more than one call has. */
export function parameterRef(name: keyof typeof parameters): Reference {
  return { $ref: `#/components/parameters/${name}` }
}

/** A reference to a header that more than one answer has. */
export function headerRef(name: keyof typeof headers): Reference {
  return { $ref: `#/components/headers/${name}` }
}

/** An answer of problem details. */
export function problem(
  description: string,
  { schema = 'Problem', headers }: { schema?: SchemaName; headers?: Answer['headers'] } = {},
): Answer {
  return {
    description,
    ...(headers !== undefined && { headers }),
    content: { 'application/problem+json': { schema: schemaRef(schema) } },
  }
}

const RETRY = { 'Retry-After': headerRef('Retry-After') }

/** Answers to what is wrong, by status, as far as they say the same for every call. */
const PROBLEMS = {
  400: problem('The request can’t be read: broken JSON, UTF-8, percent-encoding, or header.'),
  401: problem('There is no token, or not one that is known here.', {
    headers: {
      'WWW-Authenticate': {
        description: 'The scheme, `Bearer`.',
        required: true,
        schema: { type: 'string' },
      },
    },
  }),
  403: problem(
    'The token’s role is too small, the link belongs to others, or the site is a preview, which takes no writes.',
  ),
  404: problem('There is no such link.'),
  405: problem('The path answers other methods only.', {
    headers: { Allow: { description: 'The methods.', required: true, schema: { type: 'string' } } },
  }),
  409: problem('It does not go together with what is there.'),
  412: problem(
    'The link has changed meanwhile, and not into what is asked for; `current` is how it is now.',
    {
      schema: 'ChangedProblem',
      headers: { ETag: headerRef('ETag') },
    },
  ),
  413: problem(`The body has over ${BODY_MAX.toLocaleString('en')} bytes.`),
  415: problem('The body is not of a media type that this call takes.'),
  422: problem('A value is not valid or not known; `errors` names each one.'),
  500: problem('Something went wrong in the API itself; its log says what.'),
  503: problem(
    'Not possible now: the Git host is not reachable or too busy, or something is not configured. Nothing was written, unless `detail` says that nobody knows.',
    { headers: RETRY },
  ),
} satisfies Record<number, Answer>

export type ProblemStatus = keyof typeof PROBLEMS

/**
 * References to problems, by status.
 *
 * @param own what this call says of a status in place of the common words
 */
export function problems(
  statuses: readonly ProblemStatus[],
  own: Readonly<Partial<Record<ProblemStatus, string>>> = {},
): Record<string, Reference> {
  return Object.fromEntries(
    statuses.map((status) => {
      const description = own[status]
      const $ref = `#/components/responses/${status}`
      return [String(status), description === undefined ? { $ref } : { $ref, description }]
    }),
  )
}

export const IDEMPOTENCY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Any text of your own. Sent again with the same key, a link without slug gets the same random slug, so that a repeat adds nothing and is answered with 200.',
  schema: { type: 'string', pattern: IDEMPOTENCY_KEY.source },
}

/** The `components` of the document. */
export function makeComponents(): Components {
  return {
    schemas: makeSchemas(),
    responses: PROBLEMS,
    parameters,
    headers,
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        description:
          'A token of `SHORTCRUST_TOKENS`; `npm run links -- token` makes one. Its role is `create` (add links, and read), `edit` (also change and remove them, and publish) or `admin` (also purge, reuse the slug of a removed link, and change what others own).',
      },
    },
  }
}
