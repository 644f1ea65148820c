/**
 * The store for any Git host, over smart HTTP. What it has acknowledged is in the branch's
 * history; what it has refused is not; and where nobody can know, it says so.
 */
import { toOneLine } from '../core/text.ts'
import { LINKS_PATH } from './checkout/checkout.ts'
import { BranchMissing, type Clone, NameUnreadable, openClone, PushRefused } from './git/clone.ts'
import { HostRefused, openHost } from './git/host.ts'
import {
  HeadMoved,
  HostFailed,
  type HostPatience,
  PATIENCE,
  persist,
  TIMEOUT,
} from './hosts/host-request.ts'
import { sendCommit } from './hosts/send-commit.ts'
import type { StoreSettings } from './open-store.ts'
import { type Commit, Conflict, type LinkStore, type Snapshot, StoreUnavailable } from './store.ts'

export type GitSettings = Extract<StoreSettings, { kind: 'git' }>

// Fetched packs stay in memory; beyond this a cold start is the smaller evil.
const LARGEST_CLONE = 96 * 1024 * 1024
// How far back an earlier revision is looked for: first what is likely, then what is bearable.
const DEPTHS = [50, 1_000]

/** A store over the repository at `settings.url`. Nothing is asked for before the first read. */
export function openGitStore(
  settings: GitSettings,
  { timeout = TIMEOUT, patience = PATIENCE }: HostPatience = {},
): LinkStore {
  let signal: AbortSignal | undefined
  const http = openHost({ ...settings, timeout, signal: () => signal })
  const { url, branch } = settings
  const alone = inTurn()
  let clone: Clone | undefined
  let last: Snapshot | undefined

  async function opened(): Promise<Clone> {
    if (clone !== undefined && clone.size() > LARGEST_CLONE) clone = undefined
    clone ??= await openClone({ url, branch, path: LINKS_PATH, http })
    return clone
  }

  /** Runs `work` on the clone; after an error of its own the clone is not trusted any more. */
  function onClone<T>(work: (clone: Clone, end: number) => Promise<T>): Promise<T> {
    return alone(async () => {
      try {
        signal = AbortSignal.timeout(patience)
        return await work(await opened(), Date.now() + patience)
      } catch (error) {
        if (!(error instanceof HostFailed) && !(error instanceof Conflict)) clone = undefined
        throw explain(error, settings)
      }
    })
  }

  // Whoever has seen links does not take an empty answer for a beginning.
  function readNothing(): Snapshot {
    if (last === undefined) return { bytes: null, revision: null }
    throw new StoreUnavailable(
      `the branch "${branch}" is gone from the repository; push it again, or start anew to begin with no links`,
    )
  }

  async function readHead(clone: Clone): Promise<Snapshot> {
    const revision = await clone.askHead()
    if (revision === null) return readNothing()
    if (revision === last?.revision) return last
    if (!(await clone.has(revision))) await clone.fetchHead()
    last = { bytes: await clone.readFile(revision), revision }
    return last
  }

  return {
    read: () => onClone((clone, end) => persist(end, () => readHead(clone))),

    readAt: async (revision) => {
      if (!/^[0-9a-f]{40}$/.test(revision)) return null
      return onClone((clone, end) => persist(end, () => readEarlier(clone, revision)))
    },

    probe: () =>
      onClone((clone, end) =>
        persist(end, async () => {
          await clone.askToPush()
          return []
        }),
      ),

    commit: (commit) =>
      onClone(async (clone, end) => {
        const { parent, bytes } = commit
        if (parent !== null && !(await clone.has(parent))) {
          const { revision } = await persist(end, () => readHead(clone))
          if (revision !== parent) throw new Conflict(parent)
        }
        const revision = await send(clone, commit, end)
        last = { bytes, revision }
        return revision
      }),
  }
}

async function readEarlier(clone: Clone, revision: string): Promise<Uint8Array | null> {
  if (await clone.has(revision)) return clone.readFile(revision)
  if ((await clone.askHead()) === null) return null
  for (const depth of DEPTHS) {
    await clone.deepen(depth)
    if (await clone.has(revision)) return clone.readFile(revision)
  }
  return null
}

