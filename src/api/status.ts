/**
 * `GET /status`: what is committed, what is live, and which links wait in between.
 */
import { findPending } from '../core/publishing/due.ts'
import { json } from './answer.ts'
import { authenticate, type Caller, hasRole } from './auth.ts'
import type { ApiContext } from './context.ts'
import { refuseQuery } from './query.ts'

/** How far the commits have come on their way to the visitors. */
export interface PublishingStatus {
  head: string | null
  /** Commit that visitors see; `null` where nobody knows. */
  live: string | null
  /** Slugs whose last change is committed and not live; all of them where nobody knows. */
  pending: string[]
  publish: 'now' | 'batch'
  /** Whether who asks may publish, and `POST /publish` has anything that it could do. */
  canPublish: boolean
}

export async function readStatus(request: Request, context: ApiContext): Promise<Response> {
  const caller = authenticate(request, context.tokens)
  refuseQuery(new URL(request.url))
  return json(200, await findStatus(caller, context))
}

/** Whether `POST /publish` has anything that it could do. */
export function isPublisher({ callBuildHook, bakeNow }: ApiContext): boolean {
  return callBuildHook !== null || bakeNow !== null
}

export async function findStatus(caller: Caller, context: ApiContext): Promise<PublishingStatus> {
  const { links, revision } = await context.repository.read()
  const live = await context.liveRevision()
  const liveLinks = live === null ? null : await context.repository.readAt(live)
  // Where nobody knows what is live, all of them may wait.
  const pending = findPending(links, liveLinks ?? new Map())
  const canPublish = hasRole(caller, 'edit') && isPublisher(context)
  return { head: revision, live, pending, publish: context.publish, canPublish }
}
