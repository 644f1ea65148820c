/**
 * The function as Netlify ships it: bundled by its own packager, unpacked elsewhere, invoked.
 */

import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zipFunctions } from '@netlify/zip-it-and-ship-it'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashToken } from '../../src/api/auth.ts'
import { decodeLinks } from '../../src/core/database.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { commitFiles } from '../support/bare.ts'
import { openBuildHook } from '../support/build-hook.ts'
import { makeCheckout, makeFolder, removeFolder, type TestCheckout } from '../support/checkout.ts'
import { bytesOf } from '../support/clone.ts'
import { startGitServer } from '../support/git-server.ts'
import { startGitHubServer } from '../support/github/server.ts'
import { link, linkSet } from '../support/links.ts'

const PROJECT = join(import.meta.dirname, '../..')

let folder: string
let bundle: string
let repository: TestCheckout

beforeAll(async () => {
  folder = await makeFolder()
  repository = await makeCheckout(linkSet([link({ slug: 'docs' })]))
  const [made] = await zipFunctions(join(PROJECT, 'netlify/functions'), folder, {
    archiveFormat: 'none',
    basePath: PROJECT,
    config: { '*': { nodeBundler: 'esbuild', nodeVersion: '24' } },
  })
  expect(made).toMatchObject({ name: 'links', routes: [{ pattern: '/api/v1/*' }] })
  bundle = join(folder, 'links')
})

afterAll(async () => {
  await removeFolder(folder)
  await removeFolder(repository.root)
})

interface Invoked {
  status: number
  body: unknown
}

// In a process of its own, far from our sources and packages.
async function invoke(
  environment: Record<string, string>,
  requests: { method: string; path: string; token?: string; body?: object }[],
  context: object = {},
): Promise<Invoked[]> {
  const script = join(folder, 'invoke.mjs')
  await writeFile(
    script,
    `const { default: handler } = await import(${JSON.stringify(join(bundle, 'netlify/functions/links.mjs'))})
    const answers = []
    for (const { method, path, token, body } of JSON.parse(process.argv[2])) {
      const headers = { 'content-type': 'application/json' }
      if (token) headers.authorization = 'Bearer ' + token
      const url = 'https://go.example.org/api/v1' + path
      const response = await handler(new Request(url, { method, headers, body: body && JSON.stringify(body) }), ${JSON.stringify(context)})
      answers.push({ status: response.status, body: await response.json() })
    }
    console.log(JSON.stringify(answers))`,
  )
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, JSON.stringify(requests)],
    {
      cwd: repository.root,
      env: { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null', ...environment },
    },
  )
  return JSON.parse(stdout)
}

const TOKENS = { SHORTCRUST_TOKENS: `alice:create:${hashToken('secret-of-alice')}` }

test('adds a link with SQLite inside the bundle, and commits it', async () => {
  const token = 'secret-of-alice'
  const [created, read, refused] = await invoke({ ...TOKENS, SHORTCRUST_STORE: 'worktree' }, [
    {
      method: 'POST',
      path: '/links',
      token,
      body: { url: 'https://example.com/b', slug: 'bundled' },
    },
    { method: 'GET', path: '/resolve/bundled' },
    { method: 'POST', path: '/links', body: { url: 'https://example.com/' } },
  ])
  expect(created).toMatchObject({ status: 201, body: { slug: 'bundled', createdBy: 'alice' } })
  expect(read).toMatchObject({ status: 200, body: { url: 'https://example.com/b' } })
  expect(refused).toMatchObject({ status: 401 })
  const bytes = await repository.git.bytes(['cat-file', 'blob', 'HEAD:data/links.db'])
  expect([...decodeLinks(await loadSql(), bytes).keys()]).toEqual(['bundled', 'docs'])
})

