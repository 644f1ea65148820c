/** `setup`: tells this clone's Git to compare and merge the links by our command line. */
import type { Command } from 'commander'
import { findCheckout } from '../stores/checkout/checkout.ts'
import { GitError } from '../stores/checkout/git-command.ts'
import { StoreUnavailable } from '../stores/store.ts'
import { isAlive, OWN_PROGRAMS, register } from './merging/registration.ts'
import { findProject } from './project/project.ts'
import { say } from './terminal/output.ts'

export function defineSetup(program: Command): void {
  program
    .command('setup')
    .summary('let Git compare and merge the links row by row')
    .description(
      'Tells Git, in the configuration of this clone, to compare and merge data/links.db row by ' +
        'row, with the Node and the command line that run now. "npm ci" and "npm install" do it; ' +
        'run it again after moving the folder. Where there is no repository it does nothing.',
    )
    .action(setUp)
}

// It runs at every install, so what keeps it from working must not keep the install from it.
async function setUp(): Promise<void> {
  const root = findProject()
  if (root === null) return
  if (!isAlive(OWN_PROGRAMS)) {
    say(`Git was not set up to merge links: ${OWN_PROGRAMS.cli} can not be named in its settings`)
    return
  }
  try {
    await findCheckout(root)
    if (await register(root, OWN_PROGRAMS)) {
      say('Git now compares and merges data/links.db row by row in this clone')
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) return
    if (!(error instanceof GitError)) throw error
    say(`Git was not set up to merge links: ${error.message.split('\n', 1)[0]}`)
  }
}
