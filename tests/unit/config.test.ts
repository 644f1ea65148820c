/**
 * The environment and `site.json`: every wrong value is named with its fix, all at once.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { hashToken } from '../../src/api/auth.ts'
import {
  ConfigError,
  isPreviewContext,
  parseSiteText,
  readEnvironment,
  readSite,
} from '../../src/config.ts'
import { SiteError } from '../../src/core/site.ts'
import { makeFolder, removeFolder } from '../support/checkout.ts'

const HASH = hashToken('secret')

test.each([
  ['production', false],
  ['', false],
  [' ', false],
  [undefined, false],
  ['deploy-preview', true],
  ['branch-deploy', true],
  ['preview-server', true],
  ['dev', true],
  ['staging', true],
  ['Production', true],
])('the deploy context %j is a preview: %j', (context, isPreview) => {
  expect(isPreviewContext(context)).toBe(isPreview)
})

describe('the environment', () => {
  test('has defaults; an empty variable counts as missing', () => {
    const defaults = { port: 8888, tokens: [], store: null, publish: 'now', buildHook: null }
    expect(readEnvironment({})).toEqual(defaults)
    expect(readEnvironment({ PORT: '', SHORTCRUST_TOKENS: ' ', SHORTCRUST_STORE: '' })).toEqual(
      defaults,
    )
  })

  test('is read', () => {
    const environment = readEnvironment({
      PORT: '9000',
      SHORTCRUST_TOKENS: `alice:admin:${HASH}, ci-bot:create:${HASH},`,
      SHORTCRUST_STORE: 'worktree',
      SHORTCRUST_PUBLISH: 'batch',
      SHORTCRUST_BUILD_HOOK: 'https://api.example.com/build_hooks/1',
    })
    expect(environment).toEqual({
      port: 9000,
      tokens: [
        { handle: 'alice', role: 'admin', hash: HASH },
        { handle: 'ci-bot', role: 'create', hash: HASH },
      ],
      store: { kind: 'worktree' },
      publish: 'batch',
      buildHook: 'https://api.example.com/build_hooks/1',
    })
  })

  test.each([
    [
      { SHORTCRUST_STORE: 'github', SHORTCRUST_REPO: 'acme/go', SHORTCRUST_GIT_TOKEN: 't' },
      {
        kind: 'github',
        owner: 'acme',
        name: 'go',
        branch: 'main',
        api: 'https://api.github.com',
        access: { token: 't' },
      },
    ],
    [
      {
        SHORTCRUST_STORE: 'github',
        SHORTCRUST_REPO: 'https://github.com/acme/go.site.git',
        SHORTCRUST_BRANCH: 'links/live',
        SHORTCRUST_GITHUB_API: 'http://127.0.0.1:9/api/v3/',
        SHORTCRUST_GITHUB_APP: '12/34',
        SHORTCRUST_GITHUB_APP_KEY: 'a\\nb',
      },
      {
        kind: 'github',
        owner: 'acme',
        name: 'go.site',
        branch: 'links/live',
        api: 'http://127.0.0.1:9/api/v3',
        access: { appId: 12, installationId: 34, privateKey: 'a\nb' },
      },
    ],
    [
      {
        SHORTCRUST_STORE: 'git',
        SHORTCRUST_REPO: 'https://x-token-auth@bitbucket.example/acme/go.git',
        SHORTCRUST_GIT_TOKEN: 't',
      },
      {
        kind: 'git',
        url: 'https://bitbucket.example/acme/go.git',
        branch: 'main',
        user: 'x-token-auth',
        token: 't',
      },
    ],
    [
      { SHORTCRUST_STORE: 'git', SHORTCRUST_REPO: 'http://127.0.0.1:8000/links.git' },
      {
        kind: 'git',
        url: 'http://127.0.0.1:8000/links.git',
        branch: 'main',
        user: 'x-access-token',
        token: null,
      },
    ],
  ])('%j is a store', (variables, store) => {
    expect(readEnvironment(variables).store).toEqual(store)
  })

  const GIT = { SHORTCRUST_STORE: 'git', SHORTCRUST_GIT_TOKEN: 't' }
  const GITHUB = { SHORTCRUST_STORE: 'github', SHORTCRUST_REPO: 'acme/go' }

  test.each([
    [{ SHORTCRUST_STORE: 'github' }, 'SHORTCRUST_REPO is missing; set it to owner/name'],
    [GIT, 'SHORTCRUST_REPO is missing; set it to https://'],
    [GITHUB, 'SHORTCRUST_GIT_TOKEN is missing'],
    [{ ...GITHUB, SHORTCRUST_REPO: 'acme' }, 'it must be owner/name'],
    [{ ...GITHUB, SHORTCRUST_GITHUB_APP: '12' }, 'SHORTCRUST_GITHUB_APP must be'],
    [{ ...GITHUB, SHORTCRUST_GITHUB_APP: '1/2' }, 'SHORTCRUST_GITHUB_APP_KEY is missing'],
    [{ ...GITHUB, SHORTCRUST_GITHUB_API: 'http://ghe.example' }, 'SHORTCRUST_GITHUB_API is'],
    [{ ...GIT, SHORTCRUST_REPO: 'http://git.example/go.git' }, 'http:// only on this machine'],
    [{ ...GIT, SHORTCRUST_REPO: 'git@git.example:go.git' }, 'the URL to clone by'],
    [{ ...GIT, SHORTCRUST_REPO: 'file:///srv/go.git' }, 'the URL to clone by'],
    [
      { SHORTCRUST_STORE: 'git', SHORTCRUST_REPO: 'https://git.example/go.git' },
      'SHORTCRUST_GIT_TOKEN is missing',
    ],
    [{ ...GITHUB, SHORTCRUST_BRANCH: '-x' }, 'SHORTCRUST_BRANCH is "-x"'],
    [{ ...GITHUB, SHORTCRUST_BRANCH: 'a..b' }, 'SHORTCRUST_BRANCH is'],
    [{ SHORTCRUST_PUBLISH: 'batch' }, 'SHORTCRUST_BUILD_HOOK is missing'],
    [{ SHORTCRUST_BUILD_HOOK: 'http://hook.example/' }, 'SHORTCRUST_BUILD_HOOK must be'],
  ])('%j names what is missing or wrong', (variables, message) => {
    expect(() => readEnvironment(variables)).toThrow(message)
  })

  test('never shows a password or a hook', () => {
    const repo = 'https://user:hunter2@git.example/go.git'
    const read = () =>
      readEnvironment({ ...GIT, SHORTCRUST_REPO: repo, SHORTCRUST_BUILD_HOOK: 'ftp://hunter2' })
    expect(read).toThrow(ConfigError)
    expect(read).not.toThrow(/hunter2/)
  })

  test.each([
    [{ PORT: '65536' }, 'PORT is "65536"; it must be a number from 0 to 65535'],
    [{ PORT: '-1' }, 'PORT is "-1"'],
    [{ PORT: '80a' }, 'PORT is "80a"'],
    [
      { SHORTCRUST_STORE: 'ftp' },
      'SHORTCRUST_STORE is "ftp"; it must be one of: worktree, github, git',
    ],
    [{ SHORTCRUST_PUBLISH: 'never' }, 'it must be one of: now, batch'],
    [{ SHORTCRUST_TOKENS: `alice:root:${HASH}` }, 'SHORTCRUST_TOKENS, entry 1'],
    [{ SHORTCRUST_TOKENS: `a b:admin:${HASH}` }, 'npm run links -- token'],
    [{ SHORTCRUST_TOKENS: `a:admin:${HASH},b:admin:${HASH.toUpperCase()}` }, 'entry 2'],
  ])('%j is named', (variables, message) => {
    expect(() => readEnvironment(variables)).toThrow(message)
  })

  test('never shows what stands in place of a hash: it may be a token', () => {
    const read = () => readEnvironment({ SHORTCRUST_TOKENS: 'alice:admin:my-secret-token' })
    expect(read).toThrow(ConfigError)
    expect(read).not.toThrow(/my-secret-token/)
  })

  test('names all that is wrong at once', () => {
    const read = () =>
      readEnvironment({ PORT: 'x', SHORTCRUST_STORE: 'x', SHORTCRUST_PUBLISH: 'x' })
    expect(read).toThrow(/PORT.*\n.*STORE.*\n.*PUBLISH/)
  })
})

describe('site.json', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await removeFolder(folder)
  })

  test('is read from data/', async () => {
    const root = await makeFolder()
    folders.push(root)
    await mkdir(join(root, 'data'))
    await writeFile(join(root, 'data', 'site.json'), '{"name": "Go"}')
    expect((await readSite(root)).name).toBe('Go')
  })

  test('that is missing is named with the way on', async () => {
    const root = await makeFolder()
    folders.push(root)
    await expect(readSite(root)).rejects.toThrow('npm run links -- init')
  })

  test('may begin with a byte order mark, as some editors write it', () => {
    expect(parseSiteText('\ufeff{"name": "Go"}').name).toBe('Go')
  })

  test.each(['', '{', '{"name": "Go",}', 'name: Go'])('%j is not JSON', (text) => {
    expect(() => parseSiteText(text)).toThrow(/site\.json is not JSON/)
  })

  test.each(['[]', 'null', '"Go"', '1'])('%s is not an object', (text) => {
    expect(() => parseSiteText(text)).toThrow(SiteError)
  })
})
