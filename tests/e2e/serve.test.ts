/**
 * `npm start` as a server: what it answers, how soon a commit is live, and what it says when
 * something is in its way.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import { gitIn } from '../../src/stores/checkout/git-command.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { makeFolder, removeFolder, type TestCheckout } from '../support/checkout.ts'
import { link, linkSet } from '../support/links.ts'
import { makeProject, type Product, startProduct, waitFor } from '../support/product.ts'

const LINKS = linkSet([
  link({ slug: 'docs', url: 'https://example.com/docs#top' }),
  link({ slug: 'own-query', url: 'https://example.com/l?utm_source=web#top' }),
  link({ slug: 'moved', url: 'https://example.com/moved', status: 301 }),
  link({ slug: 'pr/:id', url: 'https://example.com/pull/:id' }),
  link({ slug: 'gh/*', url: 'https://github.com/:splat' }),
  link({ slug: 'off', state: 'disabled' }),
  link({ slug: 'gone', state: 'gone' }),
])

let project: TestCheckout
let product: Product

beforeAll(async () => {
  project = await makeProject(LINKS)
  product = await startProduct(project.root)
})

afterAll(async () => {
  await product.stop()
  await removeFolder(project.root)
})

interface Raw {
  status: number
  location: string | undefined
  headers: Record<string, string | string[] | undefined>
  body: string
}

// Not `fetch`, which tidies up paths before it sends them.
function get(path: string, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: new URL(product.origin).port, path, method },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response
          resolve({
            status,
            location: headers.location,
            headers,
            body: Buffer.concat(chunks).toString('utf8'),
          })
        })
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

describe('it answers', () => {
  test.each<[string, number, string | undefined]>([
    ['/docs', 302, 'https://example.com/docs#top'],
    ['/docs/', 302, 'https://example.com/docs#top'],
    ['/docs?utm_campaign=s', 302, 'https://example.com/docs?utm_campaign=s#top'],
    ['/own-query?utm_campaign=s', 302, 'https://example.com/l?utm_source=web#top'],
    ['/moved', 301, 'https://example.com/moved'],
    ['/pr/12', 302, 'https://example.com/pull/12'],
    ['/pr/a%2Fb', 302, 'https://example.com/pull/a%2Fb'],
    ['/gh', 302, 'https://github.com/'],
    ['/gh/a/b', 302, 'https://github.com/a/b'],
    ['/off', 404, undefined],
    ['/gone', 404, undefined],
    ['/nothing', 404, undefined],
    ['/Docs', 404, undefined],
    ['//example.com', 404, undefined],
    ['/_redirects', 404, undefined],
    ['/_headers', 404, undefined],
    ['/%5fredirects', 404, undefined],
    ['/_redirects/', 404, undefined],
    ['//_redirects', 404, undefined],
    ['/./_redirects', 404, undefined],
    ['/p/%2e%2e/index.html', 404, undefined],
    ['/api/v1/links/foo/%2e%2e/docs', 404, undefined],
    ['/api/v1/resolve/%zz', 400, undefined],
    ['http://evil.example/docs', 400, undefined],
    ['/..%2f..%2fpackage.json', 404, undefined],
    ['/../package.json', 404, undefined],
    ['/%zz', 400, undefined],
    ['/', 200, undefined],
    ['/admin/', 200, undefined],
    ['/admin', 200, undefined],
    ['/build.json', 200, undefined],
    ['/p/off/', 200, undefined],
    ['/p/api/', 200, undefined],
    ['/openapi.json', 200, undefined],
  ])('%s with %i', async (path, status, location) => {
    expect(await get(path)).toMatchObject({ status, location })
  })

  test('links that are off and gone with a page that says so, never cached', async () => {
    const [off, gone] = [await get('/off'), await get('/gone')]
    expect(off.body).toContain('</html>')
    expect(off.body).not.toBe(gone.body)
    expect(off.headers['cache-control']).toBe('no-cache')
  })

  test.each(['bytes=9-3', 'bytes=x-y', 'bytes=-5', 'nonsense'])(
    'a file as a whole to whoever asks for the range %j',
    async (range) => {
      const response = await fetch(`${product.origin}/p/icon.svg`, { headers: { range } })
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('</svg>')
    },
  )

  test('pages under the headers of the build, redirects without', async () => {
    const page = await get('/')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect((await get('/docs')).headers['content-security-policy']).toBeUndefined()
    expect((await get('/admin/')).headers['x-robots-tag']).toBe('noindex')
    expect((await get('/build.json')).headers['cache-control']).toMatch(/no-(store|cache)/)
  })

  test('pages compressed where a browser takes it, the API as it is', async () => {
    for (const path of ['/', '/nothing', '/off']) {
      const { headers } = await fetch(`${product.origin}${path}`)
      expect(headers.get('content-encoding'), path).toBe('gzip')
      expect(headers.get('vary'), path).toBe('Accept-Encoding')
    }
    const { headers } = await product.api('GET', '/database')
    expect(headers.get('content-encoding')).toBeNull()
    expect(Number(headers.get('content-length'))).toBeGreaterThan(0)
  })

  test('a build info that names commit and database', async () => {
    const info = JSON.parse((await get('/build.json')).body)
    expect(info).toMatchObject({ commit: await project.git.text(['rev-parse', 'HEAD']), links: 5 })
    const database = await get(info.database)
    expect([database.status, database.body.slice(0, 15)]).toEqual([200, 'SQLite format 3'])
    expect(database.headers['cache-control']).toContain('immutable')
  })

  test('as "links verify" says that it must', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['src/cli/main.ts', 'verify', product.origin, '--json'],
      { cwd: project.root },
    )
    expect(JSON.parse(stdout)).toEqual({
      baseUrl: product.origin,
      commit: await project.git.text(['rev-parse', 'HEAD']),
      checked: LINKS.size,
      unasked: 0,
      differences: [],
    })
  })
})

describe('a commit goes live without a restart', () => {
  test('from the API', async () => {
    const response = await product.api('POST', '/links', {
      url: 'https://example.com/api',
      slug: 'from-api',
    })
    const { commit, shortUrl } = await response.json()
    expect(shortUrl).toBe(`${product.origin}/from-api`)
    const live = await waitFor(
      () => get('/from-api'),
      ({ status }) => status === 302,
    )
    expect(live.location).toBe('https://example.com/api')
    const { body } = await get('/build.json')
    expect(JSON.parse(body).commit).toBe(commit)
    const status = await (await product.api('GET', '/status')).json()
    const [pending, publish, canPublish] = [[], 'now', true]
    expect(status).toEqual({ head: commit, live: commit, pending, publish, canPublish })
    expect(await project.git.text(['log', '-1', '--format=%s|%an'])).toMatch(/^Add \/from-api\|/)
    expect(await project.git.text(['status', '--porcelain'])).toBe('')
  })

  test('from the API, where it changes, renames or removes one', async () => {
    const published = async () => {
      const answer = await product.api('POST', '/publish', {})
      return [answer.status, (await answer.json()).pending]
    }
    await product.api('POST', '/links', { url: 'https://example.com/1', slug: 'chg/one' })
    const patched = await product.api('PATCH', '/links/chg%2Fone', {
      url: 'https://example.com/2',
      slug: 'chg/two',
    })
    expect(patched.status).toBe(200)
    expect(await published()).toEqual([200, []])
    for (const path of ['/chg/one', '/chg/two']) {
      expect(await get(path)).toMatchObject({ status: 302, location: 'https://example.com/2' })
    }
    const removed = await product.api('DELETE', '/links/chg%2Ftwo?withAliases=true')
    expect(removed.status).toBe(200)
    expect(await published()).toEqual([200, []])
    for (const path of ['/chg/one', '/chg/two']) expect((await get(path)).status).toBe(404)
    const file = await product.api('GET', '/database')
    const head = await project.git.text(['rev-parse', 'HEAD:data/links.db'])
    expect(file.headers.get('etag')).toBe(`"${head}"`)
  })

  test('from the command line', async () => {
    await promisify(execFile)(
      process.execPath,
      ['src/cli/main.ts', 'add', 'https://example.com/cli', '--slug', 'from-cli', '--commit'],
      { cwd: project.root },
    )
    const live = await waitFor(
      () => get('/from-cli'),
      ({ status }) => status === 302,
    )
    expect(live.location).toBe('https://example.com/cli')
  })

  test('from git pull', async () => {
    const elsewhere = await makeFolder()
    await project.git.text(['clone', '-q', project.root, join(elsewhere, 'clone')])
    const git = gitIn(join(elsewhere, 'clone'))
    const file = join(elsewhere, 'clone', 'data', 'links.db')
    const SQL = await loadSql()
    const links = decodeLinks(SQL, await git.bytes(['cat-file', 'blob', 'HEAD:data/links.db']))
    const pulled = link({ slug: 'from-pull', url: 'https://example.com/pull' })
    await writeFile(file, encodeLinks(SQL, linkSet([...links.values(), pulled])))
    await git.text([
      '-c',
      'user.name=T',
      '-c',
      'user.email=t@example.com',
      'commit',
      '-qam',
      'Elsewhere',
    ])
    await project.git.text(['pull', '-q', join(elsewhere, 'clone'), 'main'])
    const live = await waitFor(
      () => get('/from-pull'),
      ({ status }) => status === 302,
    )
    expect(live.location).toBe('https://example.com/pull')
    await removeFolder(elsewhere)
  })

  test('and a link whose time comes', async () => {
    const startsAt = `${new Date(Date.now() + 2_000).toISOString().slice(0, -5)}Z`
    await product.api('POST', '/links', { url: 'https://example.com/soon', slug: 'soon', startsAt })
    expect(
      (
        await waitFor(
          () => get('/soon'),
          ({ body }) => body.includes('</html>'),
        )
      ).status,
    ).toBe(404)
    expect(
      (
        await waitFor(
          () => get('/soon'),
          ({ status }) => status === 302,
        )
      ).location,
    ).toBe('https://example.com/soon')
  })

  test('20 posts at once: 20 links, none lost, the file whole', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        product.api('POST', '/links', {
          url: `https://example.com/${index}`,
          slug: `at-once-${index}`,
        }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    const bytes = await project.git.bytes(['cat-file', 'blob', 'HEAD:data/links.db'])
    const slugs = [...decodeLinks(await loadSql(), bytes).keys()].filter((slug) =>
      slug.startsWith('at-once-'),
    )
    expect(slugs).toHaveLength(20)
    await waitFor(
      () => get('/at-once-19'),
      ({ status }) => status === 302,
    )
    expect(await project.git.text(['status', '--porcelain'])).toBe('')
    await project.git.text(['fsck', '--strict'])
  })

  test('but not one that would break the site: what was live stays', async () => {
    const SQL = await loadSql()
    const head = await project.git.text(['rev-parse', 'HEAD'])
    const broken = linkSet([...LINKS.values(), link({ slug: 'loop', url: '/loop' })])
    await writeFile(join(project.root, 'data', 'links.db'), encodeLinks(SQL, broken))
    await project.git.text(['commit', '-qam', 'A loop'])
    await waitFor(
      async () => product.output(),
      (text) => text.includes("can't go live"),
    )
    expect(product.output()).toContain('/loop → /loop')
    expect((await get('/docs')).status).toBe(302)
    await project.git.text(['reset', '-q', '--hard', head])
    await waitFor(
      () => get('/build.json'),
      ({ body }) => JSON.parse(body).commit === head,
    )
  })
})

describe('what is in its way is named, with the way on', () => {
  async function output(root: string, environment: Record<string, string> = {}): Promise<string> {
    const run = promisify(execFile)(process.execPath, ['src/serve/start.js'], {
      cwd: root,
      env: { ...process.env, PORT: '0', ...environment },
      timeout: 30_000,
    })
    const error = await run.then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: 1 })
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    expect(text).not.toMatch(/^\s+at /m)
    return text
  }

  test('a port in use', async () => {
    const port = new URL(product.origin).port
    expect(await output(project.root, { PORT: port })).toMatch(
      new RegExp(`port ${port} is in use.*PORT=\\d+ npm start`),
    )
  })

  test('wrong variables, all at once', async () => {
    const text = await output(project.root, {
      PORT: 'web',
      SHORTCRUST_TOKENS: 'alice:boss:00',
      SHORTCRUST_PUBLISH: 'later',
    })
    expect(text).toContain('PORT is "web"')
    expect(text).toContain('SHORTCRUST_TOKENS, entry 1')
    expect(text).toContain('SHORTCRUST_PUBLISH is "later"')
  })

  test('a store without its repository', async () => {
    expect(await output(project.root, { SHORTCRUST_STORE: 'github' })).toContain(
      'SHORTCRUST_REPO is missing; set it to owner/name',
    )
  })

  test('a wrong site.json', async () => {
    const file = join(project.root, 'data', 'site.json')
    await writeFile(file, '{"baseUrl": "go.example.org", "hots": "netlify"}')
    const text = await output(project.root)
    await project.git.text(['checkout', '-q', file])
    expect(text).toContain('/baseUrl must be the origin')
    expect(text).toContain('/hots is not a key of this file')
  })

  test('an uncommitted file that is broken: the last commit is served', async () => {
    const { root } = await makeProject(LINKS)
    await writeFile(join(root, 'data', 'links.db'), 'junk')
    const other = await startProduct(root)
    const served = await fetch(`${other.origin}/docs`, { redirect: 'manual' })
    await other.stop()
    await removeFolder(root)
    expect(other.output()).toContain('uncommitted edits')
    expect(served.status).toBe(302)
  })

  test('a head without links that can be served, before anything is built', async () => {
    const { root, git } = await makeProject(LINKS)
    await rm(join(root, 'dist'), { recursive: true, force: true })
    await writeFile(join(root, 'data', 'links.db'), 'junk')
    await git.text(['commit', '-qam', 'Junk'])
    const broken = await output(root)
    await git.text(['rm', '-q', 'data/links.db'])
    await git.text(['commit', '-qm', 'No links'])
    const without = await output(root)
    await rm(join(root, '.git'), { recursive: true })
    await git.text(['init', '-q'])
    const unborn = await output(root)
    expect(existsSync(join(root, 'dist'))).toBe(false)
    await removeFolder(root)
    expect(broken).toMatch(/data\/links\.db at the head.*not a SQLite.*git checkout <commit> --/)
    expect(without).toMatch(/no data\/links\.db.*init.*commit it/)
    expect(unborn).toMatch(/^error: the repository has no commit yet.*git commit.*\n$/)
  })

  test('no git checkout', async () => {
    const { root } = await makeProject(LINKS)
    await rm(join(root, '.git'), { recursive: true })
    expect(await output(root)).toMatch(/no git checkout.*git init && git add -A/)
    await removeFolder(root)
  })

  test('a shallow clone, a detached head, an edited file and no identity: it serves, and says so', async () => {
    const folder = await makeFolder()
    const clone = join(folder, 'clone')
    await project.git.text(['clone', '-q', '--depth', '1', `file://${project.root}`, clone])
    await project.git.text(['-C', clone, 'switch', '-q', '--detach'])
    const git = gitIn(clone)
    await git.text(['config', 'user.useConfigOnly', 'true'])
    await promisify(execFile)('cp', [
      '-r',
      join(project.root, 'dist'),
      join(project.root, '.cache'),
      clone,
    ])
    await promisify(execFile)('ln', [
      '-s',
      join(project.root, 'node_modules'),
      join(clone, 'node_modules'),
    ])
    const SQL = await loadSql()
    const edited = linkSet([...LINKS.values(), link({ slug: 'edited' })])
    await writeFile(join(clone, 'data', 'links.db'), encodeLinks(SQL, edited))
    const other = await startProduct(clone)
    const text = other.output()
    const refused = await other.api('POST', '/links', { url: 'https://example.com/' })
    const served = await fetch(`${other.origin}/edited`, { redirect: 'manual' })
    await other.stop()
    expect(text).toMatch(/shallow clone.*git fetch --unshallow/)
    expect(text).toMatch(/HEAD is detached.*git switch/)
    expect(text).toMatch(/uncommitted edits/)
    expect(text).toMatch(/knows no name for you.*git config user\.name/)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('detached') })
    expect(served.status).toBe(404)
    await removeFolder(folder)
  })
})
