/**
 * Errors of the API, as RFC 9457 problem details.
 */
import type * as z from 'zod'
import type { Finding } from '../core/finding.ts'

/** One wrong value of a request. */
export interface FieldError {
  /** JSON Pointer into the request's body (RFC 6901); for a query, `/` and the parameter. */
  path: string
  message: string
  /** A value that would be right, where one is known. */
  suggestion?: string
}

interface ProblemParts {
  errors?: readonly FieldError[]
  headers?: Readonly<Record<string, string>>
  members?: Readonly<Record<string, unknown>>
}

/** Ends a request with an error that the client can understand. */
export class Problem extends Error {
  readonly status: number
  readonly errors: readonly FieldError[]
  readonly headers: Readonly<Record<string, string>>
  /** Further members of the problem's document (RFC 9457, section 3.2). */
  readonly members: Readonly<Record<string, unknown>>
  constructor(
    status: number,
    detail: string,
    { errors = [], headers = {}, members = {} }: ProblemParts = {},
  ) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.errors = errors
    this.headers = headers
    this.members = members
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid',
  500: 'Internal error',
  503: 'Not available now',
}

/** The problem of a body that is wrong as a whole, such as an array that is empty. */
export function refuseBody(message: string): Problem {
  return new Problem(422, message, { errors: [{ path: '', message }] })
}

/** The problem of some wrong values: its detail tells the first, and how many more there are. */
export function problemOfAll(
  status: number,
  errors: readonly FieldError[],
  members: Readonly<Record<string, unknown>> = {},
): Problem {
  const [first, ...rest] = errors
  const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`
  return new Problem(status, `${first?.message ?? 'not possible'}${more}`, { errors, members })
}

/** @throws {Problem} of all errors, where there are any */
export function refuseIf(
  status: number,
  errors: readonly FieldError[],
  members: Readonly<Record<string, unknown>> = {},
): void {
  if (errors.length > 0) throw problemOfAll(status, errors, members)
}

/** Most errors that a problem tells of: a body of 1 MB can hold more than anybody reads. */
export const ERRORS_MAX = 500

/** The response that tells of a problem. */
export function toResponse({ status, message, errors, headers, members }: Problem): Response {
  const title = TITLES[status] ?? 'Error'
  const shown = errors.slice(0, ERRORS_MAX)
  const body = { type: 'about:blank', title, status, detail: message, errors: shown, ...members }
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...headers,
    },
  })
}

/**
 * Findings as errors of a request's body.
 *
 * @param pointer where the link stands in the body: empty, or `/3` in an array
 */
export function toFieldErrors(findings: readonly Finding[], pointer: string): FieldError[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ field, message, suggestion }) => {
      const path = field === null ? pointer : `${pointer}/${escapePointer(field)}`
      return suggestion === undefined ? { path, message } : { path, message, suggestion }
    })
}

/**
 * What a schema said is wrong, as errors of a request's body.
 *
 * @param pointer where the parsed value stands in the body
 */
export function toSchemaErrors({ issues }: z.ZodError, pointer: string): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    const path = issue.path.map((key) => `/${escapePointer(String(key))}`).join('')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: `${pointer}${path}/${escapePointer(key)}`,
        message: `unknown field ${JSON.stringify(key)}`,
      }))
    }
    const suggestion = issue.code === 'custom' ? issue.params?.suggestion : undefined
    const error = { path: `${pointer}${path}`, message: issue.message }
    return [typeof suggestion === 'string' ? { ...error, suggestion } : error]
  })
}

/** A key as one step of a JSON Pointer. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
