/**
 * What comes in: bodies and parameters, read within limits. Says nothing about links.
 */
import { BODY_MAX } from './contract.ts'
import { type FieldError, Problem, refuseBody } from './problem.ts'

/**
 * The JSON of a request's body.
 *
 * @param types media types that are taken, in lower case
 * @throws {Problem} 415 unless it is of these types, 413 over 1 MB, 400 unless it parses
 */
export async function readJson(
  request: Request,
  types: readonly string[] = ['application/json'],
): Promise<unknown> {
  requireType(request, types)
  return parseJson(await readText(request))
}

/**
 * Makes sure that a request which takes no body has none, or an empty object.
 *
 * @throws {Problem} 422 for a body that says something, 415, 413 or 400 for one that is no JSON
 */
export async function readNothing(request: Request): Promise<void> {
  const text = await readText(request)
  if (text.trim() === '') return
  requireType(request, ['application/json'])
  const body = parseJson(text)
  const isEmpty = typeof body === 'object' && body !== null && Object.keys(body).length === 0
  if (!isEmpty || Array.isArray(body)) throw refuseBody('this call takes no body but {}')
}

function requireType({ headers }: Request, types: readonly string[]): void {
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  if (types.includes(type.trim().toLowerCase())) return
  throw new Problem(415, `send the body as "Content-Type: ${types[0]}"`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'the body is not valid JSON')
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  // The announced length may be wrong or missing, so what counts is what comes.
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > BODY_MAX) {
      // The rest of the body is not read, so the connection can't be used again.
      const headers = { connection: 'close' }
      throw new Problem(413, `the body has over ${BODY_MAX} bytes`, { headers })
    }
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new Problem(400, 'the body is not valid UTF-8')
  }
}

/**
 * A path's one segment, decoded.
 *
 * @throws {Problem} 400 where its percent-encoding is broken
 */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new Problem(400, 'the path has a broken percent-encoding')
  }
}

/** Query parameters by name, each at most once. */
export type Query = ReadonlyMap<string, string>

/** @throws {Problem} 422 for a parameter that is unknown or given twice */
export function readQuery({ searchParams }: URL, known: readonly string[]): Query {
  const query = new Map<string, string>()
  const errors: FieldError[] = []
  for (const [name, value] of searchParams) {
    const path = `/${name}`
    if (!known.includes(name)) {
      const all = known.length === 0 ? 'there are none here' : `known are ${known.join(', ')}`
      errors.push({ path, message: `unknown parameter "${name}"; ${all}` })
    } else if (query.has(name)) errors.push({ path, message: `"${name}" is given twice` })
    query.set(name, value)
  }
  if (errors.length > 0) throw new Problem(422, 'the query has errors', { errors })
  return query
}

/**
 * A whole number of the query, or `fallback`.
 *
 * @throws {Problem} 422 unless it is a whole number from `least`
 */
export function readCount<T>(query: Query, name: string, least: number, fallback: T): number | T {
  const text = query.get(name)
  if (text === undefined) return fallback
  const count = Number(text)
  if (/^\d{1,9}$/.test(text) && count >= least) return count
  const message = `"${name}" is ${JSON.stringify(text)}; it must be a whole number from ${least}`
  throw new Problem(422, 'the query has errors', { errors: [{ path: `/${name}`, message }] })
}

/**
 * A yes or no of the query; missing is no.
 *
 * @throws {Problem} 422 unless it is `true` or `false`
 */
export function readFlag(query: Query, name: string): boolean {
  const text = query.get(name)
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  const message = `"${name}" is ${JSON.stringify(text)}; it must be true or false`
  throw new Problem(422, 'the query has errors', { errors: [{ path: `/${name}`, message }] })
}

// RFC 9110, section 8.8.3.
const ENTITY_TAG = /^(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")$/

/**
 * Whether a condition such as `If-Match` holds for an entity tag. Weak ones count like strong
 * ones: what stands between here and the client may have compressed the answer.
 *
 * @param condition the header's value, `*` or a list of entity tags
 * @throws {Problem} 400 where it is neither
 */
export function matchesTag(condition: string, tag: string, name: string): boolean {
  if (condition.trim() === '*') return true
  // No tag of ours holds a comma; one that does is split, and its parts are none.
  const tags = condition.split(',').map((one) => ENTITY_TAG.exec(one.trim())?.[1])
  if (tags.includes(undefined)) {
    throw new Problem(400, `${name} must be * or entity tags in quotes, as ETag gives them`)
  }
  return tags.includes(tag)
}
