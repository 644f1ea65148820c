/**
 * `PATCH /links`: changes, removes or restores up to 500 links in one commit, all or none.
 */
import { changeMany, type ManyChanges, type ManyFailure } from '../core/changes/change-many.ts'
import { formatTime } from '../core/fields/time.ts'
import { hasGivenFields, type Link } from '../core/link.ts'
import type { LinkSet } from '../core/link-set.ts'
import { entityTag, json, showLink } from './answer.ts'
import { authenticate, type Caller, hasRole, requireRole } from './auth.ts'
import {
  type Applied,
  type CommittedChange,
  commitChange,
  deedOf,
  describeChange,
  findTouched,
} from './commit-change.ts'
import type { ApiContext } from './context.ts'
import { BATCH_MAX, CHANGE_TYPES, type LinkOfMany, linkOfManySchema } from './contract.ts'
import { describeStranger, findStolenPaths } from './ownership.ts'
import {
  type FieldError,
  type Problem,
  problemOfAll,
  refuseBody,
  refuseIf,
  toFieldErrors,
  toSchemaErrors,
} from './problem.ts'
import { refuseQuery } from './query.ts'
import { matchesTag, readJson } from './request.ts'

type Changed = Extract<ManyChanges, { ok: true }>['changed']

/** Changes the links as the entries say, and answers with them in that order. */
export async function patchLinks(request: Request, context: ApiContext): Promise<Response> {
  const caller = authenticate(request, context.tokens)
  requireRole(caller, 'edit', 'change links')
  refuseQuery(new URL(request.url))
  const entries = readEntries(await readJson(request, CHANGE_TYPES))
  const now = formatTime(context.now())
  const done = await commitChange(caller, context, now, (before) =>
    applyEntries(before, entries, caller, context, now),
  )
  return answer(done, context)
}

function readEntries(body: unknown): LinkOfMany[] {
  if (!Array.isArray(body)) throw refuseBody('the body is not an array of changes')
  if (body.length === 0) throw refuseBody('the array holds no change')
  if (body.length > BATCH_MAX) {
    throw refuseBody(`the array holds ${body.length} changes; the most is ${BATCH_MAX} a request`)
  }
  const read = body.map((entry, index) => {
    const parsed = linkOfManySchema.safeParse(entry)
    return parsed.success ? parsed.data : toSchemaErrors(parsed.error, `/${index}`)
  })
  refuseIf(422, read.filter(Array.isArray).flat())
  return read.flatMap((entry) => (Array.isArray(entry) ? [] : [entry]))
}

function applyEntries(
  before: LinkSet,
  entries: readonly LinkOfMany[],
  caller: Caller,
  context: ApiContext,
  now: string,
): Applied<Changed> {
  const { site } = context
  const rows = entries.map((entry, index) => ({ entry, index, link: before.get(entry.slug) }))
  const missing = rows.flatMap(({ entry, index, link }) => (link ? [] : [{ entry, index }]))
  refuseIf(
    404,
    missing.map(({ entry, index }) => {
      return { path: `/${index}/slug`, message: `there is no link ${quote(entry.slug)}` }
    }),
  )
  const known = rows.flatMap(({ link, ...row }) => (link ? [{ ...row, link }] : []))
  refuseIf(
    403,
    known.flatMap((row) => findForbidden(row, caller, context)),
  )
  refuseStale(known, context)
  const changes = entries.map(({ slug, change: { withAliases, tags, ...fields } }) => {
    const patch = tags === undefined ? fields : { ...fields, tags: tags ?? [] }
    return { slug, patch, withAliases }
  })
  const made = changeMany(before, changes, { site, now, by: caller.handle })
  if (!made.ok) throw refuse(made.failures)
  const indexes = new Map(entries.map(({ slug }, index) => [slug, index]))
  const pointerOf = (slug: string) => `/${indexes.get(slug)}/change/state`
  refuseIf(403, findStolenPaths(before, made.links, caller, site, pointerOf))
  const message = describe(before, made.links, caller)
  return { links: made.links, message, result: made.changed }
}

interface Row {
  entry: LinkOfMany
  index: number
  link: Link
}

function findForbidden(
  { entry, index, link }: Row,
  caller: Caller,
  { site }: ApiContext,
): FieldError[] {
  const stranger = describeStranger(link, caller, site)
  if (stranger !== null) return [{ path: `/${index}`, message: stranger }]
  const { state } = entry.change
  const isRestoration = link.state === 'gone' && state !== undefined && state !== 'gone'
  if (!isRestoration || hasRole(caller, 'admin')) return []
  const message = `/${link.slug} was removed, and ${caller.handle} has the role "${caller.role}"; to restore links takes the role "admin"`
  return [{ path: `/${index}/change/state`, message }]
}

// One that already is what is asked for is no loss to whoever changed it in between: so a request
// whose answer was lost can be sent again.
function refuseStale(rows: readonly Row[], { site }: ApiContext): void {
  const stale = rows.filter(({ entry: { ifMatch, change }, link }) => {
    if (ifMatch === undefined || matchesTag(ifMatch, entityTag(link), 'ifMatch')) return false
    const { withAliases, tags, ...fields } = change
    const wanted = { ...fields, ...(tags === undefined ? {} : { tags: tags ?? [] }) }
    return !hasGivenFields(link, { ...wanted, url: wanted.url ?? link.url })
  })
  refuseIf(
    412,
    stale.map(({ index, link }) => {
      return { path: `/${index}/ifMatch`, message: `/${link.slug} has changed meanwhile` }
    }),
    { current: stale.map(({ link }) => showLink(link, site)) },
  )
}

// What is wrong in itself decides the status: 409 depends on what is there.
function refuse(failures: readonly ManyFailure[]): Problem {
  const errors = failures.flatMap(({ index, findings }) =>
    toFieldErrors(findings, `/${index}/change`),
  )
  const status = failures.every(({ reason }) => reason !== 'invalid') ? 409 : 422
  const aliases = [...new Set(failures.flatMap((failure) => failure.aliases ?? []))]
  return problemOfAll(status, errors, aliases.length === 0 ? {} : { aliases })
}

async function answer(done: CommittedChange<Changed>, context: ApiContext): Promise<Response> {
  const { result, revision, committed, notices } = done
  const live = !committed && (await context.liveRevision()) === revision
  const shown = result.map(({ link, findings }, index) => ({
    ...showLink(link, context.site),
    commit: revision,
    live,
    // What is to be known of the whole stands at the first.
    notices: [...findings.map(({ message }) => message), ...(index === 0 ? notices : [])],
  }))
  return json(200, shown)
}

// The text is made of slugs and a handle, neither of which can hold a line break.
function describe(before: LinkSet, after: LinkSet, { handle }: Caller): string {
  const touched = findTouched(before, after).flatMap((was) => {
    const is = after.get(was.slug)
    return is === undefined ? [] : [{ was, is }]
  })
  const [only] = touched
  if (only === undefined) return ''
  if (touched.length === 1)
    return `${describeChange(only.was, only.is)}\n\nRequested-by: ${handle}\n`
  const deeds = new Set(touched.map(({ was, is }) => deedOf(was, is)))
  const [deed] = deeds
  const word = deeds.size > 1 || deed === 'Edit' ? 'Change' : deed
  const list = touched.map(({ was }) => `/${was.slug}`).join('\n')
  return `${word} ${touched.length} links\n\n${list}\n\nRequested-by: ${handle}\n`
}

function quote(slug: string): string {
  return JSON.stringify(`/${slug}`)
}
