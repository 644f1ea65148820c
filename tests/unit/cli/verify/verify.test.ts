/**
 * `links verify` against a host of ours that answers as the links say, or lies in one way.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readOrigin } from '../../../../src/cli/verify/origin.ts'
import type { Link } from '../../../../src/core/link.ts'
import { makeProject, type TestProject } from '../project.ts'

const LINKS: Partial<Link>[] = [
  { slug: 'docs', url: 'https://example.com/a%2Fb?x=%C3%A9#top', status: 301 },
  { slug: 'help', url: '/docs' },
  { slug: 'gh/*', url: 'https://github.com/:splat' },
  { slug: 'off', state: 'disabled' },
  { slug: 'gone', state: 'gone' },
]

const TARGET = 'https://example.com/a%2Fb?x=%C3%A9#top'

const TRUTH: Readonly<Record<string, [status: number, location?: string]>> = {
  '/docs': [301, TARGET],
  '/help': [302, TARGET],
  '/gh/verify-1/rest': [302, 'https://github.com/verify-1/rest'],
}

type Answerer = (request: IncomingMessage, response: ServerResponse) => boolean | undefined

interface Host {
  origin: string
  /** Paths that were asked for, in order. */
  asked: string[]
}

/** A host of these links; `lie` answers first, and says whether it did. */
async function openHost(lie: Answerer = () => false, build?: object): Promise<Host> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    if (lie(request, response)) return
    if (path === '/build.json' && build !== undefined) {
      response.end(JSON.stringify(build))
      return
    }
    const [status, location] = TRUTH[path] ?? [404]
    response.writeHead(status, location === undefined ? {} : { location }).end('body')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked }
}

function answerWith(status: number, headers: Record<string, string> = {}): Answerer {
  return (_request, response) => {
    response.writeHead(status, headers).end()
    return true
  }
}

const redirect = (status: number, location: string) => answerWith(status, { location })

const breakConnection: Answerer = ({ socket }) => {
  socket.destroy()
  return true
}

/** Lies about one path alone. */
const lieAbout =
  (path: string, lie: Answerer): Answerer =>
  (request, response) =>
    request.url === path && lie(request, response)

async function verify(project: TestProject, host: Host, ...args: string[]) {
  const ran = await project.run(['verify', host.origin, '--json', ...args])
  return { ...ran, result: ran.stdout === '' ? null : JSON.parse(ran.stdout) }
}

test('a host that answers as the links say is equal, and no target is visited', async () => {
  const project = await makeProject({ links: LINKS })
  const host = await openHost()
  const { code, result, stderr } = await verify(project, host)
  expect(result).toEqual({
    baseUrl: host.origin,
    commit: null,
    checked: 5,
    unasked: 0,
    differences: [],
  })
  expect({ code, stderr }).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('5 answers compared: all equal'),
  })
  const paths = ['/build.json', '/docs', '/gh/verify-1/rest', '/gone', '/help', '/off']
  expect(host.asked.toSorted()).toEqual(paths)
})

test('a site without a build.json of ours is compared with the work tree, and it is said', async () => {
  const project = await makeProject({ links: LINKS })
  const page =
    (body: string): Answerer =>
    (_request, response) =>
      response.end(body) !== undefined
  const endless: Answerer = (_request, response) => {
    const more = () => {
      // As fast as it is read, until nobody does.
      if (!response.destroyed) response.write('['.repeat(65_536), more)
    }
    more()
    return true
  }
  const nobodyKnows = 'the site has no build.json of ours, so nobody knows what it is built of'
  const untold = 'the site does not say which commit it is built of'
  for (const [lie, note] of [
    [answerWith(404), nobodyKnows],
    [answerWith(401), nobodyKnows],
    [redirect(302, '/404'), nobodyKnows],
    [page('<!doctype html><title>Welcome</title>'), nobodyKnows],
    [page('null'), nobodyKnows],
    [endless, nobodyKnows],
    [page('{"commit": "--output=x", "builtAt": 1, "preview": "yes"}'), untold],
  ] as const) {
    const host = await openHost(lieAbout('/build.json', lie))
    const { code, result, stderr } = await verify(project, host)
    expect({ code, ...result }).toMatchObject({ code: 0, commit: null, checked: 5 })
    expect(stderr).toContain(`note: ${note}; comparing with the work tree`)
  }
})

