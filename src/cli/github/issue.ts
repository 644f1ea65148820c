/** `github issue`: turns an issue form into a pull request, or says what to fix in it. */
import { join } from 'node:path'
import * as z from 'zod'
import { encodeLinks } from '../../core/database.ts'
import type { Finding } from '../../core/finding.ts'
import { isSameSet } from '../../core/link-set.ts'
import { code } from '../../formats/diff-markdown.ts'
import { listFindings } from '../../formats/review-markdown.ts'
import { type Checkout, findCheckout } from '../../stores/checkout/checkout.ts'
import { commitMessage } from '../changes/change.ts'
import type { Applied } from '../changes/issue-request.ts'
import { openProject, readLinks } from '../project/project.ts'
import { requireCommit } from '../project/revisions.ts'
import { judgeProposal } from '../proposals/proposal.ts'
import { say } from '../terminal/output.ts'
import { type GitHub, GitHubError, mayWrite, openGitHub, readEvent, userSchema } from './api.ts'
import { keepComment } from './comment.ts'
import { applyIssue, type Issue, issueBranch, issueSchema } from './issue-links.ts'
import { commitTree, fetchRef, pushCommit } from './remote.ts'
import { tellReview } from './review.ts'

const eventSchema = z.object({
  action: z.string(),
  issue: issueSchema,
  label: z.object({ name: z.string() }).optional(),
  /** Whose deed the event is: of a label, who added it. */
  sender: userSchema,
  repository: z.object({ default_branch: z.string(), html_url: z.string() }),
})

type Event = z.output<typeof eventSchema>

/** The label with which a maintainer lets an issue of somebody else through. */
const ACCEPT = 'accept'

/**
 * Turns the issue of the event into a pull request. Its text is that of the event, so what is
 * edited after the label was added counts for nothing.
 */
export async function openPullFromIssue(): Promise<void> {
  const event = await readEvent(eventSchema)
  const { issue, repository } = event
  const github = openGitHub()
  const project = await openProject()
  const { root, site, SQL } = project
  const checkout = await findCheckout(root)
  const links = await readLinks(project)
  const applied = applyIssue(links, issue, site)
  const welcome = await findWelcome(github, event)
  if (welcome === 'waits') return tellWaiting(github, checkout, issue, applied)
  if (!applied.ok) return answer(github, issue, refuse(applied.findings, welcome))
  if (isSameSet(applied.links, links)) {
    return answer(github, issue, 'Nothing changes by this: the links say so already.\n')
  }
  const base = await requireCommit(checkout.git, 'HEAD')
  const { sentence } = applied
  const actor = issue.user.login
  const judge = (head: string) => judgeProposal(checkout, SQL, { base, head, actor, approvals: [] })
  const standing = await fetchRef(checkout.git, `refs/heads/${issueBranch(issue)}`)
  // From a run that was cut, or before main moved: it is taken as it is if it proposes the same.
  if (standing !== null && !isSameSet((await judge(standing)).after, applied.links)) {
    return answer(github, issue, describeTaken(issue))
  }
  const head =
    standing ?? (await pushLinks(checkout, encodeLinks(SQL, applied.links), base, event, sentence))
  const pull = await findOrOpenPull(github, event, sentence)
  if (pull === null) return answer(github, issue, describeUnopened(event, issue))
  const told = { judged: await judge(head), base, head, baseName: repository.default_branch }
  await tellReview(github, pull.number, told)
  await answer(github, issue, `${code(sentence)} is proposed in #${pull.number}.\n`)
}

/** By whose word an issue is taken up; `waits` where nobody who may write has given it yet. */
type Welcome = 'author' | 'label' | 'waits'

async function findWelcome(
  github: GitHub,
  { action, issue, label, sender }: Event,
): Promise<Welcome> {
  if (action !== 'labeled') return (await mayWrite(github, issue.user.login)) ? 'author' : 'waits'
  // Who triages may add labels as well.
  return label?.name === ACCEPT && (await mayWrite(github, sender.login)) ? 'label' : 'waits'
}

const HOW_TO_ACCEPT =
  `Somebody who may write here adds the label ${code(ACCEPT)}, or takes it off and adds it again ` +
  'where it stands already.'

/** Says what the issue waits for, unless its pull request says more already. */
async function tellWaiting(
  github: GitHub,
  { git }: Checkout,
  issue: Issue,
  applied: Applied,
): Promise<void> {
  if ((await fetchRef(git, `refs/heads/${issueBranch(issue)}`)) !== null) {
    say(`issue ${issue.number} has its branch already`)
    return
  }
  const body = applied.ok
    ? `${code(applied.sentence)} waits to be let through. ${HOW_TO_ACCEPT}\n`
    : refuse(applied.findings, 'waits')
  await answer(github, issue, body)
}

async function answer(github: GitHub, { number }: Issue, body: string): Promise<void> {
  await keepComment(github, number, 'issue', body)
  say(`answered issue ${number}`)
}

function refuse(findings: readonly Finding[], welcome: Welcome): string {
  const next =
    welcome === 'author'
      ? 'Edit the issue, and it is tried again:'
      : `Edit the issue; then it has to be let through. ${HOW_TO_ACCEPT}`
  return `This can not be done as it stands. ${next}\n\n${listFindings(findings)}`
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

/**
 * Pushes a commit on top of `parent` that changes the links alone, to the issue's branch; the work
 * tree stays as it is.
 */
async function pushLinks(
  { git, gitDir, treePath }: Checkout,
  bytes: Uint8Array,
  parent: string,
  { issue }: Event,
  sentence: string,
): Promise<string> {
  const env = { GIT_INDEX_FILE: join(gitDir, 'shortcrust.issue.index') }
  const blob = await git.text(['hash-object', '-w', '--stdin'], { input: bytes })
  await git.text(['read-tree', parent], { env })
  await git.text(['update-index', '--add', '--cacheinfo', `100644,${blob},${treePath}`], { env })
  const tree = await git.text(['write-tree'], { env })
  const commit = await commitTree(git, tree, [parent], describeCommit(sentence, issue))
  const branch = issueBranch(issue)
  const reason = await pushCommit(git, commit, branch)
  if (reason !== null) throw new GitHubError(branch, reason)
  return commit
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
