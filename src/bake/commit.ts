/** Which commit is being built: what the host says, or Git. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

// Netlify; Cloudflare Pages; Cloudflare Workers Builds.
const VARIABLES = ['COMMIT_REF', 'CF_PAGES_COMMIT_SHA', 'WORKERS_CI_COMMIT_SHA']
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** The commit that `root` is built from, or `null` where neither host nor Git knows one. */
export async function findCommit(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const named = VARIABLES.map((name) => env[name]).find((value) => COMMIT.test(value ?? ''))
  return named ?? (await readHead(root))
}

async function readHead(root: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--verify', 'HEAD'], {
      cwd: root,
    })
    return COMMIT.test(stdout.trim()) ? stdout.trim() : null
  } catch {
    // No Git, no repository or no commit yet: the build stands all the same.
    return null
  }
}
