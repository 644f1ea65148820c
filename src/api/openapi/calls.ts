/**
 * The calls of the API as `/openapi.json` describes them, path by path.
 */
import type { Role } from '../../config.ts'
import { STATES } from '../../core/link.ts'
import { BATCH_MAX, CHANGE_TYPES, SORTS } from '../contract.ts'
import { headerRef, IDEMPOTENCY, parameterRef, problem, problems } from './components.ts'
import { type JsonSchema, type SchemaName, schemaRef } from './schemas.ts'
import type { Answer, MediaType, Parameter, PathItem, Security } from './types.ts'

const PUBLIC: Security = []
const byRole = (role: Role): Security => [{ token: [role] }]
const ETAG = { ETag: headerRef('ETag') }

/** All paths below the API's root. */
export const PATHS: Readonly<Record<string, PathItem>> = {
  '/links': {
    get: {
      operationId: 'listLinks',
      summary: 'List links',
      description:
        'The links at the head of the branch, live or not, removed ones included; all of them unless `limit` is given.',
      tags: ['links'],
      security: byRole('create'),
      parameters: [
        query('slug', 'The link with exactly this slug.', { type: 'string' }),
        query('search', 'Links with this text in slug, target, title, tags or owner.', {
          type: 'string',
        }),
        query('tag', 'Links with this tag.', { type: 'string' }),
        query('state', 'Links of this state.', { type: 'string', enum: [...STATES] }),
        query('sort', 'By slug, or the newest first.', {
          type: 'string',
          enum: [...SORTS],
          default: SORTS[0],
        }),
        query('limit', 'At most this many links.', count(1), '20'),
        query('offset', 'How many links to leave out before them.', { ...count(0), default: 0 }),
      ],
      responses: {
        200: {
          description: 'The links.',
          headers: {
            'X-Total-Count': {
              description: 'How many links there are with this filter, on all pages.',
              required: true,
              schema: { type: 'string', pattern: '^\\d+$' },
            },
            Link: {
              description: 'The pages before and after this one, `prev` and `next` (RFC 8288).',
              schema: { type: 'string' },
            },
          },
          content: json({ type: 'array', items: schemaRef('Link') }),
        },
        ...problems([401, 422, 500, 503], { 422: 'A parameter is not valid or not known.' }),
      },
    },
    post: {
      operationId: 'addLinks',
      summary: 'Add links',
      description: `Adds one link, or an array of up to ${BATCH_MAX}: all of them, or none. Without a slug, a link gets a random one.`,
      tags: ['links'],
      security: byRole('create'),
      parameters: [IDEMPOTENCY],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { anyOf: [schemaRef('NewLink'), schemaRef('NewLinks')] },
            examples: {
              one: {
                summary: 'One link',
                value: { url: 'https://example.org/talk', slug: 'talk', tags: ['event'] },
              },
              many: {
                summary: 'More than one',
                value: [
                  { url: 'https://example.org/a', slug: 'a' },
                  { url: 'https://example.org/b', title: 'Gets a random slug' },
                ],
              },
            },
          },
        },
      },
      responses: {
        200: added('They were there already, and are all that was asked for; nothing was written.'),
        201: added('They are added and committed.'),
        ...problems([400, 401, 403, 409, 413, 415, 422, 500, 503], {
          403: 'A pattern of others answers the path so far; only an admin may `reuse` a removed link’s slug; or the site is a preview, which takes no writes.',
          409: 'A slug is taken by another link, or was that of a removed one; or the link that the `Idempotency-Key` made is not, or no longer, what is asked for.',
        }),
      },
    },
    patch: {
      operationId: 'changeLinks',
      summary: 'Change many links',
      description: `Changes, removes or restores up to ${BATCH_MAX} links in one commit: all of them, or none. What a \`change\` leaves out stays, and a change of nothing makes no commit.`,
      tags: ['links'],
      security: byRole('edit'),
      requestBody: {
        required: true,
        content: Object.fromEntries(
          CHANGE_TYPES.map((type) => [
            type,
            {
              schema: schemaRef('LinksOfMany'),
              example: [
                { slug: 'docs', change: { tags: ['manual'], owner: null } },
                { slug: 'me', change: { state: 'gone' } },
              ],
            },
          ]),
        ),
      },
      responses: {
        200: {
          description: 'The links as they are now, in the order of the changes.',
          content: json({ type: 'array', items: schemaRef('WrittenLink') }),
        },
        ...problems([400, 401, 403, 404, 413, 415, 422, 500, 503], {
          403: 'The token’s role is too small; a link, or the pattern that answers its path so far, belongs to others; only an admin may restore one; or the site is a preview, which takes no writes.',
          404: 'There is no link of one of the slugs.',
        }),
        409: problem('A link has aliases, or was removed, or somebody’s edit stands in the way.', {
          schema: 'AliasProblem',
        }),
        412: problem(
          'Links have changed meanwhile, and not into what is asked for; `errors` says which, and `current` how they are now.',
          { schema: 'ChangedLinksProblem' },
        ),
      },
    },
  },
  '/links/{slug}': {
    get: {
      operationId: 'readLink',
      summary: 'Read a link',
      description: 'The link as it stands at the head of the branch.',
      tags: ['links'],
      security: byRole('create'),
      parameters: [parameterRef('Slug')],
      responses: {
        200: { description: 'The link.', headers: ETAG, content: json('Link') },
        ...problems([400, 401, 404, 422, 500, 503]),
      },
    },
    patch: {
      operationId: 'changeLink',
      summary: 'Change a link',
      description:
        'What the body leaves out stays as it is, and `null` clears. A new `slug` renames the link, and the old one goes on leading to it unless `oldSlug` says otherwise. A change of nothing makes no commit.',
      tags: ['links'],
      security: byRole('edit'),
      parameters: [parameterRef('Slug'), parameterRef('IfMatch')],
      requestBody: {
        required: true,
        content: Object.fromEntries(
          CHANGE_TYPES.map((type) => [
            type,
            {
              schema: schemaRef('LinkChange'),
              example: { url: 'https://example.org/new', title: null },
            },
          ]),
        ),
      },
      responses: {
        200: written('The link as it is now.'),
        ...problems([400, 401, 403, 404, 409, 412, 413, 415, 422, 500, 503], {
          403: 'The token’s role is too small; the link, or the pattern that answers its new path so far, belongs to others; or the site is a preview, which takes no writes.',
          409: 'The new slug is taken, the link was removed, or somebody’s edit stands in the way.',
        }),
      },
    },
    delete: {
      operationId: 'removeLink',
      summary: 'Remove a link',
      description:
        'The link leaves a tombstone, which keeps its slug from leading elsewhere. One that is a tombstone already stays so.',
      tags: ['links'],
      security: byRole('edit'),
      parameters: [
        parameterRef('Slug'),
        parameterRef('IfMatch'),
        query('purge', 'Leave no tombstone either; for admins.', flag()),
        query(
          'withAliases',
          'Remove the aliases of the link, too; with `purge`, also their tombstones.',
          flag(),
        ),
      ],
      responses: {
        200: written('The tombstone.'),
        204: { description: 'Nothing is left of it: the answer to `purge=true`.' },
        ...problems([400, 401, 403, 404, 412, 422, 500, 503]),
        409: problem(
          'The link has aliases, for a purge also removed ones, or somebody’s edit stands in the way.',
          {
            schema: 'AliasProblem',
          },
        ),
      },
    },
  },
  '/database': {
    get: {
      operationId: 'readDatabase',
      summary: 'Read all links as one file',
      description:
        'The SQLite database `data/links.db` at the head of the branch. It may be longer than a host lets an answer be; that is 503 then.',
      tags: ['links'],
      security: byRole('create'),
      parameters: [
        {
          name: 'If-None-Match',
          in: 'header',
          description: 'Entity tags of what you have; where it is still that, the answer is 304.',
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: {
          description: 'The file. Its entity tag is the id that Git gives it.',
          headers: ETAG,
          content: { 'application/vnd.sqlite3': { schema: {} } },
        },
        304: { description: 'You have it already.', headers: ETAG },
        ...problems([400, 401, 422, 500, 503]),
      },
    },
  },
  '/resolve/{slug}': {
    get: {
      operationId: 'resolve',
      summary: 'See where a path leads',
      description:
        'For everybody, without a token: where a path leads at the head of the branch, baked or not. A CDN may answer for 30 seconds.',
      tags: ['visitors'],
      security: PUBLIC,
      parameters: [
        {
          name: 'slug',
          in: 'path',
          required: true,
          description:
            'The path that a visitor asks for, as it is sent, percent-encoded once more as one segment; where nothing has its capitals, it is tried in lower case.',
          schema: { type: 'string' },
          example: 'docs',
        },
      ],
      responses: {
        200: { description: 'The link that answers.', content: json('Resolution') },
        ...problems([400, 404, 500, 503], { 404: 'No link answers this path.' }),
      },
    },
  },
  '/me': {
    get: {
      operationId: 'readMe',
      summary: 'See whose token it is',
      description: 'Who bears the token and what it may do, so that a program offers nothing else.',
      tags: ['access'],
      security: byRole('create'),
      responses: {
        200: { description: 'The bearer of the token.', content: json('Me') },
        ...problems([401, 422, 503]),
      },
    },
  },
  '/status': {
    get: {
      operationId: 'readStatus',
      summary: 'See what is live',
      description: 'What is committed, what visitors see, and the links that differ.',
      tags: ['publishing'],
      security: byRole('create'),
      responses: {
        200: { description: 'How far the commits have come.', content: json('Status') },
        ...problems([401, 422, 500, 503]),
      },
    },
  },
  '/publish': {
    post: {
      operationId: 'publish',
      summary: 'Publish now',
      description: 'Has what is committed built at once, without waiting for the next batch.',
      tags: ['publishing'],
      security: byRole('edit'),
      requestBody: { required: false, content: json('EmptyObject') },
      responses: {
        200: { description: 'It is live.', content: json('Status') },
        202: { description: 'The host was asked to build.', content: json('Status') },
        ...problems([400, 401, 403, 413, 415, 422, 500, 503], {
          403: 'The token’s role is too small, or the site is a preview, which takes no writes.',
          503: 'There is no build hook, it failed, or the site could not be baked.',
        }),
      },
    },
  },
}

