// Baking into a built site: what is written, when, and what stays.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bake, describeBake, listFiles } from '../../../src/bake/bake.ts'
import { findCommit } from '../../../src/bake/commit.ts'
import type { LinkSet } from '../../../src/core/link-set.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { linkSet, NOW, SITE } from '../../support/links.ts'

let SQL: SqlJsStatic
let dist: string

beforeAll(async () => {
  SQL = await loadSql()
})
beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'shortcrust-test-'))
  await writeFile(join(dist, 'index.html'), '<p>Home</p>')
  await mkdir(join(dist, 'p/off'), { recursive: true })
  await writeFile(join(dist, 'p/off/index.html'), '<p>Off</p>')
})
afterEach(async () => {
  await rm(dist, { recursive: true })
})

function bakeLinks(links: LinkSet) {
  return bake({ dist, links, site: SITE, SQL, now: NOW, commit: null })
}

async function databases(): Promise<string[]> {
  return (await readdir(dist)).filter((name) => name.endsWith('.db'))
}

const read = (path: string) => readFile(join(dist, path), 'utf8')

test('lists the files of a site, not its folders', async () => {
  expect((await listFiles(dist)).sort()).toEqual(['index.html', 'p/off/index.html'])
})

test('removes what a killed bake has left half-written', async () => {
  await writeFile(join(dist, '.links.0123abcd.db.0000-1111.tmp'), 'half')
  await writeFile(join(dist, 'p/.links.txt.0000-1111.tmp'), 'half')
  expect(await bakeLinks(linkSet([{}]))).toMatchObject({ ok: true })
  const left = await readdir(dist, { recursive: true })
  expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('writes the artefacts beside the pages and leaves nothing else', async () => {
  const baked = await bakeLinks(linkSet([{}]))
  expect(baked).toMatchObject({ ok: true, findings: [] })
  expect((await listFiles(dist)).sort()).toEqual([
    '_headers',
    '_redirects',
    'build.json',
    'index.html',
    baked.artefacts[0]?.path,
    'p/links.txt',
    'p/off/index.html',
  ])
  expect(await read('_redirects')).toBe('/docs https://example.com/docs 302\n')
  expect(await read('index.html')).toBe('<p>Home</p>')
})

test('a bake that is not proved leaves the site as it was', async () => {
  await bakeLinks(linkSet([{}]))
  const before = await Promise.all([read('_redirects'), read('build.json'), listFiles(dist)])
  const baked = await bakeLinks(linkSet([{ slug: 'p2', status: 307 }]))
  expect(baked.ok).toBe(false)
  expect(baked.findings).toMatchObject([{ severity: 'error', slug: 'p2', field: 'status' }])
  expect(await Promise.all([read('_redirects'), read('build.json'), listFiles(dist)])).toEqual(
    before,
  )
})

test('a page in the way of a link fails the bake', async () => {
  await mkdir(join(dist, 'docs'))
  await writeFile(join(dist, 'docs/index.html'), '')
  const baked = await bakeLinks(linkSet([{}]))
  expect(baked.ok).toBe(false)
  expect(baked.findings.map(({ rule, slug }) => [rule, slug])).toEqual([
    ['file-shadow', 'docs'],
    ['file-unreserved', 'docs'],
  ])
})

test('a logo that does not exist fails the bake, one that does is fine', async () => {
  const site = { ...SITE, logo: '/custom/logo.svg' }
  const input = { dist, links: linkSet([{}]), site, SQL, now: NOW, commit: null }
  expect(await bake(input)).toMatchObject({
    ok: false,
    findings: [{ rule: 'logo', message: expect.stringContaining('public/custom/logo.svg') }],
  })
  await mkdir(join(dist, 'custom'))
  await writeFile(join(dist, 'custom/logo.svg'), '<svg/>')
  expect(await bake(input)).toMatchObject({ ok: true })
})

test('files that were listed once are not listed again', async () => {
  const files = await listFiles(dist)
  await writeFile(join(dist, 'docs.html'), '')
  const baked = await bake({
    dist,
    files,
    links: linkSet([{}]),
    site: SITE,
    SQL,
    now: NOW,
    commit: null,
  })
  expect(baked.ok).toBe(true)
})

test('the database before the last one goes, the last one stays for open pages', async () => {
  const names: (string | undefined)[] = []
  for (const slug of ['a', 'b', 'c']) {
    names.push((await bakeLinks(linkSet([{ slug }]))).artefacts[0]?.path)
  }
  expect((await databases()).sort()).toEqual(names.slice(1).sort())
})

test('a bake that changes no listed link keeps both databases', async () => {
  await bakeLinks(linkSet([{ slug: 'a' }]))
  await bakeLinks(linkSet([{ slug: 'b' }]))
  const before = await databases()
  await bakeLinks(linkSet([{ slug: 'b' }, { slug: 'hidden', listed: false }]))
  expect(await databases()).toEqual(before)
  expect(before).toHaveLength(2)
})

test('a broken build.json is no reason to fail', async () => {
  await writeFile(join(dist, 'build.json'), '{')
  expect((await bakeLinks(linkSet([{}]))).ok).toBe(true)
})

test('says in one line what was baked', async () => {
  const links = linkSet([{}, { slug: 'off', state: 'disabled' }, { slug: 'gone', state: 'gone' }])
  const input = { links, site: SITE, SQL, now: NOW, commit: null }
  const baked = await bake({ ...input, dist })
  expect(describeBake(input, { ...baked, provedIn: 3.2 })).toBe(
    "baked 3 links: 1 redirect, 1 off, 1 gone; 1 KB of rules, proved by Netlify's parser in 4 ms",
  )
})

describe('the commit', () => {
  const SHA = '0123456789abcdef0123456789abcdef01234567'

  test.each(['COMMIT_REF', 'CF_PAGES_COMMIT_SHA', 'WORKERS_CI_COMMIT_SHA'])(
    'is what the host says in %s',
    async (name) => {
      expect(await findCommit(dist, { [name]: SHA })).toBe(SHA)
    },
  )

  test('is unknown outside a repository, whatever else a variable holds', async () => {
    expect(await findCommit(dist, {})).toBeNull()
    expect(await findCommit(dist, { COMMIT_REF: 'main', CF_PAGES_COMMIT_SHA: '' })).toBeNull()
  })
})
