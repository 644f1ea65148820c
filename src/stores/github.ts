/**
 * The store for a repository on GitHub, through its API: commits are signed by GitHub, and the
 * person stands in `Requested-by:` of the message, since the API takes no author.
 */
import { createHash } from 'node:crypto'
import { toOneLine } from '../core/text.ts'
import { LINKS_PATH } from './checkout.ts'
import { GitHubRefused, MINUTES, openClients, readError, StaleHead } from './github/access.ts'
import { COMMIT, FILE_AT, HEAD, HISTORY } from './github/documents.ts'
import {
  HeadMoved,
  HostFailed,
  type HostPatience,
  PATIENCE,
  persist,
  TIMEOUT,
} from './host-request.ts'
import type { StoreSettings } from './open-store.ts'
import { sendCommit } from './send-commit.ts'
import { type Commit, type LinkStore, type Snapshot, StoreUnavailable } from './store.ts'

export type GitHubSettings = Extract<StoreSettings, { kind: 'github' }>

// GitHub takes 40 MB a request, and the file grows by a third in it.
// https://github.com/orgs/community/discussions/24833
const LARGEST_FILE = 30 * 1000 * 1000

/**
 * A store over `settings.owner/settings.name`. Nothing is asked for before the first read.
 *
 * @throws {StoreUnavailable} when an App's private key is none
 */
export function openGitHubStore(
  settings: GitHubSettings,
  { timeout = TIMEOUT, patience = PATIENCE }: HostPatience = {},
): LinkStore {
  const { reader, writer } = openClients({ ...settings, timeout })
  const { owner, name, branch } = settings
  const repository = { owner, name }
  const ref = `refs/heads/${branch}`
  let last: { oid: string; bytes: Uint8Array } | undefined

  async function query<T>(document: string, variables: object): Promise<T> {
    const asked = reader.graphql<T>(document, { ...repository, path: LINKS_PATH, ...variables })
    return (await asked.catch((error: unknown) => Promise.reject(readError(error, false)))) as T
  }

  async function readHead(): Promise<Snapshot> {
    const { repository: found } = await query<HeadAnswer>(HEAD, { ref })
    const target = found.ref?.target
    if (target != null) {
      const oid = target.file?.oid
      return { bytes: oid === undefined ? null : await readBlob(oid), revision: target.oid }
    }
    if (found.isEmpty) return { bytes: null, revision: null }
    throw new StoreUnavailable(
      `${owner}/${name} has no branch "${branch}"; set SHORTCRUST_BRANCH to one that it has, or push this one`,
      MINUTES,
    )
  }

  async function readBlob(oid: string): Promise<Uint8Array> {
    if (last?.oid === oid) return last.bytes
    const { data } = await reader
      .request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
        owner,
        repo: name,
        file_sha: oid,
        // Octokit would read the bytes as text, since GitHub names a character set for them.
        request: { parseSuccessResponseBody: false },
        headers: { accept: 'application/vnd.github.raw+json' },
      })
      .catch((error: unknown) => Promise.reject(readError(error, false)))
    const bytes = await toBytes(data)
    if (blobId(bytes) !== oid) throw new HostFailed('GitHub gave other bytes than asked for', false)
    last = { oid, bytes }
    return bytes
  }

  async function readEarlier(revision: string): Promise<Uint8Array | null> {
    const { repository: found } = await query<FileAtAnswer>(FILE_AT, { oid: revision })
    const oid = found.object?.file?.oid
    return oid === undefined ? null : readBlob(oid)
  }

  async function send(commit: Commit): Promise<string> {
    const work = commit.parent === null ? sendFirst(commit) : sendNext(commit, commit.parent)
    return work.catch((error: unknown) => {
      const read = readError(error, true)
      throw read instanceof StaleHead ? new HeadMoved() : read
    })
  }

  async function sendNext({ bytes, message }: Commit, parent: string): Promise<string> {
    const [headline = '', ...body] = message.trim().split('\n')
    const input = {
      branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: branch },
      expectedHeadOid: parent,
      message: { headline, body: body.join('\n').trim() },
      fileChanges: {
        additions: [{ path: LINKS_PATH, contents: Buffer.from(bytes).toString('base64') }],
      },
    }
    const made = await writer.graphql<CommitAnswer>(COMMIT, { input })
    return made.createCommitOnBranch.commit.oid
  }

  // The branch does not exist yet, so that the mutation has nothing to commit on.
  async function sendFirst({ bytes, message }: Commit): Promise<string> {
    if ((await readHead()).revision !== null) throw new HeadMoved()
    try {
      const { data } = await writer.request('PUT /repos/{owner}/{repo}/contents/{path}', {
        owner,
        repo: name,
        path: LINKS_PATH,
        branch,
        message: message.trim(),
        content: Buffer.from(bytes).toString('base64'),
      })
      return data.commit.sha ?? ''
    } catch (error) {
      const read = readError(error, true)
      // The file exists already (422), or the branch has moved meanwhile (409).
      const isLate = read instanceof GitHubRefused && ['409', '422'].includes(read.reason)
      throw isLate ? new HeadMoved() : error
    }
  }

  // A commit is known by what it was made on, what it holds and who asked for it.
  async function find({ bytes, parent, message }: Commit): Promise<string | null> {
    const { repository: found } = await query<HistoryAnswer>(HISTORY, { ref })
    const ours = found.ref?.target.history.nodes.find(
      (node) =>
        (node.parents.nodes[0]?.oid ?? null) === parent &&
        node.file?.oid === blobId(bytes) &&
        node.message.trim() === message.trim(),
    )
    return ours?.oid ?? null
  }

  async function explaining<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw explain(error, settings)
    }
  }

  return {
    read: () => explaining(() => persist(Date.now() + patience, readHead)),

    readAt: async (revision) => {
      if (!/^[0-9a-f]{40}$/.test(revision)) return null
      return explaining(() => persist(Date.now() + patience, () => readEarlier(revision)))
    },

    commit: (commit) =>
      explaining(async () => {
        refuseLarge(commit.bytes)
        const revision = await sendCommit(commit.parent, Date.now() + patience, {
          send: () => send(commit),
          find: () => find(commit),
        })
        last = { oid: blobId(commit.bytes), bytes: commit.bytes }
        return revision
      }),
  }
}

