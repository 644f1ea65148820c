/** `github issue`: turns an issue form into a pull request, or says what to fix in it. */
import { join } from 'node:path'
import * as z from 'zod'
import { encodeLinks } from '../../core/database.ts'
import type { Finding } from '../../core/finding.ts'
import { isSameSet } from '../../core/link-set.ts'
import { code } from '../../formats/diff-markdown.ts'
import { listFindings } from '../../formats/review-markdown.ts'
import { type Checkout, findCheckout } from '../../stores/checkout.ts'
import { commitMessage } from '../change.ts'
import { say } from '../output.ts'
import { openProject, readLinks } from '../project.ts'
import { judgeProposal } from '../proposal.ts'
import { requireCommit } from '../revisions.ts'
import { type GitHub, GitHubError, mayWrite, openGitHub, readEvent } from './api.ts'
import { keepComment } from './comment.ts'
import { applyIssue, type Issue, issueBranch, issueSchema } from './issue-links.ts'
import { commitTree, fetchRef, pushCommit } from './remote.ts'
import { tellReview } from './review.ts'

const eventSchema = z.object({
  action: z.string(),
  issue: issueSchema,
  label: z.object({ name: z.string() }).optional(),
  repository: z.object({ default_branch: z.string(), html_url: z.string() }),
})

type Event = z.output<typeof eventSchema>

/** The label with which a maintainer lets an issue of somebody else through. */
const ACCEPT = 'accept'

/** Turns the issue of the event into a pull request. */
export async function openPullFromIssue(): Promise<void> {
  const event = await readEvent(eventSchema)
  const { issue, repository } = event
  if (!isWelcome(event)) {
    say(
      `issue ${issue.number} is of somebody who may not write; the label "${ACCEPT}" lets it through`,
    )
    return
  }
  const github = openGitHub()
  const project = await openProject()
  const { root, site, SQL } = project
  const checkout = await findCheckout(root)
  const links = await readLinks(project)
  const applied = applyIssue(links, issue, site)
  if (!applied.ok) return answer(github, issue, refuse(applied.findings))
  if (isSameSet(applied.links, links)) {
    return answer(github, issue, 'Nothing changes by this: the links say so already.\n')
  }
  const base = await requireCommit(checkout.git, 'HEAD')
  const { sentence } = applied
  const message = describeCommit(sentence, issue)
  const commit = await commitLinks(checkout, encodeLinks(SQL, applied.links), base, message)
  const head = await pushBranch(checkout, commit, issueBranch(issue))
  if (head === null) {
    return answer(github, issue, describeTaken(issue))
  }
  const pull = await findOrOpenPull(github, event, sentence)
  if (pull === null) return answer(github, issue, describeUnopened(event, issue))
  const actor = issue.user.login
  const judged = await judgeProposal(checkout, SQL, { base, head, actor, approvals: [] })
  await tellReview(github, pull.number, { judged, base, head, baseName: repository.default_branch })
  await answer(github, issue, `${code(sentence)} is proposed in #${pull.number}.\n`)
}

/** Who may write needs nobody; for others a maintainer, who alone can add labels, decides. */
function isWelcome({ action, issue, label }: Event): boolean {
  if (action === 'labeled') return label?.name === ACCEPT
  return mayWrite(issue.author_association)
}

async function answer(github: GitHub, { number }: Issue, body: string): Promise<void> {
  await keepComment(github, number, 'issue', body)
  say(`answered issue ${number}`)
}

function refuse(findings: readonly Finding[]): string {
  return `This can not be done as it stands. Edit the issue, and it is tried again:\n\n${listFindings(findings)}`
}

function describeCommit(sentence: string, issue: Issue): string {
  return `${commitMessage(sentence)}\nRequested-by: ${issue.user.login}\nCloses: #${issue.number}\n`
}

function describeTaken(issue: Issue): string {
  const branch = code(issueBranch(issue))
  return `There is a branch ${branch} already, with another change. Change that one, or close its pull request and delete the branch; then edit this issue.\n`
}

function describeUnopened({ repository }: Event, issue: Issue): string {
  const url = `${repository.html_url}/compare/${repository.default_branch}...${issueBranch(issue)}?expand=1`
  return `The change is on the branch ${code(issueBranch(issue))}, but workflows may not open pull requests here. [Open it](${url}), or allow it in Settings, Actions, General.\n`
}

/** A commit on top of `parent` that changes the links alone; the work tree stays as it is. */
async function commitLinks(
  { git, gitDir, treePath }: Checkout,
  bytes: Uint8Array,
  parent: string,
  message: string,
): Promise<string> {
  const env = { GIT_INDEX_FILE: join(gitDir, 'shortcrust.issue.index') }
  const blob = await git.text(['hash-object', '-w', '--stdin'], { input: bytes })
  await git.text(['read-tree', parent], { env })
  await git.text(['update-index', '--add', '--cacheinfo', `100644,${blob},${treePath}`], { env })
  const tree = await git.text(['write-tree'], { env })
  return commitTree(git, tree, [parent], message)
}

/**
 * Pushes the commit; the branch's head then. A branch that is there already, from a run that was
 * cut, is taken as it is if it holds the same links; `null` where it doesn't.
 */
async function pushBranch(
  { git, treePath }: Checkout,
  commit: string,
  branch: string,
): Promise<string | null> {
  const standing = await fetchRef(git, `refs/heads/${branch}`)
  if (standing === null) {
    const reason = await pushCommit(git, commit, branch)
    if (reason === null) return commit
    throw new GitHubError(branch, reason)
  }
  const blobs = await git.tryText(['rev-parse', `${commit}:${treePath}`, `${standing}:${treePath}`])
  const [ours, theirs] = (blobs ?? '').split('\n')
  return ours !== '' && ours === theirs ? standing : null
}

const openedSchema = z.object({ number: z.int() })

/** The pull request of the issue's branch; `null` where workflows may not open one. */
async function findOrOpenPull(
  github: GitHub,
  { issue, repository }: Event,
  sentence: string,
): Promise<{ number: number } | null> {
  const branch = issueBranch(issue)
  const [owner = ''] = github.repository.split('/')
  const query = `state=open&head=${encodeURIComponent(`${owner}:${branch}`)}`
  const [standing] = await github.list(`/pulls?${query}`, openedSchema)
  if (standing !== undefined) return standing
  const request = {
    title: sentence,
    head: branch,
    base: repository.default_branch,
    body: `Asked for by ${code(issue.user.login)} with an issue form.\n\nCloses #${issue.number}\n`,
  }
  try {
    return await github.send('POST', '/pulls', request, openedSchema)
  } catch (error) {
    if (!(error instanceof GitHubError) || !error.message.includes('not permitted')) throw error
    return null
  }
}
