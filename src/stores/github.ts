/**
 * The store for a repository on GitHub, through its API: commits are signed by GitHub, and the
 * person stands in `Requested-by:` of the message, since the API takes no author.
 */
import { createHash } from 'node:crypto'
import { LINKS_PATH } from './checkout/checkout.ts'
import { type GitHubSettings, MINUTES, openClients } from './github/access.ts'
import { COMMIT, type Document, FILE_AT, HEAD, HISTORY, PUT_ANSWER } from './github/documents.ts'
import { AnswerUnreadable, explain, GitHubRefused, readError, StaleHead } from './github/errors.ts'
import { probeBranch } from './github/probe.ts'
import {
  HeadMoved,
  HostFailed,
  type HostPatience,
  PATIENCE,
  persist,
  TIMEOUT,
} from './hosts/host-request.ts'
import { sendCommit, type Whereabouts } from './hosts/send-commit.ts'
import { type Commit, type LinkStore, type Snapshot, StoreUnavailable } from './store.ts'

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
  const clients = openClients({ ...settings, timeout })
  const { reader, writer } = clients
  const { owner, name, branch } = settings
  const repository = { owner, name, path: LINKS_PATH }
  const ref = `refs/heads/${branch}`
  let last: { oid: string; bytes: Uint8Array } | undefined
  // Whoever has seen links does not take an empty answer for a beginning.
  let hasSeen = false

  async function query<T>(document: Document<T>, variables: object, end: number): Promise<T> {
    const request = until(end)
    const answer = await reader
      .graphql<unknown>(document.text, { ...repository, ...variables, request })
      .catch((error: unknown) => Promise.reject(readError(error, false)))
    const { success, data } = document.answer.safeParse(answer)
    if (!success) throw new AnswerUnreadable()
    return data
  }

  // The ids of the head and of its file, without the bytes.
  async function askHead(end: number): Promise<{ revision: string | null; file: string | null }> {
    const { repository: found } = await query(HEAD, { ref }, end)
    const target = found.ref?.target
    if (target !== undefined) hasSeen = true
    if (target !== undefined) return { revision: target.oid, file: target.file?.oid ?? null }
    if (found.isEmpty && !hasSeen) return { revision: null, file: null }
    throw new StoreUnavailable(
      `${owner}/${name} has no branch "${branch}"; set SHORTCRUST_BRANCH to one that it has, or push this one`,
      MINUTES,
    )
  }

  async function readHead(end: number): Promise<Snapshot> {
    const { revision, file } = await askHead(end)
    return { bytes: file === null ? null : await readBlob(file, end), revision }
  }

  async function readBlob(oid: string, end: number): Promise<Uint8Array> {
    if (last?.oid === oid) return last.bytes
    const { data } = await reader
      .request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
        owner,
        repo: name,
        file_sha: oid,
        // Octokit would read the bytes as text, since GitHub names a character set for them.
        request: { ...until(end), parseSuccessResponseBody: false },
        headers: { accept: 'application/vnd.github.raw+json' },
      })
      .catch((error: unknown) => Promise.reject(readError(error, false)))
    const bytes = await toBytes(data)
    if (blobId(bytes) !== oid) throw new HostFailed('GitHub gave other bytes than asked for', false)
    last = { oid, bytes }
    return bytes
  }

  async function readEarlier(revision: string, end: number): Promise<Uint8Array | null> {
    const { repository: found } = await query(FILE_AT, { oid: revision }, end)
    const oid = found.object?.file?.oid
    return oid === undefined ? null : readBlob(oid, end)
  }

  async function send(commit: Commit, end: number): Promise<string> {
    const { parent } = commit
    try {
      if (parent !== null) return await sendNext(commit, parent, end)
      // GitHub compares nothing where the branch does not exist yet.
      if ((await askHead(end)).revision !== null) throw new HeadMoved()
      return await sendFirst(commit, end)
    } catch (error) {
      const read = readError(error, true)
      if (read instanceof StaleHead) throw new HeadMoved()
      // The words for a lost race, a lost branch and a rule are alike; where the branch stands tells.
      const isVague = read instanceof GitHubRefused && VAGUE.has(read.reason)
      if (isVague && (await askHead(end)).revision !== parent) throw new HeadMoved()
      throw read
    }
  }

  async function sendNext({ bytes, message }: Commit, parent: string, end: number) {
    const [headline = '', ...body] = message.trim().split('\n')
    const input = {
      branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: branch },
      expectedHeadOid: parent,
      message: { headline, body: body.join('\n').trim() },
      fileChanges: { additions: [{ path: LINKS_PATH, contents: toBase64(bytes) }] },
    }
    const answer = await writer.graphql<unknown>(COMMIT.text, { input, request: until(end) })
    const { success, data } = COMMIT.answer.safeParse(answer)
    if (!success) throw new HostFailed("GitHub's answer to a commit can not be read", true)
    return data.createCommitOnBranch.commit.oid
  }

  // The mutation needs a branch to commit on.
  async function sendFirst({ bytes, message }: Commit, end: number): Promise<string> {
    const answer = await writer.request('PUT /repos/{owner}/{repo}/contents/{path}', {
      owner,
      repo: name,
      path: LINKS_PATH,
      branch,
      message: message.trim(),
      content: toBase64(bytes),
      request: until(end),
    })
    const { success, data } = PUT_ANSWER.safeParse(answer.data)
    if (!success) throw new HostFailed("GitHub's answer to a commit can not be read", true)
    return data.commit.sha
  }

  // A commit is known by what it was made on, what it holds and who asked for it.
  async function find({ bytes, parent, message }: Commit, end: number): Promise<Whereabouts> {
    const { repository: found } = await query(HISTORY, { ref }, end)
    const nodes = found.ref?.target.history.nodes ?? []
    const ours = nodes.find(
      (node) =>
        // Nothing keeps a first commit from landing on one that came a moment before it.
        (parent === null || node.parents.nodes[0]?.oid === parent) &&
        node.file?.oid === blobId(bytes) &&
        node.message.trim() === message.trim(),
    )
    if (ours !== undefined) return { id: ours.oid }
    // Certain only where the history is seen down to the parent, and goes on without it.
    const depth = nodes.findIndex(({ oid }) => oid === parent)
    return depth > 0 || (parent === null && nodes.length > 0) ? 'absent' : 'open'
  }

  async function patiently<T>(work: (end: number) => Promise<T>): Promise<T> {
    try {
      return await work(Date.now() + patience)
    } catch (error) {
      throw explain(error, settings)
    }
  }

  return {
    read: () => patiently((end) => persist(end, () => readHead(end))),

    readAt: async (revision) => {
      if (!/^[0-9a-f]{40}$/.test(revision)) return null
      return patiently((end) => persist(end, () => readEarlier(revision, end)))
    },

    probe: () => patiently((end) => persist(end, () => probeBranch(clients, settings, until(end)))),

    commit: (commit) =>
      patiently(async (end) => {
        refuseLarge(commit.bytes)
        const revision = await sendCommit(commit.parent, end, {
          send: () => send(commit, end),
          find: () => find(commit, end),
        })
        last = { oid: blobId(commit.bytes), bytes: commit.bytes }
        return revision
      }),
  }
}

const VAGUE = new Set(['NOT_FOUND', '404', '409', '422'])

/** An octokit request's options, to end by then. */
function until(end: number): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(Math.max(0, end - Date.now())) }
}

function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex')
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
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
