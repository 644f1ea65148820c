/**
 * The github store under the contract of all stores, against a GitHub of our own, and what it
 * promises beyond: how often it asks, and who it may be.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeLinks } from '../../src/core/database.ts'
import { openGitHubStore } from '../../src/stores/github.ts'
import type { GitHubAccess } from '../../src/stores/open-store.ts'
import { openRepository } from '../../src/stores/repository.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { StoreUnavailable } from '../../src/stores/store.ts'
import { commitFiles, filesOf, historyOf } from '../support/bare.ts'
import { type GitHubServer, startGitHubServer } from '../support/github/server.ts'
import { link, linkSet } from '../support/links.ts'
import { describeRemoteStore, type OpenOptions, type RemoteSubject } from './remote-store.ts'

const SQL = await loadSql()

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

  test('lets an App in that is installed on the repository', async () => {
    const store = open(server, {}, server.app)
    await add(openRepository(store, SQL), 'by-app')
    expect(await historyOf(server.git)).toHaveLength(2)
    expect(server.traffic.requests).toContain('POST /app/installations/67890/access_tokens')
  })

  test('takes a key for none that is none, before anything is asked', () => {
    const access = { ...server.app, privateKey: 'secret' }
    expect(() => open(server, {}, access)).toThrow(/SHORTCRUST_GITHUB_APP_KEY is no private key/)
    expect(server.traffic.requests).toEqual([])
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
    const error = await store.commit(commit).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StoreUnavailable)
    expect(String(error)).toMatch(/31 MB.*30 MB.*SHORTCRUST_STORE=git/)
  })
})
