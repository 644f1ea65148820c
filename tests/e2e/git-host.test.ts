/**
 * The product over a repository on a Git host: `npm start` without a checkout, the function's
 * bundle, and many writers at once, against the real `git http-backend`.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashToken } from '../../src/api/auth.ts'
import { decodeLinks } from '../../src/core/database.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { gitIn } from '../../src/stores/checkout/git-command.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { commitFiles, historyOf } from '../support/bare.ts'
import { makeFolder, removeFolder } from '../support/checkout.ts'
import { bytesOf, MAIN, runIn } from '../support/clone.ts'
import { type GitServer, startGitServer } from '../support/git-server.ts'
import { startGitHubServer } from '../support/github/server.ts'
import { link, linkSet } from '../support/links.ts'
import { makeProject, startProduct, waitFor } from '../support/product.ts'
import { runWriters } from '../support/writers.ts'

const SQL = await loadSql()
const START = linkSet([link({ slug: 'docs', url: 'https://docs.example.com/' })])

let server: GitServer
beforeEach(async () => {
  server = await startGitServer()
})
afterEach(() => server.close())

async function linksAtHead(): Promise<LinkSet> {
  return decodeLinks(SQL, await server.git.bytes(['cat-file', 'blob', 'main:data/links.db']))
}

describe('npm start over a Git host', () => {
  // The project's files alone: no repository, and links that nobody should look at.
  async function makeBareProject(site: object = {}): Promise<string> {
    const { root } = await makeProject(linkSet([link({ slug: 'local' })]), { site })
    await rm(join(root, '.git'), { recursive: true })
    return root
  }

  const variables = () => ({
    SHORTCRUST_STORE: 'git',
    SHORTCRUST_REPO: server.url,
    SHORTCRUST_BRANCH: 'main',
    SHORTCRUST_GIT_TOKEN: server.token,
  })

  const visit = async (url: string) => {
    const { status, headers } = await fetch(url, { redirect: 'manual' })
    return { status, location: headers.get('location') }
  }

  test('serves its links, commits there and bakes what others commit', async () => {
    await commitFiles(server.git, { 'data/links.db': bytesOf(START) }, 'Start')
    const root = await makeBareProject()
    const product = await startProduct(root, variables())
    try {
      expect(await visit(`${product.origin}/docs`)).toEqual({
        status: 302,
        location: 'https://docs.example.com/',
      })
      expect((await visit(`${product.origin}/local`)).status).toBe(404)

      const body = { url: 'https://example.com/new', slug: 'new' }
      const created = await product.api('POST', '/links', body)
      expect(created.status).toBe(201)
      const { commit } = await created.json()
      expect((await historyOf(server.git))[0]).toMatchObject({ id: commit })
      await waitFor(
        () => visit(`${product.origin}/new`),
        ({ location }) => location === 'https://example.com/new',
      )

      const others = linkSet([...(await linksAtHead()).values(), link({ slug: 'theirs' })])
      await commitFiles(server.git, { 'data/links.db': bytesOf(others) }, 'Add /theirs')
      await waitFor(
        () => visit(`${product.origin}/theirs`),
        ({ status }) => status === 302,
      )
      expect(product.output()).not.toContain(server.token)
    } finally {
      await product.stop()
      await removeFolder(root)
    }
  })

  test('does the same over GitHub, as an App', async () => {
    const hub = await startGitHubServer()
    await commitFiles(hub.git, { 'data/links.db': bytesOf(START) }, 'Start')
    const root = await makeBareProject()
    const { appId, installationId, privateKey } = hub.app
    const product = await startProduct(root, {
      SHORTCRUST_STORE: 'github',
      SHORTCRUST_REPO: `${hub.owner}/${hub.name}`,
      SHORTCRUST_GITHUB_API: hub.api,
      SHORTCRUST_GITHUB_APP: `${appId}/${installationId}`,
      // As a variable of one line holds it.
      SHORTCRUST_GITHUB_APP_KEY: privateKey.replaceAll('\n', '\\n'),
    })
    try {
      const body = { url: 'https://example.com/new', slug: 'new' }
      expect((await product.api('POST', '/links', body)).status).toBe(201)
      expect((await historyOf(hub.git))[0]?.message).toMatch(/^Add \/new\n+Requested-by: /)
      await waitFor(
        () => visit(`${product.origin}/new`),
        ({ location }) => location === 'https://example.com/new',
      )
    } finally {
      await product.stop()
      await removeFolder(root)
      await hub.close()
    }
  })

  test('is all well in the eyes of the doctor', async () => {
    await commitFiles(server.git, { 'data/links.db': bytesOf(START) }, 'Start')
    const port = await findFreePort()
    const root = await makeBareProject({ baseUrl: `http://localhost:${port}` })
    const tokens = { SHORTCRUST_TOKENS: `alice:admin:${hashToken('secret-of-alice')}` }
    const environment = { ...variables(), ...tokens, PORT: String(port) }
    const product = await startProduct(root, environment)
    try {
      const { code, stdout } = await runIn(
        root,
        process.execPath,
        [MAIN, 'doctor', '--json'],
        environment,
      )
      const checks: { name: string; status: string }[] = JSON.parse(stdout).checks
      // All that is said is that this machine is no domain.
      expect(checks.filter(({ status }) => status !== 'ok').map(({ name }) => name)).toEqual([
        'site',
      ])
      expect(checks.map(({ name }) => name)).toContain('function')
      expect(code).toBe(0)
    } finally {
      await product.stop()
      await removeFolder(root)
    }
  })

  test('begins a repository that has no commits', async () => {
    const root = await makeBareProject()
    const product = await startProduct(root, variables())
    try {
      expect((await visit(`${product.origin}/docs`)).status).toBe(404)
      const body = { url: 'https://example.com/first', slug: 'first' }
      expect((await product.api('POST', '/links', body)).status).toBe(201)
      expect([...(await linksAtHead()).keys()]).toEqual(['first'])
      await waitFor(
        () => visit(`${product.origin}/first`),
        ({ status }) => status === 302,
      )
    } finally {
      await product.stop()
      await removeFolder(root)
    }
  })

  test('runs several times from one folder, and all of them come to serve the same', async () => {
    await commitFiles(server.git, { 'data/links.db': bytesOf(START) }, 'Start')
    const root = await makeBareProject()
    const products = await Promise.all([1, 2, 3].map(() => startProduct(root, variables())))
    try {
      const created = await Promise.all(
        products.map(({ api }, index) =>
          api('POST', '/links', { url: 'https://example.com/', slug: `by-${index}` }),
        ),
      )
      expect(created.map(({ status }) => status)).toEqual([201, 201, 201])
      for (const { origin } of products) {
        await waitFor(
          () => Promise.all([0, 1, 2].map((index) => visit(`${origin}/by-${index}`))),
          (answers) => answers.every(({ status }) => status === 302),
        )
      }
    } finally {
      for (const product of products) await product.stop()
      await removeFolder(root)
    }
  })

  test('says at once what is wrong with the repository', async () => {
    await commitFiles(server.git, { 'data/links.db': bytesOf(START) }, 'Start')
    const root = await makeBareProject()
    const start = (changed: Record<string, string>) =>
      startProduct(root, { ...variables(), ...changed }).then(
        () => expect.fail('it started'),
        (error: unknown) => String(error),
      )
    try {
      const wrongToken = await start({ SHORTCRUST_GIT_TOKEN: 'wrong-token' })
      expect(wrongToken).toContain('refused SHORTCRUST_GIT_TOKEN (401)')
      expect(wrongToken).not.toContain('wrong-token')
      expect(await start({ SHORTCRUST_BRANCH: 'live' })).toContain('no branch "live"')
      const elsewhere = server.url.replace('links.git', 'others.git')
      expect(await start({ SHORTCRUST_REPO: elsewhere })).toContain('check SHORTCRUST_REPO')
    } finally {
      await removeFolder(root)
    }
  })
})

describe('many writers at once', () => {
  test('add each link once, and lose nothing of what others push', async () => {
    await commitFiles(server.git, { 'data/links.db': bytesOf(START) }, 'Start')
    const [written, pushed] = await Promise.all([
      runWriters(server, { writers: 5, each: 10 }),
      pushFromAClone(server, 5),
    ])
    const creates = written.flatMap((writer) => writer.creates)
    expect(creates.filter(({ status }) => status !== 201)).toEqual([])

    const slugs = creates.map(({ slug }) => slug)
    expect(new Set(slugs).size).toBe(50)
    const expected = ['docs', ...slugs, ...pushed].sort()
    expect([...(await linksAtHead()).keys()]).toEqual(expected)

    // Each commit has one parent, and each create one commit of its own.
    const parents = await server.git.text(['log', '--format=%P', 'main'])
    expect(parents.split('\n').filter((line) => line.includes(' '))).toEqual([])
    const history = await historyOf(server.git)
    for (const { slug, commit } of creates) {
      const made = history.filter(({ message }) => message.startsWith(`Add /${slug}\n`))
      expect(made.map(({ id }) => id)).toEqual([commit])
    }
    expect(await server.git.text(['show', 'main:notes.txt'])).toBe(
      'note 1\nnote 2\nnote 3\nnote 4\nnote 5',
    )
  })
})

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address()
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0
      probe.close(() => resolve(port))
    })
  })
}

/** Somebody with a clone: adds a row and a line to another file, `count` times, until each is in. */
async function pushFromAClone({ url, token }: GitServer, count: number): Promise<string[]> {
  const folder = await makeFolder()
  const address = url.replace('//', `//git:${token}@`)
  const git = gitIn(folder)
  await git.text(['clone', '-q', address, '.'])
  await git.text(['config', 'user.name', 'Somebody'])
  await git.text(['config', 'user.email', 'somebody@example.org'])
  const slugs: string[] = []
  const file = join(folder, 'data', 'links.db')
  while (slugs.length < count) {
    const slug = `pushed-${slugs.length + 1}`
    await git.text(['fetch', '-q', 'origin'])
    await git.text(['reset', '-q', '--hard', 'origin/main'])
    const links = decodeLinks(SQL, await readFile(file))
    await writeFile(file, bytesOf(linkSet([...links.values(), link({ slug })])))
    const notes = await readFile(join(folder, 'notes.txt'), 'utf8').catch(() => '')
    await writeFile(join(folder, 'notes.txt'), `${notes}note ${slugs.length + 1}\n`)
    await git.text(['add', '-A'])
    await git.text(['commit', '-q', '-m', `Add /${slug} by hand`])
    if ((await git.tryText(['push', '-q', 'origin', 'HEAD:main'])) !== null) slugs.push(slug)
  }
  await removeFolder(folder)
  return slugs
}
