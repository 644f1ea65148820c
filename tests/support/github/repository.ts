/**
 * One repository on GitHub: what its GraphQL fields and REST routes answer, from real Git.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { GraphQLError } from 'graphql'
import type { Git } from '../../../src/stores/checkout/git-command.ts'
import { commitFiles } from '../bare.ts'

export interface RestAnswer {
  status: number
  headers?: Record<string, string>
  body: unknown
}

/** What its owner and the token's have decided. */
export interface Protection {
  /** Kinds of rules that one ruleset has for the branch. */
  rules: string[]
  /** Whether we may pass them by: `always`, `never`, …; `null` hides the ruleset from us. */
  bypass: string | null
  /** Of the older branch protection, whether there is one, and what we are told of it. */
  isProtected: boolean
  updateRule:
    | null
    | 'hidden'
    | {
        viewerCanPush: boolean
        requiredApprovingReviewCount: number
        requiredStatusCheckContexts: string[]
      }
  /** Whether the token may only read. */
  isReadOnly: boolean
}

export interface HostedRepository {
  protection: Protection
  /** Resolvers of the query and the mutation type. */
  root: object
  /** `null` where there is no such route. */
  rest(
    method: string,
    url: string,
    headers: IncomingHttpHeaders,
    body: Buffer,
  ): Promise<RestAnswer | null>
}

interface Named {
  owner: string
  name: string
}

export function openHostedRepository(git: Git, { owner, name }: Named): HostedRepository {
  const protection: Protection = {
    rules: [],
    bypass: 'never',
    isProtected: false,
    updateRule: null,
    isReadOnly: false,
  }
  const resolve = (ref: string) => git.tryText(['rev-parse', '-q', '--verify', `${ref}^{commit}`])

  function commit(oid: string) {
    return {
      __typename: 'Commit',
      oid,
      message: () => git.text(['log', '-1', '--format=%B', oid]),
      async file({ path }: { path: string }) {
        const blob = await git.tryText(['rev-parse', '-q', '--verify', `${oid}:${path}`])
        return blob === null ? null : { oid: blob }
      },
      async parents({ first }: { first: number }) {
        const ids = (await git.text(['log', '-1', '--format=%P', oid])).split(' ')
        return {
          nodes: ids
            .filter((id) => id !== '')
            .slice(0, first)
            .map(commit),
        }
      },
      async history({ first }: { first: number }) {
        const ids = await git.text(['log', `-${first}`, '--format=%H', oid])
        return { nodes: ids.split('\n').map(commit) }
      },
    }
  }

  function refUpdateRule() {
    if (protection.updateRule !== 'hidden') return protection.updateRule
    const message = 'Resource not accessible by personal access token'
    throw new GraphQLError(message, { extensions: { type: 'FORBIDDEN' } })
  }

  const repository = {
    isEmpty: async () => (await git.text(['for-each-ref'])) === '',
    async ref({ qualifiedName }: { qualifiedName: string }) {
      const oid = await resolve(qualifiedName)
      return oid === null ? null : { target: commit(oid), refUpdateRule }
    },
    async object({ oid }: { oid: string }) {
      const type = await git.tryText(['cat-file', '-t', oid])
      return type === 'commit' ? commit(oid) : null
    },
  }

  async function createCommitOnBranch({ input }: { input: CommitInput }) {
    const { branch, expectedHeadOid, message, fileChanges } = input
    if (branch.repositoryNameWithOwner !== `${owner}/${name}`) throw notFound(`${owner}/${name}`)
    const head = await resolve(`refs/heads/${branch.branchName}`)
    if (head !== expectedHeadOid) throw stale(expectedHeadOid)
    const files = Object.fromEntries(
      fileChanges.additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64')]),
    )
    const whole = message.body ? `${message.headline}\n\n${message.body}` : message.headline
    try {
      return { commit: commit(await commitFiles(git, files, whole, { parent: expectedHeadOid })) }
    } catch {
      throw stale(expectedHeadOid)
    }
  }

  const root = {
    repository(asked: Named) {
      if (asked.owner === owner && asked.name === name) return repository
      throw notFound(`${asked.owner}/${asked.name}`)
    },
    createCommitOnBranch,
  }

  async function readBlob(oid: string): Promise<RestAnswer | null> {
    const type = await git.tryText(['cat-file', '-t', oid])
    if (type !== 'blob') return null
    return { status: 200, body: Buffer.from(await git.bytes(['cat-file', 'blob', oid])) }
  }

  async function createBlob(): Promise<RestAnswer> {
    if (protection.isReadOnly) {
      const message = 'Resource not accessible by personal access token'
      return { status: 403, body: { message, status: '403' } }
    }
    if ((await git.text(['for-each-ref'])) === '') {
      return { status: 409, body: { message: 'Git Repository is empty.', status: '409' } }
    }
    const sha = await git.text(['hash-object', '-w', '--stdin'])
    return { status: 201, body: { sha } }
  }

  async function putContents(path: string, body: Buffer): Promise<RestAnswer> {
    const { message, content, branch } = JSON.parse(body.toString())
    const head = await resolve(`refs/heads/${branch}`)
    if (head !== null && (await git.tryText(['cat-file', '-e', `${head}:${path}`])) !== null) {
      const text = 'Invalid request.\n\n"sha" wasn\'t supplied.'
      return { status: 422, body: { message: text, status: '422' } }
    }
    const files = { [path]: Buffer.from(content, 'base64') }
    const sha = await commitFiles(git, files, message)
    return { status: 201, body: { content: { path }, commit: { sha } } }
  }

  return {
    root,
    protection,
    async rest(method, url, headers, body) {
      const base = `/repos/${owner}/${name}`
      if (!url.startsWith(base)) return null
      const route = decodeURIComponent(url.slice(base.length))
      const blob = /^\/git\/blobs\/([0-9a-f]{40})$/.exec(route)?.[1]
      if (method === 'GET' && blob !== undefined) {
        const isRaw = headers.accept === 'application/vnd.github.raw+json'
        return isRaw ? readBlob(blob) : null
      }
      if (method === 'POST' && route === '/git/blobs') return createBlob()
      if (method === 'GET' && route.startsWith('/rules/branches/')) {
        const rules = protection.rules.map((type) => ({ type, ruleset_id: 7 }))
        return { status: 200, body: rules }
      }
      if (method === 'GET' && route === '/rulesets/7' && protection.bypass !== null) {
        const { bypass } = protection
        return { status: 200, body: { id: 7, name: 'Reviews', current_user_can_bypass: bypass } }
      }
      const branch = /^\/branches\/(.+)$/.exec(route)?.[1]
      if (method === 'GET' && branch !== undefined && (await resolve(`refs/heads/${branch}`))) {
        return { status: 200, body: { name: branch, protected: protection.isProtected } }
      }
      const path = /^\/contents\/(.+)$/.exec(route)?.[1]
      if (method === 'PUT' && path !== undefined) return putContents(path, body)
      return null
    },
  }
}

interface CommitInput {
  branch: { repositoryNameWithOwner: string; branchName: string }
  expectedHeadOid: string
  message: { headline: string; body?: string }
  fileChanges: { additions: { path: string; contents: string }[] }
}

function stale(expected: string): GraphQLError {
  const message = `Expected branch to point to "${expected}" but it did not.  Pull and try again.`
  return new GraphQLError(message, { extensions: { type: 'STALE_DATA' } })
}

function notFound(name: string): GraphQLError {
  const message = `Could not resolve to a Repository with the name '${name}'.`
  return new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } })
}
