/** `github review`: judges a pull request and says so in its comment. */
import { appendFile } from 'node:fs/promises'
import * as z from 'zod'
import { hasErrors } from '../../core/finding.ts'
import { isSameSet } from '../../core/link-set.ts'
import { findCheckout } from '../../stores/checkout/checkout.ts'
import { loadSql } from '../../stores/sql.ts'
import { refused } from '../failure.ts'
import { openProject } from '../project/project.ts'
import { requireCommit } from '../project/revisions.ts'
import { describeProposal } from '../proposals/describe.ts'
import { type Approval, type Judged, judgeProposal } from '../proposals/proposal.ts'
import { print } from '../terminal/output.ts'
import {
  type GitHub,
  isOwn,
  mayWrite,
  openGitHub,
  type Pull,
  pullSchema,
  readEvent,
  userSchema,
} from './api.ts'
import { keepComment } from './comment.ts'
import { applyIssue, issueSchema } from './issue-links.ts'
import { fetchRef } from './remote.ts'

const eventSchema = z.object({ pull_request: pullSchema })

const reviewSchema = z.object({
  user: userSchema.nullable(),
  state: z.string(),
  commit_id: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .nullable(),
})

/**
 * Judges the pull request of the event against the checked-out base. Only files of the head are
 * read, as data.
 */
export async function reviewPull(): Promise<void> {
  const { pull_request: pull } = await readEvent(eventSchema)
  const github = openGitHub()
  const { root } = await openProject()
  const [checkout, SQL] = await Promise.all([findCheckout(root), loadSql()])
  const base = await requireCommit(checkout.git, 'HEAD')
  const head = await fetchRef(checkout.git, `refs/pull/${pull.number}/head`)
  if (head === null) throw refused('github', `pull request ${pull.number} has no head any more`)
  // The verdict is shown on the event's commit, and would let that one through for another.
  if (head !== pull.head.sha) {
    const message = `pull request ${pull.number} was pushed to meanwhile; the run of that push judges it`
    throw refused('moved', message)
  }
  const proposal = { base, head, approvals: await readApprovals(github, pull.number) }
  // Whoever deleted their account owns nothing, and is judged all the same.
  const actor = pull.user?.login ?? 'ghost'
  let judged = await judgeProposal(checkout, SQL, { ...proposal, actor })
  const author = await findIssueAuthor(github, pull, judged)
  if (author !== null) judged = await judgeProposal(checkout, SQL, { ...proposal, actor: author })
  await tellReview(github, pull.number, { judged, base, head, baseName: pull.base.ref })
  if (hasErrors(judged.findings)) process.exitCode = 1
}

/** What each reviewer said last, where that is an approval. */
async function readApprovals(github: GitHub, number: number): Promise<Approval[]> {
  const reviews = await github.list(`/pulls/${number}/reviews`, reviewSchema)
  const last = new Map<string, z.output<typeof reviewSchema>>()
  for (const review of reviews) {
    // A comment leaves an approval as it is.
    const login = review.user?.login
    if (login !== undefined && review.state !== 'COMMENTED') last.set(login, review)
  }
  const approved = [...last].filter(([, { state }]) => state === 'APPROVED')
  return Promise.all(
    approved.map(async ([handle, { commit_id }]) => ({
      handle,
      commit: commit_id ?? '',
      mayWrite: await mayWrite(github, handle),
    })),
  )
}

/**
 * The author of the issue that a bot's pull request was made from: it speaks for them as long as
 * it proposes exactly what the form of their issue says.
 */
async function findIssueAuthor(
  github: GitHub,
  pull: Pull,
  { before, after }: Judged,
): Promise<string | null> {
  const number = /^links\/issue-(\d{1,9})$/.exec(pull.head.ref)?.[1]
  if (number === undefined || !isOwn(github, pull) || pull.user?.type !== 'Bot') return null
  const issue = await github.get(`/issues/${number}`, issueSchema)
  const { site } = await openProject()
  const applied = applyIssue(before, issue, site)
  return applied.ok && isSameSet(applied.links, after) ? issue.user.login : null
}

interface Told {
  judged: Judged
  base: string
  head: string
  baseName: string
}

/** Writes the comment, and the job's summary. */
export async function tellReview(
  github: GitHub,
  number: number,
  { judged, base, head, baseName }: Told,
): Promise<void> {
  const hasNothing = judged.diff.length === 0 && judged.findings.length === 0
  const body = describeProposal(
    judged,
    { name: baseName, commit: base },
    { name: `pull request ${number}`, commit: head },
  )
  await keepComment(
    github,
    number,
    'check',
    hasNothing ? null : body,
    '**No links change any more.**\n',
  )
  const summary = process.env.GITHUB_STEP_SUMMARY
  if (summary !== undefined && summary !== '') await appendFile(summary, body)
  print(body)
}
