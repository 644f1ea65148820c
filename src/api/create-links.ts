/**
 * `POST /links`: adds one link, or up to 500, all or none.
 */
import {
  type Added,
  type Addition,
  type Additions,
  addLinks,
  type Failure,
} from '../core/changes/add-links.ts'
import { formatTime } from '../core/fields/time.ts'
import type { LinkSet } from '../core/link-set.ts'
import type { Site } from '../core/site.ts'
import { json, showLink } from './answer.ts'
import { authenticate, type Caller, requireRole } from './auth.ts'
import type { ApiContext } from './context.ts'
import { BATCH_MAX, IDEMPOTENCY_KEY, newLinkSchema } from './contract.ts'
import { findStolenPaths } from './ownership.ts'
import {
  type FieldError,
  Problem,
  refuseBody,
  refuseIf,
  toFieldErrors,
  toSchemaErrors,
} from './problem.ts'
import { refuseQuery } from './query.ts'
import { bytesFrom, seedOfKey } from './random.ts'
import { readJson } from './request.ts'

/** Adds what the body describes and answers with the links as they are then. */
export async function createLinks(request: Request, context: ApiContext): Promise<Response> {
  const caller = authenticate(request, context.tokens)
  requireRole(caller, 'create', 'add links')
  refuseQuery(new URL(request.url))
  const key = readIdempotencyKey(request)
  const body = await readJson(request)
  const many = Array.isArray(body)
  const additions = many ? readBatch(body) : [readOne(body)]
  if (additions.some(({ reuse }) => reuse)) requireRole(caller, 'admin', 'reuse a tombstone')

  const seed = key === null ? context.randomBytes(32) : seedOfKey(key, caller.handle)
  const now = formatTime(context.now())
  const { site } = context
  const { result, revision } = await context.repository.change(caller.handle, (links) => {
    const random = bytesFrom(seed)
    const isRepeatable = key !== null
    const context = { site, now, by: caller.handle, random, isRepeatable }
    const added = addLinks(links, additions, context)
    if (added.ok) forbidIfStolen(links, added, many, caller, site)
    return {
      links: added.ok ? added.links : null,
      message: added.ok ? describe(added.added, caller) : '',
      result: added,
    }
  })
  if (!result.ok) throw refuse(result, additions, many)
  return answer(result.added, revision, many, context)
}

function forbidIfStolen(
  before: LinkSet,
  { links, added }: Extract<Additions, { ok: true }>,
  many: boolean,
  caller: Caller,
  site: Site,
): void {
  const indexes = new Map(added.map(({ link, index }) => [link.slug, index]))
  const pointerOf = (slug: string) => (many ? `/${indexes.get(slug)}/slug` : '/slug')
  refuseIf(403, findStolenPaths(before, links, caller, site, pointerOf))
}

function readBatch(body: unknown[]): Addition[] {
  if (body.length === 0) throw refuseBody('the array holds no link')
  if (body.length > BATCH_MAX) {
    throw refuseBody(`the array holds ${body.length} links; the most is ${BATCH_MAX} a request`)
  }
  const read = body.map((entry, index) => parseNewLink(entry, `/${index}`))
  const errors = read.flatMap((one) => ('errors' in one ? one.errors : []))
  if (errors.length > 0) throw invalid(errors)
  return read.flatMap((one) => ('errors' in one ? [] : [one]))
}

function readOne(body: unknown): Addition {
  const read = parseNewLink(body, '')
  if ('errors' in read) throw invalid(read.errors)
  return read
}

function parseNewLink(input: unknown, pointer: string): Addition | { errors: FieldError[] } {
  const parsed = newLinkSchema.safeParse(input)
  if (!parsed.success) {
    return { errors: toSchemaErrors(parsed.error, pointer) }
  }
  const { keepCase, reuse, ...draft } = parsed.data
  return { draft, keepCase, reuse }
}

function invalid(errors: readonly FieldError[]): Problem {
  return new Problem(422, errors[0]?.message ?? 'the link is not valid', { errors })
}

// A taken slug decides the status only where nothing else is wrong: 422 can be mended by the
// client alone, 409 depends on what is there.
function refuse(
  { failures }: Extract<Additions, { ok: false }>,
  additions: readonly Addition[],
  many: boolean,
): Problem {
  const errors = failures.flatMap((failure) => {
    const pointer = many ? `/${failure.index}` : ''
    const isDrawn = additions[failure.index]?.draft.slug === undefined
    return isDrawn && failure.reason !== 'invalid'
      ? [refuseOldKey(failure, pointer)]
      : toFieldErrors(failure.findings, pointer)
  })
  const status = failures.every(({ reason }) => reason !== 'invalid') ? 409 : 422
  return new Problem(status, errors[0]?.message ?? 'the links are not valid', { errors })
}

// A slug that was drawn is in use only where the same key has drawn it before. Who sent none must
// not read that theirs is taken.
function refuseOldKey({ findings }: Failure, path: string): FieldError {
  const slug = findings[0]?.slug ?? ''
  const message = `this Idempotency-Key has added /${slug}, and that link is not, or no longer, what is asked for here; send another key to add another link`
  return { path, message }
}

async function answer(
  added: readonly Added[],
  revision: string | null,
  many: boolean,
  context: ApiContext,
): Promise<Response> {
  const isNew = added.some(({ outcome }) => outcome !== 'unchanged')
  const live = !isNew && (await context.liveRevision()) === revision
  const shown = added.map(({ link, findings }) => ({
    ...showLink(link, context.site),
    commit: revision,
    live,
    notices: findings.map(({ message }) => message),
  }))
  const [first] = shown
  const status = isNew ? 201 : 200
  if (many || first === undefined) return json(status, shown)
  const location = `/api/v1/links/${encodeURIComponent(first.slug)}`
  return json(status, first, { location, etag: first.etag })
}

// The text is made of slugs and a handle, neither of which can hold a line break.
function describe(added: readonly Added[], { handle }: Caller): string {
  const changed = added.filter(({ outcome }) => outcome !== 'unchanged')
  const slugs = changed.map(({ link }) => `/${link.slug}`)
  const title = slugs.length === 1 ? `Add ${slugs[0]}` : `Add ${slugs.length} links`
  const list = slugs.length === 1 ? '' : `${slugs.join('\n')}\n\n`
  return `${title}\n\n${list}Requested-by: ${handle}\n`
}

function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key')
  if (key === null || IDEMPOTENCY_KEY.test(key)) return key
  throw new Problem(400, 'Idempotency-Key must be 1 to 255 visible ASCII characters')
}
