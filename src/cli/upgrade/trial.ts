/**
 * The new version tried beside the old one: its files, packages and checks in a folder of their
 * own, so that whatever fails there has changed nothing here.
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { environment, type Git, gitIn } from '../../stores/checkout/git-command.ts'
import { isMissing } from '../../stores/files.ts'
import { refused } from '../failure.ts'

export interface Trial {
  /** Holds all else; on the file system of the project, so that packages can be moved. */
  folder: string
  /** The new version's files. */
  site: string
  /** The index of its tree. */
  index: string
}

/** Makes an empty one in the project at `root`; `removeTrial` puts it away. */
export async function makeTrial(root: string): Promise<Trial> {
  const cache = join(root, '.cache')
  await mkdir(cache, { recursive: true })
  const folder = await realpath(await mkdtemp(join(cache, 'upgrade-')))
  return { folder, site: join(folder, 'site'), index: join(folder, 'index') }
}

export async function removeTrial({ folder }: Trial): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

/**
 * Installs the packages of the tree in the trial's index, brings the links into the form of that
 * version and lets it check them.
 *
 * @param gitDir of the repository
 * @returns the tree with the links as they are now
 * @throws {Refused} when the new version can't be installed, or is not content with the links
 */
export async function tryOut(
  git: Git,
  gitDir: string,
  { folder, site, index }: Trial,
  signal: AbortSignal,
): Promise<string> {
  const env = { GIT_INDEX_FILE: index }
  await git.text(['checkout-index', '--all', `--prefix=${site}/`], { env })
  // Git in there must not find this repository, or the trial would be registered in it.
  const outside = { GIT_CEILING_DIRECTORIES: folder }
  // Run by `npm run --silent`, npm would hand its silence on, and fail without a reason.
  const install = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  await runNpm(site, install, 'its packages can not be installed', { signal, env: outside })
  const check = ['run', '--silent', 'links', '--', 'check', '--fix']
  await runNpm(site, check, 'its check finds errors', { signal, env: outside })
  const args = [`--git-dir=${gitDir}`, '--work-tree=.']
  await gitIn(site).text([...args, 'add', '--', 'data'], { env })
  return git.text(['write-tree'], { env })
}

/** Puts the trial's packages in the place of the old ones; whether that worked. */
export async function takePackages(root: string, { folder, site }: Trial): Promise<boolean> {
  const [here, old] = [join(root, 'node_modules'), join(folder, 'old-packages')]
  try {
    await moveIfAny(here, old)
  } catch {
    // Windows moves no folder whose program runs.
    return false
  }
  try {
    await moveIfAny(join(site, 'node_modules'), here)
    return true
  } catch {
    await moveIfAny(old, here)
    return false
  }
}

async function moveIfAny(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

export interface NpmOptions {
  signal?: AbortSignal
  env?: Readonly<Record<string, string>>
}

/**
 * Runs npm, and shows what it says on standard error.
 *
 * @param problem what a failure means, as part of a sentence
 * @throws {Refused} when it fails or is interrupted
 */
export async function runNpm(
  folder: string,
  args: readonly string[],
  problem: string,
  { signal, env = {} }: NpmOptions = {},
): Promise<void> {
  const ended = await new Promise<number | string | null>((resolve) => {
    const child = spawn('npm', args, {
      cwd: folder,
      env: { ...environmentForNpm(), ...env },
      stdio: ['ignore', 2, 2],
      signal,
      // There npm is a script of the shell; the arguments are all our own.
      shell: process.platform === 'win32',
    })
    // An interrupted one is still to end, since its folder is removed next.
    child.on('error', ({ message }) => {
      if (child.pid === undefined) resolve(message)
    })
    child.on('close', resolve)
  })
  if (signal?.aborted) throw refused('interrupted', 'interrupted; nothing has changed here')
  if (ended === 0) return
  const reason = typeof ended === 'string' ? ended : 'what it said stands above'
  throw refused('new-version', `${problem} (${reason}); nothing has changed here`)
}

// What an npm around us says of this project would be taken for the other one's.
function environmentForNpm(): NodeJS.ProcessEnv {
  const about = /^(?:npm_(?:package|lifecycle)_|npm_config_local_prefix$|npm_command$|INIT_CWD$)/
  return Object.fromEntries(Object.entries(environment()).filter(([name]) => !about.test(name)))
}
