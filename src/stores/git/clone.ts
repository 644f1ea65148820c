/**
 * A shallow clone of one branch, in memory, that fetches from its host and pushes to it. Knows
 * Git and its protocol; what is retried and what a failure means to a writer is the store's.
 */
import { randomUUID } from 'node:crypto'
import git from 'isomorphic-git'
import type { GitHttpResponse, HttpClient } from 'isomorphic-git/http/node'
import { HeadMoved, HostFailed } from '../hosts/host-request.ts'
import type { Commit } from '../store.ts'
import { answeredBy, collect } from './host.ts'
import { openMemoryFs } from './memory-fs.ts'

export interface CloneOptions {
  url: string
  branch: string
  /** Path of the links' file in the repository, with `/`. */
  path: string
  http: HttpClient
}

export interface Clone {
  /**
   * Asks the host for the branch's head.
   *
   * @returns `null` where the repository has no branch at all
   * @throws {BranchMissing} where it has others
   */
  askHead(): Promise<string | null>
  /**
   * Gets what is new up to the head that was asked for last; the first time without what came
   * before, unless that is asked for.
   *
   * @throws {HostFailed} when the host does not send it
   */
  fetchHead(options?: { withHistory?: boolean }): Promise<void>
  /** Gets `depth` commits of the history below the head that was asked for last. */
  deepen(depth: number): Promise<void>
  has(revision: string): Promise<boolean>
  /** The file's bytes at a commit that is here, `null` where it has none. */
  readFile(revision: string): Promise<Uint8Array | null>
  /** Whether a commit that is here goes back to `revision`, as far as the history is here. */
  isWithin(head: string, revision: string): Promise<boolean>
  /** Makes a commit, here alone, that replaces the file and nothing else. */
  makeCommit(commit: Commit, time: number): Promise<string>
  /**
   * Sends a commit made here, if the branch still stands at `parent`.
   *
   * @throws {HeadMoved} when it doesn't
   * @throws {PushRefused} when the host does not take it
   */
  push(revision: string, parent: string | null): Promise<void>
  /** Asks for what a push begins with; hosts answer it to those alone who may push. */
  askToPush(): Promise<void>
  /** Bytes that the clone holds in memory. */
  size(): number
}

/** The host has taken the commit in and refuses to move the branch to it. */
export class PushRefused extends Error {
  constructor(words: string) {
    super(words)
    this.name = 'PushRefused'
  }
}

/** The repository has branches, but not this one. */
export class BranchMissing extends Error {
  constructor(branch: string) {
    super(`there is no branch ${branch}`)
    this.name = 'BranchMissing'
  }
}

/** A file beside the links has a name that can't be carried over. */
export class NameUnreadable extends Error {
  constructor(path: string) {
    super(path)
    this.name = 'NameUnreadable'
  }
}

const REMOTE = 'origin'
const NO_COMMIT = '0'.repeat(40)

