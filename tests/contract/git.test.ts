/**
 * The git store under the contract of all stores, against the real `git http-backend`.
 */
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeLinks } from '../../src/core/database.ts'
import { openGitStore } from '../../src/stores/git.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { StoreUnavailable } from '../../src/stores/store.ts'
import { commitFiles, filesOf, historyOf } from '../support/bare.ts'
import { type GitServer, startGitServer } from '../support/git-server.ts'
import { link, linkSet } from '../support/links.ts'
import { describeRemoteStore, type OpenOptions, type RemoteSubject } from './remote-store.ts'

const SQL = await loadSql()

async function openSubject(files: Record<string, Uint8Array>): Promise<RemoteSubject> {
  const server = await startGitServer()
  const { git, url, token } = server
  if (Object.keys(files).length > 0) await commitFiles(git, files, 'Start')
  const openStore = ({ branch = 'main', ...options }: OpenOptions = {}) =>
    openGitStore({ kind: 'git', url, branch, user: 'x-access-token', token }, options)
  return {
    store: openStore(),
    openStore,
    token,
    inject: server.inject,
    commitElsewhere: () => commitFiles(git, { 'notes.txt': `${Math.random()}\n` }, 'Write notes'),
    async removeLinksFile() {
      await commitFiles(git, { 'data/links.db': null }, 'Remove the links')
    },
    history: () => historyOf(git),
    files: () => filesOf(git),
    close: server.close,
  }
}

describeRemoteStore('git', {
  open: (bytes) => openSubject({ 'data/links.db': bytes, 'README.md': Buffer.from('# Links\n') }),
  openEmpty: () => openSubject({}),
})

describe('a Git host', () => {
  let server: GitServer
  let head: string
  const bytes = encodeLinks(SQL, linkSet([link({ slug: 'docs' })]))
  const grown = encodeLinks(SQL, linkSet([link({ slug: 'docs' }), link({ slug: 'new' })]))

  beforeEach(async () => {
    server = await startGitServer()
    head = await commitFiles(server.git, { 'data/links.db': bytes }, 'Start')
  })
  afterEach(() => server.close())

  const open = (options = {}) => {
    const { url, token } = server
    return openGitStore({ kind: 'git', url, branch: 'main', user: 'git', token }, options)
  }
  const commit = (parent: string | null) => ({
    bytes: grown,
    parent,
    message: 'Add /new\n',
    author: 'alice',
  })

  test('that has lost its branch is not begun anew by whoever has seen it', async () => {
    const store = open()
    await store.read()
    await server.git.text(['update-ref', '-d', 'refs/heads/main'])
    await expect(store.read()).rejects.toThrow(/branch "main" is gone/)
  })

  test('that can not read its refs is no empty repository', async () => {
    await server.git.text(['pack-refs', '--all'])
    await writeFile(join(server.folder, 'packed-refs'), 'junk\n')
    // What is said last depends on where the time ends.
    const reading = open({ patience: 500 }).read()
    await expect(reading).rejects.toBeInstanceOf(StoreUnavailable)
  })

  // Its first answer comes too late, and the second try finds the branch locked by the first.
  test('that holds the branch for long takes a commit once', async () => {
    await server.git.text(['config', 'core.hooksPath', 'hooks'])
    const hook = join(server.folder, 'hooks', 'reference-transaction')
    const once = join(server.folder, 'slept')
    await writeFile(
      hook,
      `#!/bin/sh\n[ "$1" = prepared ] && [ ! -e '${once}' ] && touch '${once}' && sleep 2\nexit 0\n`,
      { mode: 0o755 },
    )
    const store = open({ timeout: 500 })
    await store.read()
    const made = await store.commit(commit(head))
    expect((await historyOf(server.git)).map(({ id }) => id)).toEqual([made, head])
  })

  test('that ends before it says that it has written is asked what it wrote', async () => {
    await server.git.text(['config', 'core.hooksPath', 'hooks'])
    await writeFile(
      join(server.folder, 'hooks', 'reference-transaction'),
      '#!/bin/sh\n[ "$1" = committed ] && kill -9 $PPID\nexit 0\n',
      { mode: 0o755 },
    )
    const store = open({ patience: 3_000 })
    await store.read()
    const made = await store.commit(commit(head))
    expect((await historyOf(server.git)).map(({ id }) => id)).toEqual([made, head])
  })

  test('is left alone where a file has a name that would be lost', async () => {
    const blob = await server.git.text(['hash-object', '-w', '--stdin'], { input: 'x' })
    const tree = await server.git.bytes(['ls-tree', 'main'])
    const entry = Buffer.from(`100644 blob ${blob}\tcaf\u00e9.txt\n`, 'latin1')
    const id = await server.git.text(['mktree'], { input: Buffer.concat([tree, entry]) })
    const parent = await server.git.text([
      '-c',
      'user.name=S',
      '-c',
      'user.email=s@example.org',
      'commit-tree',
      id,
      '-p',
      head,
      '-m',
      'Add a file',
    ])
    await server.git.text(['update-ref', 'refs/heads/main', parent])
    await expect(open().commit(commit(parent))).rejects.toThrow(/name is not UTF-8/)
    expect(await server.git.text(['rev-parse', 'main'])).toBe(parent)
  })

  test('that lets its answer trickle is given up in time', async () => {
    const slow = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' })
      const timer = setInterval(() => response.write('0'), 50)
      response.on('close', () => clearInterval(timer))
    })
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
    const address = slow.address()
    const port = typeof address === 'object' ? address?.port : 0
    const url = `http://127.0.0.1:${port}/links.git`
    const settings = { kind: 'git', url, branch: 'main', user: 'git', token: null } as const
    const reading = openGitStore(settings, { timeout: 400, patience: 700 }).read()
    await expect(reading).rejects.toBeInstanceOf(StoreUnavailable)
    slow.closeAllConnections()
    await new Promise((resolve) => slow.close(resolve))
  })
})
