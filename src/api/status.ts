/**
 * `GET /status`: what is committed, what is live, and which links wait in between.
 */
import { isSameLink } from '../core/link.ts'
import type { LinkSet } from '../core/link-set.ts'
import { compareBinary } from '../core/text.ts'
import { json } from './answer.ts'
import { authenticate } from './auth.ts'
import type { ApiContext } from './context.ts'

export async function readStatus(request: Request, context: ApiContext): Promise<Response> {
  authenticate(request, context.tokens)
  const { links, revision } = await context.repository.read()
  const live = await context.liveRevision()
  const liveLinks = live === null ? null : await context.repository.readAt(live)
  const pending = liveLinks === null ? [...links.keys()] : findPending(links, liveLinks)
  return json(200, {
    head: revision,
    live,
    pending: pending.sort(compareBinary),
    publish: context.publish,
  })
}

/** Slugs of links that differ between the head and what is live. */
function findPending(links: LinkSet, live: LinkSet): string[] {
  const slugs = new Set([...links.keys(), ...live.keys()])
  return [...slugs].filter((slug) => {
    const [ours, theirs] = [links.get(slug), live.get(slug)]
    return ours === undefined || theirs === undefined || !isSameLink(ours, theirs)
  })
}
