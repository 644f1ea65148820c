/**
 * A Git host of our own: the real `git http-backend` over a bare repository, behind HTTP on this
 * machine, with a token and with faults on demand.
 */
import { spawn } from 'node:child_process'
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Git, gitIn } from '../../src/stores/checkout/git-command.ts'
import { makeFolder, removeFolder } from './checkout.ts'
import { type Fault, type FaultOptions, openFaults, RATE_LIMIT_SECONDS } from './faults.ts'

export interface GitServer {
  /** The URL to clone by. */
  url: string
  token: string
  /** Git in the bare repository. */
  git: Git
  folder: string
  inject(fault: Fault, options: FaultOptions): void
  /** What has been asked so far, and how much went over the wire. */
  traffic: { requests: string[]; received: number; sent: number }
  close(): Promise<void>
}

const TOKEN = 'secret-token-of-the-host'

/** Starts a host with one empty repository; a hook keeps `main` from moving while it is protected. */
export async function startGitServer(): Promise<GitServer> {
  const root = await makeFolder()
  const folder = join(root, 'links.git')
  await mkdir(folder)
  const git = gitIn(folder)
  await git.text(['init', '-q', '--bare', '-b', 'main'])
  await appendFile(join(folder, 'config'), CONFIG)
  const faults = openFaults()
  const traffic: GitServer['traffic'] = { requests: [], received: 0, sent: 0 }

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const isWrite = request.method === 'POST' && path.endsWith('/git-receive-pack')
    traffic.requests.push(`${request.method} ${path.replace(/^\/links\.git/, '')}`)
    const body = await readBody(request)
    traffic.received += body.byteLength
    const met = faults.meet(isWrite ? 'write' : 'read')
    const meanwhile = met?.meanwhile ?? (async () => {})
    if (!isSignedIn(request) || met?.fault === 'token-refused') {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="Git"' }).end('Unauthorized\n')
      return
    }
    const answer = (env: Record<string, string> = {}) => runBackend(root, request, body, env)
    switch (met?.fault) {
      case 'rate-limit':
        response.writeHead(429, { 'retry-after': `${RATE_LIMIT_SECONDS}` }).end('Slow down\n')
        return
      case 'server-error':
        await meanwhile()
        response.writeHead(503).end('Service Unavailable\n')
        return
      case 'stall':
        await meanwhile()
        return
      case 'cut-before':
        await meanwhile()
        request.socket.destroy()
        return
      case 'cut-during':
        await meanwhile()
        // A write's first half reaches Git, which throws it away.
        if (isWrite) await runBackend(root, request, body.subarray(0, body.byteLength / 2), {})
        else response.writeHead(200, { 'content-length': '10000' }).write('001e# service')
        setTimeout(() => request.socket.destroy(), 5)
        return
      case 'cut-after':
        await answer()
        await meanwhile()
        request.socket.destroy()
        return
    }
    const env = met?.fault === 'protected-branch' ? { PROTECTED: '1' } : {}
    const { status, headers, bytes } = await answer(env)
    traffic.sent += bytes.byteLength
    response.writeHead(status, headers).end(bytes)
  })

  await writeFile(join(folder, 'hooks', 'pre-receive'), PROTECTION, { mode: 0o755 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/links.git`,
    token: TOKEN,
    git,
    folder,
    inject: faults.inject,
    traffic,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await removeFolder(root)
    },
  }
}

// Written by hand, since each `git config` is a process. A test removes the folder while Git may
// still be tidying up.
const CONFIG = `[http]
	receivepack = true
[gc]
	auto = 0
[receive]
	autogc = false
`

const PROTECTION = `#!/bin/sh
[ -z "$PROTECTED" ] && exit 0
echo 'GitLab: You are not allowed to push code to protected branches on this project.'
exit 1
`

function isSignedIn({ headers }: IncomingMessage): boolean {
  const [, credentials = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? []
  return Buffer.from(credentials, 'base64').toString().split(':')[1] === TOKEN
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

interface Answer {
  status: number
  headers: Record<string, string>
  bytes: Buffer
}

// git-http-backend(1) is a CGI program: RFC 3875.
function runBackend(
  root: string,
  request: IncomingMessage,
  body: Buffer,
  env: Record<string, string>,
): Promise<Answer> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://host')
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        REQUEST_METHOD: request.method,
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        CONTENT_LENGTH: String(body.byteLength),
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        REMOTE_USER: 'someone',
        ...env,
      },
    })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stdin.on('error', () => {})
    child.on('error', reject)
    child.on('close', () => resolve(parseAnswer(Buffer.concat(output))))
    child.stdin.end(body)
  })
}

function parseAnswer(output: Buffer): Answer {
  const end = output.indexOf('\r\n\r\n')
  const headers: Record<string, string> = {}
  for (const line of output.toString('latin1', 0, Math.max(end, 0)).split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? []
    if (name !== '') headers[name.toLowerCase()] = value
  }
  const { status = '200', ...others } = headers
  return { status: Number.parseInt(status, 10), headers: others, bytes: output.subarray(end + 4) }
}
