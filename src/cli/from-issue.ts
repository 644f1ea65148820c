/** `from-issue`: does what an issue form asks for. */
import type { Command } from 'commander'
import { seedOfKey } from '../api/random.ts'
import { formatTime } from '../core/fields/time.ts'
import { type Finding, notice } from '../core/finding.ts'
import { HANDLE, reduceToHandle } from '../core/people/handle.ts'
import { parseIssueForm } from '../formats/issue-form.ts'
import { decodeText } from '../formats/text.ts'
import { changeLinks, commitMessage } from './changes/change.ts'
import { applyRequest } from './changes/issue-request.ts'
import { Refused, UsageError } from './failure.ts'
import { readInput } from './input/named-file.ts'
import { requireHandle } from './project/author.ts'
import { openProject } from './project/project.ts'
import { print, printJson, sayFindings } from './terminal/output.ts'

interface FromIssueOptions {
  by?: string
  commit?: boolean
  json?: boolean
}

export function defineFromIssue(program: Command): void {
  program
    .command('from-issue')
    .summary('do what an issue form asks for')
    .description(
      'Reads an issue that was written with the form "New link" or "Change a link" and makes the ' +
        'change. The text is not trusted: what does not look like the form is refused, and every ' +
        'finding says how to put it right.',
    )
    .argument('<file>', 'file with the text of the issue, or "-" for standard input')
    .option('--by <handle>', 'who wrote the issue; your own handle by default')
    .option('--commit', 'commit the change to the current branch')
    .option('--json', 'print {slug, change, findings} as JSON')
    .action(fromIssue)
}

async function fromIssue(file: string, options: FromIssueOptions): Promise<void> {
  const author = options.by === undefined ? null : readAuthor(options.by)
  const issue = await readText(file)
  const parsed = parseIssueForm(issue)
  if (!parsed.ok) throw new Refused(parsed.findings, 'issue')
  const project = await openProject()
  const by = author?.handle ?? (await requireHandle(project.root))
  const { site } = project
  // The same issue of the same person draws the same slug again.
  const context = { site, now: formatTime(Date.now()), by, seed: seedOfKey(issue, by) }
  const { slug, sentence, ...applied } = await changeLinks(project, options, (links) => {
    const applied = applyRequest(links, parsed.request, context)
    if (!applied.ok) throw new Refused(applied.findings)
    return { links: applied.links, message: commitMessage(applied.sentence), result: applied }
  })
  const findings = [...(author?.findings ?? []), ...applied.findings]
  sayFindings(findings)
  if (options.json) printJson({ slug, change: sentence, findings })
  else print(`${sentence}: done\n`)
}

interface Author {
  handle: string
  findings: Finding[]
}

/** The author as links name people: other hosts' names hold dots and underscores. */
function readAuthor(by: string): Author {
  if (HANDLE.test(by)) return { handle: by, findings: [] }
  const handle = reduceToHandle(by)
  if (handle === null) {
    throw new UsageError('--by is the name of an account, such as carol; never a mail address')
  }
  const message = `the author ${JSON.stringify(by)} is written as ${handle}: a handle is 1 to 39 of A-Z, a-z, 0-9 and "-"`
  return { handle, findings: [notice('handle', null, 'createdBy', message)] }
}

async function readText(file: string): Promise<string> {
  const decoded = decodeText(await readInput(file))
  if (!decoded.ok) throw new Refused([decoded.finding], file === '-' ? 'standard input' : file)
  return decoded.text
}