function query(name: string, description: string, schema: JsonSchema, example?: string): Parameter {
  return { name, in: 'query', description, schema, ...(example !== undefined && { example }) }
}

function count(least: number): JsonSchema {
  return { type: 'integer', minimum: least, maximum: 999_999_999 }
}

function flag(): JsonSchema {
  return { type: 'boolean', default: false }
}

function json(schema: SchemaName | JsonSchema): Record<string, MediaType> {
  return {
    'application/json': { schema: typeof schema === 'string' ? schemaRef(schema) : schema },
  }
}

function added(description: string): Answer {
  return {
    description,
    headers: {
      ETag: {
        description: 'Entity tag of the link; not for an array.',
        schema: { type: 'string' },
      },
      Location: {
        description: 'Path of the link in the API; not for an array.',
        schema: { type: 'string', format: 'uri-reference' },
      },
    },
    content: json({
      anyOf: [schemaRef('WrittenLink'), { type: 'array', items: schemaRef('WrittenLink') }],
    }),
  }
}

function written(description: string): Answer {
  return {
    description,
    headers: {
      ...ETAG,
      'Content-Location': {
        description: 'Path of the link in the API, by its slug as it is now.',
        required: true,
        schema: { type: 'string', format: 'uri-reference' },
      },
    },
    content: json('WrittenLink'),
  }
}
