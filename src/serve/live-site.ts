/**
 * The site as it is served now: what the head of the branch says, baked and proved into `dist`,
 * and Netlify's matcher over its rules. Baked anew whenever the head moves or a link's time comes.
 */
import { join } from 'node:path'
import type { SqlJsStatic } from 'sql.js'
import { textOf } from '../bake/artefacts.ts'
import { bake, listFiles } from '../bake/bake.ts'
import { ConfigError } from '../config.ts'
import { DatabaseError } from '../core/database.ts'
import { formatTime } from '../core/fields/time.ts'
import { findNextChange } from '../core/redirects.ts'
import type { Site } from '../core/site.ts'
import type { Repository } from '../stores/repository.ts'
import { withDist } from './build.ts'
import { type Matcher, openMatcher } from './matcher.ts'

export interface LiveSite {
  /** The commit whose links are served, `null` in a repository without commits. */
  revision(): string | null
  match: Matcher
  /** Bakes the head if it isn't baked yet; calls during a bake lead to one more. */
  update(): Promise<void>
  /** Stops waiting for the next start or end of a link. */
  close(): void
}

export interface LiveSiteOptions {
  repository: Repository
  /** Folder of the project; its `dist` is baked into. */
  root: string
  site: Site
  SQL: SqlJsStatic
  /** Told in one line what was baked, or why not. */
  report: (message: string) => void
}

// The longest delay that a timer takes; a later change is waited for in steps.
const LONGEST_DELAY = 2 ** 31 - 1
const FIRST_PAUSE = 2_000
const LONGEST_PAUSE = 60_000

/** Bakes the head for the first time and serves it from then on. */
export async function openLiveSite(options: LiveSiteOptions): Promise<LiveSite> {
  const { repository, root, site, SQL, report } = options
  const dist = join(root, 'dist')
  // Pages don't change while we run, so the proof need not list them each time.
  const files = await withDist(root, () => listFiles(dist))
  let revision: string | null | undefined
  let match: Matcher = () => null
  let due: string | null = null
  let timer: NodeJS.Timeout | undefined
  let retry: NodeJS.Timeout | undefined
  let failures = 0
  let running: Promise<void> | undefined
  let again = false

  async function bakeHead(): Promise<void> {
    const head = await repository.read()
    const now = formatTime(Date.now())
    if (head.revision === revision && (due === null || now < due)) return waitUntil(due)
    const start = performance.now()
    const commit = head.revision
    const baked = await withDist(root, () =>
      bake({ dist, files, links: head.links, site, SQL, now, commit }),
    )
    if (!baked.ok) {
      const errors = baked.findings.filter(({ severity }) => severity === 'error')
      const lines = errors.map(({ message }) => `\n  ${message}`).join('')
      report(`${shorten(commit)} can't go live; what was live stays:${lines}`)
      return
    }
    match = await openMatcher(textOf(baked.artefacts, '_redirects'))
    const before = revision
    revision = commit
    due = findNextChange(head.links, now)
    waitUntil(due)
    if (before === undefined) return
    report(`${shorten(commit)} is live (${Math.ceil(performance.now() - start)} ms)`)
  }

  function waitUntil(time: string | null): void {
    clearTimeout(timer)
    if (time === null) return
    const delay = Math.min(Math.max(Date.parse(time) - Date.now(), 0) + 10, LONGEST_DELAY)
    timer = setTimeout(() => void update(), delay)
    timer.unref()
  }

  // Nothing else would: who told of the move told it once.
  function tryAgain(): void {
    const pause = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE)
    failures += 1
    clearTimeout(retry)
    retry = setTimeout(() => void update(), pause)
    retry.unref()
  }

  async function run(): Promise<void> {
    do {
      again = false
      try {
        await bakeHead()
        failures = 0
      } catch (error) {
        report(describeFailure(error))
        tryAgain()
      }
    } while (again)
    running = undefined
  }

  function update(): Promise<void> {
    if (running !== undefined) {
      again = true
      return running
    }
    running = run()
    return running
  }

  await bakeHead().catch(refuseUnreadable)
  if (revision === undefined) {
    throw new ConfigError([
      'the links of the last commit can not be served; "npm run links -- check" says more',
    ])
  }
  return {
    revision: () => revision ?? null,
    match: (path) => match(path),
    update,
    close: () => {
      clearTimeout(timer)
      clearTimeout(retry)
    },
  }
}

function refuseUnreadable(error: unknown): never {
  if (!(error instanceof DatabaseError)) throw error
  throw new ConfigError([
    `data/links.db of the last commit can not be served: ${error.message}; find an earlier one with "git log data/links.db"`,
  ])
}

function describeFailure(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  if (!(error instanceof DatabaseError)) return words
  return `data/links.db of the last commit can't go live; what was live stays: ${words}`
}

function shorten(commit: string | null): string {
  return commit?.slice(0, 7) ?? 'the empty repository'
}
