/**
 * The document as a page for people tells it: references followed, types in words, what is common
 * told once. Knows nothing of HTML.
 */
import { isDeepStrictEqual } from 'node:util'
import { writeCurl } from './curl.ts'
import { describeType, nameOf, type Prose, parseProse } from './prose.ts'
import { type JsonSchema, schemaRef } from './schemas.ts'
import {
  type Answer,
  METHODS,
  type OpenApi,
  type Operation,
  type Parameter,
  type Reference,
} from './types.ts'

/** A parameter, or a field of a body. */
export interface Row {
  name: string
  type: Prose
  description: Prose
  required: boolean
  /** Where a parameter stands; `body` for a field. */
  place: Parameter['in'] | 'body'
}

export interface AnswerOutline {
  status: string
  description: Prose
  /** What the body is, in words; `null` without one, and for a plain `Problem`. */
  body: Prose | null
  headers: { name: string; description: Prose }[]
}

/** The body of a request. */
export interface BodyOutline {
  type: Prose
  isRequired: boolean
  /** The shape that `fields` are of. */
  shape: string | null
  /** Media types that are taken. */
  media: string[]
  /** Fields of one object, in a list of them, too. */
  fields: Row[]
}

export interface CallOutline {
  id: string
  method: string
  path: string
  summary: string
  description: Prose
  /** The least role of a token, `null` where none is needed. */
  role: string | null
  parameters: Row[]
  body: BodyOutline | null
  /** Answers that say something of their own. */
  answers: AnswerOutline[]
  /** Statuses of the problems that say the same for every call. */
  others: string[]
  examples: { summary: string | null; command: string }[]
}

/** A schema that answers are of; what bodies are of is told with their call. */
export interface Shape {
  name: string
  description: Prose
  /** The shape whose fields it has, besides `fields`. */
  base: string | null
  fields: Row[]
}

export interface Outline {
  title: string
  /** Paragraphs on the whole. */
  description: Prose[]
  token: Prose
  /** Where the API stands. */
  server: string
  groups: { name: string; description: Prose; calls: CallOutline[] }[]
  shapes: Shape[]
  /** Problems in the words that hold for every call. */
  problems: AnswerOutline[]
}

/** The outline of a document of ours. */
export function outlineApi(document: OpenApi): Outline {
  const { info, tags, components } = document
  const calls = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ path, method, operation }]
    }),
  )
  const groups = tags.map(({ name, description }) => ({
    name,
    description: parseProse(description),
    calls: calls
      .filter(({ operation }) => operation.tags.includes(name))
      .map(({ path, method, operation }) => outlineCall(document, path, method, operation)),
  }))
  const bodies = calls.flatMap(({ operation }) =>
    bodyKindsOf(operation).map(({ $ref = '' }) => nameOf($ref)),
  )
  return {
    title: info.title,
    description: info.description.split('\n\n').map(parseProse),
    token: parseProse(components.securitySchemes.token.description),
    server: serverOf(document),
    groups,
    shapes: outlineShapes(components.schemas).filter(({ name }) => !bodies.includes(name)),
    problems: Object.entries(components.responses).map(([status, answer]) =>
      outlineAnswer(document, status, answer),
    ),
  }
}

function serverOf({ servers: [server] }: OpenApi): string {
  return server?.url ?? ''
}

function outlineCall(
  document: OpenApi,
  path: string,
  method: string,
  operation: Operation,
): CallOutline {
  const parameters = (operation.parameters ?? []).map((one) =>
    'name' in one ? one : follow(document.components.parameters, one),
  )
  const answers = Object.entries(operation.responses)
  // A problem without words of its own is told once, for all calls.
  const isCommon = (answer: Answer | Reference) =>
    '$ref' in answer && answer.description === undefined
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: parseProse(operation.description),
    role: operation.security[0]?.token[0] ?? null,
    parameters: parameters.map(toRow),
    body: outlineBody(document, operation),
    answers: answers
      .filter(([, answer]) => !isCommon(answer))
      .map(([status, answer]) => outlineAnswer(document, status, answer)),
    others: answers.filter(([, answer]) => isCommon(answer)).map(([status]) => status),
    examples: writeCurl({ server: serverOf(document), path, method, operation, parameters }),
  }
}

