/**
 * A project in a temporary folder, and the command line as a process in it: what a person at a
 * terminal has, without their git configuration.
 */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { decodeLinks, encodeLinks } from '../../../src/core/database.ts'
import type { Link } from '../../../src/core/link.ts'
import type { LinkSet } from '../../../src/core/link-set.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { writePerson } from '../../support/checkout.ts'
import { linkSet } from '../../support/links.ts'

const MAIN = fileURLToPath(new URL('../../../src/cli/links.js', import.meta.url))

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  input?: string | Uint8Array
  env?: Record<string, string>
  /** Folder below the project's, the project's own by default. */
  cwd?: string
}

export interface TestProject {
  root: string
  /** Runs `links` with these arguments. */
  run(args: readonly string[], options?: RunOptions): Promise<Ran>
  /** Runs git, and gives its output without the last line break. */
  git(...args: string[]): Promise<string>
  /** The links in the work tree. */
  links(): Promise<LinkSet>
  read(path: string): Promise<Buffer>
  write(path: string, content: string | Uint8Array): Promise<void>
}

export interface ProjectChoices {
  links?: readonly Partial<Link>[]
  site?: Record<string, unknown>
  /** `repository`: with a commit of all files, by Ada Lovelace; `none`: no git at all. */
  git?: 'repository' | 'none'
}

/** Where short links of test projects begin. */
export const BASE = 'https://go.example.org'

/** Makes a project, which goes away with the test. */
export async function makeProject({
  links = [],
  site = {},
  git = 'repository',
}: ProjectChoices = {}): Promise<TestProject> {
  const project = await makeFolder()
  await project.write('data/site.json', JSON.stringify({ baseUrl: BASE, ...site }))
  await project.write('data/links.db', encodeLinks(await loadSql(), linkSet(links)))
  await project.write('.gitattributes', 'data/links.db diff=links merge=links -text\n')
  if (git === 'repository') {
    await project.git('init', '-q', '-b', 'main')
    await writePerson(project.root, 'Ada Lovelace', 'ada@example.com')
    await project.git('add', '-A')
    await project.git('commit', '-q', '-m', 'Start')
  }
  return project
}

/** An empty folder, which goes away with the test. */
export async function makeFolder(): Promise<TestProject> {
  const root = await mkdtemp(join(tmpdir(), 'shortcrust-cli-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  return {
    root,
    run: (args, options) => start(root, process.execPath, [MAIN, ...args], options),
    async git(...args) {
      const { code, stdout, stderr } = await start(root, 'git', args)
      if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
      return stdout.replace(/\n$/, '')
    },
    links: async () => decodeLinks(await loadSql(), await readFile(join(root, 'data/links.db'))),
    read: (path) => readFile(join(root, path)),
    async write(path, content) {
      await mkdir(join(root, path, '..'), { recursive: true })
      await writeFile(join(root, path), content)
    },
  }
}

function start(
  root: string,
  command: string,
  args: readonly string[],
  { input = '', env = {}, cwd = '.' }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: join(root, cwd),
      env: {
        PATH: process.env.PATH ?? '',
        HOME: root,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        ...env,
      },
    })
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({
        code,
        stdout: String(Buffer.concat(stdout)),
        stderr: String(Buffer.concat(stderr)),
      })
    })
    // A command may end before it has read everything.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
