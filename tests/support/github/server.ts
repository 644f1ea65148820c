/**
 * GitHub as a store sees it: a real bare repository behind GitHub's shapes. GraphQL documents are
 * run against GitHub's published schema, so that one it would refuse is refused here.
 */
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { schema as published } from '@octokit/graphql-schema'
import { buildSchema, type GraphQLError, type GraphQLSchema, graphql } from 'graphql'
import { type Git, gitIn } from '../../../src/stores/checkout/git-command.ts'
import { makeFolder, removeFolder } from '../checkout.ts'
import { type Fault, type FaultOptions, openFaults, RATE_LIMIT_SECONDS } from '../faults.ts'
import { type HostedRepository, openHostedRepository, type Protection } from './repository.ts'

export interface GitHubServer {
  /** For `SHORTCRUST_GITHUB_API`. */
  api: string
  /** The same, as GitHub Enterprise has it. */
  enterpriseApi: string
  owner: string
  name: string
  token: string
  /** An App that is installed on the repository. */
  app: { appId: number; installationId: number; privateKey: string }
  /** Git in the bare repository. */
  git: Git
  protection: Protection
  inject(fault: Fault, options: FaultOptions): void
  /** Answers so whatever is asked in these words (`mutation Commit`, `PUT …`), always or `times`. */
  answerTo(asked: string | RegExp, answer: Answer, times?: number): void
  /** What has been asked so far (`query Head`, `GET /repos/…`), and how much went over the wire. */
  traffic: { requests: string[]; received: number; sent: number }
  close(): Promise<void>
}

const TOKEN = 'github_pat_secret'
const APP_TOKEN = 'ghs_secret_of_the_installation'
const OWNER = 'example'
const NAME = 'links'

let schema: GraphQLSchema | undefined
// One App for all servers of a process, since making a key takes long.
let keys: ReturnType<typeof makeKeys> | undefined

/** Starts a GitHub with one repository without commits. */
export async function startGitHubServer(): Promise<GitHubServer> {
  const root = await makeFolder()
  const folder = join(root, 'links.git')
  await mkdir(folder)
  const git = gitIn(folder)
  await git.text(['init', '-q', '--bare', '-b', 'main'])
  const hosted = openHostedRepository(git, { owner: OWNER, name: NAME })
  keys ??= makeKeys()
  const { publicKey, privateKey } = keys
  const faults = openFaults()
  const traffic: GitHubServer['traffic'] = { requests: [], received: 0, sent: 0 }
  const fixed: { asked: string | RegExp; answer: Answer; left: number }[] = []

  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    request.url = toPath(request.url ?? '/')
    traffic.received += body.byteLength
    const asked = describeRequest(request, body)
    traffic.requests.push(asked.what)
    const met = asked.on === null ? null : faults.meet(asked.on)
    const meanwhile = met?.meanwhile ?? (async () => {})
    const send = (answer: Answer) => {
      const { body: said } = answer
      const isRaw = Buffer.isBuffer(said) || typeof said === 'string'
      const bytes = isRaw ? said : JSON.stringify(said)
      traffic.sent += bytes.length
      const type = Buffer.isBuffer(answer.body)
        ? 'application/vnd.github.raw+json; charset=utf-8'
        : 'application/json; charset=utf-8'
      response.writeHead(answer.status, { 'content-type': type, ...answer.headers }).end(bytes)
    }
    const known = fixed.find(({ asked: words, left }) => {
      const isMeant = typeof words === 'string' ? words === asked.what : words.test(asked.what)
      return isMeant && left > 0
    })
    if (known !== undefined) {
      known.left -= 1
      return send(known.answer)
    }
    const answer = () => answerRequest(request, body, hosted, publicKey)
    switch (met?.fault) {
      case 'token-refused':
        return send(BAD_CREDENTIALS)
      case 'rate-limit':
        return send(asked.on === 'write' ? secondaryLimit() : primaryLimit())
      case 'protected-branch':
        return send(graphqlAnswer({ createCommitOnBranch: null }, [RULE_VIOLATION]))
      case 'server-error':
        await meanwhile()
        response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Unicorn!</html>')
        return
      case 'stall':
        return void (await meanwhile())
      case 'cut-before':
        await meanwhile()
        request.socket.destroy()
        return
      case 'cut-during':
        await meanwhile()
        if (asked.on === 'read') {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
          response.write('{"data":')
        }
        setTimeout(() => request.socket.destroy(), 5)
        return
      case 'cut-after':
        await answer()
        await meanwhile()
        request.socket.destroy()
        return
    }
    send(await answer())
  })

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    api: `http://127.0.0.1:${port}`,
    enterpriseApi: `http://127.0.0.1:${port}/api/v3`,
    owner: OWNER,
    name: NAME,
    token: TOKEN,
    app: { appId: 12345, installationId: 67890, privateKey },
    git,
    protection: hosted.protection,
    inject: faults.inject,
    answerTo(asked, answer, times = Number.POSITIVE_INFINITY) {
      fixed.push({ asked, answer, left: times })
    },
    traffic,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await removeFolder(root)
    },
  }
}

