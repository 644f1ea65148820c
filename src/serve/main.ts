/**
 * `npm start`: builds the site and serves it as the host would, with the function committing to
 * this checkout or to the repository that the environment names. The wiring alone; each part has
 * its file.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { hashToken } from '../api/auth.ts'
import { postBuildHook } from '../api/build-hook.ts'
import { createApi } from '../api/handler.ts'
import {
  ConfigError,
  type Environment,
  readEnvironment,
  readSite,
  SITE_PATH,
  type TokenEntry,
} from '../config.ts'
import { DatabaseError } from '../core/database.ts'
import { hostCapabilities } from '../core/hosts.ts'
import { type Site, SiteError } from '../core/site.ts'
import { LINKS_PATH } from '../stores/checkout/checkout.ts'
import { openRepository } from '../stores/repository.ts'
import { loadSql } from '../stores/sql.ts'
import { type LinkStore, StoreUnavailable } from '../stores/store.ts'
import { type Backing, findBacking } from './backing.ts'
import { buildSite } from './build.ts'
import { listen } from './listen.ts'
import { openLiveSite } from './live-site.ts'
import { createListener } from './server.ts'
import { openSiteHeaders } from './site-headers.ts'

try {
  await start(process.cwd())
} catch (error) {
  const isExpected = [ConfigError, SiteError, StoreUnavailable, DatabaseError].some(
    (kind) => error instanceof kind,
  )
  if (!isExpected) throw error
  console.error(`error: ${describe(error)}`)
  process.exitCode = 1
}

function describe(error: unknown): string {
  if (error instanceof DatabaseError) {
    return `${LINKS_PATH} at the head can't be served: ${error.message}; commit a good one, such as an earlier commit's: git checkout <commit> -- ${LINKS_PATH}`
  }
  return error instanceof Error ? error.message : String(error)
}

async function start(root: string): Promise<void> {
  const environment = readEnvironment(process.env)
  const configured = await readSite(root)
  const backing = await findBacking(root, environment.store)

  // Asked for before the build, as the links are, so that what is in the way is said at once.
  let answer: Parameters<typeof listen>[1] = (_request, response) => {
    response.writeHead(503, { 'retry-after': '2' }).end('The site is being built.\n')
  }
  const listening = await listen(environment.port, (request, response) => answer(request, response))
  try {
    const site = servedAt(configured, listening.port)
    const head = await openHead(backing, site)
    const notices = [
      ...backing.notices,
      ...noticeEnvFile(root, environment),
      ...noticeOtherAddress(configured, site),
    ]
    for (const notice of notices) console.log(`note: ${notice}`)
    await buildSite(root)
    const token = environment.tokens.length > 0 ? null : await makeToken(await backing.findHandle())
    const tokens = token === null ? environment.tokens : [token.entry]
    const parts = await open(root, backing, head, { ...environment, tokens })
    answer = createListener(parts)
    announce(site, listening.port, token?.secret ?? null)
    onStop(async () => {
      parts.close()
      await listening.close()
    })
  } catch (error) {
    await listening.close()
    throw error
  }
}

interface OpenedHead {
  SQL: SqlJsStatic
  site: Site
  store: LinkStore
}

/** The store of the links. @throws {StoreUnavailable} or {DatabaseError} where its head has none */
async function openHead(backing: Backing, site: Site): Promise<OpenedHead> {
  const SQL = await loadSql()
  const store = await backing.openStore({ SQL, site })
  await openRepository(store, SQL).read()
  return { SQL, site, store }
}

async function open(
  root: string,
  backing: Backing,
  head: OpenedHead,
  { tokens, publish, buildHook }: Environment,
) {
  const { SQL, site } = head
  const store: LinkStore = {
    ...head.store,
    async commit(commit) {
      const revision = await head.store.commit(commit)
      void live.update()
      return revision
    },
  }
  const repository = openRepository(store, SQL)
  const dist = join(root, 'dist')
  const report = (message: string) => console.log(message)
  const log = (message: string) => console.error(message)
  const live = await openLiveSite({ repository, root, site, SQL, report })
  const stopWatching = await backing.watch(store, {
    served: live.revision(),
    onMove: () => void live.update(),
    report,
  })
  const api = createApi({
    repository,
    site,
    tokens,
    publish,
    callBuildHook: buildHook === null ? null : (title) => postBuildHook(buildHook, title),
    bakeNow: () => live.update(),
    answerMax: null,
    now: Date.now,
    randomBytes,
    liveRevision: async () => live.revision(),
    log,
  })
  const close = () => {
    stopWatching()
    live.close()
  }
  const { filesComeFirst } = hostCapabilities(site.host)
  return { api, live, dist, headers: await openSiteHeaders(dist), filesComeFirst, log, close }
}

// Written for the doctor and the host; who starts the server may take it to count here as well.
function noticeEnvFile(root: string, { store }: Environment): string[] {
  if (store !== null || !existsSync(join(root, '.env'))) return []
  return ['.env is not read here; to start with its variables: set -a; . ./.env; set +a; npm start']
}

// What is baked into pages, and what the command line prints, goes by the file alone.
function noticeOtherAddress(configured: Site, served: Site): string[] {
  if (configured.baseUrl === served.baseUrl) return []
  return [
    `codes, the API page and the command line name ${configured.baseUrl}; to have them name this address, set "baseUrl" in ${SITE_PATH} to "${served.baseUrl}"`,
  ]
}

// A site for this machine is reached where we listen, whatever port that is; the short links of
// a real domain keep their name.
function servedAt(site: Site, port: number): Site {
  const { hostname, protocol } = new URL(site.baseUrl)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return isLocal ? { ...site, baseUrl: `${protocol}//${hostname}:${port}` } : site
}

async function makeToken(handle: string): Promise<{ secret: string; entry: TokenEntry }> {
  const secret = randomBytes(32).toString('base64url')
  return { secret, entry: { handle, role: 'admin', hash: hashToken(secret) } }
}

function announce({ name }: Site, port: number, secret: string | null): void {
  const origin = `http://localhost:${port}`
  console.log(`\n${name} is served at ${origin}/`)
  console.log(`Admin page: ${origin}/admin/${secret === null ? '' : `#token=${secret}`}`)
  console.log(
    secret === null
      ? 'Sign in with a token of SHORTCRUST_TOKENS. Stop with Ctrl+C.'
      : 'The token is valid until this server stops. Stop with Ctrl+C.',
  )
}

function onStop(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await stop()
      process.exit(0)
    })
  }
}
