/** `redirects`: what a build would write to `_redirects`. */
import type { Command } from 'commander'
import { bakeArtefacts, textOf } from '../bake/artefacts.ts'
import { formatTime } from '../core/fields/time.ts'
import { openProject, readLinks } from './project/project.ts'
import { print, printJson } from './terminal/output.ts'

export function defineRedirects(program: Command): void {
  program
    .command('redirects')
    .summary('print the rules that a build would emit')
    .description('Prints the rules that a build would write to _redirects now, in their order.')
    .option('--json', 'print them as a JSON array of {from, to, status, force}')
    .action(redirects)
}

async function redirects({ json }: { json?: boolean }): Promise<void> {
  const { root, site, SQL } = await openProject()
  const links = await readLinks({ root, SQL })
  const now = formatTime(Date.now())
  const text = textOf(bakeArtefacts({ links, site, SQL, now, commit: null }), '_redirects')
  if (!json) return print(text)
  printJson(text.split('\n').filter(Boolean).map(toRule))
}

function toRule(line: string) {
  const [from, to, status = ''] = line.split(' ')
  return { from, to, status: Number.parseInt(status, 10), force: status.endsWith('!') }
}