function makeKeys() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    // As GitHub gives it.
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
}

/** Bytes and texts are sent as they are, all else as JSON. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body: unknown
}

const BAD_CREDENTIALS: Answer = {
  status: 401,
  body: {
    message: 'Bad credentials',
    documentation_url: 'https://docs.github.com/rest',
    status: '401',
  },
}

const NOT_FOUND: Answer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
}

const RULE_VIOLATION = {
  type: 'UNPROCESSABLE',
  path: ['createCommitOnBranch'],
  message:
    'Repository rule violations found\n\nChanges must be made through a pull request.\n\nCannot update this protected ref.\n\n',
}

function primaryLimit(): Answer {
  const reset = Math.ceil(Date.now() / 1000) + RATE_LIMIT_SECONDS
  const error = { type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }
  return {
    ...graphqlAnswer(null, [error]),
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
  }
}

function secondaryLimit(): Answer {
  return {
    status: 403,
    headers: { 'retry-after': String(RATE_LIMIT_SECONDS) },
    body: {
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes.',
      documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
    },
  }
}

function graphqlAnswer(data: unknown, errors: object[] = []): Answer {
  return { status: 200, body: errors.length === 0 ? { data } : { data, errors } }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

// GitHub Enterprise has REST under /api/v3, and GraphQL beside it.
// https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql
function toPath(url: string): string {
  if (url === '/api/graphql') return '/graphql'
  return /^\/api\/v3(\/(?!graphql).*)$/.exec(url)?.[1] ?? url
}

// Signing in as an App is neither a read nor a write of links.
function describeRequest(
  { method, url = '/' }: IncomingMessage,
  body: Buffer,
): { what: string; on: FaultOptions['on'] | null } {
  if (url !== '/graphql') {
    const on = method === 'PUT' ? 'write' : method === 'GET' ? 'read' : null
    return { what: `${method} ${url}`, on }
  }
  const { query } = JSON.parse(body.toString())
  const [what = '', kind] = /^(query|mutation) \w+/.exec(query) ?? []
  return { what, on: kind === 'mutation' ? 'write' : 'read' }
}

async function answerRequest(
  request: IncomingMessage,
  body: Buffer,
  hosted: HostedRepository,
  publicKey: string,
): Promise<Answer> {
  const { method, url = '/', headers } = request
  if (method === 'POST' && url === '/app/installations/67890/access_tokens') {
    return signIn(headers.authorization ?? '', publicKey)
  }
  const [, token = ''] = /^(?:token|bearer) (\S+)$/i.exec(headers.authorization ?? '') ?? []
  if (token !== TOKEN && token !== APP_TOKEN) return BAD_CREDENTIALS
  if (method === 'POST' && url === '/graphql') return runDocument(body, hosted)
  const answer = await hosted.rest(method ?? 'GET', url, headers, body)
  return answer ?? NOT_FOUND
}

async function runDocument(body: Buffer, hosted: HostedRepository): Promise<Answer> {
  // GitHub's own file defines a field twice, which is nothing to us.
  schema ??= buildSchema(published.idl, { assumeValidSDL: true, assumeValid: true })
  const { query, variables } = JSON.parse(body.toString())
  const { data = null, errors = [] } = await graphql({
    schema,
    source: query,
    rootValue: hosted.root,
    variableValues: variables,
  })
  return graphqlAnswer(data, errors.map(toGitHubError))
}

function toGitHubError({ message, path, locations, extensions }: GraphQLError): object {
  return { type: extensions.type, path, locations, message }
}

// https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
function signIn(authorization: string, publicKey: string): Answer {
  const [, header = '', claims = '', signature = ''] =
    /^bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(authorization) ?? []
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    createPublicKey(publicKey),
    Buffer.from(signature, 'base64url'),
  )
  if (!isSigned) return BAD_CREDENTIALS
  const { iss, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}')
  if (String(iss) !== '12345' || exp < Date.now() / 1000) return BAD_CREDENTIALS
  const expires = new Date(Date.now() + 3_600_000).toISOString()
  return {
    status: 201,
    body: {
      token: APP_TOKEN,
      expires_at: expires,
      permissions: { contents: 'write', metadata: 'read' },
      repository_selection: 'selected',
    },
  }
}
