/** `github`: what our workflows do on GitHub; each looks at the event that started it. */
import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { refused } from '../failure.ts'
import { GitHubError } from './api.ts'
import { openPullFromIssue } from './issue.ts'
import { mergePulls } from './merge.ts'
import { reviewPull } from './review.ts'

export function defineGitHub(program: Command): void {
  const github = program
    .command('github')
    .summary('for the workflows on GitHub')
    .description(
      'What the workflows in .github/workflows do; they run in a checkout of the base, with "gh" ' +
        'and GH_TOKEN. Names and texts of others come from the event file and the API alone.',
    )
  github
    .command('review')
    .description('Judges the pull request of the event, and keeps one comment about it up to date.')
    .action(expecting(reviewPull))
  github
    .command('merge')
    .description(
      'Merges the base into open pull requests whose only conflict is in the links, where the ' +
        'driver settles it; forks get a comment. Pushes with SHORTCRUST_PUSH_TOKEN.',
    )
    .argument('<branch>', 'the branch that they are to be merged into, checked out here')
    .action(expecting(mergePulls))
  github
    .command('issue')
    .description('Turns the issue form of the event into a pull request, or says what to fix.')
    .action(expecting(openPullFromIssue))
}

/**
 * Makes the runner take what is printed from here to the end of the step as text: it obeys
 * `##[add-mask]…` anywhere in a line, and lines hold what anyone may have proposed.
 *
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
function stopCommands(): void {
  if (process.env.GITHUB_ACTIONS !== 'true') return
  const line = `::stop-commands::${randomUUID()}\n`
  // The two streams are read side by side, and the first line of either counts for both.
  process.stdout.write(line)
  process.stderr.write(line)
}

/** What GitHub refuses is told as a finding, not as an error in our code. */
function expecting<Args extends string[]>(
  work: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    stopCommands()
    try {
      await work(...args)
    } catch (error) {
      if (error instanceof GitHubError) throw refused('github', error.message)
      throw error
    }
  }
}
