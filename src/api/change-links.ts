/**
 * `PATCH` and `DELETE /links/{slug}`: changes or removes one link that is there.
 */
import {
  type Change,
  describeDependents,
  editLink,
  findDependents,
  type Leaving,
  removeLink,
} from '../core/changes/change-one.ts'
import { formatTime } from '../core/fields/time.ts'
import { type Finding, notice } from '../core/finding.ts'
import { hasGivenFields, type Link, type LinkPatch } from '../core/link.ts'
import { isSameSet, type LinkSet } from '../core/link-set.ts'
import { compareBinary } from '../core/text.ts'
import { entityTag, json, showLink } from './answer.ts'
import { authenticate, type Caller, requireRole } from './auth.ts'
import { commitChange, describeChange } from './commit-change.ts'
import type { ApiContext } from './context.ts'
import { CHANGE_TYPES, type LinkChange, linkChangeSchema, type OLD_SLUGS } from './contract.ts'
import { describeStranger, findStolenPaths } from './ownership.ts'
import { Problem, refuseIf, toFieldErrors, toSchemaErrors } from './problem.ts'
import { readQuery, refuseQuery } from './query.ts'
import { matchesTag, readJson } from './request.ts'

const LEAVINGS: Readonly<Record<(typeof OLD_SLUGS)[number], Leaving>> = {
  alias: 'alias',
  retire: 'tombstone',
  forget: 'nothing',
}

/** Changes the link `slug` as the body says, and answers with it as it is then. */
export async function patchLink(
  request: Request,
  slug: string,
  context: ApiContext,
): Promise<Response> {
  const caller = authenticate(request, context.tokens)
  requireRole(caller, 'edit', 'change links')
  refuseQuery(new URL(request.url))
  const body = readChange(await readJson(request, CHANGE_TYPES))
  if (body.oldSlug === 'forget') requireRole(caller, 'admin', 'leave nothing at the old slug')
  const wish = { caller, slug, condition: request.headers.get('if-match') }
  const done = await changeLink(wish, context, (links, link, now) => {
    const { patch, leaving, notices } = toPatch(body, slug)
    const change =
      isDone(links, link, patch) ??
      editLink(links, slug, patch, { site: context.site, now, by: caller.handle }, leaving)
    return change.ok ? { ...change, findings: [...notices, ...change.findings] } : change
  })
  return answer(done, context)
}

/** Removes the link `slug`; it leaves a tombstone, or nothing with `?purge=true`. */
export async function deleteLink(
  request: Request,
  slug: string,
  context: ApiContext,
): Promise<Response> {
  const caller = authenticate(request, context.tokens)
  requireRole(caller, 'edit', 'remove links')
  const { purge, withAliases } = readQuery(new URL(request.url), (query) => ({
    purge: query.flag('purge'),
    withAliases: query.flag('withAliases'),
  }))
  if (purge) requireRole(caller, 'admin', 'remove links without a tombstone')
  const wish = { caller, slug, condition: request.headers.get('if-match') }
  const done = await changeLink(wish, context, (links, link) => {
    const change = removeLink(links, slug, { purge, withAliases })
    if (!change.ok && change.reason === 'taken') throw refuseAliases(links, link, purge)
    return change
  })
  if (purge) return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
  return answer(done, context)
}

function readChange(body: unknown): LinkChange {
  const parsed = linkChangeSchema.safeParse(body)
  if (parsed.success) return parsed.data
  const errors = toSchemaErrors(parsed.error, '')
  throw new Problem(422, errors[0]?.message ?? 'the change is not valid', { errors })
}

function toPatch(
  { keepCase = false, oldSlug = 'alias', slug: wanted, tags, ...rest }: LinkChange,
  slug: string,
): { patch: LinkPatch; leaving: Leaving; notices: Finding[] } {
  const fields = tags === undefined ? rest : { ...rest, tags: tags ?? [] }
  const leaving = LEAVINGS[oldSlug]
  if (wanted === undefined) return { patch: fields, leaving, notices: [] }
  const lower = wanted.toLowerCase()
  // A form that sends all fields again must not rename a link that has capitals.
  if (keepCase || wanted === slug || lower === wanted) {
    return { patch: { ...fields, slug: wanted }, leaving, notices: [] }
  }
  const message = `the slug "${wanted}" was lower-cased to "${lower}"`
  const notices = [notice('slug-case', lower, 'slug', message)]
  return { patch: { ...fields, slug: lower }, leaving, notices }
}

