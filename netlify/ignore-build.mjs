// @ts-check
/**
 * Whether Netlify should build what was pushed: `build.ignore` of netlify.toml. Exit 0 cancels the
 * build, any other code lets it go on, so whatever is not understood here is built.
 *
 * Runs before `npm ci`, so it stands on Node's own modules and on modules of ours that do, too.
 * https://docs.netlify.com/configure-builds/ignore-builds/
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

const LINKS_PATH = 'data/links.db'

const { isDue, reason } = await judge(process.env)
console.log(`Shortcrust: ${isDue ? 'building' : 'not building'}: ${reason}`)
process.exitCode = isDue ? 1 : 0

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ isDue: boolean, reason: string }>}
 */
async function judge(env) {
  const due = findPlainReason(env)
  if (due !== null) return { isDue: true, reason: due }
  try {
    return await judgeLinks(env.CACHED_COMMIT_REF ?? '', env.COMMIT_REF ?? '')
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
    return { isDue: true, reason: `what changed can't be read (${message})` }
  }
}

/**
 * A reason to build that needs no look at the repository.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function findPlainReason(env) {
  if (env.SHORTCRUST_PUBLISH?.trim() !== 'batch') return 'SHORTCRUST_PUBLISH is not "batch"'
  if (env.CONTEXT !== 'production') return 'CONTEXT is not "production"'
  // https://docs.netlify.com/configure-builds/build-hooks/
  if (env.INCOMING_HOOK_TITLE || env.INCOMING_HOOK_URL) return 'a build hook asks for it'
  const refs = [env.CACHED_COMMIT_REF, env.COMMIT_REF]
  if (!refs.every((ref) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref ?? ''))) {
    return 'the host does not say what it built last'
  }
  return null
}

/**
 * @param {string} built the commit that was built last
 * @param {string} pushed
 */
async function judgeLinks(built, pushed) {
  const changed = git('diff', '--name-only', '--no-renames', '-z', built, pushed)
  const paths = changed.toString('utf8').split('\0').filter(Boolean)
  // An empty commit is how people ask for a build; and without a cache, the host gives the pushed
  // commit itself as the last one.
  if (paths.length === 0) return { isDue: true, reason: 'no file changed' }
  const other = paths.find((path) => path !== LINKS_PATH)
  if (other !== undefined) return { isDue: true, reason: `${JSON.stringify(other)} changed` }
  const { findUrgent } = await import('../src/core/publishing/urgency.ts')
  const now = `${new Date().toISOString().slice(0, 19)}Z`
  const urgent = findUrgent(await readLinks(built), await readLinks(pushed), now)
  if (urgent.length > 0) {
    const more = urgent.length === 1 ? '' : ` and ${urgent.length - 1} more`
    return { isDue: true, reason: `${JSON.stringify(`/${urgent[0]}`)}${more} can't wait` }
  }
  return { isDue: false, reason: 'only links changed, and they wait for the next batch' }
}

/**
 * Where the links at a commit lead.
 *
 * @param {string} commit
 * @returns {Promise<Map<string, import('../src/core/publishing/urgency.ts').Leading>>}
 */
async function readLinks(commit) {
  // Later than the plain reasons, since an older Node has neither.
  const [{ DatabaseSync }, { APPLICATION_ID, SCHEMA_VERSION }] = await Promise.all([
    import('node:sqlite'),
    import('../src/core/schema.ts'),
  ])
  const folder = mkdtempSync(join(tmpdir(), 'shortcrust-'))
  try {
    const path = join(folder, 'links.db')
    writeFileSync(path, git('cat-file', 'blob', `${commit}:${LINKS_PATH}`))
    const db = new DatabaseSync(path, { readOnly: true })
    try {
      const application = db.prepare('PRAGMA application_id').get()?.application_id
      const version = db.prepare('PRAGMA user_version').get()?.user_version
      if (application !== APPLICATION_ID || version !== SCHEMA_VERSION) {
        throw new Error(`${LINKS_PATH} is of another version`)
      }
      const rows = db.prepare('SELECT slug, url, state, starts_at, expires_at FROM links').all()
      return new Map(rows.map(toLeading))
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {Record<string, import('node:sqlite').SQLOutputValue>} row
 * @returns {[string, import('../src/core/publishing/urgency.ts').Leading]}
 */
function toLeading({ slug, url, state, starts_at: startsAt, expires_at: expiresAt }) {
  if (
    typeof slug !== 'string' ||
    typeof url !== 'string' ||
    (state !== 'active' && state !== 'disabled' && state !== 'gone') ||
    (startsAt !== null && typeof startsAt !== 'string') ||
    (expiresAt !== null && typeof expiresAt !== 'string')
  ) {
    throw new Error(`${LINKS_PATH} has a row that is no link`)
  }
  return [slug, { slug, url, state, startsAt, expiresAt }]
}

/** @param {string[]} args */
function git(...args) {
  return execFileSync('git', args, {
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
