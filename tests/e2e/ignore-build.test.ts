/**
 * Which pushes Netlify builds: `build.ignore` of netlify.toml, run by bash as Netlify runs it, in
 * repositories of their own without any package installed.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeLinks } from '../../src/core/database.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { makeCheckout, removeFolder, type TestCheckout } from '../support/checkout.ts'
import { type Rows, runIn } from '../support/clone.ts'
import { tamper } from '../support/database.ts'
import { link, linkSet } from '../support/links.ts'

const PROJECT = join(import.meta.dirname, '../..')
const docs = link({ slug: 'docs' })
const START = [docs, { slug: 'me', url: '/docs' }, { slug: 'old', state: 'gone' as const }]

const config = await readFile(join(PROJECT, 'netlify.toml'), 'utf8')
const command = /^ {2}ignore = "(.+)"$/m.exec(config)?.[1] ?? 'exit 64'

let checkout: TestCheckout
let first = 'HEAD'

beforeAll(async () => {
  checkout = await makeCheckout(linkSet(START))
  for (const name of ['src', 'netlify']) {
    await cp(join(PROJECT, name), join(checkout.root, name), { recursive: true })
  }
  first = await commit({ '.gitignore': 'src\nnetlify\n' })
})
afterAll(() => removeFolder(checkout.root))

type Files = Record<string, string | Uint8Array | null>

/** Commits these files upon the first commit, or upon `parent`; `null` deletes one. */
async function commit(files: Files, parent = first): Promise<string> {
  const { root, git } = checkout
  await git.text(['checkout', '-q', '--detach', parent])
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(root, name, '..'), { recursive: true })
    if (content === null) await rm(join(root, name))
    else await writeFile(join(root, name), content)
  }
  await git.text(['add', '-A'])
  await git.text(['commit', '-q', '--allow-empty', '-m', 'Change'])
  return git.text(['rev-parse', 'HEAD'])
}

async function commitLinks(rows: Rows, parent?: string): Promise<string> {
  const links = rows instanceof Map ? rows : linkSet([...rows.values()])
  return commit({ 'data/links.db': encodeLinks(await loadSql(), links) }, parent)
}

/** Asks whether the push of `pushed` is built, in production and by batch. */
async function ask(pushed: string, env: Record<string, string> = {}) {
  const { code, output } = await runIn(checkout.root, 'bash', ['-c', command], {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    SHORTCRUST_PUBLISH: 'batch',
    CONTEXT: 'production',
    CACHED_COMMIT_REF: first,
    COMMIT_REF: pushed,
    ...env,
  })
  return { isCancelled: code === 0, output }
}

const added = [...START, { slug: 'new', url: 'https://example.com/new' }]
const disabled = [{ ...docs, state: 'disabled' as const }, ...START.slice(1)]

test.each<[string, Rows, boolean]>([
  ['a new link', added, true],
  ['a title', [{ ...docs, title: 'T' }, ...START.slice(1)], true],
  ['a tombstone that goes', START.slice(0, 2), true],
  ['a link disabled', disabled, false],
  ['a link retargeted', [{ ...docs, url: 'https://example.org/' }, ...START.slice(1)], false],
  ['a link that ends', [{ ...docs, expiresAt: '2999-01-01T00:00:00Z' }, ...START.slice(1)], false],
  ['an alias removed', [docs, { slug: 'me', state: 'gone', url: '/docs' }, START[2] ?? {}], false],
])('%s: cancelled %#', async (_name, rows, expected) => {
  const { isCancelled, output } = await ask(await commitLinks(rows))
  expect(isCancelled, output).toBe(expected)
})

test('what was pushed since the last build counts as a whole', async () => {
  const urgent = await commitLinks(disabled)
  const later = await commitLinks([...disabled, { slug: 'new' }], urgent)
  expect((await ask(later)).isCancelled).toBe(false)
  expect((await ask(later, { CACHED_COMMIT_REF: urgent })).isCancelled).toBe(true)
})

test.each<[string, Record<string, string>]>([
  ['each push is built', { SHORTCRUST_PUBLISH: 'now' }],
  ['nothing is said', { SHORTCRUST_PUBLISH: '' }],
  ['it is said wrongly', { SHORTCRUST_PUBLISH: 'never' }],
  ['it is a preview', { CONTEXT: 'deploy-preview' }],
  ['it is no context', { CONTEXT: '' }],
  ['a hook asks, by title', { INCOMING_HOOK_TITLE: 'Shortcrust' }],
  ['a hook asks, by URL', { INCOMING_HOOK_URL: 'https://api.netlify.com/build_hooks/x' }],
  ['nothing was built yet', { CACHED_COMMIT_REF: '' }],
  ['what was built is not in the clone', { CACHED_COMMIT_REF: 'f'.repeat(40) }],
  ['what was built is no commit', { CACHED_COMMIT_REF: '--output=x' }],
])('a new link is built where %s', async (_name, env) => {
  const { isCancelled, output } = await ask(await commitLinks(added), env)
  expect(isCancelled, output).toBe(false)
})

test('a commit that is built again is built', async () => {
  const pushed = await commitLinks(added)
  expect((await ask(pushed, { CACHED_COMMIT_REF: pushed })).isCancelled).toBe(false)
})

test('links that come with another file, an empty commit, or no links are built', async () => {
  const SQL = await loadSql()
  const links = encodeLinks(SQL, linkSet(added))
  const cases: Files[] = [
    { 'data/links.db': links, 'data/site.json': '{"name":"Go"}' },
    { 'data/links.db': links, 'data/links.db.note': 'x' },
    {},
    { 'data/links.db': null },
    { 'data/links.db': 'no database' },
    { 'data/links.db': tamper(linkSet(added), 'PRAGMA user_version = 2') },
    { 'data/links.db': tamper(linkSet(added), 'PRAGMA application_id = 7') },
    { 'data/links.db': tamper(linkSet(added), "UPDATE links SET state = 'open'") },
  ]
  for (const files of cases) {
    const { isCancelled, output } = await ask(await commit(files))
    expect(isCancelled, output).toBe(false)
  }
})
