/**
 * Runs the steps of our workflows as a runner of GitHub does, in a scratch repository with a bare
 * remote. `run` is run by bash as it stands; actions, npm's network and `gh` have stand-ins.
 */
import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeLinks, encodeLinks } from '../../src/core/database.ts'
import type { Link } from '../../src/core/link.ts'
import type { LinkSet } from '../../src/core/link-set.ts'
import { type Git, gitIn } from '../../src/stores/checkout/git-command.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { makeFolder, writePerson } from './checkout.ts'
import { compileCacheOf, shareCompileCache } from './compile-cache.ts'
import { type Contexts, evaluate, fillIn, isTrue } from './expressions.ts'
import type { FakeCall, FakeState } from './fake-gh.ts'
import { linkSet } from './links.ts'
import { type Job, parseWorkflow, type Step, WORKFLOWS } from './workflow-rules.ts'

const ROOT = join(import.meta.dirname, '../..')
const SQL = await loadSql()

/** An event as `GITHUB_EVENT_PATH` holds it; only what is used of it. */
export type Event = Readonly<Record<string, unknown>>

export interface Ran {
  /** Whether the job ran, and how it ended. */
  outcome: 'success' | 'failure' | 'skipped'
  output: string
  summary: string
}

export interface Host {
  folder: string
  /** A person's clone, which pushes to the remote. */
  git: Git
  /** The bare remote. */
  remote: Git
  /** Writes links in the clone, with other files, commits and pushes them to a ref of the remote. */
  push(ref: string, links: Rows, files?: Record<string, string | Uint8Array>): Promise<string>
  /** The links at a ref of the remote. */
  linksAt(ref: string): Promise<LinkSet>
  /** What GitHub knows; changed by what is posted. */
  state(): Promise<FakeState>
  know(known: Partial<FakeState>): Promise<void>
  calls(): Promise<FakeCall[]>
  run(file: string, event: string, payload: Event, secrets?: Record<string, string>): Promise<Ran>
}

type Rows = readonly Partial<Link>[]

const NOBODY: FakeState = {
  comments: {},
  pulls: [],
  reviews: {},
  issues: {},
  writers: ['ada', 'bob', 'carol'],
  mayOpenPulls: true,
}

/** A repository of ours on a host, with these links on `main`, owned teams included. */
export async function makeHost(links: Rows, site: object = {}): Promise<Host> {
  const folder = await makeFolder('shortcrust-host')
  const clone = join(folder, 'clone')
  const remote = join(folder, 'remote.git')
  await mkdir(clone)
  await mkdir(join(folder, 'gh'))
  await gitIn(folder).text(['init', '-q', '--bare', '-b', 'main', remote])
  for (const name of ['src', 'package.json', '.gitattributes']) {
    await cp(join(ROOT, name), join(clone, name), { recursive: true })
  }
  await mkdir(join(clone, 'data'))
  await writeFile(join(clone, '.gitignore'), 'node_modules\n')
  await writeFile(
    join(clone, 'data/site.json'),
    JSON.stringify({ baseUrl: 'https://go.example.org', ...site }),
  )
  const git = gitIn(clone)
  await git.text(['init', '-q', '-b', 'main'])
  await writePerson(clone, 'Ada', 'ada@example.com')
  await git.text(['remote', 'add', 'origin', `file://${remote}`])
  await makePrograms(folder)

  const statePath = join(folder, 'gh/state.json')
  const state = async (): Promise<FakeState> => JSON.parse(await readFile(statePath, 'utf8'))
  const host: Host = {
    folder,
    git,
    remote: gitIn(remote),
    async push(ref, rows, files = {}) {
      await writeFile(join(clone, 'data/links.db'), encodeLinks(SQL, linkSet(rows)))
      for (const [name, content] of Object.entries(files)) {
        await writeFile(join(clone, name), content)
      }
      await git.text(['add', '-A'])
      await git.text(['commit', '-q', '--allow-empty', '-m', `Push to ${ref}`])
      await git.text(['push', '-q', 'origin', `HEAD:${ref}`])
      return git.text(['rev-parse', 'HEAD'])
    },
    async linksAt(ref) {
      return decodeLinks(SQL, await host.remote.bytes(['cat-file', 'blob', `${ref}:data/links.db`]))
    },
    state,
    async know(known) {
      await writeFile(statePath, JSON.stringify({ ...(await state()), ...known }))
    },
    async calls() {
      const text = await readFile(join(folder, 'gh/calls.jsonl'), 'utf8').catch(() => '')
      return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
    },
    run: (file, event, payload, secrets = {}) =>
      runWorkflow(folder, { file, event, payload, secrets }),
  }
  await writeFile(statePath, JSON.stringify(NOBODY))
  await host.push('refs/heads/main', links)
  return host
}

/** Stand-ins for what a runner has on its path: `gh`, and an npm without network. */
async function makePrograms(folder: string): Promise<void> {
  const bin = join(folder, 'bin')
  await mkdir(bin)
  const programs = {
    node: `exec '${process.execPath}' "$@"`,
    gh: `exec '${process.execPath}' '${join(ROOT, 'tests/support/fake-gh.ts')}' "$@"`,
    // As npm does: the project's own scripts run, unless it is told not to.
    npm: [
      '[ "$1" = ci ] || exit 64',
      `ln -s '${join(ROOT, 'node_modules')}' node_modules`,
      '[ "$2" = --ignore-scripts ] && exit 0',
      "script=$(node -p \"require('./package.json').scripts.prepare || ''\")",
      'exec sh -c "$script"',
    ].join('\n'),
  }
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(bin, name), 0o755)
  }
}

