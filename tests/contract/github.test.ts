/**
 * The github store under the contract of all stores, against a GitHub of our own, and what it
 * promises beyond: how often it asks, and who it may be.
 */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeLinks } from '../../src/core/database.ts'
import { openGitHubStore } from '../../src/stores/github.ts'
import type { GitHubAccess } from '../../src/stores/open-store.ts'
import { openRepository } from '../../src/stores/repository.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { CommitUncertain, Conflict, StoreUnavailable } from '../../src/stores/store.ts'
import { commitFiles, filesOf, historyOf } from '../support/bare.ts'
import { type Answer, type GitHubServer, startGitHubServer } from '../support/github/server.ts'
import { link, linkSet } from '../support/links.ts'
import { describeRemoteStore, type OpenOptions, type RemoteSubject } from './remote-store.ts'

const SQL = await loadSql()
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

function open(
  { api, owner, name, token }: GitHubServer,
  { branch = 'main', ...options }: OpenOptions = {},
  access: GitHubAccess = { token },
) {
  return openGitHubStore({ kind: 'github', owner, name, branch, api, access }, options)
}

async function openSubject(files: Record<string, Uint8Array>): Promise<RemoteSubject> {
  const server = await startGitHubServer()
  const { git } = server
  if (Object.keys(files).length > 0) await commitFiles(git, files, 'Start')
  return {
    store: open(server),
    openStore: (options) => open(server, options),
    token: server.token,
    inject: server.inject,
    commitElsewhere: () => commitFiles(git, { 'notes.txt': `${Math.random()}\n` }, 'Write notes'),
    async removeLinksFile() {
      await commitFiles(git, { 'data/links.db': null }, 'Remove the links')
    },
    async history() {
      const commits = await historyOf(git)
      // GitHub signs as itself; the person stands in the message.
      return commits.map(({ id, author, message }) => {
        const [, person = author] = /^Requested-by: (\S+)$/m.exec(message) ?? []
        return { id, author: person, message }
      })
    },
    files: () => filesOf(git),
    close: server.close,
  }
}

describeRemoteStore('github', {
  open: (bytes) => openSubject({ 'data/links.db': bytes, 'README.md': Buffer.from('# Links\n') }),
  openEmpty: () => openSubject({}),
})