/** Each way to lie, the link that it is told about, and what is found in the end. */
const LIES: readonly [name: string, link: Partial<Link>, lie: Answerer, found: object][] = [
  ['another status', { slug: 'a', status: 301 }, redirect(302, TARGET), { status: 302 }],
  [
    'another target',
    { slug: 'b' },
    redirect(302, 'https://e.com/'),
    { location: 'https://e.com/' },
  ],
  [
    'a target that is encoded differently',
    { slug: 'c' },
    redirect(302, 'https://example.com/a%2fb?x=%c3%a9#top'),
    { location: 'https://example.com/a%2fb?x=%c3%a9#top' },
  ],
  [
    'a target without its fragment',
    { slug: 'd' },
    redirect(302, TARGET.replace('#top', '')),
    { location: TARGET.replace('#top', '') },
  ],
  ['no target', { slug: 'e' }, answerWith(302), { status: 302, location: null }],
  [
    'a pattern that forgets the path',
    { slug: 'f/*', url: 'https://example.com/:splat' },
    redirect(302, 'https://example.com/'),
    { location: 'https://example.com/' },
  ],
  [
    'a disabled link that redirects',
    { slug: 'g', state: 'disabled' },
    redirect(302, TARGET),
    { status: 302, location: TARGET },
  ],
  [
    'a tombstone with a Location',
    { slug: 'h', state: 'gone' },
    redirect(404, TARGET),
    { status: 404, location: TARGET },
  ],
  ['a page where a link should be', { slug: 'i' }, answerWith(200), { status: 200 }],
  ['500 again and again', { slug: 'j' }, answerWith(500), { status: 500 }],
  [
    'a connection that breaks',
    { slug: 'k' },
    breakConnection,
    { status: null, location: null, error: expect.any(String) },
  ],
  ['no answer', { slug: 'l' }, () => true, { status: null, error: 'no answer within 1 s' }],
]

describe('each lie is found', () => {
  test('by its status and Location', async () => {
    const links = LIES.map(([, link]) => ({ url: TARGET, ...link }))
    const project = await makeProject({ links: [...LINKS, ...links] })
    const host = await openHost((request, response) => {
      const lie = LIES.find(([, { slug = '' }]) => request.url?.split('/')[1] === slug[0])
      return request.url !== '/build.json' && lie?.[2](request, response)
    })
    const { code, result } = await verify(project, host, '--retries', '1', '--timeout', '1')
    expect(result).toMatchObject({ checked: LINKS.length + LIES.length, unasked: 0 })
    expect(result.differences).toMatchObject(LIES.map(([, { slug }, , found]) => ({ slug, found })))
    expect(result.differences[0]).toEqual({
      slug: 'a',
      path: '/a',
      expected: { status: 301, location: TARGET },
      found: { status: 302, location: TARGET },
    })
    expect(code).toBe(1)
  })

  test('and told to people, what it sends unable to move the cursor', async () => {
    const project = await makeProject({ links: LINKS })
    const host = await openHost(lieAbout('/help', redirect(302, 'https://e.com/\u009b2J')))
    const { code, stdout, stderr } = await project.run(['verify', host.origin])
    expect(stdout).toBe(
      `/help\n  expected  302 ${TARGET}\n  found     302 https://e.com/<U+009B>2J\n`,
    )
    expect(stderr).toContain('5 answers compared: 1 differs')
    expect(code).toBe(1)
  })
})

describe('what passes is asked again', () => {
  test('whatever it was', async () => {
    const failures: Record<string, Answerer> = {
      '/busy': answerWith(503),
      '/limited': answerWith(429, { 'retry-after': '1' }),
      '/dated': answerWith(429, { 'retry-after': new Date().toUTCString() }),
      '/stalled': () => true,
      '/broken': breakConnection,
    }
    const links = Object.keys(failures).map((path) => ({ slug: path.slice(1), url: TARGET }))
    const project = await makeProject({ links })
    const host = await openHost((request, response) => {
      const path = request.url ?? ''
      const fail = failures[path] ?? redirect(302, TARGET)
      delete failures[path]
      return path !== '/build.json' && fail(request, response)
    })
    const { code, result } = await verify(project, host, '--timeout', '1')
    expect({ code, differences: result.differences }).toEqual({ code: 0, differences: [] })
    expect(host.asked).toHaveLength(1 + 2 * links.length)
  })

  test('a pause that the host asks for holds for all requests', async () => {
    const project = await makeProject({ links: LINKS })
    let closedUntil = 0
    let early = 0
    const host = await openHost((request, response) => {
      if (request.url === '/build.json') return false
      if (closedUntil === 0) {
        closedUntil = Date.now() + 1_000
        return answerWith(429, { 'retry-after': '1' })(request, response)
      }
      if (Date.now() < closedUntil - 50) early += 1
      return false
    })
    const { code } = await verify(project, host, '--concurrency', '1')
    expect({ code, early }).toEqual({ code: 0, early: 0 })
  })

  test('no more requests go out at a time than were allowed', async () => {
    const links = Array.from({ length: 30 }, (_, index) => ({ slug: `s${index}` }))
    const project = await makeProject({ links })
    let [open, most] = [0, 0]
    const host = await openHost((_request, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        response.writeHead(404).end()
      }, 5)
      return true
    })
    await verify(project, host, '--concurrency', '3')
    expect(most).toBe(3)
  })
})

