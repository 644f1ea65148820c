/** `review`: what a revision proposes, for whoever is to agree with it. */
import { type Command, Option } from 'commander'
import { hasErrors } from '../core/finding.ts'
import { findCheckout } from '../stores/checkout/checkout.ts'
import { loadSql } from '../stores/sql.ts'
import { splitHandles } from './input/values.ts'
import { findRoot } from './project/project.ts'
import { requireCommit } from './project/revisions.ts'
import { describeProposal } from './proposals/describe.ts'
import { type Approval, judgeProposal } from './proposals/proposal.ts'
import { print, printJson } from './terminal/output.ts'

interface ReviewOptions {
  base: string
  actor?: string
  approvedBy?: string[]
  format: 'markdown' | 'json'
  json?: boolean
}

export function defineReview(program: Command): void {
  program
    .command('review')
    .summary('judge what a revision proposes')
    .description(
      'Shows what a revision would change once it is merged, and judges it as "check --base" ' +
        'does: by the owners and teams at the base. Only the files of the revision are read, and ' +
        'nothing of it is run, so that it may come from anyone. Exits with 1 where there are errors.',
    )
    .argument('<revision>', 'the revision, such as FETCH_HEAD')
    .option('--base <revision>', 'what it is to be merged into', 'HEAD')
    .option('--actor <handle>', 'who asks for the change, for rules about owners')
    .option('--approved-by <handles>', 'who has approved it, divided by commas', splitHandles)
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['markdown', 'json'])
        .default('markdown'),
    )
    .option('--json', 'the same as --format json')
    .action(review)
}

async function review(revision: string, options: ReviewOptions): Promise<void> {
  const { actor = null, approvedBy = [], format, json } = options
  const [checkout, SQL] = await Promise.all([findCheckout(findRoot()), loadSql()])
  const base = await requireCommit(checkout.git, options.base)
  const head = await requireCommit(checkout.git, revision)
  const approvals = approvedBy.map((handle): Approval => ({ handle, commit: null, mayWrite: true }))
  const judged = await judgeProposal(checkout, SQL, { base, head, actor, approvals })
  const { diff, risks, findings } = judged
  if (json || format === 'json') printJson({ diff, risks, findings })
  else
    print(
      describeProposal(
        judged,
        { name: options.base, commit: base },
        { name: revision, commit: head },
      ),
    )
  if (hasErrors(findings)) process.exitCode = 1
}
