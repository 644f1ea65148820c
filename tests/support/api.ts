/**
 * The API over a store in memory, with a clock and randomness that tests set: no server, no git.
 */
import { createHash } from 'node:crypto'
import { hashToken } from '../../src/api/auth.ts'
import type { ApiContext } from '../../src/api/context.ts'
import { createApi } from '../../src/api/handler.ts'
import { bytesFrom } from '../../src/api/random.ts'
import type { Role } from '../../src/config.ts'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { openRepository } from '../../src/stores/repository.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { type Commit, Conflict, type LinkStore } from '../../src/stores/store.ts'
import { SITE } from './links.ts'
import { findDepartures } from './openapi.ts'

/** A store in memory, for what is independent of any repository. */
export interface MemoryStore extends LinkStore {
  commits: Commit[]
  /** Runs before each commit: to move the head, or to fail. */
  beforeCommit: () => void | Promise<void>
  /** Lets somebody else commit these links. */
  push(links: LinkSet): Promise<void>
  links(): Promise<LinkSet>
}

export async function openMemoryStore(links: LinkSet): Promise<MemoryStore> {
  const SQL = await loadSql()
  const revisions = new Map<string, Uint8Array>()
  let head = ''
  const add = (bytes: Uint8Array, parent: string) => {
    head = createHash('sha1').update(bytes).update(parent).digest('hex')
    revisions.set(head, bytes)
    return head
  }
  add(encodeLinks(SQL, links), '')
  const store: MemoryStore = {
    commits: [],
    beforeCommit: () => {},
    read: async () => ({ bytes: revisions.get(head) ?? null, revision: head }),
    readAt: async (revision) => revisions.get(revision) ?? null,
    async commit(commit) {
      await store.beforeCommit()
      if (commit.parent !== head) throw new Conflict(commit.parent)
      store.commits.push(commit)
      return add(commit.bytes, head)
    },
    async push(others) {
      add(encodeLinks(SQL, others), head)
    },
    links: async () => decodeLinks(SQL, revisions.get(head) ?? new Uint8Array()),
  }
  return store
}

export const TOKENS: Readonly<Record<Role, string>> = {
  create: 'token-of-carol',
  edit: 'token-of-ed',
  admin: 'token-of-ada',
}

export interface TestApi {
  store: MemoryStore
  context: ApiContext
  log: string[]
  /**
   * Sends a request as the bearer of a role's token; `null` sends none. It throws where request and
   * answer are not as `/openapi.json` describes them.
   */
  send(method: string, path: string, body?: unknown, options?: SendOptions): Promise<Answer>
}

export interface SendOptions {
  role?: Role | null
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any
}

/** The API over these links, as `now` 2026-11-25T10:00:00Z. */
export async function openTestApi(
  links: LinkSet,
  given: Partial<ApiContext> = {},
): Promise<TestApi> {
  const store = await openMemoryStore(links)
  const log: string[] = []
  const context: ApiContext = {
    repository: openRepository(store, await loadSql()),
    site: SITE,
    tokens: [
      { handle: 'carol', role: 'create', hash: hashToken(TOKENS.create) },
      { handle: 'ed', role: 'edit', hash: hashToken(TOKENS.edit) },
      { handle: 'ada', role: 'admin', hash: hashToken(TOKENS.admin) },
    ],
    publish: 'now',
    callBuildHook: null,
    bakeNow: null,
    answerMax: null,
    now: () => Date.parse('2026-11-25T10:00:00Z'),
    randomBytes: bytesFrom(new Uint8Array([1])),
    liveRevision: async () => null,
    log: (message) => log.push(message),
    ...given,
  }
  const api = createApi(context)
  return {
    store,
    context,
    log,
    async send(method, path, body, { role = 'create', headers = {} } = {}) {
      const sent = new Headers(headers)
      if (role !== null) sent.set('authorization', `Bearer ${TOKENS[role]}`)
      if (body !== undefined && !sent.has('content-type')) {
        sent.set('content-type', 'application/json')
      }
      const response = await api(
        new Request(`https://go.example.org/api/v1${path}`, {
          method,
          headers: sent,
          body:
            body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
        }),
      )
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      const answer = {
        status: response.status,
        headers: response.headers,
        body: isJson && text !== '' ? JSON.parse(text) : text,
      }
      const request = typeof body === 'string' ? parseOr(body) : body
      const departures = findDepartures({ ...answer, method, path, request })
      if (departures.length > 0)
        throw new Error(`not as openapi.json says:\n${departures.join('\n')}`)
      return answer
    },
  }
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
