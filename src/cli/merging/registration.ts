/**
 * What a clone's configuration says about comparing and merging the links: Git takes no commands
 * from a repository itself, so each clone has to be told.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Finding, notice } from '../../core/finding.ts'
import { type Git, gitIn } from '../../stores/checkout/git-command.ts'

/** The programs that Git is told to run. */
export interface Programs {
  node: string
  cli: string
}

/** This Node and this command line. */
export const OWN_PROGRAMS: Programs = {
  node: process.execPath,
  cli: fileURLToPath(new URL('../links.js', import.meta.url)),
}

/** The keys and their values; see gitattributes(5). */
function settings({ node, cli }: Programs): Readonly<Record<string, string>> {
  const command = `${quote(node)} ${quote(cli)}`
  return {
    'diff.links.textconv': `${command} textconv`,
    'diff.links.cachetextconv': 'true',
    'merge.links.name': 'links, row by row',
    // In a driver Git reads "%" itself.
    'merge.links.driver': `${command.replaceAll('%', '%%')} merge-driver %O %A %B %P %X %Y`,
    // Without it Git merges the ancestors of a criss-cross by the same driver, which settles
    // their conflicts as ours; the merge itself then takes the other resolution for a change.
    'merge.links.recursive': 'binary',
  }
}

// Git runs both through sh, on Windows too, where it takes slashes.
function quote(path: string): string {
  const slashed = process.platform === 'win32' ? path.replaceAll('\\', '/') : path
  return `'${slashed.replaceAll("'", "'\\''")}'`
}

/**
 * Registers these programs in the configuration of the repository around `root`.
 *
 * @returns whether anything had to be changed
 * @throws {GitError} when there is no repository, or its configuration can't be written
 */
export async function register(root: string, programs: Programs): Promise<boolean> {
  const git = gitIn(root)
  const before = await readConfig(git, ['--local'])
  if (await belongsToAnotherWorkTree(git, before)) return false
  let hasChanged = false
  for (const [key, value] of Object.entries(settings(programs))) {
    if (before.get(key) === value) continue
    await git.text(['config', '--local', '--replace-all', key, value])
    hasChanged = true
  }
  return hasChanged
}

/**
 * Linked work trees share one configuration, and may be removed any day: they leave the main
 * one's registration alone while it works.
 */
async function belongsToAnotherWorkTree(
  git: Git,
  config: ReadonlyMap<string, string>,
): Promise<boolean> {
  const [gitDir, common] = await Promise.all(
    ['--absolute-git-dir', '--git-common-dir'].map((what) => {
      return git.text(['rev-parse', '--path-format=absolute', what])
    }),
  )
  if (gitDir === common) return false
  const programs = readPrograms(config.get('merge.links.driver'))
  if (programs === null || !isAlive(programs)) return false
  const list = await git.text(['worktree', 'list', '--porcelain'])
  const [main = ''] = [...list.matchAll(/^worktree (.+)$/gm)].map(([, path = '']) => path)
  return programs.cli.startsWith(join(main, '/'))
}

/** Warns where this clone doesn't compare and merge by links, or can't any more. */
export async function checkRegistration(root: string): Promise<Finding[]> {
  const git = gitIn(root)
  if ((await git.tryText(['rev-parse', '--git-dir'])) === null) return []
  const config = await readConfig(git)
  const missing = Object.keys(settings(OWN_PROGRAMS)).filter((key) => !config.has(key))
  if (missing.length > 0) {
    return [
      warn(
        `this clone does not compare and merge the links row by row: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set`,
      ),
    ]
  }
  const commands = ['diff.links.textconv', 'merge.links.driver']
  const programs = commands.flatMap((key) => readPrograms(config.get(key)) ?? [])
  const dead = programs.flatMap(({ node, cli }) => [node, cli]).find((path) => !existsSync(path))
  if (dead === undefined) return []
  return [
    warn(`Git can not compare and merge the links in this clone: ${dead} is not there any more`),
  ]
}

function warn(message: string): Finding {
  return notice('registration', null, null, `${message}; run: npm run links -- setup`)
}

const QUOTED = String.raw`'((?:[^']|'\\'')*)'`
const COMMAND = new RegExp(`^${QUOTED} ${QUOTED} (?:textconv|merge-driver)\\b`)

/** The programs of a command that `register` wrote; `null` for any other. */
function readPrograms(command: string | undefined): Programs | null {
  const match = COMMAND.exec(command ?? '')
  if (match === null) return null
  const isDriver = command?.includes(' merge-driver ') === true
  const unquote = (text = '') => {
    const path = text.replaceAll("'\\''", "'")
    return isDriver ? path.replaceAll('%%', '%') : path
  }
  return { node: unquote(match[1]), cli: unquote(match[2]) }
}

/** Whether both programs are there. */
export function isAlive({ node, cli }: Programs): boolean {
  return existsSync(node) && existsSync(cli)
}

async function readConfig(git: Git, scope: readonly string[] = []): Promise<Map<string, string>> {
  const config = new Map<string, string>()
  const keys = '^(diff|merge)\\.links\\.'
  // With NUL, since a value may hold line breaks. It exits with 1 where there is none.
  const list = (await git.tryText(['config', ...scope, '-z', '--get-regexp', keys])) ?? ''
  for (const entry of list.split('\0')) {
    const [key = '', ...value] = entry.split('\n')
    if (key !== '') config.set(key, value.join('\n'))
  }
  return config
}
