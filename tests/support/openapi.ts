/**
 * Holds what the API takes and answers against the document that describes it.
 */

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { makeOpenApi } from '../../src/api/openapi/document.ts'
import type { Answer, Header, Method, Operation, Reference } from '../../src/api/openapi/types.ts'
import { METHODS } from '../../src/api/openapi/types.ts'
import { escapePointer } from '../../src/api/problem.ts'
import { SITE } from './links.ts'

export const DOCUMENT = makeOpenApi(SITE)

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
addFormats.default(ajv)
// Ajv takes the document for a schema with definitions, so it is told the other names in it.
ajv.addVocabulary(Object.keys(DOCUMENT))
ajv.addSchema(DOCUMENT, 'openapi.json', false, false)

const compiled = new Map<string, ValidateFunction>()

/** Errors of a value by the schema at a JSON Pointer into the document. */
export function judge(pointer: string, value: unknown): string[] {
  const $ref = `openapi.json#${pointer}`
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref })
  compiled.set(pointer, validate)
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  )
}

/** One call with its answer, as it went over the wire. */
export interface Exchange {
  method: string
  /** Below the API's root, with its query. */
  path: string
  /** As it was sent, parsed where it is JSON; `undefined` for none. */
  request: unknown
  status: number
  headers: Headers
  /** Parsed where it is JSON. */
  body: unknown
}

/** The call of the document that a request is, `null` where it is none. */
export function findCall(
  method: string,
  path: string,
): { path: string; method: Method; operation: Operation } | null {
  const [plain = ''] = path.split('?')
  const pattern = plain.replace(/^\/([^/]+)\/[^/]+$/, '/$1/{slug}')
  const name = METHODS.find((one) => one.toUpperCase() === (method === 'HEAD' ? 'GET' : method))
  const operation = name === undefined ? undefined : DOCUMENT.paths[pattern]?.[name]
  return name === undefined || operation === undefined
    ? null
    : { path: pattern, method: name, operation }
}

/** All in which an exchange departs from the document. */
export function findDepartures(exchange: Exchange): string[] {
  const { method, path, status, request } = exchange
  const call = findCall(method, path)
  const at = `${method} ${path} ${status}:`
  if (call === null) {
    // No call of the API: no such path, or no such method.
    if (status !== 404 && status !== 405) return [`${at} is answered, and not described`]
    return findAnswerDepartures(exchange, '/components/responses/', status).map((x) => `${at} ${x}`)
  }
  const pointer = `/paths/${escapePointer(call.path)}/${call.method}`
  const departures = findAnswerDepartures(exchange, `${pointer}/responses/`, status)
  const content = call.operation.requestBody?.content
  const type = Object.keys(content ?? {})[0]
  if (status < 300 && request !== undefined && request !== '' && type !== undefined) {
    const schema = `${pointer}/requestBody/content/${escapePointer(type)}/schema`
    departures.push(
      ...judge(schema, request).map((error) => `takes what is not described: ${error}`),
    )
  }
  return departures.map((departure) => `${at} ${departure}`)
}

function findAnswerDepartures(exchange: Exchange, responses: string, status: number): string[] {
  const pointer = follow(`${responses}${status}`)
  const answer = read(pointer)
  if (!isAnswer(answer)) return ['the status is not described']
  const { headers, body, method } = exchange
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  const isBare = method === 'HEAD' || headers.get('content-type') === null
  const departures = findHeaderDepartures(answer, headers)
  if (isBare) {
    if (answer.content !== undefined && method !== 'HEAD') departures.push('there is no body')
    return departures
  }
  if (answer.content?.[type] === undefined) return [...departures, `${type} is not described`]
  return [...departures, ...judge(`${pointer}/content/${escapePointer(type)}/schema`, body)]
}

// What HTTP itself and caches have to do with.
const COMMON = /^(?:content-type|connection|.*cache-control)$/

function findHeaderDepartures({ headers: described = {} }: Answer, sent: Headers): string[] {
  const departures: string[] = []
  const known = new Set(Object.keys(described).map((name) => name.toLowerCase()))
  for (const name of sent.keys()) {
    if (!known.has(name) && !COMMON.test(name)) departures.push(`${name} is not described`)
  }
  for (const [name, given] of Object.entries(described)) {
    const header = isReference(given) ? DOCUMENT.components.headers[lastOf(given.$ref)] : given
    const value = sent.get(name)
    if (header?.required && value === null) departures.push(`${name} is missing`)
    if (value !== null) departures.push(...judgeHeader(header, name, value))
  }
  return departures
}

function judgeHeader(header: Header | undefined, name: string, value: string): string[] {
  const pattern = header?.schema.pattern
  return pattern === undefined || new RegExp(pattern).test(value) ? [] : [`${name}: ${value}`]
}

// The pointer itself, or where the reference that stands there leads.
function follow(pointer: string): string {
  const found = read(pointer)
  return isReference(found) ? found.$ref.slice(1) : pointer
}

function read(pointer: string): unknown {
  let found: unknown = DOCUMENT
  for (const step of pointer.slice(1).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof found !== 'object' || found === null) return undefined
    found = Object.entries(found).find(([name]) => name === key)?.[1]
  }
  return found
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && '$ref' in value
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'description' in value
}

function lastOf(pointer: string): string {
  return pointer.split('/').at(-1) ?? ''
}
