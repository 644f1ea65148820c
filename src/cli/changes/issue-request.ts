/**
 * What an issue form asks for, done to a set of links: the same request on the same links gives
 * the same again, a random slug included.
 */
import { bytesFrom } from '../../api/random.ts'
import { addLinks } from '../../core/changes/add-links.ts'
import {
  type Change,
  type ChangeContext,
  editLink,
  removeLink,
} from '../../core/changes/change-one.ts'
import type { Finding } from '../../core/finding.ts'
import { linkDraftSchema, linkPatchSchema, toFindings } from '../../core/link.ts'
import type { LinkSet } from '../../core/link-set.ts'
import type { Request } from '../../formats/issue-form.ts'
import { lowerSlug } from '../input/slug.ts'
import { suggestExisting, suggestSlugs } from '../input/suggest.ts'

export interface RequestContext extends ChangeContext {
  /** Where a random slug comes from. */
  seed: Uint8Array
}

/** What became of a request; `sentence` says it in the imperative: `Add /talk`. */
export type Applied =
  | { ok: true; links: LinkSet; slug: string; sentence: string; findings: Finding[] }
  | { ok: false; findings: Finding[] }

/** Does what the form asks for, by the rules that `add`, `edit`, `disable` and `remove` keep. */
export function applyRequest(links: LinkSet, request: Request, context: RequestContext): Applied {
  const applied =
    request.form === 'new' ? add(links, request, context) : change(links, request, context)
  if (applied.ok) return applied
  const near = suggestExisting(applied.findings, links)
  return { ok: false, findings: suggestSlugs(near, links, context) }
}

function add(
  links: LinkSet,
  { fields }: Extract<Request, { form: 'new' }>,
  context: RequestContext,
): Applied {
  const draft = linkDraftSchema.safeParse(fields)
  if (!draft.success) return { ok: false, findings: toFindings(draft.error, slugOf(fields)) }
  const random = bytesFrom(context.seed)
  const result = addLinks(links, [{ draft: draft.data }], { ...context, random })
  if (!result.ok)
    return { ok: false, findings: result.failures.flatMap(({ findings }) => findings) }
  const [added] = result.added
  if (added === undefined) throw new Error('addLinks answered nothing for one link')
  const { slug } = added.link
  return { ok: true, links: result.links, slug, sentence: `Add /${slug}`, findings: added.findings }
}

type ChangeRequest = Extract<Request, { form: 'change' }>

function change(links: LinkSet, request: ChangeRequest, context: RequestContext): Applied {
  const { slug, action } = request
  if (action === 'edit') return edit(links, request, context)
  if (action === 'remove') return tell(`Remove /${slug}`, removeLink(links, slug, {}))
  const state = action === 'disable' ? 'disabled' : 'active'
  const sentence = `${action === 'disable' ? 'Disable' : 'Enable'} /${slug}`
  return tell(sentence, editLink(links, slug, { state }, context))
}

function edit(links: LinkSet, { slug, fields }: ChangeRequest, context: RequestContext): Applied {
  const { slug: newSlug = slug, notices } = lowerSlug(slugOf(fields) ?? undefined)
  const patch = linkPatchSchema.safeParse({ ...fields, slug: newSlug })
  if (!patch.success) return { ok: false, findings: toFindings(patch.error, newSlug) }
  const sentence = newSlug === slug ? `Edit /${slug}` : `Rename /${slug} to /${newSlug}`
  const applied = tell(sentence, editLink(links, slug, patch.data, context))
  return applied.ok ? { ...applied, findings: [...notices, ...applied.findings] } : applied
}

function slugOf({ slug }: Record<string, unknown>): string | null {
  return typeof slug === 'string' ? slug : null
}

function tell(sentence: string, change: Change): Applied {
  if (!change.ok) return { ok: false, findings: change.findings }
  const { links, link, findings } = change
  return { ok: true, links, slug: link.slug, sentence, findings }
}
