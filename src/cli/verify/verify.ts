/** `verify`: asks the live host for every baked link, and compares what it answers. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { formatTime } from '../../core/fields/time.ts'
import { hostCapabilities } from '../../core/hosts.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { type ExpectedAnswer, expectAnswers } from '../../core/redirecting/expected-answers.ts'
import { refused } from '../failure.ts'
import { parseWholeNumber } from '../input/values.ts'
import { openProject, type Project } from '../project/project.ts'
import { listenForInterrupt } from '../terminal/interrupt.ts'
import { say, toLine } from '../terminal/output.ts'
import { makeAsk } from './ask.ts'
import { askBuild, type SiteBuild } from './build.ts'
import { type ChosenLinks, readLiveLinks, readOwnLinks, readRevision } from './links.ts'
import { readOrigin } from './origin.ts'
import { report } from './report.ts'
import { runVerification } from './run.ts'
import { fingerprint } from './state.ts'

interface VerifyOptions {
  at?: string
  workTree?: boolean
  concurrency: number
  timeout: number
  retries: number
  resume?: string
  json?: boolean
}

export function defineVerify(program: Command): void {
  program
    .command('verify')
    .argument('<baseUrl>', 'origin of the live site, such as https://go.example.org')
    .summary('compare every baked link with what the live host answers')
    .description(
      'Asks the live host for every link and compares status and Location, byte for byte, with ' +
        'what a build says; no target is ever visited. The links are those of the commit that ' +
        "the site's build.json names, where this repository has it, else those of the work tree. " +
        'Patterns are asked for one path each; links that lead nowhere must answer 404. ' +
        'Exits with 1 where anything differs or gave no answer, or when it is interrupted.',
    )
    .option('--at <revision>', 'the links of this revision')
    .addOption(
      new Option('--work-tree', 'the links of the work tree, committed or not').conflicts('at'),
    )
    .option('--concurrency <number>', 'requests at a time', atLeastOne, 8)
    .option('--timeout <seconds>', 'how long one request may take', atLeastOne, 15)
    .option(
      '--retries <number>',
      'how many times a failure that may pass is asked again',
      parseWholeNumber,
      4,
    )
    .option('--resume <file>', 'keep what is done in this file, and go on from there')
    .option('--json', 'print {baseUrl, commit, checked, unasked, differences} as JSON')
    .action(verify)
}

function atLeastOne(text: string): number {
  const number = parseWholeNumber(text)
  if (number < 1) throw new InvalidArgumentError('It must be at least 1.')
  return number
}

async function verify(baseUrl: string, options: VerifyOptions): Promise<void> {
  const { origin, isOpen } = readOrigin(baseUrl)
  const { timeout, retries, concurrency, resume, json = false } = options
  if (isOpen) say(`note: ${origin} is asked without encryption; anybody in between can answer`)
  const project = await openProject()
  const { signal: stop, release } = listenForInterrupt()
  const ask = makeAsk({ timeout: timeout * 1000, retries, stop })
  const build = await askBuild(origin, ask).catch((error: unknown) => {
    throw stop.aborted ? refused('interrupted', 'interrupted before any link was asked for') : error
  })
  if (build?.preview) say('note: this is a preview deploy; its links lead to their preview pages')
  const { links, commit } = await chooseLinks(project, build, options)
  const expected = expectAnswers(links, {
    host: hostCapabilities(project.site.host),
    // What has started or ended since is the host's to bake again, and no fault of its rules.
    now: build?.builtAt ?? formatTime(Date.now()),
    preview: build?.preview ?? false,
  })
  sayUnreachable(links, expected)
  const verified = await runVerification({
    root: project.root,
    origin,
    expected,
    of: fingerprint(origin, build, expected),
    ask,
    concurrency,
    stop,
    resume,
  })
  release()
  report({ baseUrl: origin, commit }, verified, json)
  if (verified.differences.length > 0 || verified.unasked > 0) process.exitCode = 1
}

async function chooseLinks(
  project: Project,
  build: SiteBuild | null,
  { at, workTree }: VerifyOptions,
): Promise<ChosenLinks> {
  if (at !== undefined) return readRevision(project, at)
  return workTree ? readOwnLinks(project) : readLiveLinks(project, build)
}

function sayUnreachable(links: LinkSet, expected: readonly ExpectedAnswer[]): void {
  const asked = new Set(expected.map(({ slug }) => slug))
  const missing = [...links.keys()].filter((slug) => !asked.has(slug))
  if (missing.length === 0) return
  say(`note: not asked for, since other links take their paths: ${toLine(missing.join(', '))}`)
}