interface WorkflowRun {
  file: string
  event: string
  payload: Event
  secrets: Record<string, string>
}

let runs = 0

async function runWorkflow(
  folder: string,
  { file, event, payload, secrets }: WorkflowRun,
): Promise<Ran> {
  const workflow = parseWorkflow(await readFile(join(WORKFLOWS, file), 'utf8'))
  if (!(event in workflow.on)) throw new Error(`${file} does not run on ${event}`)
  const [job, ...others] = Object.values(workflow.jobs)
  if (job === undefined || others.length > 0) throw new Error(`${file}: one job is run here`)
  runs += 1
  const place = join(folder, `run-${runs}`)
  await mkdir(place)
  await shareCompileCache(place)
  const eventPath = join(place, 'event.json')
  await writeFile(eventPath, JSON.stringify(payload))
  for (const name of ['output', 'env', 'summary']) await writeFile(join(place, name), '')
  const github = { event: payload, event_name: event, token: 'workflow-token' }
  const contexts: Contexts = { github, secrets }
  fillIn(workflow.concurrency.group, contexts)
  if (job.if !== undefined && !isTrue(evaluate(job.if, contexts))) {
    return { outcome: 'skipped', output: '', summary: '' }
  }
  const ran = await runJob(folder, place, job, contexts, eventPath)
  return { ...ran, summary: await readFile(join(place, 'summary'), 'utf8') }
}

async function runJob(
  folder: string,
  place: string,
  job: Job,
  contexts: Contexts,
  eventPath: string,
): Promise<Pick<Ran, 'outcome' | 'output'>> {
  const workspace = join(place, 'work')
  await mkdir(workspace)
  const steps: Record<string, { outputs: Record<string, string> }> = {}
  const jobEnv = fillInAll(job.env ?? {}, contexts)
  let outcome: Ran['outcome'] = 'success'
  let output = ''
  for (const step of job.steps) {
    const known = { ...contexts, steps, env: jobEnv }
    const isWanted = step.if === undefined ? true : isTrue(evaluate(step.if, known))
    // As on GitHub, a failure skips what doesn't ask to run all the same.
    if (!isWanted || (outcome === 'failure' && !step.if?.includes('always()'))) continue
    if (step.uses !== undefined) {
      const outputs = await useAction(step, known, { folder, workspace })
      if (step.id !== undefined) steps[step.id] = { outputs }
      continue
    }
    const ran = await runBash(fillIn(step.run ?? '', known), workspace, {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      HOME: place,
      ...compileCacheOf(place),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      CI: 'true',
      FAKE_GH: join(folder, 'gh'),
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/go',
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_OUTPUT: join(place, 'output'),
      GITHUB_ENV: join(place, 'env'),
      GITHUB_STEP_SUMMARY: join(place, 'summary'),
      ...jobEnv,
      ...fillInAll(step.env ?? {}, known),
    })
    output += ran.output
    if (ran.code !== 0) outcome = 'failure'
  }
  return { outcome, output }
}

function fillInAll(
  values: Readonly<Record<string, string | number | boolean>>,
  contexts: Contexts,
): Record<string, string> {
  const entries = Object.entries(values)
  return Object.fromEntries(entries.map(([name, value]) => [name, fillIn(String(value), contexts)]))
}

interface Place {
  folder: string
  workspace: string
}

/** The actions that we use, each by what it does for us. */
async function useAction(
  step: Step,
  contexts: Contexts,
  { folder, workspace }: Place,
): Promise<Record<string, string>> {
  const inputs = fillInAll(step.with ?? {}, contexts)
  const [action] = (step.uses ?? '').split('@')
  if (action === 'actions/setup-node') return {}
  if (action === 'actions/create-github-app-token') {
    if (!inputs['app-id'] || !inputs['private-key']) throw new Error('the App needs its secrets')
    return { token: 'app-token' }
  }
  if (action !== 'actions/checkout') throw new Error(`${action} has no stand-in`)
  const git = gitIn(workspace)
  const event = evaluate('github.event_name', contexts)
  const number = evaluate('github.event.pull_request.number', contexts)
  // What it takes by itself: the merge for pull_request, else the base or the default branch.
  const usual = event === 'pull_request' ? `refs/pull/${number}/merge` : 'refs/heads/main'
  const depth = inputs['fetch-depth'] ?? '1'
  await git.text(['init', '-q', '-b', 'main'])
  await git.text(['remote', 'add', 'origin', `file://${join(folder, 'remote.git')}`])
  const shallow = depth === '0' ? [] : [`--depth=${depth}`]
  await git.text(['fetch', '-q', ...shallow, 'origin', inputs.ref ?? usual])
  await git.text(['checkout', '-q', '--detach', 'FETCH_HEAD'])
  return {}
}

async function runBash(
  script: string,
  workspace: string,
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-e', '-c', script], { cwd: workspace, env })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
