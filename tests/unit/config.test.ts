/**
 * The environment and `site.json`: every wrong value is named with its fix, all at once.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { hashToken } from '../../src/api/auth.ts'
import { ConfigError, parseSiteText, readEnvironment, readSite } from '../../src/config.ts'
import { SiteError } from '../../src/core/site.ts'
import { makeFolder, removeFolder } from '../support/checkout.ts'

const HASH = hashToken('secret')

describe('the environment', () => {
  test('has defaults; an empty variable counts as missing', () => {
    const defaults = { port: 8888, tokens: [], store: null, publish: 'now' }
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
    })
    expect(environment).toEqual({
      port: 9000,
      tokens: [
        { handle: 'alice', role: 'admin', hash: HASH },
        { handle: 'ci-bot', role: 'create', hash: HASH },
      ],
      store: 'worktree',
      publish: 'batch',
    })
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
