/**
 * A host's build hook as a real server of this machine: takes posts as Netlify's does, and
 * remembers what it was asked.
 */
import { createServer, type RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'

export interface HookCall {
  method: string
  path: string
  title: string | null
  body: string
}

export interface BuildHookServer {
  /** The hook's secret URL. */
  url: string
  origin: string
  calls: HookCall[]
  /** Statuses of the next answers, then 200; `0` cuts the connection. */
  answers: number[]
  /** What the same origin answers at other paths. */
  site: RequestListener
  close(): Promise<void>
}

/** Part of the hook's URL that must show up nowhere. */
export const HOOK_SECRET = 'secret-5c23354f454e'

/** Starts a server, which the caller closes. */
export async function startBuildHook(): Promise<BuildHookServer> {
  const hook: Omit<BuildHookServer, 'url' | 'origin' | 'close'> = {
    calls: [],
    answers: [],
    site: (_request, response) => response.writeHead(404).end(),
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    if (!pathname.startsWith('/build_hooks/')) return hook.site(request, response)
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk
    })
    request.on('end', () => {
      const { method = '' } = request
      hook.calls.push({ method, path: pathname, title: searchParams.get('trigger_title'), body })
      const status = hook.answers.shift() ?? 200
      if (status === 0) request.socket.destroy()
      else response.writeHead(status, { location: '/elsewhere' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  return Object.assign(hook, {
    origin,
    url: `${origin}/build_hooks/${HOOK_SECRET}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

/** As `startBuildHook`, for one test. */
export async function openBuildHook(): Promise<BuildHookServer> {
  const hook = await startBuildHook()
  onTestFinished(hook.close)
  return hook
}