/** A clone that has fetched nothing yet. */
export async function openClone({ url, branch, path, http }: CloneOptions): Promise<Clone> {
  const { fs, size } = openMemoryFs()
  const here = { fs, gitdir: '/repository', cache: {} }
  const ref = `refs/heads/${branch}`
  let asked: Awaited<ReturnType<typeof askRefs>> | undefined

  await git.init({ ...here, bare: true, defaultBranch: branch })
  await git.addRemote({ ...here, remote: REMOTE, url })

  async function askRefs() {
    const advertisement = await readRefs(http, url)
    if (!isWhole(advertisement.bytes)) {
      throw new HostFailed("the Git host's list of branches breaks off", false)
    }
    const once = answeredBy(http, advertisement)
    // Version 1 of the protocol answers with all refs in one request; version 2 takes two.
    const info = await git.getRemoteInfo2({ http: once, url, protocolVersion: 1 })
    const refs = info.protocolVersion === 1 ? (info.refs ?? []) : []
    return { advertisement, refs }
  }

  async function fetchFrom(options: { depth?: number }): Promise<void> {
    asked ??= await askRefs()
    const { fetchHead } = await git.fetch({
      ...here,
      // The refs are known already, so that a fetch costs one request.
      http: answeredBy(http, asked.advertisement),
      url,
      remote: REMOTE,
      ref: branch,
      remoteRef: ref,
      singleBranch: true,
      tags: false,
      ...options,
    })
    if (fetchHead === null || !(await has(fetchHead))) {
      throw new HostFailed('the Git host did not send the commit that it named', false)
    }
    await keepAsHead(fetchHead)
  }

  // What the next fetch tells the host that we have.
  function keepAsHead(revision: string): Promise<void> {
    return git.writeRef({ ...here, ref, value: revision, force: true })
  }

  async function has(revision: string): Promise<boolean> {
    return (await readCommitIfAny(revision)) !== null
  }

  async function readCommitIfAny(oid: string) {
    try {
      return (await git.readCommit({ ...here, oid })).commit
    } catch (error) {
      if (error instanceof git.Errors.NotFoundError) return null
      if (error instanceof git.Errors.ObjectTypeError) return null
      throw error
    }
  }

  async function readEntries(oid: string | undefined) {
    return oid === undefined ? [] : (await git.readTree({ ...here, oid })).tree
  }

  // The tree with the file at `path` replaced; every other entry stays as it is.
  async function replace(tree: string | undefined, names: string[], blob: string): Promise<string> {
    const [name = '', ...below] = names
    const entries = await readEntries(tree)
    const unreadable = entries.find((entry) => entry.path.includes('\uFFFD'))
    // The library reads names as UTF-8, and would write another one back.
    if (unreadable !== undefined) throw new NameUnreadable(unreadable.path)
    const old = entries.find((entry) => entry.path === name)
    const isFile = below.length === 0
    const inner = old?.type === 'tree' ? old.oid : undefined
    const replaced = {
      path: name,
      mode: isFile ? '100644' : '040000',
      oid: isFile ? blob : await replace(inner, below, blob),
      type: isFile ? ('blob' as const) : ('tree' as const),
    }
    const others = entries.filter((entry) => entry.path !== name)
    return git.writeTree({ ...here, tree: [...others, replaced] })
  }

  return {
    async askHead() {
      asked = await askRefs()
      const head = asked.refs.find((candidate) => candidate.ref === ref)?.oid
      if (head !== undefined) return head
      if (asked.refs.length === 0) return null
      throw new BranchMissing(branch)
    },

    async fetchHead({ withHistory = false } = {}) {
      // The first time without history; from then on all that came on top, so that what was
      // known stays connected with what is new.
      const isCold = (await git.listBranches(here)).length === 0
      await fetchFrom(isCold && !withHistory ? { depth: 1 } : {})
    },

    deepen: (depth) => fetchFrom({ depth }),

    has,

    async readFile(revision) {
      try {
        return (await git.readBlob({ ...here, oid: revision, filepath: path })).blob
      } catch (error) {
        if (error instanceof git.Errors.NotFoundError) return null
        if (error instanceof git.Errors.ObjectTypeError) return null
        throw error
      }
    },

    async isWithin(head, revision) {
      const seen = new Set<string>()
      const waiting = [head]
      for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
        if (oid === revision) return true
        if (seen.has(oid)) continue
        seen.add(oid)
        waiting.push(...((await readCommitIfAny(oid))?.parent ?? []))
      }
      return false
    },

    async makeCommit({ bytes, parent, message, author }, time) {
      const blob = await git.writeBlob({ ...here, blob: bytes })
      const before = parent === null ? null : await readCommitIfAny(parent)
      const tree = await replace(before?.tree, path.split('/'), blob)
      const parents = parent === null ? [] : [parent]
      const sign = (name: string, mailbox: string) => ({
        name,
        // An address that is nobody's: RFC 2606, section 2.
        email: `${mailbox}@shortcrust.invalid`,
        timestamp: Math.floor(time / 1000),
        timezoneOffset: 0,
      })
      const commit = {
        message,
        tree,
        parent: parents,
        author: sign(author, author),
        // Equal changes of one second would be one commit, and both be told that it is theirs.
        committer: sign('Shortcrust', randomUUID()),
      }
      return git.writeCommit({ ...here, commit })
    },

    async push(revision, parent) {
      const outgoing = `refs/outgoing/${revision}`
      await git.writeRef({ ...here, ref: outgoing, value: revision, force: true })
      const expected = parent ?? NO_COMMIT
      let found = expected
      let words = ''
      let isSent = false
      try {
        await git.push({
          ...here,
          http: {
            request: async (asked) => {
              const answer = await http.request(asked)
              isSent ||= asked.method === 'POST'
              return answer
            },
          },
          url,
          remote: REMOTE,
          ref: outgoing,
          remoteRef: ref,
          onPrePush: ({ remoteRef }) => {
            found = remoteRef.oid
            return found === expected
          },
          onMessage: (line) => {
            words += `${line} `
          },
        })
        await keepAsHead(revision)
      } catch (error) {
        if (error instanceof git.Errors.UserCanceledError) {
          if (found === revision) return keepAsHead(revision)
          throw new HeadMoved()
        }
        if (error instanceof git.Errors.PushRejectedError) throw new HeadMoved()
        if (error instanceof git.Errors.GitPushError) throw toRefusal(error, ref, words)
        if (isSent) throw new HostFailed("the Git host's answer to a commit can't be read", true)
        throw error
      } finally {
        await git.deleteRef({ ...here, ref: outgoing })
      }
    },

    async askToPush() {
      await git.getRemoteInfo2({ http, url, forPush: true, protocolVersion: 1 })
    },

    size,
  }
}

// What `git receive-pack` says when another push was faster: of Git 2.30 to 2.50 and of GitLab,
// Forgejo and others, which run it.
const MOVED =
  /failed to update ref|incorrect old value|cannot lock ref|failed to (un)?lock|but expected|fetch first|non-fast-forward|stale info/i

function toRefusal(
  { data }: { data: { result: { error: string | null; refs: Record<string, { error: string }> } } },
  ref: string,
  words: string,
): Error {
  const reason = data.result.refs[ref]?.error ?? data.result.error ?? 'no reason given'
  if (MOVED.test(reason)) return new HeadMoved()
  return new PushRefused(words.trim() === '' ? reason : `${reason} (${words})`)
}

// A list of refs ends with a flush packet of its own, after the one behind the first line; a
// repository that its host can't read is answered without.
// https://git-scm.com/docs/http-protocol#_smart_clients
function isWhole(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const start = /^[0-9a-f]{4}# service=git-upload-pack\n?0000/.exec(text)?.[0].length
  // What has no first line is no answer of Git's, which is said elsewhere.
  return start === undefined || (text.length > start && text.endsWith('0000'))
}

async function readRefs(
  http: HttpClient,
  url: string,
): Promise<GitHttpResponse & { bytes: Uint8Array }> {
  const answer = await http.request({
    method: 'GET',
    url: `${url}/info/refs?service=git-upload-pack`,
  })
  return { ...answer, bytes: await collect(answer.body) }
}