interface HeadAnswer {
  repository: {
    isEmpty: boolean
    ref: { target: { oid: string; file?: { oid: string } | null } } | null
  }
}

interface FileAtAnswer {
  repository: { object: { file?: { oid: string } | null } | null }
}

interface CommitAnswer {
  createCommitOnBranch: { commit: { oid: string } }
}

interface HistoryAnswer {
  repository: {
    ref: {
      target: {
        history: {
          nodes: {
            oid: string
            message: string
            parents: { nodes: { oid: string }[] }
            file: { oid: string } | null
          }[]
        }
      }
    } | null
  }
}

function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex')
}

// With `parseSuccessResponseBody: false` the data is the stream of the body, whatever its type says.
async function toBytes(data: unknown): Promise<Uint8Array> {
  if (!(data instanceof ReadableStream)) return new Uint8Array()
  return new Uint8Array(await new Response(data).arrayBuffer())
}

function refuseLarge({ byteLength }: Uint8Array): void {
  if (byteLength <= LARGEST_FILE) return
  const size = Math.ceil(byteLength / 1_000_000)
  throw new StoreUnavailable(
    `data/links.db would have ${size} MB, and GitHub's API takes ${LARGEST_FILE / 1_000_000} MB; set SHORTCRUST_STORE=git and SHORTCRUST_REPO to the URL to clone by, which has no such limit`,
    MINUTES,
  )
}

const ACCESS =
  'make a fine-grained token for this repository alone, with "Contents: read and write" (for an App: grant it that permission and install it on the repository)'

function explain(error: unknown, settings: GitHubSettings): unknown {
  if (error instanceof HostFailed) return new StoreUnavailable(error.message)
  if (!(error instanceof GitHubRefused)) return error
  const { reason, message, retryAfter } = error
  const words = toOneLine(message, 300)
  if (retryAfter !== null) {
    return new StoreUnavailable(`GitHub wants fewer requests; again in ${retryAfter} s`, retryAfter)
  }
  const { owner, name, branch } = settings
  switch (reason) {
    case '401':
      return new StoreUnavailable(
        `GitHub refuses SHORTCRUST_GIT_TOKEN (${words}): it may be wrong, expired or revoked; ${ACCESS}`,
        MINUTES,
      )
    case 'NOT_FOUND':
    case '404':
      return new StoreUnavailable(
        `GitHub knows no repository ${owner}/${name}, or SHORTCRUST_GIT_TOKEN may not see it; check SHORTCRUST_REPO, or ${ACCESS}`,
        MINUTES,
      )
    case 'FORBIDDEN':
    case '403':
      return new StoreUnavailable(
        `GitHub does not allow SHORTCRUST_GIT_TOKEN to do this (${words}); ${ACCESS}`,
        MINUTES,
      )
    default:
      return new StoreUnavailable(
        `GitHub takes no commit on "${branch}": ${words}; where the branch is protected by a rule, let this token or App bypass it`,
        MINUTES,
      )
  }
}