test('a host that stops answering is not asked for the rest', async () => {
  const links = Array.from({ length: 100 }, (_, index) => ({ slug: `s${index}` }))
  const project = await makeProject({ links })
  const host = await openHost((request) => {
    if (request.url !== '/build.json') request.socket.destroy()
    return request.url !== '/build.json'
  })
  const { code, result, stderr } = await verify(project, host, '--retries', '0')
  expect(code).toBe(1)
  expect(result.unasked).toBeGreaterThan(50)
  expect(result.checked + result.unasked).toBe(100)
  expect(stderr).toContain('stopped answering')
})

describe('an origin is', () => {
  test.each<[string, string, boolean]>([
    ['https://go.example.org', 'https://go.example.org', false],
    ['https://Go.Example.org:443/', 'https://go.example.org', false],
    ['http://localhost:8888', 'http://localhost:8888', false],
    ['http://127.0.0.1:8888', 'http://127.0.0.1:8888', false],
    ['http://[::1]:8888', 'http://[::1]:8888', false],
    ['http://go.example.org', 'http://go.example.org', true],
    ['http://127.0.0.1.example.org', 'http://127.0.0.1.example.org', true],
  ])('%s', (text, origin, isOpen) => {
    expect(readOrigin(text)).toEqual({ origin, isOpen })
  })

  test.each([
    'go.example.org',
    'ftp://go.example.org',
    'https://go.example.org/a',
    'https://go.example.org/?',
    'https://go.example.org/#',
    'https://me:pw@go.example.org',
    'javascript:alert(1)',
    '',
  ])('not %j', (text) => {
    expect(() => readOrigin(text)).toThrow('is no origin; give scheme and host alone')
  })
})

