/**
 * The product as people run it: a repository of its own in a temporary folder, and `npm start`'s
 * server as a process.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cp, mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LinkSet } from '../../src/core/link-set.ts'
import { makeCheckout, makeFolder, type TestCheckout } from './checkout.ts'
import { compileCacheOf, shareCompileCache } from './compile-cache.ts'

const PROJECT = join(import.meta.dirname, '../..')

/** A repository with the project's files and these links, all committed. */
export async function makeProject(
  links: LinkSet,
  { root, site = {} }: { root?: string; site?: object } = {},
): Promise<TestCheckout> {
  const folder = root ?? (await makeFolder())
  const list = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: PROJECT,
  })
  for (const path of list.toString('utf8').split('\0')) {
    if (path === '' || path.startsWith('tests/') || path.startsWith('data/')) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await cp(join(PROJECT, path), join(folder, path), { preserveTimestamps: true }).catch(
      ignoreDeleted,
    )
  }
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'))
  await shareCompileCache(folder)
  const made = await makeCheckout(links, { root: folder, site })
  // The link to the packages is no folder, so `node_modules/` does not ignore it.
  await made.git.text(['rm', '-q', '--cached', '--ignore-unmatch', 'node_modules'])
  await made.git.text(['commit', '-q', '--amend', '--no-edit', '--allow-empty'])
  await made.git.text(['config', 'core.excludesFile', join(PROJECT, 'tests/support/ignored')])
  return made
}

// Listed by git, but deleted in the work tree and not yet committed.
function ignoreDeleted(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}

export interface Product {
  /** `http://localhost:…`, where the site is served. */
  origin: string
  adminUrl: string
  token: string
  process: ChildProcess
  /** All that it printed so far. */
  output: () => string
  /** Sends SIGTERM and waits for its end. */
  stop(): Promise<void>
  /** Asks the API as the bearer of its token. */
  api(method: string, path: string, body?: unknown): Promise<Response>
}

/** Starts the server in `root` on a free port, and waits until it serves. */
export async function startProduct(
  root: string,
  environment: Record<string, string> = {},
): Promise<Product> {
  const child = spawn(process.execPath, ['src/serve/start.js'], {
    cwd: root,
    env: { ...process.env, PORT: '0', ...compileCacheOf(root), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const adminUrl = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString('utf8')
      const url = /^Admin page: (\S+)$/m.exec(text)?.[1]
      if (url !== undefined && text.includes('Stop with')) resolve(url)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${text}`)))
  })
  const { origin, hash } = new URL(adminUrl)
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? ''
  return {
    origin,
    adminUrl,
    token,
    process: child,
    output: () => text,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
    api: (method, path, body) =>
      fetch(`${origin}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      }),
  }
}

/** Asks again until `accept` is content with the answer, for at most ten seconds. */
export async function waitFor<T>(
  ask: () => Promise<T>,
  accept: (answer: T) => boolean,
): Promise<T> {
  const end = Date.now() + 10_000
  for (;;) {
    const answer = await ask()
    if (accept(answer)) return answer
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(answer)} after ten seconds`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
