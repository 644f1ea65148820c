/**
 * Asks the environment, the repository, the build hook and the live site for the facts that the
 * checks judge. Nothing is committed, and nothing built but by a hook that is called on request;
 * GitHub is sent an empty blob, since only who may write can do that.
 */
import { postBuildHook } from '../../api/build-hook.ts'
import { fetchLiveBuild } from '../../api/live-build.ts'
import { ConfigError, type Environment, readEnvironment, readSite } from '../../config.ts'
import { DatabaseError, decodeLinks } from '../../core/database.ts'
import { findPending } from '../../core/publishing/due.ts'
import { type Site, SiteError } from '../../core/site.ts'
import { HostFailed } from '../../stores/hosts/host-request.ts'
import { openStore } from '../../stores/open-store.ts'
import { loadSql } from '../../stores/sql.ts'
import { type LinkStore, type Snapshot, StoreUnavailable } from '../../stores/store.ts'
import { checkSet } from '../project/check-set.ts'
import {
  type Check,
  checkFunction,
  checkHead,
  checkHook,
  checkLive,
  checkNames,
  checkSite,
  checkTokens,
  error,
  type Head,
  ok,
  warning,
} from './checks.ts'

export interface Patient {
  root: string
  /** The variables as the host has them. */
  variables: Readonly<Record<string, string | undefined>>
  /** Whether the build hook may be called, which makes the host build. */
  callHook: boolean
}

const PATIENCE = 5_000

/** All checks, each told to `onCheck` as soon as it is done. */
export async function examine(patient: Patient, onCheck: (check: Check) => void): Promise<Check[]> {
  const checks: Check[] = []
  const tell = (...found: readonly Check[]) => {
    for (const check of found) {
      checks.push(check)
      onCheck(check)
    }
  }
  const site = await readConfigured(() => readSite(patient.root), 'site', tell)
  if (site !== null) tell(checkSite(site))
  const environment = await readConfigured(
    () => readEnvironment(patient.variables),
    'variables',
    tell,
  )
  if (environment === null || site === null) return checks
  tell(...checkNames(patient.variables), checkTokens(environment))
  const store = await openRepository(patient.root, environment, site, tell)
  const head = store === null ? null : await examineRepository(store, site, tell)
  tell(await examineHook(environment, patient.callHook))
  await examineLive(site, store, head, tell)
  return checks
}

type Tell = (...found: readonly Check[]) => void

// A wrong configuration lists all that is wrong with it, line by line.
async function readConfigured<T>(
  read: () => T | Promise<T>,
  name: 'site' | 'variables',
  tell: Tell,
): Promise<T | null> {
  try {
    return await read()
  } catch (problem) {
    if (!(problem instanceof ConfigError || problem instanceof SiteError)) throw problem
    tell(...problem.message.split('\n').map((line) => error(name, line)))
    return null
  }
}

async function openRepository(
  root: string,
  { store }: Environment,
  site: Site,
  tell: Tell,
): Promise<LinkStore | null> {
  if (store === null) {
    tell(
      error(
        'repository',
        'SHORTCRUST_STORE is not set, so a deployed function has nowhere to commit to',
        'set it to github or git, with what README says of your Git host; here, name the file that holds your variables: npm run doctor -- --vars .env',
      ),
    )
    return null
  }
  if (store.kind === 'worktree') {
    tell(
      warning(
        'repository',
        'SHORTCRUST_STORE is "worktree", which commits to a checkout: right for npm start, but a deployed function has none',
        'at the host, set it to github or git',
      ),
    )
  }
  return attempt('repository', tell, async () =>
    openStore(store, { root, SQL: await loadSql(), site }),
  )
}

// What a store says of other obstacles names the way on itself.
const UNREACHED =
  'check SHORTCRUST_REPO, SHORTCRUST_GITHUB_API and the network here; or the host is down: try again later'

async function attempt<T>(
  name: Check['name'],
  tell: Tell,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (problem) {
    const isExpected = problem instanceof StoreUnavailable || problem instanceof DatabaseError
    if (!isExpected) throw problem
    const isSilence = problem.cause instanceof HostFailed
    tell(error(name, problem.message, isSilence ? UNREACHED : null))
    return null
  }
}

/** The head, where it can be read. */
async function examineRepository(
  store: LinkStore,
  site: Site,
  tell: Tell,
): Promise<Snapshot | null> {
  const head = await attempt('repository', tell, () => store.read())
  if (head === null) return null
  const { bytes, revision } = head
  if (revision === null)
    tell(ok('repository', 'it can be read, and has no commits yet: the first link begins it'))
  else tell(ok('repository', `it can be read; the head is ${revision.slice(0, 7)}`))
  if (bytes !== null) {
    await attempt('links', tell, async () => {
      const SQL = await loadSql()
      const links = decodeLinks(SQL, bytes)
      tell(checkHead(links, await checkSet(links, site, SQL)))
    })
  } else if (revision !== null) {
    tell(
      error(
        'links',
        'the branch has no data/links.db',
        'npm run links -- init, then commit and push it',
      ),
    )
  }
  const doubts = await attempt('permission', tell, async () => (await store.probe?.()) ?? [])
  if (doubts?.length === 0)
    tell(ok('permission', 'commits are allowed, as far as can be known without making one'))
  tell(...(doubts ?? []).map((doubt) => warning('permission', doubt)))
  return head
}

async function examineHook(environment: Environment, callHook: boolean): Promise<Check> {
  const { buildHook } = environment
  if (!callHook || buildHook === null) return checkHook(environment)
  const posted = await postBuildHook(buildHook, 'Shortcrust: doctor')
  if (posted.ok) return ok('hook', 'the build hook was called, and the host builds')
  return error('hook', `the build hook failed: ${posted.reason}`)
}

async function examineLive(
  { baseUrl }: Site,
  store: LinkStore | null,
  head: Snapshot | null,
  tell: Tell,
): Promise<void> {
  const build = await fetchLiveBuild(baseUrl)
  const commit = build.ok ? build.commit : null
  const pending = commit === null ? null : await comparePending(store, head, commit)
  tell(checkLive(baseUrl, build, toHead(store, head), pending))
  if (build.ok) tell(checkFunction(baseUrl, await askFunction(baseUrl)))
}

function toHead(store: LinkStore | null, head: Snapshot | null): Head {
  if (head !== null) return { ok: true, revision: head.revision }
  return {
    ok: false,
    reason: store === null ? 'no repository is set' : 'no head of the repository can be read',
  }
}

/** Slugs that differ between `commit` and the head; `null` where there is no such commit. */
async function comparePending(
  store: LinkStore | null,
  head: Snapshot | null,
  commit: string,
): Promise<string[] | null> {
  // Where the repository can't be read, that has been said already, and nothing speaks against it.
  if (store === null || head === null || head.revision === commit) return []
  const SQL = await loadSql()
  try {
    const bytes = await store.readAt(commit)
    if (bytes === null) return null
    const links = head.bytes === null ? new Map() : decodeLinks(SQL, head.bytes)
    return findPending(links, decodeLinks(SQL, bytes))
  } catch (problem) {
    if (problem instanceof StoreUnavailable || problem instanceof DatabaseError) return []
    throw problem
  }
}

async function askFunction(baseUrl: string): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE)
    const response = await fetch(`${baseUrl}/api/v1/status`, { signal, redirect: 'manual' })
    await response.body?.cancel()
    return response.status
  } catch {
    return null
  }
}
