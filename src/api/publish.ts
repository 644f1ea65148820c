/**
 * `POST /publish`, and what a change by the API does so that visitors see it in time. How a commit
 * gets to them otherwise is the host's doing: it builds what is pushed.
 */
import type { LinkSet } from '../core/link-set.ts'
import { findUrgent } from '../core/publishing/urgency.ts'
import { json } from './answer.ts'
import { authenticate, type Caller, requireRole } from './auth.ts'
import type { ApiContext } from './context.ts'
import { Problem } from './problem.ts'
import { refuseQuery } from './query.ts'
import { readNothing } from './request.ts'
import { findStatus, isPublisher } from './status.ts'

/** Publishes what is committed: 200 where it is live by now, 202 where the host builds it. */
export async function publish(request: Request, context: ApiContext): Promise<Response> {
  const caller = authenticate(request, context.tokens)
  requireRole(caller, 'edit', 'publish')
  refuseQuery(new URL(request.url))
  await readNothing(request)
  if (!isPublisher(context)) throw refuseWithoutHook(context)
  await context.bakeNow?.()
  const isAsked = await askHost(caller, context)
  const status = await findStatus(caller, context)
  if (isAsked) return json(202, status)
  if (status.live === status.head) return json(200, status)
  throw new Problem(
    503,
    'what is committed could not be baked; the output of the server says why',
    {
      headers: { 'retry-after': '60' },
    },
  )
}

/**
 * Posts to the build hook, where there is one.
 *
 * @throws {Problem} 503 where it fails
 */
async function askHost({ handle }: Caller, { callBuildHook, log }: ApiContext): Promise<boolean> {
  if (callBuildHook === null) return false
  const called = await callBuildHook(`Shortcrust: published by ${handle}`)
  if (called.ok) return true
  log(`the build hook failed: ${called.reason}`)
  const message = `the host was not asked to build: the build hook failed, ${called.reason}`
  throw new Problem(503, message, { headers: { 'retry-after': '60' } })
}

function refuseWithoutHook({ publish: mode }: ApiContext): Problem {
  const otherwise = mode === 'now' ? '; without one, each commit is built as it is pushed' : ''
  return new Problem(
    503,
    `there is no build hook to call; make one at the host and set SHORTCRUST_BUILD_HOOK to its URL${otherwise}`,
    { headers: { 'retry-after': '300' } },
  )
}

/**
 * Where builds are batched, asks for one at once if the commit from `before` to `after` can't
 * wait. It never throws, since the commit stands.
 *
 * @returns what the author should know, as sentences
 */
export async function publishUrgent(
  before: LinkSet,
  after: LinkSet,
  now: string,
  { publish: mode, callBuildHook, log }: ApiContext,
): Promise<string[]> {
  if (mode !== 'batch' || callBuildHook === null) return []
  const urgent = findUrgent(before, after, now)
  const [slug] = urgent
  if (slug === undefined) return []
  const more = urgent.length === 1 ? '' : ` and ${urgent.length - 1} more`
  const called = await callBuildHook(`Shortcrust: /${slug}${more} changed`)
  if (called.ok) return []
  log(`the build hook failed after an urgent change of /${slug}${more}: ${called.reason}`)
  return [
    `the change is committed, but the build hook failed, ${called.reason}; visitors see it with the next scheduled build, or once it is published`,
  ]
}
