/**
 * An issue of ours, and what it asks of the links. The same issue on the same links gives the
 * same rows again, their times included, so that what came of it can be recognised.
 */
import * as z from 'zod'
import { seedOfKey } from '../../api/random.ts'
import { formatTime } from '../../core/fields/time.ts'
import { refusal } from '../../core/finding.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { HANDLE, reduceToHandle } from '../../core/people/handle.ts'
import type { Site } from '../../core/site.ts'
import { parseIssueForm } from '../../formats/issue-form.ts'
import { type Applied, applyRequest } from '../changes/issue-request.ts'
import { userSchema } from './api.ts'

export const issueSchema = z.object({
  number: z.int(),
  body: z.string().nullable(),
  created_at: z.string(),
  user: userSchema,
})

export type Issue = z.output<typeof issueSchema>

/** The branch that an issue's change is pushed to. */
export function issueBranch({ number }: Pick<Issue, 'number'>): string {
  return `links/issue-${number}`
}

/** Does what the issue's form asks for. */
export function applyIssue(links: LinkSet, issue: Issue, site: Site): Applied {
  const { login } = issue.user
  const by = HANDLE.test(login) ? login : reduceToHandle(login)
  if (by === null) {
    const message = `${JSON.stringify(login)} makes no handle, which a link's author needs`
    return { ok: false, findings: [refusal('handle', null, null, message)] }
  }
  const parsed = parseIssueForm(issue.body ?? '')
  if (!parsed.ok) return parsed
  const now = formatTime(Date.parse(issue.created_at))
  const seed = seedOfKey(`issue ${issue.number}`, by)
  return applyRequest(links, parsed.request, { site, now, by, seed })
}
