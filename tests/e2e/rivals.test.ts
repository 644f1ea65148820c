/**
 * Many writers at once over a repository on a Git host, the real `git http-backend`. It runs alone:
 * who competes for a head gives up after a while, and beside other tests that comes sooner.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeLinks } from '../../src/core/database.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { gitIn } from '../../src/stores/checkout/git-command.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { commitFiles, historyOf } from '../support/bare.ts'
import { makeFolder, removeFolder } from '../support/checkout.ts'
import { bytesOf } from '../support/clone.ts'
import { type GitServer, startGitServer } from '../support/git-server.ts'
import { link, linkSet } from '../support/links.ts'
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
