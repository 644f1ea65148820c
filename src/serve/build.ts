/**
 * Builds the pages before they are served, unless they are as their sources are: a restart then
 * takes no time. Links are no source here; they are baked afterwards.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PAGES_ONLY } from '../bake/integration.ts'
import { ConfigError } from '../config.ts'
import { isMissing, writeFileAtomic } from '../stores/files.ts'
import { withLock } from '../stores/worktree/lock.ts'

const SOURCES = ['src', 'public', 'data/site.json', 'astro.config.mjs', 'package-lock.json']
const STAMP = '.cache/pages'

/**
 * Builds the site at `root` into `dist`, telling what Astro says where it fails.
 *
 * @throws {ConfigError} when the build fails
 */
export async function buildSite(root: string): Promise<void> {
  await withDist(root, () => buildUnlessBuilt(root))
}

/**
 * Runs `work` while no other server of this folder writes into `dist`.
 *
 * @throws {StoreUnavailable} when another one does so for 20 s
 */
export async function withDist<T>(root: string, work: () => Promise<T>): Promise<T> {
  const lock = join(root, '.cache', 'dist.lock')
  await mkdir(dirname(lock), { recursive: true })
  return withLock(lock, work)
}

async function buildUnlessBuilt(root: string): Promise<void> {
  const sources = await fingerprint(root)
  const stamp = join(root, STAMP)
  const isBuilt = ['index.html', '404.html'].every((name) => existsSync(join(root, 'dist', name)))
  if (isBuilt && (await readStamp(stamp)) === sources) return
  console.log('building the site …')
  await runAstro(root)
  await writeFileAtomic(stamp, sources)
}

async function readStamp(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function fingerprint(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(root, source)
    if (!existsSync(path)) continue
    const isFolder = (await stat(path)).isDirectory()
    const names = isFolder ? (await readdir(path, { recursive: true })).sort() : ['']
    for (const name of names) {
      const { mtimeMs, size } = await stat(join(path, name))
      hash.update(`${source}/${name} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

function runAstro(root: string): Promise<void> {
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [astro, 'build', '--silent'], {
      cwd: root,
      // The links are those of the head, which are baked next; an edit must not stop the pages.
      env: { ...process.env, [PAGES_ONLY]: '1' },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('error', reject)
    child.on('close', (exitCode) => {
      if (exitCode === 0) resolve()
      else reject(new ConfigError(['the site could not be built; see above']))
    })
  })
}
