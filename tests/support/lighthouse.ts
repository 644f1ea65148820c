/**
 * Lighthouse over pages of ours, in a Chromium of its own, whose tabs it opens and closes itself by
 * the debugging port.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import lighthouse, { desktopConfig, type Flags, type Result } from 'lighthouse'
import { BROWSER_ARGUMENTS, unpackBrowser } from './browser.ts'
import { makeFolder, removeFolder } from './checkout.ts'

/** Categories that score the same each time; `performance` is a matter of time. */
export const DETERMINISTIC = ['accessibility', 'best-practices', 'seo'] as const
export type Category = 'performance' | (typeof DETERMINISTIC)[number]

/** A page to be judged. */
export interface AuditedPage {
  name: string
  /** What stands behind the origin: with query and, for the admin page, the token. */
  path: (token: string) => string
  /** Lowest score of each category, of 100. */
  goal: number
  /** Audits that the page contradicts on purpose; why stands beside each. */
  skipped: readonly string[]
}

// Not for search engines: only home is, and each of these says so by `noindex`.
const NOINDEX = 'is-crawlable'
// The page for what is not there is answered with 404, which Chromium notes in its console, as it
// does the API's 404. That nothing else stands there, budgets.test.ts sees to.
const NOT_FOUND = 'http-status-code'
const CONSOLE = 'errors-in-console'

/** The pages that have a goal. `demo.ts` is the site that they are of. */
export const AUDITED_PAGES: readonly AuditedPage[] = [
  { name: 'home', path: () => '/', goal: 100, skipped: [] },
  { name: 'preview', path: () => '/p/?docs', goal: 100, skipped: [NOINDEX] },
  { name: '404', path: () => '/dosc', goal: 100, skipped: [NOINDEX, NOT_FOUND, CONSOLE] },
  { name: 'sign-in', path: () => '/admin/', goal: 98, skipped: [NOINDEX] },
  { name: 'admin', path: (token) => `/admin/#token=${token}`, goal: 98, skipped: [NOINDEX] },
]

// Waiting is for what measures time; the rest is judged when the network has been silent for long
// enough that SQLite was asked and has answered.
const AT_ONCE: Flags = {
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 500,
  cpuQuietThresholdMs: 0,
  disableFullPageScreenshot: true,
}

/** What Lighthouse says of one page. */
export interface Verdict {
  /** Of 100, by category. */
  scores: ReadonlyMap<string, number>
  /** Audits that cost points, and what they found. */
  faults: string[]
}

export interface Auditor {
  /** Judges the page as a phone shows it, slowed down as Lighthouse does, or a desktop. */
  audit(
    page: AuditedPage,
    categories: readonly Category[],
    form?: 'mobile' | 'desktop',
  ): Promise<Verdict>
  close(): Promise<void>
}

/** Starts the browser in which pages of a site at `origin` are judged. */
export async function startAuditor(origin: string, token: string): Promise<Auditor> {
  const profile = await makeFolder('shortcrust-lighthouse')
  const { executablePath, env } = await unpackBrowser()
  const child = spawn(
    executablePath,
    [
      ...BROWSER_ARGUMENTS,
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { env, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const port = await readPort(child)
  return {
    async audit(page, categories, form = 'mobile') {
      const url = `${origin}${page.path(token)}`
      const flags: Flags = {
        port,
        logLevel: 'silent',
        output: 'json',
        onlyCategories: [...categories],
        skipAudits: [...page.skipped],
        ignoreStatusCode: page.skipped.includes(NOT_FOUND),
        ...(categories.includes('performance') ? {} : AT_ONCE),
      }
      const run = await lighthouse(url, flags, form === 'desktop' ? desktopConfig : undefined)
      if (run === undefined) throw new Error(`Lighthouse says nothing of ${page.name}`)
      const { runtimeError } = run.lhr
      if (runtimeError !== undefined) throw new Error(`${page.name}: ${runtimeError.message}`)
      return judge(run.lhr)
    },
    async close() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill()
      await ended
      await removeFolder(profile)
    },
  }
}

function readPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(said)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}:\n${said}`)))
  })
}

function judge({ categories, audits }: Result): Verdict {
  const faults: string[] = []
  const scores = new Map<string, number>()
  for (const [name, { score, auditRefs }] of Object.entries(categories)) {
    scores.set(name, Math.round((score ?? 0) * 100))
    for (const { id, weight } of auditRefs) {
      const audit = audits[id]
      if (weight === 0 || audit === undefined || audit.score === null || audit.score === 1) continue
      const details = JSON.stringify(audit.details ?? null).slice(0, 1_000)
      faults.push(`${name}, ${id} ${audit.score}: ${audit.title}. ${details}`)
    }
  }
  return { scores, faults }
}
