/**
 * What every change of links that are there has in common: whose links it may touch, one commit,
 * and that what can't wait is published at once.
 */
import { isSameLink, type Link } from '../core/link.ts'
import type { LinkSet } from '../core/link-set.ts'
import { CommitUncertain } from '../stores/store.ts'
import type { Caller } from './auth.ts'
import type { ApiContext } from './context.ts'
import { describeStranger } from './ownership.ts'
import { Problem } from './problem.ts'
import { publishUrgent } from './publish.ts'

/** What was made of the links at the head. */
export interface Applied<T> {
  links: LinkSet
  message: string
  result: T
}

export interface CommittedChange<T> {
  result: T
  /** The commit that holds the change, and whether this request made it. */
  revision: string | null
  committed: boolean
  /** What its author should know of the change as a whole, as sentences. */
  notices: string[]
}

/**
 * Commits what `apply` makes of the links at the head, again on each conflict.
 *
 * @param now RFC 3339, UTC
 * @throws {Problem} what `apply` throws, and 403 where it touches another's link
 */
export async function commitChange<T>(
  caller: Caller,
  context: ApiContext,
  now: string,
  apply: (before: LinkSet) => Applied<T>,
): Promise<CommittedChange<T>> {
  let attempt: { before: LinkSet; after: LinkSet } | undefined
  const changing = context.repository.change(caller.handle, (before) => {
    const { links: after, message, result } = apply(before)
    attempt = { before, after }
    for (const other of findTouched(before, after)) {
      const refusal = describeStranger(other, caller, context.site)
      if (refusal !== null) throw new Problem(403, refusal)
    }
    return { links: after, message, result: { result, before, after } }
  })
  const { result, revision, committed } = await changing.catch(async (error: unknown) => {
    // It may be written, so what can't wait does not wait for somebody to find out.
    if (error instanceof CommitUncertain && attempt !== undefined) {
      await publishUrgent(attempt.before, attempt.after, now, context)
    }
    throw error
  })
  const { before, after } = result
  const notices = committed ? await publishUrgent(before, after, now, context) : []
  return { result: result.result, revision, committed, notices }
}

/** Links that stood before and are changed too; an alias that follows a rename stays what it is. */
export function findTouched(before: LinkSet, after: LinkSet): Link[] {
  if (before === after) return []
  return [...before.values()].filter((was) => {
    const is = after.get(was.slug)
    if (is === was) return false
    if (is === undefined) return true
    return !isSameLink(isFollowing(was, before, after) ? { ...was, url: is.url } : was, is)
  })
}

// Whether it is an alias of a link that has moved, and so must lead elsewhere.
function isFollowing({ url }: Link, before: LinkSet, after: LinkSet): boolean {
  if (!url.startsWith('/')) return false
  const slug = url.slice(1)
  const [target, now] = [before.get(slug), after.get(slug)]
  return target !== undefined && (now === undefined || !isSameLink(target, now))
}

/** What a commit says was done to a link, for its first line. */
export function describeChange(was: Link, is: Link): string {
  const deed = deedOf(was, is)
  return deed === 'Rename' ? `Rename /${was.slug} to /${is.slug}` : `${deed} /${was.slug}`
}

/** What was done to a link, in a word. */
export function deedOf(was: Link, is: Link): string {
  if (is.state === 'gone') return 'Remove'
  if (was.state === 'gone') return 'Restore'
  if (is.slug !== was.slug) return 'Rename'
  if (is.state !== was.state) return is.state === 'active' ? 'Enable' : 'Disable'
  return 'Edit'
}
