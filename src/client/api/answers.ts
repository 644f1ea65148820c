/** What the API answers: the shapes of `/api/v1`, and what can come of a call. Types alone. */

/** A link as the API answers it. */
export interface Link {
  slug: string
  url: string
  status: number
  state: 'active' | 'disabled' | 'gone'
  listed: boolean
  title: string | null
  tags: string[]
  owner: string | null
  startsAt: string | null
  expiresAt: string | null
  createdAt: string
  createdBy: string
  shortUrl: string
  /** Entity tag of the content, for `If-Match`. */
  etag: string
}

/** Whose token is in use, and what it may do. */
export interface Me {
  handle: string
  role: 'create' | 'edit' | 'admin'
  /** Owners whose links the bearer may change. */
  owners: string[]
  /** Where short URLs begin. */
  baseUrl: string
}

/** A link as the answer to a write: with its commit, and what was changed in what was sent. */
export interface SavedLink extends Link {
  commit: string
  live: boolean
  notices?: string[]
}

/** How far the commits have come on their way to the visitors. */
export interface PublishingStatus {
  head: string
  /** Commit that visitors see; `null` when it is not known. */
  live: string | null
  /** Slugs whose last change is committed and not yet live. */
  pending: string[]
  publish: string
  /** Whether the bearer of the token may publish, and the server can. */
  canPublish: boolean
}

/** One wrong value; `path` is a JSON Pointer into what was sent. */
export interface FieldError {
  path: string
  message: string
  suggestion?: string
}

/** RFC 9457 problem details. */
export interface Problem {
  title: string
  detail?: string
  errors?: FieldError[]
  /** With 412: the link as it is now, or those of many that have changed. */
  current?: Link | Link[]
  /** With 409 to a removal: slugs that would lead nowhere. */
  aliases?: string[]
}

export type Failure =
  | { kind: 'problem'; status: number; problem: Problem; retryAfter: string | null }
  /** No answer at all: no network. */
  | { kind: 'unreachable' }
  /** None for as long as anyone waits. */
  | { kind: 'silent'; seconds: number }
  /** An answer, but not the API's: another server's page, or half a document. */
  | { kind: 'garbled'; status: number }
  | { kind: 'aborted' }

export type Answer<T> = { kind: 'ok'; status: number; body: T } | Failure
