/**
 * The schemas of `/openapi.json`: bodies as requests are checked by, and answers, each under its
 * name in `components`. Knows no paths and no statuses.
 */
import * as z from 'zod'
import { HOST_NAMES } from '../../core/hosts.ts'
import { linkSchema, STATES } from '../../core/link.ts'
import type { ShownLink } from '../answer.ts'
import {
  BATCH_MAX,
  linkChangeSchema,
  linkOfManySchema,
  manyChangeSchema,
  newLinkSchema,
} from '../contract.ts'
import type { Me } from '../me.ts'
import { ERRORS_MAX, type FieldError } from '../problem.ts'
import type { PublishingStatus } from '../status.ts'

/** A JSON Schema of dialect 2020-12, which is that of OpenAPI 3.1. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

const commit = z.string().describe('Id of a commit.')

const shownLinkSchema = z
  .strictObject({
    ...linkSchema.shape,
    shortUrl: z.string().describe('Where people reach the link.').meta({ format: 'uri' }),
    etag: z
      .string()
      .describe(
        'Entity tag of what the link is now, with its quotes, as in `ETag` and `If-Match`.',
      ),
  })
  .describe('A link as it stands at the head of the branch.') satisfies z.ZodType<ShownLink>

const writtenLinkSchema = z
  .strictObject({
    ...shownLinkSchema.shape,
    commit: commit
      .nullable()
      .describe('The commit that holds the link; null before the first commit.'),
    live: z.boolean().describe('Whether visitors see it already; a new commit has to be built.'),
    notices: z
      .array(z.string())
      .describe('What the author should know, as sentences: that a slug was lower-cased, say.'),
  })
  .describe('A link that was written, or that already was all that was asked for.')

const resolutionSchema = z
  .strictObject({
    slug: z.string().describe('Slug of the link that answers the path.'),
    state: z.enum(STATES).describe('State of that link.'),
    url: z
      .string()
      .describe('Where it leads, with its pattern filled in; missing while it redirects nobody.')
      .optional(),
  })
  .describe('What a path leads to.')

const statusSchema = z
  .strictObject({
    head: commit.nullable().describe('The last commit of the branch; null before the first.'),
    live: commit.nullable().describe('The commit that visitors see; null where nobody knows.'),
    pending: z
      .array(z.string())
      .describe('Slugs whose last change is not live yet; all of them where nobody knows.'),
    publish: z
      .enum(['now', 'batch'])
      .describe('Whether each commit is published at once or with others.'),
    canPublish: z.boolean().describe('Whether this token may publish, and there is a way to.'),
  })
  .describe(
    'What is committed, what is live, and what waits in between.',
  ) satisfies z.ZodType<PublishingStatus>

const meSchema = z
  .strictObject({
    handle: z.string().describe('Handle of the token.'),
    role: z.enum(['create', 'edit', 'admin']).describe('What the token may do.'),
    owners: z
      .array(z.string())
      .describe('Owners whose links it may change: the handle itself, and its teams.'),
    baseUrl: z.string().describe('Where short URLs begin.').meta({ format: 'uri' }),
    rules: z
      .strictObject({
        aliases: z.array(z.string()).describe('Other hosts of the site.'),
        host: z.enum(HOST_NAMES).describe('Where the site is served.'),
        slugLength: z.int().describe('Characters of a random slug.'),
        privateHosts: z
          .array(z.string())
          .describe('Hosts that only some can reach and that are allowed.'),
        blockedHosts: z.array(z.string()).describe('Hosts that no link may lead to.'),
      })
      .describe('What the owner of the site decided about links.'),
  })
  .describe('Whose token it is.') satisfies z.ZodType<Me>

const fieldErrorSchema = z
  .strictObject({
    path: z
      .string()
      .describe(
        'JSON Pointer into the body, such as `/url` or `/3/slug`; for a query, `/` and the parameter; empty for the whole.',
      ),
    message: z.string().describe('What is wrong and how to put it right, in one sentence.'),
    suggestion: z
      .string()
      .describe('A value that would be right, where one is known.')
      .exactOptional(),
  })
  .describe('One wrong value of a request.') satisfies z.ZodType<FieldError>

const problemSchema = z
  .strictObject({
    type: z.literal('about:blank').describe('The status says which kind of problem it is.'),
    title: z.string().describe('Name of the status.'),
    status: z.int().min(400).max(599).describe('The status of the answer.'),
    detail: z.string().describe('What went wrong and what helps, in one sentence.'),
    errors: z
      .array(fieldErrorSchema)
      .describe('Every wrong value, as far as single values are to blame.')
      .meta({ maxItems: ERRORS_MAX }),
  })
  .describe('What went wrong: problem details of RFC 9457.')

const changedProblemSchema = z
  .strictObject({
    ...problemSchema.shape,
    current: shownLinkSchema,
  })
  .describe('A problem that shows what the link has become meanwhile.')

const changedLinksProblemSchema = z
  .strictObject({
    ...problemSchema.shape,
    current: z.array(shownLinkSchema),
  })
  .describe('A problem that shows what links have become meanwhile.')

const aliasProblemSchema = z
  .strictObject({
    ...problemSchema.shape,
    aliases: z
      .array(z.string())
      .describe('Slugs of the aliases that would lead nowhere.')
      .optional(),
  })
  .describe('A problem that names the aliases in the way, where it is they.')

const linkOfMany = linkOfManySchema.describe('One of many links, and what changes of it.')

const newLink = newLinkSchema.describe('A link to add; all but the target has a default.')

/** Names and schemas of `components`, in the order in which readers want them. */
const SCHEMAS = {
  NewLink: newLink,
  NewLinks: z.array(newLink).min(1).max(BATCH_MAX).describe('Links to add, all of them or none.'),
  LinkChange: linkChangeSchema.describe(
    'A merge patch (RFC 7396): what is missing stays, `null` clears.',
  ),
  LinksOfMany: z
    .array(linkOfMany)
    .min(1)
    .max(BATCH_MAX)
    .describe('Links to change, all of them or none; each of them once.'),
  LinkOfMany: linkOfMany,
  ManyChange: manyChangeSchema.describe(
    'A merge patch that can also remove a link and restore it: what is missing stays, `null` clears.',
  ),
  EmptyObject: z.strictObject({}).describe('An object without fields, `{}`.'),
  Link: shownLinkSchema,
  WrittenLink: writtenLinkSchema,
  Resolution: resolutionSchema,
  Status: statusSchema,
  Me: meSchema,
  Problem: problemSchema,
  FieldError: fieldErrorSchema,
  ChangedProblem: changedProblemSchema,
  ChangedLinksProblem: changedLinksProblemSchema,
  AliasProblem: aliasProblemSchema,
}

export type SchemaName = keyof typeof SCHEMAS

/** A reference to a schema of `components`. */
export function schemaRef(name: SchemaName): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** All schemas by name, as JSON Schema; one that uses another refers to it. */
export function makeSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id })
  // Only checks normalise, so what goes in and what comes out have one schema, but for pipes.
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema]),
  )
}