// A rename whose answer was lost is sent again; the old slug stands for the new one by then.
function isDone(links: LinkSet, link: Link, patch: LinkPatch): Change | null {
  if (patch.slug === undefined || link.url !== `/${patch.slug}`) return null
  const moved = links.get(patch.slug)
  if (moved === undefined || moved.state === 'gone') return null
  const draft = { ...patch, url: patch.url ?? moved.url }
  return hasGivenFields(moved, draft) ? { ok: true, links, link: moved, findings: [] } : null
}

interface Wish {
  caller: Caller
  slug: string
  /** `If-Match` of the request. */
  condition: string | null
}

interface Done {
  link: Link
  /** The commit that holds the link, and whether this request made it. */
  revision: string | null
  committed: boolean
  notices: string[]
}

async function changeLink(
  wish: Wish,
  context: ApiContext,
  apply: (links: LinkSet, link: Link, now: string) => Change,
): Promise<Done> {
  const { caller, slug } = wish
  const now = formatTime(context.now())
  const done = await commitChange(caller, context, now, (before) => {
    const link = before.get(slug)
    if (link === undefined) throw new Problem(404, `there is no link ${JSON.stringify(`/${slug}`)}`)
    const stranger = describeStranger(link, caller, context.site)
    if (stranger !== null) throw new Problem(403, stranger)
    const isMatch = matchesCondition(link, wish.condition)
    const change = isMatch
      ? apply(before, link, now)
      : (findDone(before, () => apply(before, link, now)) ?? refuseMismatch(link, context))
    if (change instanceof Problem) throw change
    if (!change.ok) throw refuse(change)
    // At its own slug it can only begin to answer by being enabled.
    const pointerOf = (taking: string) => (taking === slug ? '/state' : '/slug')
    refuseIf(403, findStolenPaths(before, change.links, caller, context.site, pointerOf))
    const message = describe(link, change.link, caller)
    return { links: change.links, message, result: change }
  })
  const { result, revision, committed } = done
  const notices = [...result.findings.map(({ message }) => message), ...done.notices]
  return { link: result.link, revision, committed, notices }
}

// A request whose answer was lost is sent again: what it asks for stands by then, and is no loss to
// whoever changed the link in between. RFC 9110, section 13.1.1.
function findDone(before: LinkSet, apply: () => Change): Change | null {
  try {
    const change = apply()
    return change.ok && isSameSet(change.links, before) ? change : null
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

function matchesCondition(link: Link, condition: string | null): boolean {
  return condition === null || matchesTag(condition, entityTag(link), 'If-Match')
}

function refuseMismatch(link: Link, { site }: ApiContext): Problem {
  return new Problem(412, `/${link.slug} has changed meanwhile; "current" is how it is now`, {
    headers: { etag: entityTag(link) },
    members: { current: showLink(link, site) },
  })
}

// A slug that is taken decides the status only where the link itself is right.
function refuse({ reason, findings }: Extract<Change, { ok: false }>): Problem {
  const errors = toFieldErrors(findings, '')
  return new Problem(reason === 'invalid' ? 422 : 409, errors[0]?.message ?? 'not possible', {
    errors,
  })
}

function refuseAliases(links: LinkSet, { slug }: Link, purge: boolean): Problem {
  const dependents = findDependents(links, slug, purge).sort((a, b) =>
    compareBinary(a.slug, b.slug),
  )
  const detail = `${describeDependents(slug, dependents)} (?withAliases=true)`
  const errors = dependents.map((alias) => {
    const what = alias.state === 'gone' ? 'the tombstone of an alias' : 'an alias'
    return { path: '', message: `/${alias.slug} is ${what} of /${slug}` }
  })
  const members = { aliases: dependents.map((alias) => alias.slug) }
  return new Problem(409, detail, { errors, members })
}

async function answer(done: Done, context: ApiContext): Promise<Response> {
  const { link, revision, committed, notices } = done
  const live = !committed && (await context.liveRevision()) === revision
  const shown = { ...showLink(link, context.site), commit: revision, live, notices }
  const location = `/api/v1/links/${encodeURIComponent(link.slug)}`
  return json(200, shown, { etag: shown.etag, 'content-location': location })
}

// The text is made of slugs and a handle, neither of which can hold a line break.
function describe(was: Link, is: Link, { handle }: Caller): string {
  return `${describeChange(was, is)}\n\nRequested-by: ${handle}\n`
}
