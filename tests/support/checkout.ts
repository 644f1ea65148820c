/**
 * Real git repositories in temporary folders, each with a `data/` of its own.
 */
import { appendFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeLinks } from '../../src/core/database.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { type Checkout, findCheckout } from '../../src/stores/checkout/checkout.ts'
import { type Git, gitIn } from '../../src/stores/checkout/git-command.ts'
import { loadSql } from '../../src/stores/sql.ts'

// The settings of whoever runs the tests must not decide how they end.
process.env.GIT_CONFIG_GLOBAL = '/dev/null'
process.env.GIT_CONFIG_NOSYSTEM = '1'

/** A folder of its own, without symbolic links in its path. */
export async function makeFolder(name = 'shortcrust'): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), `${name}-`)))
}

/** Removes a folder with all that is in it. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Says who commits in a checkout: by hand, since each `git config` is a process. */
export async function writePerson(root: string, name: string, email: string): Promise<void> {
  await appendFile(join(root, '.git/config'), `[user]\n\tname = ${name}\n\temail = ${email}\n`)
}

export interface TestCheckout {
  root: string
  git: Git
  checkout: Checkout
}

/** A repository at `root` whose first commit holds these links. */
export async function makeCheckout(
  links: LinkSet,
  { root, site = {} }: { root?: string; site?: object } = {},
): Promise<TestCheckout> {
  const folder = root ?? (await makeFolder())
  const SQL = await loadSql()
  await mkdir(join(folder, 'data'), { recursive: true })
  await writeFile(join(folder, 'data', 'links.db'), encodeLinks(SQL, links))
  await writeFile(join(folder, 'data', 'site.json'), JSON.stringify(site))
  const git = gitIn(folder)
  await git.text(['init', '-q', '-b', 'main'])
  await writePerson(folder, 'Test Person', 'test@example.com')
  await git.text(['add', '-A'])
  await git.text(['commit', '-q', '-m', 'Start'])
  return { root: folder, git, checkout: await findCheckout(folder) }
}
