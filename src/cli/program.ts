/**
 * All commands as one program: which there are, and how each ends.
 */
import { Command, CommanderError } from 'commander'
import { findingsOf, Refused, UsageError } from './failure.ts'
import { printJson, say, sayFindings } from './terminal/output.ts'

type Define = (program: Command) => void

// Loaded when they are needed, since each start waits for all that is loaded.
const COMMANDS: Readonly<Record<string, () => Promise<Define>>> = {
  init: async () => (await import('./init.ts')).defineInit,
  add: async () => (await import('./add.ts')).defineAdd,
  edit: async () => (await import('./edit.ts')).defineEdit,
  rename: async () => (await import('./rename.ts')).defineRename,
  disable: async () => (await import('./switch.ts')).defineDisable,
  enable: async () => (await import('./switch.ts')).defineEnable,
  remove: async () => (await import('./remove.ts')).defineRemove,
  show: async () => (await import('./show.ts')).defineShow,
  qr: async () => (await import('./qr.ts')).defineQr,
  list: async () => (await import('./list.ts')).defineList,
  import: async () => (await import('./import.ts')).defineImport,
  export: async () => (await import('./export.ts')).defineExport,
  conflicts: async () => (await import('./conflicts.ts')).defineConflicts,
  resolve: async () => (await import('./resolve.ts')).defineResolve,
  'merge-driver': async () => (await import('./merge-driver.ts')).defineMergeDriver,
  setup: async () => (await import('./setup.ts')).defineSetup,
  diff: async () => (await import('./diff.ts')).defineDiff,
  textconv: async () => (await import('./textconv.ts')).defineTextconv,
  log: async () => (await import('./log.ts')).defineLog,
  blame: async () => (await import('./blame.ts')).defineBlame,
  restore: async () => (await import('./restore.ts')).defineRestore,
  undo: async () => (await import('./undo.ts')).defineUndo,
  'from-issue': async () => (await import('./from-issue.ts')).defineFromIssue,
  review: async () => (await import('./review.ts')).defineReview,
  github: async () => (await import('./github/github.ts')).defineGitHub,
  check: async () => (await import('./check.ts')).defineCheck,
  redirects: async () => (await import('./redirects.ts')).defineRedirects,
  publish: async () => (await import('./publish.ts')).definePublish,
  doctor: async () => (await import('./doctor/doctor.ts')).defineDoctor,
  verify: async () => (await import('./verify/verify.ts')).defineVerify,
  upgrade: async () => (await import('./upgrade/upgrade.ts')).defineUpgrade,
  token: async () => (await import('./token.ts')).defineToken,
}

const EXIT = { done: 0, refused: 1, usage: 2 } as const

const DESCRIPTION =
  'Changes and reads the links of this site. A change is made in data/links.db of the work tree, ' +
  'as an editor would; commit it, or let --commit do so.'

const AFTER_HELP = `
Exit codes: 0 done, 1 errors or refused, 2 usage.
Results go to standard output, all else to standard error. For a pipe, begin with
"npm run --silent links --", so that npm adds nothing of its own.`

/** Runs the command that `args` name; the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  let wantsJson = false
  const program = new Command('links')
    .usage('<command>')
    .description(DESCRIPTION)
    .addHelpText('after', AFTER_HELP)
    .configureHelp({ showGlobalOptions: false })
    .helpCommand('help [command]', 'show how a command is used')
    .exitOverride()
    .hook('preAction', (_program, command) => {
      wantsJson = command.opts().json === true
    })
  for (const define of await loadCommands(args)) define(program)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return EXIT.done
  } catch (error) {
    return report(error, wantsJson)
  }
}

async function loadCommands([name = '']: readonly string[]): Promise<Define[]> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  const needed = load === undefined ? Object.values(COMMANDS) : [load]
  return Promise.all(needed.map((one) => one()))
}

/** Tells what went wrong; the exit code. */
function report(error: unknown, wantsJson: boolean): number {
  // Commander has printed its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (error instanceof UsageError) {
    say(`error: ${error.message}`)
    return EXIT.usage
  }
  const findings = findingsOf(error)
  if (findings === null) return reportUnexpected(error)
  sayFindings(findings, error instanceof Refused ? error.file : undefined)
  if (wantsJson) printJson({ findings })
  return EXIT.refused
}

function reportUnexpected(error: unknown): number {
  const message = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
  say(`error: unexpected: ${message}; SHORTCRUST_DEBUG=1 shows where`)
  if (process.env.SHORTCRUST_DEBUG && error instanceof Error) say(error.stack ?? '')
  return EXIT.refused
}
