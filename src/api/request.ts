/**
 * What comes in: bodies, paths and conditions, read within limits; queries are in `query.ts`. Says nothing about links.
 */
import { BODY_MAX } from './contract.ts'
import { Problem, refuseBody } from './problem.ts'

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
  const bytes = await readBytes(request)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem(400, 'the body is not valid UTF-8')
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  try {
    return await collect(request)
  } catch (error) {
    if (error instanceof Problem) throw error
    // Whoever sent it went away, or the connection did; nobody hears this answer.
    throw new Problem(400, 'the body ended before it was whole')
  }
}

async function collect(request: Request): Promise<Uint8Array> {
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
  return Buffer.concat(chunks)
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
