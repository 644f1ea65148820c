/**
 * `GET /status`: what is committed, what is live, and which links wait in between.
 */
import { isSameLink } from '../core/link.ts'
import type { LinkSet } from '../core/link-set.ts'
import { compareBinary } from '../core/text.ts'
import { json } from './answer.ts'
import { authenticate, hasRole } from './auth.ts'
import type { ApiContext } from './context.ts'

/** How far the commits have come on their way to the visitors. */
export interface PublishingStatus {
  head: string | null
  /** Commit that visitors see; `null` where nobody knows. */
  live: string | null
  /** Slugs whose last change is committed and not live; all of them where nobody knows. */
  pending: string[]
  publish: 'now' | 'batch'
}

export async function readStatus(request: Request, context: ApiContext): Promise<Response> {
  const caller = authenticate(request, context.tokens)
  const status = await findStatus(context)
  return json(200, { ...status, canPublish: hasRole(caller, 'edit') && isPublisher(context) })
}

/** Whether `POST /publish` has anything that it could do. */
export function isPublisher({ callBuildHook, bakeNow }: ApiContext): boolean {
  return callBuildHook !== null || bakeNow !== null
}

export async function findStatus(context: ApiContext): Promise<PublishingStatus> {
  const { links, revision } = await context.repository.read()
  const live = await context.liveRevision()
  const liveLinks = live === null ? null : await context.repository.readAt(live)
  const pending = liveLinks === null ? [...links.keys()] : findPending(links, liveLinks)
  return {
    head: revision,
    live,
    pending: pending.sort(compareBinary),
    publish: context.publish,
  }
}

/** Slugs of links that differ between the head and what is live. */
function findPending(links: LinkSet, live: LinkSet): string[] {
  const slugs = new Set([...links.keys(), ...live.keys()])
  return [...slugs].filter((slug) => {
    const [ours, theirs] = [links.get(slug), live.get(slug)]
    return ours === undefined || theirs === undefined || !isSameLink(ours, theirs)
  })
}
