// Real builds by Astro of a copy of this project: what works, and what must stop a deploy.
import { execFile } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeLinks } from '../../src/core/database.ts'
import type { Link } from '../../src/core/link.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { removeFolder } from '../support/checkout.ts'
import { linkSet } from '../support/links.ts'
import { makeProject } from '../support/product.ts'

let root: string

beforeEach(async () => {
  const made = await makeProject(
    linkSet([
      { slug: 'docs', url: 'https://example.com/docs/getting-started' },
      { slug: 'help', url: '/docs' },
      { slug: 'gh/*', url: 'https://github.com/:splat' },
    ]),
  )
  root = made.root
})
afterEach(() => removeFolder(root))

async function build(
  environment: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  // A terminal width and colours are none of our business.
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', CONTEXT: '', ...environment }
  const astro = resolve('node_modules/astro/bin/astro.mjs')
  try {
    const run = promisify(execFile)
    const { stdout, stderr } = await run(process.execPath, [astro, 'build'], { cwd: root, env })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error && 'stderr' in error)) throw error
    return { code: 1, output: `${error.stdout}${error.stderr}` }
  }
}

async function writeLinks(given: readonly Partial<Link>[]): Promise<void> {
  await writeFile(join(root, 'data/links.db'), encodeLinks(await loadSql(), linkSet(given)))
}

test('links are baked and proved, and nothing in the pages is inline', async () => {
  const { code, output } = await build()
  expect(code, output).toBe(0)
  expect(output).toMatch(/baked 3 links: 3 redirects; 1 KB of rules, proved by Netlify's parser in/)
  const dist = join(root, 'dist')
  expect(await readFile(join(dist, '_redirects'), 'utf8')).toBe(
    '/docs https://example.com/docs/getting-started 302\n' +
      '/help https://example.com/docs/getting-started 302\n' +
      '/gh/* https://github.com/:splat 302\n',
  )
  const { database } = JSON.parse(await readFile(join(dist, 'build.json'), 'utf8'))
  expect(await readdir(dist)).toContain(database.slice(1))
  const api = await readFile(join(dist, 'openapi.json'), 'utf8')
  expect(JSON.parse(api)).toMatchObject({ openapi: '3.1.1', paths: { '/links': {} } })
  const told = await readFile(join(dist, 'p/api/index.html'), 'utf8')
  const targets = [...told.matchAll(/ href="#([^"]+)"/g)].map(([, target]) => target)
  expect(targets.filter((target) => !told.includes(` id="${target}"`))).toEqual([])
  const ids = [...told.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const files = await readdir(dist, { recursive: true })
  for (const page of files.filter((file) => file.endsWith('.html'))) {
    const html = await readFile(join(dist, page), 'utf8')
    // The policy in _headers would block each of these.
    expect(html, page).not.toMatch(/<script(?![^>]* src=)|<style|<[^>]+ (?:style|on[a-z]+)=/)
  }
}, 60_000)

test('in a deploy context other than production, links lead to their preview pages', async () => {
  const { code, output } = await build({ CONTEXT: 'deploy-preview' })
  expect(code, output).toBe(0)
  expect(output).toContain('baked 3 links, as a preview that redirects nobody: 3 redirects')
  const dist = join(root, 'dist')
  expect(await readFile(join(dist, '_redirects'), 'utf8')).toBe(
    '/docs /p/?docs 302\n/help /p/?help 302\n/gh/* /p/?gh/:splat 302\n',
  )
  expect(JSON.parse(await readFile(join(dist, 'build.json'), 'utf8')).preview).toBe(true)
  expect(await readFile(join(dist, 'p/index.html'), 'utf8')).toContain(
    'name="robots" content="noindex"',
  )
}, 60_000)

test('a slug that equals a built page fails the build', async () => {
  await writeLinks([{ slug: 'docs' }, { slug: 'about' }])
  await writeFile(join(root, 'src/pages/about.astro'), '<p>About</p>')
  const { code, output } = await build()
  expect(code).toBe(1)
  expect(output).toContain('the built file about/index.html and the link /about answer at one')
  expect(output).toContain('the build writes "about", which is not among the reserved names')
  expect(output).not.toContain('Stack trace')
  expect(await readdir(join(root, 'dist'))).not.toContain('_redirects')
}, 60_000)

test.each<[string, () => Promise<void>, string]>([
  [
    'a link that the host cannot serve',
    () => writeLinks([{ slug: 'talks/2026', status: 308 }]),
    '/talks/2026 has the status 308',
  ],
  [
    'a damaged database',
    () => writeFile(join(root, 'data/links.db'), '<<<<<<< HEAD\n'),
    'data/links.db: the file holds text that Git left, not a database',
  ],
  [
    'no database',
    () => rm(join(root, 'data/links.db')),
    'data/links.db: the file is missing; bring it back (git restore data/links.db), or start one',
  ],
  [
    'a wrong site.json',
    () => writeFile(join(root, 'data/site.json'), '{ "host": "s3" }'),
    'data/site.json is not valid:\n  /host must be one of: netlify, cloudflare',
  ],
  [
    'a site.json that is no JSON',
    () => writeFile(join(root, 'data/site.json'), '{ "host": '),
    'data/site.json is not JSON',
  ],
])(
  '%s fails the build with one message',
  async (_, spoil, message) => {
    await spoil()
    const { code, output } = await build()
    expect(code).toBe(1)
    expect(output).toContain(message)
    expect(output).not.toContain('Stack trace')
  },
  60_000,
)
