/**
 * Sparse checkouts: Git keeps files of the project that it leaves out of the work tree, so they are
 * neither lost nor to be restored by the usual commands.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LINKS_PATH } from './checkout.ts'
import { type Git, gitIn } from './git-command.ts'

const FILES = [LINKS_PATH, 'data/site.json']

/** What a sparse checkout leaves out of the project's files, with the way to it; else `null`. */
export async function describeSparse(root: string): Promise<string | null> {
  const missing = FILES.filter((file) => !existsSync(join(root, file)))
  if (missing.length === 0) return null
  const git = gitIn(root)
  // Outside a checkout nothing is left out, and without git nobody knows.
  const list = (await git.tryText(['ls-files', '-t', '-z', '--', ...missing])) ?? ''
  const left = missing.filter((file) => list.split('\0').includes(`S ${file}`))
  if (left.length === 0) return null
  const isByFolder = (await git.tryText(['config', '--bool', 'core.sparseCheckoutCone'])) === 'true'
  const prefix = (await git.tryText(['rev-parse', '--show-prefix'])) ?? ''
  const patterns = isByFolder ? ['data'] : left.map((file) => `/${prefix}${file}`)
  return `a sparse checkout leaves out ${left.join(' and ')}; bring it here with: git sparse-checkout add ${patterns.join(' ')}`
}

/** The command that stages `data/links.db`: elsewhere Git refuses what a sparse checkout leaves out. */
export async function stagingOf(git: Git): Promise<readonly string[]> {
  const isSparse = (await git.tryText(['config', '--bool', 'core.sparseCheckout'])) === 'true'
  return ['add', ...(isSparse ? ['--sparse'] : []), LINKS_PATH]
}