function toRow({ name, in: place, description, required = false, schema }: Parameter): Row {
  return { name, place, required, type: describeType(schema), description: parseProse(description) }
}

function outlineBody({ components }: OpenApi, { requestBody }: Operation): BodyOutline | null {
  if (requestBody === undefined) return null
  const kinds = bodyKindsOf({ requestBody })
  const resolved = kinds.map(({ $ref, ...own }) =>
    $ref === undefined ? own : follow(components.schemas, { $ref }),
  )
  const [first] = kinds
  const [object] = resolved
  // A name for a list, or for nothing, says less than what it stands for.
  const plain = kinds.map((kind, index) => {
    const known = resolved[index] ?? kind
    if (known.type === 'array') return known
    return fieldsOf(known).length === 0 ? { const: '{}' } : kind
  })
  return {
    type: describeType({ anyOf: plain }),
    isRequired: requestBody.required,
    shape: first?.$ref === undefined ? null : nameOf(first.$ref),
    media: Object.keys(requestBody.content),
    fields: object === undefined ? [] : fieldsOf(object),
  }
}

// What the body may be, each kind by itself.
function bodyKindsOf({ requestBody }: Pick<Operation, 'requestBody'>): JsonSchema[] {
  const [media] = Object.values(requestBody?.content ?? {})
  if (media === undefined) return []
  return media.schema.anyOf ?? [media.schema]
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema): Row[] {
  return Object.entries(properties).map(([name, schema]) => {
    const known = typeof schema === 'object' ? schema : {}
    return {
      name,
      place: 'body',
      required: required.includes(name),
      type: describeType(known),
      description: parseProse(known.description ?? ''),
    }
  })
}

function outlineAnswer(
  { components }: OpenApi,
  status: string,
  answer: Answer | Reference,
): AnswerOutline {
  const full = '$ref' in answer ? follow(components.responses, answer) : answer
  const [content] = Object.entries(full.content ?? {})
  return {
    status,
    description: parseProse(answer.description ?? full.description),
    body: content === undefined ? null : describeContent(...content),
    headers: Object.entries(full.headers ?? {}).map(([name, header]) => {
      const { description } = '$ref' in header ? follow(components.headers, header) : header
      return { name, description: parseProse(description) }
    }),
  }
}

function describeContent(media: string, { schema }: { schema: JsonSchema }): Prose | null {
  if (schema.$ref === schemaRef('Problem').$ref) return null
  return Object.keys(schema).length === 0 ? [{ code: media }] : describeType(schema)
}

function outlineShapes(schemas: Readonly<Record<string, JsonSchema>>): Shape[] {
  const shapes = Object.entries(schemas)
  return shapes.map(([name, schema], index) => {
    // A shape that has all fields of one before it is told as that one and the rest.
    const base = shapes.slice(0, index).findLast(([, other]) => contains(schema, other))
    const told = Object.keys(base?.[1].properties ?? {})
    return {
      name,
      description: parseProse(schema.description ?? ''),
      base: base?.[0] ?? null,
      fields: fieldsOf(schema).filter((field) => !told.includes(field.name)),
    }
  })
}

function contains({ properties = {} }: JsonSchema, other: JsonSchema): boolean {
  const entries = Object.entries(other.properties ?? {})
  if (entries.length === 0 || entries.length >= Object.keys(properties).length) return false
  return entries.every(([name, schema]) => isDeepStrictEqual(properties[name], schema))
}

function follow<T>(known: Readonly<Record<string, T>>, { $ref }: Pick<Reference, '$ref'>): T {
  const found = known[nameOf($ref)]
  if (found === undefined) throw new Error(`${$ref} leads nowhere in the document`)
  return found
}
