/** `publish`: makes the host build the site, always or where it is due. */
import type { Command } from 'commander'
import { postBuildHook } from '../api/build-hook.ts'
import { fetchLiveBuild } from '../api/live-build.ts'
import { readEnvironment } from '../config.ts'
import { formatTime } from '../core/fields/time.ts'
import { findDueReasons, findPending, type LiveBuild } from '../core/publishing/due.ts'
import { gitIn } from '../stores/checkout/git-command.ts'
import { findCommit } from '../stores/checkout/revisions.ts'
import { refused } from './failure.ts'
import { openProject, type Project } from './project/project.ts'
import { readLinksAt } from './project/revisions.ts'
import { print, printJson } from './terminal/output.ts'

interface PublishOptions {
  ifDue?: boolean
  json?: boolean
}

export function definePublish(program: Command): void {
  program
    .command('publish')
    .summary('make the host build the site')
    .description(
      'Posts to the build hook in SHORTCRUST_BUILD_HOOK, so that the host builds what is pushed.',
    )
    .option(
      '--if-due',
      'only where links of HEAD are not live yet, or one has started or ended since the live build',
    )
    .option('--json', 'print {published, reasons} as JSON')
    .action(publish)
}

async function publish({ ifDue = false, json = false }: PublishOptions): Promise<void> {
  const hook = requireBuildHook()
  const reasons = ifDue ? await findReasons(await openProject()) : []
  const published = !ifDue || reasons.length > 0
  if (published) await post(hook, reasons[0] ?? 'published by hand')
  if (json) return printJson({ published, reasons })
  print(
    published
      ? `${reasons.map((reason) => `due: ${reason}\n`).join('')}the host was asked to build\n`
      : 'not due: the links of HEAD are live, and none has started or ended since\n',
  )
}

function requireBuildHook(): string {
  const { buildHook } = readEnvironment(process.env)
  if (buildHook !== null) return buildHook
  const message =
    'SHORTCRUST_BUILD_HOOK is missing; make a build hook at your host and set it to its URL'
  throw refused('build-hook', message)
}

async function findReasons(project: Project): Promise<string[]> {
  const live = await fetchLiveBuild(project.site.baseUrl)
  return findDueReasons(live, await comparePending(project, live), formatTime(Date.now()))
}

/** Slugs that differ between HEAD and the live commit; `null` where one of the two is not here. */
async function comparePending({ root, SQL }: Project, live: LiveBuild): Promise<string[] | null> {
  if (!live.ok || live.commit === null) return null
  const git = gitIn(root)
  const [head, commit] = [await findCommit(git, 'HEAD'), await findCommit(git, live.commit)]
  if (head === null || commit === null) return null
  if (head === commit) return []
  const before = await readLinksAt(git, SQL, commit, 'the live commit')
  const after = await readLinksAt(git, SQL, head, 'HEAD')
  return before === null || after === null ? null : findPending(after, before)
}

async function post(hook: string, reason: string): Promise<void> {
  const posted = await postBuildHook(hook, `Shortcrust: ${reason}`)
  if (!posted.ok) throw refused('build-hook', `the build hook failed: ${posted.reason}`)
}
