/**
 * What GitHub's errors mean to a store.
 */
import { toOneLine } from '../../core/text.ts'
import { HostFailed, parseRetryAfter } from '../hosts/host-request.ts'
import { StoreUnavailable } from '../store.ts'
import { type GitHubSettings, MINUTES, SIGN_IN } from './access.ts'

/** Another commit came first. */
export class StaleHead extends Error {}

/** GitHub has answered in a way that is not its API's. */
export class AnswerUnreadable extends Error {}

/** GitHub has understood, and refuses: it has done nothing. */
export class GitHubRefused extends Error {
  /** HTTP status, or the type of a GraphQL error. */
  readonly reason: string
  /** Seconds, where it is a matter of time. */
  readonly retryAfter: number | null
  /** Whether it was an App that wanted the token of its installation. */
  readonly isSignIn: boolean
  constructor(
    reason: string,
    message: string,
    { retryAfter = null, isSignIn = false }: { retryAfter?: number | null; isSignIn?: boolean },
  ) {
    super(message)
    this.name = 'GitHubRefused'
    this.reason = reason
    this.retryAfter = retryAfter
    this.isSignIn = isSignIn
  }
}

/**
 * What an error of octokit comes to: `HostFailed`, `StaleHead` or `GitHubRefused`; others stay.
 *
 * @param isWrite whether a commit was under way
 */
export function readError(error: unknown, isWrite: boolean): unknown {
  if (!(error instanceof Error)) return error
  if (error.cause instanceof HostFailed) return error.cause
  // An answer that octokit itself can make nothing of; a commit under way may be written.
  if (error instanceof TypeError) {
    return isWrite
      ? new HostFailed("GitHub's answer to a commit can not be read", true)
      : new AnswerUnreadable()
  }
  const {
    response,
    errors = response?.data?.errors,
    status,
    headers,
    request,
    data,
  } = fieldsOf(error)
  // Errors beside a commit that was made are about what was asked of it.
  if (isWrite && data?.createCommitOnBranch != null) {
    return new HostFailed('GitHub made a commit and could not say which', true)
  }
  const answered = response?.headers ?? headers ?? {}
  // A status tells an error of REST, whose `errors` are about fields of the request.
  if (status === undefined) {
    return errors === undefined ? error : readGraphQLError(errors, answered, isWrite)
  }
  if (status >= 500) return new HostFailed(`GitHub answers ${status}`, isWrite)
  const message = response?.data?.message ?? error.message
  return new GitHubRefused(String(status), message, {
    retryAfter: status === 403 || status === 429 ? findWait(status, message, answered) : null,
    isSignIn: SIGN_IN.test(request?.url ?? ''),
  })
}

interface GraphQLError {
  type?: string
  message: string
}

type HeaderFields = Readonly<Record<string, string | undefined>>

interface ErrorFields {
  status?: number
  errors?: GraphQLError[]
  data?: { createCommitOnBranch?: unknown } | null
  headers?: HeaderFields
  request?: { url?: string }
  response?: { headers?: HeaderFields; data?: { message?: string; errors?: GraphQLError[] } }
}

// Octokit's errors carry what GitHub said in fields that differ by plugin.
function fieldsOf(error: object): ErrorFields {
  return error
}

// The types are GitHub's, but undocumented; these were seen.
function readGraphQLError(
  [first]: readonly GraphQLError[],
  headers: HeaderFields,
  isWrite: boolean,
): Error {
  const { type = '', message = 'no reason given' } = first ?? {}
  if (type === 'STALE_DATA' || / is at .* but expected /.test(message)) return new StaleHead()
  // https://github.com/yanyongyu/githubkit/issues/271
  const isLimit = type === 'RATE_LIMITED' || type === 'RATE_LIMIT' || RATE_LIMIT.test(message)
  if (isLimit) {
    return new GitHubRefused(type, message, { retryAfter: findWait(429, message, headers) })
  }
  if (/something went wrong|timeout|timed out/i.test(message)) {
    return new HostFailed('GitHub says that something went wrong', isWrite)
  }
  return new GitHubRefused(type, message, {})
}

const RATE_LIMIT = /\brate limit\b/i
const UNTOLD_WAIT = 60

// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
function findWait(status: number, message: string, headers: HeaderFields): number | null {
  const given = parseRetryAfter(headers['retry-after'])
  if (given !== null) return given
  const reset = Number(headers['x-ratelimit-reset'])
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0) {
    return Math.max(1, Math.ceil(reset - Date.now() / 1000))
  }
  return status === 429 || RATE_LIMIT.test(message) ? UNTOLD_WAIT : null
}

/** The same error in words for a person, where there is something to do about it. */
export function explain(error: unknown, settings: GitHubSettings): unknown {
  if (error instanceof HostFailed) {
    return new StoreUnavailable(error.message, undefined, { cause: error })
  }
  if (error instanceof AnswerUnreadable) {
    return new StoreUnavailable(
      "GitHub's answer can not be read; check that SHORTCRUST_GITHUB_API is the URL of its API: https://host/api/v3 for GitHub Enterprise, and not set for github.com",
      MINUTES,
    )
  }
  return error instanceof GitHubRefused ? explainRefusal(error, settings) : error
}

function explainRefusal(error: GitHubRefused, settings: GitHubSettings): StoreUnavailable {
  const { reason, message, retryAfter, isSignIn } = error
  const { owner, name, branch, access } = settings
  if (retryAfter !== null) {
    return new StoreUnavailable(`GitHub wants fewer requests; again in ${retryAfter} s`, retryAfter)
  }
  const words = toOneLine(message, 300)
  const [who, remedy] =
    'token' in access
      ? ['SHORTCRUST_GIT_TOKEN', TOKEN_REMEDY]
      : ['the App of SHORTCRUST_GITHUB_APP', APP_REMEDY]
  const say = (text: string) => new StoreUnavailable(text, MINUTES)
  if (isSignIn) {
    return say(
      `GitHub does not let ${who} in (${words}); check that its two ids are right, that SHORTCRUST_GITHUB_APP_KEY is a key of it, and that it is installed on ${owner}/${name}`,
    )
  }
  switch (reason) {
    case '401':
      return say(`GitHub refuses ${who} (${words}): it may be wrong, expired or revoked; ${remedy}`)
    case 'NOT_FOUND':
    case '404':
      return say(
        `GitHub knows no repository ${owner}/${name}, or ${who} may not see it; check SHORTCRUST_REPO, or ${remedy}`,
      )
    case 'FORBIDDEN':
    case '403':
      return say(`GitHub does not allow ${who} to do this (${words}); ${remedy}`)
    default:
      return say(
        `GitHub takes no commit on "${branch}": ${words}; where the branch is protected by a rule, let this token or App bypass it`,
      )
  }
}

const TOKEN_REMEDY =
  'make a fine-grained token for this repository alone, with "Contents: read and write"'
const APP_REMEDY =
  'grant the App "Contents: read and write", accept that where it is installed, and install it on the repository'
