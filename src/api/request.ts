/**
 * What comes in: bodies and parameters, read within limits. Says nothing about links.
 */
import { type FieldError, Problem } from './problem.ts'

/** Most bytes of a request's body. */
export const BODY_MAX = 1024 * 1024

/**
 * The JSON of a request's body.
 *
 * @throws {Problem} 415 unless it is application/json, 413 over 1 MB, 400 unless it parses
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new Problem(415, 'send the body as "Content-Type: application/json"')
  }
  const text = await readText(request)
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