test('what makes no sense is refused before anybody is asked', async () => {
  const project = await makeProject({ git: 'none' })
  for (const args of [['go.example.org'], ['https://a.example', '--at', 'HEAD', '--work-tree']]) {
    const { code, stdout } = await project.run(['verify', ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  }
})

test('a host that is not there, or sends us elsewhere, is said to be so', async () => {
  const project = await makeProject({ links: LINKS })
  const gone = await openHost(breakConnection)
  const away = await openHost(redirect(301, 'https://www.example.org/build.json'))
  for (const [{ origin, asked }, message] of [
    [gone, `${gone.origin} can not be reached (`],
    [away, `${away.origin} sends its visitors to https://www.example.org/build.json; give`],
  ] as const) {
    const { code, stderr } = await project.run(['verify', origin, '--retries', '0'])
    expect({ code, asked }).toEqual({ code: 1, asked: ['/build.json'] })
    expect(stderr).toContain(message)
  }
})

describe('the links are those of the commit that is live', () => {
  async function makeHistory() {
    const project = await makeProject({ links: LINKS })
    const live = await project.git('rev-parse', 'HEAD')
    await project.run(['disable', 'docs', '--commit'])
    await project.run(['add', 'https://example.com/new', '--slug', 'new'])
    return { project, live }
  }
  const builtAt = '2026-11-25T10:00:00Z'

  test('by build.json', async () => {
    const { project, live } = await makeHistory()
    const host = await openHost(undefined, { commit: live, builtAt })
    const { code, result } = await verify(project, host)
    expect({ code, ...result }).toMatchObject({ code: 0, commit: live, checked: 5 })
  })

  test('by --at and --work-tree instead', async () => {
    const { project, live } = await makeHistory()
    const host = await openHost(undefined, { commit: live, builtAt })
    const at = await verify(project, host, '--at', 'HEAD')
    expect(at.result.differences.map(({ slug }: { slug: string }) => slug)).toEqual([
      'docs',
      'help',
    ])
    const tree = await verify(project, host, '--work-tree')
    expect(tree.result).toMatchObject({ commit: null, checked: 6 })
    expect((await project.run(['verify', host.origin, '--at', 'nowhere'])).code).toBe(1)
  })

  test('or of the work tree, and it is said, where the repository has no such commit', async () => {
    const { project } = await makeHistory()
    const host = await openHost(undefined, { commit: 'a'.repeat(40), builtAt })
    const { result, stderr } = await verify(project, host)
    expect(result).toMatchObject({ commit: null, checked: 6 })
    expect(stderr).toContain('the site is built of aaaaaaa, whose links this repository does not')
  })

  test('as they were when the site was built', async () => {
    const links = [
      { slug: 'docs', url: TARGET, status: 301, expiresAt: '2026-11-25T10:00:01Z' },
    ] satisfies Partial<Link>[]
    const project = await makeProject({ links })
    const open = await openHost(undefined, { commit: null, builtAt })
    expect((await verify(project, open)).code).toBe(0)
    const over = await openHost(lieAbout('/docs', answerWith(404)), {
      builtAt: '2026-11-25T10:00:01Z',
    })
    expect((await verify(project, over)).code).toBe(0)
  })

  test('and a preview is compared as one', async () => {
    const project = await makeProject({ links: [{ slug: 'docs' }] })
    const build = { commit: null, builtAt, preview: true }
    for (const origin of ['', 'own']) {
      const host: Host = await openHost((request, response) => {
        const location = `${origin && host.origin}/p/?docs`
        return lieAbout('/docs', redirect(302, location))(request, response)
      }, build)
      const { code, stderr } = await verify(project, host)
      expect(code).toBe(0)
      expect(stderr).toContain('this is a preview deploy')
    }
  })
})

describe('an interrupted verification', () => {
  const MAIN = fileURLToPath(new URL('../../../../src/cli/links.js', import.meta.url))
  const MANY = Array.from({ length: 40 }, (_, index) => ({
    slug: `s${String(index).padStart(2, '0')}`,
    url: `https://example.com/${index}`,
  }))

  /** A host that answers half of the links, and the rest once it may. */
  async function openHalf() {
    let isOpen = false
    let held: (() => void) | undefined
    const holding = new Promise<void>((resolve) => {
      held = resolve
    })
    const host = await openHost((request, response) => {
      const index = MANY.findIndex(({ slug }) => request.url === `/${slug}`)
      if (index === -1) return false
      if (index >= 20 && !isOpen) {
        held?.()
        return true
      }
      const { url } = MANY[index] ?? { url: '' }
      response.writeHead(302, { location: url }).end()
      return true
    })
    const open = () => {
      isOpen = true
    }
    return { host, holding, open }
  }

  async function interrupt(project: TestProject, ...args: string[]) {
    const { host, holding, open } = await openHalf()
    const child = spawn(process.execPath, [MAIN, 'verify', host.origin, '--json', ...args], {
      cwd: project.root,
    })
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    const errors: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    await holding
    child.kill('SIGINT')
    const [code] = await once(child, 'close')
    open()
    host.asked.splice(0)
    return {
      host,
      code,
      result: JSON.parse(String(Buffer.concat(output))),
      said: String(Buffer.concat(errors)),
    }
  }

  test('goes on where it was', async () => {
    const project = await makeProject({ links: MANY })
    const { host, code, result, said } = await interrupt(
      project,
      '--resume',
      'state',
      '--concurrency',
      '1',
    )
    expect({ code, checked: result.checked, unasked: result.unasked }).toEqual({
      code: 1,
      checked: 20,
      unasked: 20,
    })
    expect(said).toContain('go on with: --resume state')
    const again = await verify(project, host, '--resume', 'state')
    expect({ code: again.code, ...again.result }).toMatchObject({
      code: 0,
      checked: 40,
      unasked: 0,
    })
    const rest = MANY.slice(20).map(({ slug }) => `/${slug}`)
    expect(host.asked.toSorted()).toEqual(['/build.json', ...rest].toSorted())
    await expect(project.read('state')).rejects.toThrow('ENOENT')
  })

  test('leaves its state where it says, when nobody named a file', async () => {
    const project = await makeProject({ links: MANY })
    const { host, said } = await interrupt(project, '--concurrency', '1')
    const [, file = ''] = /--resume (\S+)/.exec(said) ?? []
    expect(file).toBe(join('.cache', 'verify.json'))
    const again = await verify(project, host, '--resume', file)
    expect(again.result).toMatchObject({ checked: 40, differences: [] })
    expect(again.stderr).toContain('20 answers found equal before, not asked again')
  })

  test('begins anew when the links are others', async () => {
    const project = await makeProject({ links: MANY })
    const { host } = await interrupt(project, '--resume', 'state', '--concurrency', '1')
    await project.run(['edit', 's05', '--title', 'New'])
    await project.run(['edit', 's06', '--url', 'https://example.org/'])
    const again = await verify(project, host, '--resume', 'state')
    expect(host.asked).toHaveLength(41)
    expect(again.result.differences).toMatchObject([{ slug: 's06' }])
  })

  test('asks again what differed, and writes over no file that is not its own', async () => {
    const project = await makeProject({ links: LINKS })
    const host = await openHost(lieAbout('/docs', answerWith(200)))
    await verify(project, host, '--resume', 'state')
    host.asked.splice(0)
    await verify(project, host, '--resume', 'state')
    expect(host.asked).toEqual(['/build.json', '/docs'])
    const { code, stderr } = await verify(project, host, '--resume', 'data/site.json')
    expect(code).toBe(1)
    expect(stderr).toContain('data/site.json is no state of a verification')
  })
})
