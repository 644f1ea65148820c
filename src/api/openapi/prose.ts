/**
 * Texts of the document cut into what a page shows differently: words, code, names of shapes.
 */
import type { JsonSchema } from './schemas.ts'

export type Piece = string | { code: string } | { shape: string }
export type Prose = readonly Piece[]

/**
 * A description, whose code stands between backticks.
 *
 * @example
 * parseProse('`null` clears') // => [{ code: 'null' }, ' clears']
 */
export function parseProse(text: string): Prose {
  return text
    .split('`')
    .map((piece, index) => (index % 2 === 0 ? piece : { code: piece }))
    .filter((piece) => piece !== '')
}

/**
 * What a value may be, in words.
 *
 * @example
 * describeType({ type: 'array', items: { $ref: '#/components/schemas/Link' } })
 * // => ['list of ', { shape: 'Link' }]
 */
export function describeType(schema: JsonSchema): Prose {
  const { $ref, anyOf, enum: values, const: only, type, items } = schema
  if ($ref !== undefined) return [{ shape: nameOf($ref) }]
  if (anyOf !== undefined) return joinWith(anyOf.map((one) => describeType(one)))
  if (only !== undefined) return [{ code: String(only) }]
  if (values !== undefined) return joinWith(values.map((value) => [{ code: String(value) }]))
  if (type === 'array') {
    const most = schema.maxItems === undefined ? [] : [`, at most ${schema.maxItems}`]
    return ['list of ', ...(isSchema(items) ? describeType(items) : ['anything']), ...most]
  }
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  return [types.map((one) => wordOf(one, schema)).join(' or '), ...describeLimits(schema)]
}

/** The name at the end of a reference. */
export function nameOf($ref: string): string {
  return $ref.slice($ref.lastIndexOf('/') + 1)
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
  null: 'null',
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'time (RFC 3339)',
  uri: 'URL',
  'uri-reference': 'path',
}

function wordOf(type: unknown, { format }: JsonSchema): string {
  const formatted = type === 'string' && format !== undefined ? FORMATS[format] : undefined
  return formatted ?? WORDS[String(type)] ?? String(type ?? 'anything')
}

function describeLimits({ type, maxLength, minimum, pattern }: JsonSchema): Piece[] {
  const limits: Piece[] = []
  if (pattern !== undefined) limits.push(' like ', { code: pattern })
  if (maxLength !== undefined) limits.push(`, at most ${maxLength.toLocaleString('en')} characters`)
  if (type === 'integer' && minimum !== undefined) limits.push(` from ${minimum}`)
  return limits
}

// 'a', 'a or b', 'a, b or c'; 'a, at most 2, or b'
function joinWith(alternatives: readonly Prose[]): Prose {
  const isLimited = alternatives.slice(0, -1).some(endsInLimit)
  const or = isLimited ? ', or ' : ' or '
  return alternatives.flatMap((prose, index) => {
    if (index === 0) return prose
    return [index === alternatives.length - 1 ? or : ', ', ...prose]
  })
}

function endsInLimit(prose: Prose): boolean {
  const last = prose.at(-1)
  return typeof last === 'string' && last.includes(', ')
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
