/** What the API says of a path that no rule answers; asked by pages for visitors, without token. */
import { withinTime } from '../shared/time-limit.ts'

/** A link at the head of the branch, baked or not yet. */
export interface Resolved {
  slug: string
  state: string
  /** Only while it leads somewhere. */
  url?: string
}

/** The link, or that there is `none`, or that the server was `silent` about it. */
export type Resolution = Resolved | 'none' | 'silent'

// Whoever waits longer on an error page has left it. The function starts in under a second.
const LIMIT_MS = 8_000

/**
 * Asks what the path leads to.
 *
 * @param path as the browser sent it, without leading slash
 */
export async function resolvePath(path: string): Promise<Resolution> {
  try {
    return await withinTime(ask(path), LIMIT_MS)
  } catch (error) {
    console.warn(error)
    return 'silent'
  }
}

async function ask(path: string): Promise<Resolution> {
  const response = await fetch(`/api/v1/resolve/${encodeURIComponent(path)}`)
  if (NONE.has(response.status) && isFromApi(response)) return 'none'
  if (!response.ok) return 'silent'
  const answer: unknown = await response.json()
  return isResolved(answer) ? answer : 'silent'
}

// Not found, and a path that no link can have.
const NONE: ReadonlySet<number> = new Set([400, 404, 422])

// A host without the function answers with a page, which says nothing of the link.
function isFromApi({ headers }: Response): boolean {
  return headers.get('content-type')?.includes('json') ?? false
}

function isResolved(answer: unknown): answer is Resolved {
  if (typeof answer !== 'object' || answer === null) return false
  if (!('slug' in answer && 'state' in answer)) return false
  const isText = typeof answer.slug === 'string' && typeof answer.state === 'string'
  return isText && (!('url' in answer) || typeof answer.url === 'string')
}