test.each(['git', 'github'] as const)(
  'commits through the %s store from inside the bundle',
  async (store) => {
    const server = store === 'git' ? await startGitServer() : await startGitHubServer()
    const where =
      'api' in server
        ? { SHORTCRUST_REPO: `${server.owner}/${server.name}`, SHORTCRUST_GITHUB_API: server.api }
        : { SHORTCRUST_REPO: server.url }
    try {
      await commitFiles(server.git, { 'data/links.db': bytesOf([{ slug: 'docs' }]) }, 'Start')
      const environment = {
        ...TOKENS,
        ...where,
        SHORTCRUST_STORE: store,
        SHORTCRUST_GIT_TOKEN: server.token,
      }
      const body = { url: 'https://example.com/b', slug: 'bundled' }
      const [created] = await invoke(environment, [
        { method: 'POST', path: '/links', token: 'secret-of-alice', body },
      ])
      expect(created).toMatchObject({ status: 201 })
      const bytes = await server.git.bytes(['cat-file', 'blob', 'main:data/links.db'])
      expect([...decodeLinks(await loadSql(), bytes).keys()]).toEqual(['bundled', 'docs'])
    } finally {
      await server.close()
    }
  },
)

test('asks the host to build what can not wait, from inside the bundle', async () => {
  const hook = await openBuildHook()
  const token = 'secret-of-ed'
  const environment = {
    SHORTCRUST_TOKENS: `ed:edit:${hashToken(token)}`,
    SHORTCRUST_STORE: 'worktree',
    SHORTCRUST_PUBLISH: 'batch',
    SHORTCRUST_BUILD_HOOK: hook.url,
  }
  const [changed, published] = await invoke(environment, [
    { method: 'PATCH', path: '/links/docs', token, body: { state: 'disabled' } },
    { method: 'POST', path: '/publish', token, body: {} },
  ])
  expect(changed).toMatchObject({ status: 200, body: { state: 'disabled', notices: [] } })
  expect(published).toMatchObject({ status: 202, body: { publish: 'batch', canPublish: true } })
  expect(hook.calls.map(({ title }) => title)).toEqual([
    'Shortcrust: /docs changed',
    'Shortcrust: published by ed',
  ])
})

test.each<[string, Record<string, string>]>([
  ['with batches and no build hook', { ...TOKENS, SHORTCRUST_PUBLISH: 'batch' }],
  ['without tokens', { SHORTCRUST_STORE: 'worktree' }],
  ['without a store', TOKENS],
  ['with a store without its repository', { ...TOKENS, SHORTCRUST_STORE: 'github' }],
  ['with wrong variables', { ...TOKENS, SHORTCRUST_STORE: 'ftp' }],
])('%s every write is answered 503', async (_name, environment) => {
  const [answer] = await invoke(environment, [
    {
      method: 'POST',
      path: '/links',
      token: 'secret-of-alice',
      body: { url: 'https://example.com/' },
    },
  ])
  expect(answer).toMatchObject({ status: 503 })
})

test.each<[string, string | undefined, Record<string, string>, number]>([
  ['production', 'production', {}, 201],
  ['deploy-preview', 'deploy-preview', {}, 403],
  ['branch-deploy', 'branch-deploy', {}, 403],
  ['dev', 'dev', {}, 403],
  ['unset', undefined, {}, 201],
  ['branch-deploy by the environment alone', undefined, { CONTEXT: 'branch-deploy' }, 403],
])('a write in the context %s', async (_name, context, environment, status) => {
  const before = await repository.git.text(['rev-parse', 'HEAD'])
  const write = { token: 'secret-of-alice', body: { url: `https://example.com/${Math.random()}` } }
  const [written, read, patched] = await invoke(
    { ...TOKENS, SHORTCRUST_STORE: 'worktree', ...environment },
    [
      { method: 'POST', path: '/links', ...write },
      { method: 'GET', path: '/resolve/docs' },
      { method: 'PATCH', path: '/links/docs', ...write },
    ],
    context === undefined ? {} : { deploy: { context, id: '1', published: false } },
  )
  expect(written).toMatchObject({ status })
  expect(read).toMatchObject({ status: 200 })
  const isPreview = status === 403
  expect((await repository.git.text(['rev-parse', 'HEAD'])) === before).toBe(isPreview)
  if (!isPreview) return
  const detail = expect.stringContaining('this is a preview deploy, which writes nothing')
  expect([written?.body, patched?.body]).toMatchObject([{ detail }, { detail }])
})

test('a preview without any configuration says that it is one', async () => {
  const requests = [{ method: 'POST', path: '/links', body: {} }]
  const deploy = { context: 'deploy-preview', id: '1', published: false }
  expect(await invoke({}, requests, { deploy })).toMatchObject([{ status: 403 }])
})