/** Makes one commit here and sends it. */
async function send(clone: Clone, commit: Commit, end: number): Promise<string> {
  const { parent } = commit
  const revision = await clone.makeCommit(commit, Date.now())
  return sendCommit(parent, end, {
    async send() {
      try {
        await clone.push(revision, parent)
        return revision
      } catch (error) {
        // Hosts word a lost race in ways of their own; that the branch has moved is the sure sign.
        const isRefused = error instanceof PushRefused
        if (isRefused && (await clone.askHead()) !== parent) throw new HeadMoved()
        throw error
      }
    },
    async find() {
      const head = await clone.askHead()
      if (head === parent || head === null) return 'open'
      // Down to the parent, so that what is not found is not there.
      await clone.fetchHead({ withHistory: true })
      return (await clone.isWithin(head, revision)) ? { id: revision } : 'absent'
    },
  })
}

// What a person can do about each status that a Git host gives.
const STATUSES: Readonly<Record<number, (settings: GitSettings) => string>> = {
  401: ({ token }) =>
    token === null
      ? 'asks who we are (401), and SHORTCRUST_GIT_TOKEN is not set; make a token that may read and write this repository'
      : 'refused SHORTCRUST_GIT_TOKEN (401): it may be wrong, expired or revoked; make a new one that may read and write this repository',
  403: () =>
    'does not allow this (403): SHORTCRUST_GIT_TOKEN needs the permission to read and write this repository',
  404: ({ url }) =>
    `knows no repository at ${url} (404), or SHORTCRUST_GIT_TOKEN may not see it; check SHORTCRUST_REPO`,
  413: () => 'takes no commit of this size (413); raise its limit on pushes',
}
const MINUTES = 300

function explain(error: unknown, settings: GitSettings): unknown {
  if (error instanceof HostRefused) return explainStatus(error, settings)
  if (error instanceof HostFailed) {
    return new StoreUnavailable(error.message, undefined, { cause: error })
  }
  if (error instanceof BranchMissing) {
    return new StoreUnavailable(
      `the repository has no branch "${settings.branch}"; set SHORTCRUST_BRANCH to one that it has, or push this one`,
      MINUTES,
    )
  }
  if (error instanceof NameUnreadable) {
    return new StoreUnavailable(
      `the repository holds a file whose name is not UTF-8 (${toOneLine(error.message, 100)}), which this store would rename; rename it yourself first`,
      MINUTES,
    )
  }
  if (error instanceof PushRefused) {
    return new StoreUnavailable(
      `the Git host takes no commit on "${settings.branch}": ${toOneLine(error.message, 300)}; where the branch is protected, let this token push to it`,
      MINUTES,
    )
  }
  if (error instanceof Error && isOfGit(error)) {
    const words = toOneLine(error.message, 200)
    return new StoreUnavailable(
      `the Git host's answer can not be read (${words}); check that SHORTCRUST_REPO is the URL to clone by`,
      MINUTES,
    )
  }
  return error
}

function explainStatus({ status, retryAfter, location }: HostRefused, settings: GitSettings) {
  if (status === 429) {
    const wait = retryAfter ?? 60
    return new StoreUnavailable(`the Git host wants fewer requests; again in ${wait} s`, wait)
  }
  if (location !== null) {
    const target = toOneLine(location.replace(/\/info\/refs.*$/, ''), 200)
    return new StoreUnavailable(
      `the Git host sends SHORTCRUST_REPO on to ${target}; the token goes to no other place, so set it to that`,
      MINUTES,
    )
  }
  const words = STATUSES[status]?.(settings) ?? `answers ${status}; check SHORTCRUST_REPO`
  return new StoreUnavailable(`the Git host ${words}`, retryAfter ?? MINUTES)
}

function isOfGit(error: Error): boolean {
  return 'isIsomorphicGitError' in error
}

// One thing at a time: all share one clone.
function inTurn() {
  let before: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = before.then(work, work)
    before = done.catch(() => {})
    return done
  }
}
