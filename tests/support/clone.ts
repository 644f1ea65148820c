/**
 * Clones with a person at work in them: real git, our drivers registered, links committed row
 * by row.
 */
import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import type { Link } from '../../src/core/link.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { makeFolder, writePerson } from './checkout.ts'
import { linkSet } from './links.ts'

/** The command line's start. */
export const MAIN = fileURLToPath(new URL('../../src/cli/links.js', import.meta.url))

const SQL = await loadSql()

export interface Ran {
  code: number | null
  /** Standard output and standard error, one after the other. */
  output: string
  stdout: string
}

/** Links as tests write them. */
export type Rows = readonly Partial<Link>[] | LinkSet

export interface Clone {
  root: string
  file: string
  /** Runs git, which has to succeed; its output without the last line break. */
  git(...args: string[]): Promise<string>
  /** Runs git, however it ends. */
  tryGit(...args: string[]): Promise<Ran>
  /** Runs `links` with these arguments. */
  run(...args: string[]): Promise<Ran>
  links(): Promise<LinkSet>
  bytes(): Promise<Buffer>
  /** Writes the links as an editor would. */
  write(rows: Rows): Promise<void>
  /** Writes the links and commits them. */
  commit(message: string, rows: Rows): Promise<void>
  /** Makes a branch at `from` whose one commit holds these links, and stays on it. */
  branch(name: string, rows: Rows, from?: string): Promise<void>
}

/** The bytes of links. */
export function bytesOf(rows: Rows): Uint8Array {
  return encodeLinks(SQL, rows instanceof Map ? rows : linkSet([...rows.values()]))
}

/** Runs a command in `folder`. */
export function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: folder,
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_EDITOR: 'true',
        NO_COLOR: '1',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      const text = String(Buffer.concat(stdout))
      resolve({ code, stdout: text, output: text + String(Buffer.concat(stderr)) })
    })
  })
}

/** A person's view of the clone that is, or will be, at `root`. */
export function openClone(root: string): Clone {
  const file = join(root, 'data/links.db')
  const tryGit = (...args: string[]) => runIn(root, 'git', args)
  const git = async (...args: string[]) => {
    const { code, stdout, output } = await tryGit(...args)
    if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}: ${output}`)
    return stdout.replace(/\n$/, '')
  }
  const clone: Clone = {
    root,
    file,
    git,
    tryGit,
    run: (...args) => runIn(root, process.execPath, [MAIN, ...args]),
    bytes: () => readFile(file),
    links: async () => decodeLinks(SQL, await readFile(file)),
    write: (rows) => writeFile(file, bytesOf(rows)),
    async commit(message, rows) {
      await clone.write(rows)
      await git('add', '-A')
      await git('commit', '-q', '-m', message)
    },
    async branch(name, rows, from = 'main') {
      await git('switch', '-q', '-c', name, from)
      await clone.commit(`On ${name}`, rows)
    },
  }
  return clone
}

/** Says who commits in a clone. */
export async function identify({ root }: Clone): Promise<void> {
  await writePerson(root, 'Test Person', 'test@example.com')
}

/** A repository whose `main` holds these links, with our drivers registered. */
export async function makeClone(
  rows: Rows,
  { root, isSetUp = true }: { root?: string; isSetUp?: boolean } = {},
): Promise<Clone> {
  const clone = openClone(root ?? (await makeFolder()))
  await mkdir(join(clone.root, 'data'), { recursive: true })
  await writeFile(join(clone.root, 'data/site.json'), '{}')
  await writeFile(
    join(clone.root, '.gitattributes'),
    'data/links.db diff=links merge=links -text\n',
  )
  await clone.git('init', '-q', '-b', 'main')
  await identify(clone)
  await clone.commit('Start', rows)
  if (isSetUp) await setUp(clone)
  return clone
}

/** Registers our drivers, as `npm ci` does. */
export async function setUp(clone: Clone): Promise<void> {
  const { code, output } = await clone.run('setup')
  if (code !== 0) throw new Error(output)
}