describe('GitHub', () => {
  let server: GitHubServer
  beforeEach(async () => {
    server = await startGitHubServer()
    const bytes = encodeLinks(SQL, linkSet([link({ slug: 'docs' })]))
    await commitFiles(server.git, { 'data/links.db': bytes }, 'Start')
  })
  afterEach(() => server.close())

  async function refusal(work: Promise<unknown>): Promise<StoreUnavailable> {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason,
    )
    if (error instanceof StoreUnavailable) return error
    throw error ?? new Error('expected to be refused')
  }

  const add = (repository: ReturnType<typeof openRepository>, slug: string) =>
    repository.change('alice', (links) => ({
      links: linkSet([...links.values(), link({ slug })]),
      message: `Add /${slug}\n\nRequested-by: alice\n`,
      result: null,
    }))

  test('is asked three times for the first link, and twice for each further one', async () => {
    const repository = openRepository(open(server), SQL)
    await add(repository, 'one')
    expect(server.traffic.requests).toEqual([
      'query Head',
      expect.stringMatching(/^GET \/repos\/example\/links\/git\/blobs\/[0-9a-f]{40}$/),
      'mutation Commit',
    ])
    server.traffic.requests.length = 0
    await add(repository, 'two')
    expect(server.traffic.requests).toEqual(['query Head', 'mutation Commit'])
  })

  test('lets an App in that is installed on the repository, once for reading and writing', async () => {
    const store = open(server, {}, server.app)
    await add(openRepository(store, SQL), 'by-app')
    expect(await historyOf(server.git)).toHaveLength(2)
    expect(server.traffic.requests.filter((asked) => asked.startsWith('POST'))).toEqual([
      'POST /app/installations/67890/access_tokens',
    ])
  })

  test.each([
    ['is none', 'secret'],
    ['is of another kind', pem(generateKeyPairSync('ed25519').privateKey)],
    ['is cut off', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow'],
  ])('takes no key for an App that %s, before anything is asked', (_, privateKey) => {
    const access = { ...server.app, privateKey }
    expect(() => open(server, {}, access)).toThrow(/SHORTCRUST_GITHUB_APP_KEY is no private key/)
    expect(server.traffic.requests).toEqual([])
  })

  test.each<[string, Partial<typeof server.app>]>([
    ['has another installation', { installationId: 1 }],
    ['is another App', { appId: 1 }],
    [
      'has the key of another App',
      { privateKey: pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey) },
    ],
  ])('says what to check about an App that %s', async (_, wrong) => {
    const access = { ...server.app, ...wrong }
    const error = await refusal(open(server, {}, access).read())
    expect(error.message).toMatch(/the App of SHORTCRUST_GITHUB_APP.*installed on example\/links/)
    expect(error.message).not.toContain('SHORTCRUST_GIT_TOKEN')
    expect(error.message).not.toContain('PRIVATE KEY-----')
    expect(error.retryAfter).toBeGreaterThanOrEqual(60)
  })

  test('says of an App, not of a token, that it may not write', async () => {
    server.answerTo('mutation Commit', {
      status: 200,
      body: {
        data: { createCommitOnBranch: null },
        errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
      },
    })
    const error = await refusal(add(openRepository(open(server, {}, server.app), SQL), 'one'))
    expect(error.message).toMatch(/the App of SHORTCRUST_GITHUB_APP.*"Contents: read and write"/)
  })

  test('is reached on an Enterprise of its own', async () => {
    const { enterpriseApi: api } = server
    await add(openRepository(open({ ...server, api }, {}, server.app), SQL), 'one')
    expect(await historyOf(server.git)).toHaveLength(2)
  })

  test.each<[string, Answer]>([
    ['a page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' }],
    ['nothing', { status: 200, body: '' }],
    ['something else', { status: 200, body: { data: { repository: { ref: 1 } } } }],
  ])('says what to check when it answers %s', async (_, answer) => {
    server.answerTo('query Head', answer)
    const error = await refusal(open(server).read())
    expect(error.message).toMatch(/can not be read.*SHORTCRUST_GITHUB_API/)
  })

  test('finds out what became of a commit whose answer can not be read', async () => {
    const store = open(server, { patience: 1_500 })
    const repository = openRepository(store, SQL)
    server.answerTo('mutation Commit', { status: 200, body: { data: null } })
    await expect(add(repository, 'one')).rejects.toBeInstanceOf(CommitUncertain)
  })

  const message = 'API rate limit already exceeded for user ID 1.'
  test.each<[string, Answer, number]>([
    [
      'as its documents say',
      { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message }] } },
      60,
    ],
    ['in other words', { status: 200, body: { errors: [{ type: 'RATE_LIMIT', message }] } }, 60],
    [
      'without a type, but with a time',
      {
        status: 200,
        headers: { 'retry-after': '17' },
        body: { errors: [{ message: 'You have exceeded a secondary rate limit.' }] },
      },
      17,
    ],
    ['by its status alone', { status: 429, body: { message: 'Too many requests' } }, 60],
    [
      'for ever, a second each time',
      {
        status: 403,
        headers: { 'retry-after': '1' },
        body: { message: 'You have exceeded a secondary rate limit.' },
      },
      1,
    ],
  ])('is left alone where it limits requests %s', async (_, answer, seconds) => {
    server.answerTo('query Head', answer)
    expect((await refusal(open(server).read())).retryAfter).toBe(seconds)
    expect(server.traffic.requests.length).toBeLessThanOrEqual(2)
  })

  test('is waited for where it wants a second, and then serves', async () => {
    const store = open(server)
    const { revision } = await store.read()
    server.answerTo(
      'query Head',
      {
        status: 403,
        headers: { 'retry-after': '1' },
        body: { message: 'You have exceeded a secondary rate limit.' },
      },
      1,
    )
    expect(await store.read()).toMatchObject({ revision })
  })

  test('is given up in time, however long each request may take', async () => {
    const store = open(server, { timeout: 60_000, patience: 300 })
    server.inject('stall', { on: 'read' })
    expect((await refusal(store.read())).message).toMatch(/silent/)
  })

  test('says that the branch is gone when there is none to commit on', async () => {
    const store = open(server)
    const { bytes, revision } = await store.read()
    await server.git.text(['branch', '-m', 'main', 'other'])
    server.answerTo('mutation Commit', {
      status: 200,
      body: { errors: [{ type: 'NOT_FOUND', message: 'No branch.' }] },
    })
    const commit = { bytes: bytes ?? new Uint8Array(), parent: revision, message: 'x', author: 'a' }
    const error = await refusal(store.commit(commit))
    expect(error.message).toMatch(/no branch "main".*SHORTCRUST_BRANCH/)
  })

  test('gets no first commit where there is one by now, even without links', async () => {
    await server.git.text(['update-ref', '-d', 'refs/heads/main'])
    const store = open(server)
    const { revision: parent } = await store.read()
    expect(parent).toBeNull()
    const begun = await commitFiles(server.git, { 'README.md': '# Links\n' }, 'Begin')
    const commit = { bytes: new Uint8Array([1]), parent, message: 'Add /x', author: 'alice' }
    await expect(store.commit(commit)).rejects.toBeInstanceOf(Conflict)
    expect((await historyOf(server.git)).map(({ id }) => id)).toEqual([begun])
  })

  test('says that a rule, and no race, keeps the first commit away', async () => {
    await server.git.text(['update-ref', '-d', 'refs/heads/main'])
    const store = open(server)
    server.answerTo(/^PUT /, {
      status: 409,
      body: { message: 'Repository rule violations found\n\nCommits must have valid signatures.' },
    })
    const error = await refusal(add(openRepository(store, SQL), 'one'))
    expect(error.message).toMatch(/rule violations found Commits must.*bypass/)
  })

  test('says which repository it does not find', async () => {
    const store = open({ ...server, name: 'other' })
    await expect(store.read()).rejects.toThrow(/no repository example\/other.*SHORTCRUST_REPO/)
  })

  test('gets no file that its API does not take', async () => {
    const store = open(server)
    const { revision } = await store.read()
    const bytes = new Uint8Array(30_000_001)
    const commit = { bytes, parent: revision, message: 'Grow', author: 'alice' }
    expect((await refusal(store.commit(commit))).message).toMatch(
      /31 MB.*30 MB.*SHORTCRUST_STORE=git/,
    )
  })
})
