/** `init`: starts an empty database and the site's settings. */
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { type Command, Option } from 'commander'
import { SITE_PATH } from '../config.ts'
import { decodeLinks, encodeLinks } from '../core/database.ts'
import { refusal } from '../core/finding.ts'
import { HOST_NAMES } from '../core/hosts.ts'
import type { LinkSet } from '../core/link-set.ts'
import { parseSite, type Site, SiteError } from '../core/site.ts'
import { LINKS_PATH } from '../stores/checkout/checkout.ts'
import { gitIn } from '../stores/checkout/git-command.ts'
import { isUnmerged } from '../stores/checkout/stages.ts'
import { isMissing, readFileIfAny, writeFileAtomic } from '../stores/files.ts'
import { loadSql } from '../stores/sql.ts'
import { withLinksLock } from './changes/change.ts'
import { Refused, refused } from './failure.ts'
import { findProject } from './project/project.ts'
import { count, printJson, say } from './terminal/output.ts'

interface InitOptions {
  name?: string
  baseUrl?: string
  host?: string
  json?: boolean
}

export function defineInit(program: Command): void {
  program
    .command('init')
    .summary('start an empty database and the settings of a site')
    .description(
      'Starts an empty data/links.db in place of the examples that Shortcrust ships with, and ' +
        'writes data/site.json. Asks for what is not given when it runs in a terminal. Other keys ' +
        'of data/site.json stay. A database that holds links of yours is never overwritten.',
    )
    .option('--name <text>', 'name of the site')
    .option('--base-url <url>', 'origin of the short links, such as https://go.example.org')
    .addOption(new Option('--host <host>', 'the CDN that serves the site').choices(HOST_NAMES))
    .option('--json', 'print the settings as JSON')
    .action(init)
}

async function init({ json, ...given }: InitOptions): Promise<void> {
  const root = findProject() ?? process.cwd()
  await readReplaceable(root)
  const before = await readSettings(root)
  const answers = await askForMissing(given, before)
  const { $schema: _, ...settings } = { ...before, ...definedOnly(answers) }
  const site = parseAnswers(settings, given)
  await mkdir(dirname(join(root, LINKS_PATH)), { recursive: true })
  await startDatabase(root)
  // As parsed, `baseUrl` has lost its last slash; the others stay as their owner wrote them.
  const { name, baseUrl, host } = site
  const written = { $schema: SITE_SCHEMA, ...settings, name, baseUrl, host }
  await writeFileAtomic(join(root, SITE_PATH), `${JSON.stringify(written, null, 2)}\n`)
  say(`wrote ${SITE_PATH}: ${site.name}, ${site.baseUrl}, on ${site.host}`)
  say('commit both when they are right: git add data && git commit -m "Start our site"')
  if (json) printJson(site)
}

// Where editors find the description of the keys.
const SITE_SCHEMA = '../src/core/site.schema.json'

type Settings = Record<string, unknown>

async function readSettings(root: string): Promise<Settings> {
  let text: string
  try {
    text = await readFile(join(root, SITE_PATH), 'utf8')
  } catch (error) {
    if (isMissing(error)) return {}
    throw error
  }
  const settings = parseObject(text)
  if (settings !== null) return settings
  throw refused('config', `${SITE_PATH} is not a JSON object; mend or delete it first`)
}

function parseObject(text: string): Settings | null {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : null
  } catch {
    return null
  }
}

const QUESTIONS = [
  ['name', 'Name of the site'],
  ['baseUrl', 'Origin of the short links'],
  ['host', `Host (${HOST_NAMES.join(', ')})`],
] as const

type Answers = Pick<InitOptions, 'name' | 'baseUrl' | 'host'>

async function askForMissing(given: Answers, before: Settings): Promise<Answers> {
  if (!process.stdin.isTTY) return given
  const defaults = { ...parseSite({}), ...before }
  const answers = { ...given }
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  const end = new AbortController()
  prompt.on('close', () => end.abort())
  try {
    for (const [key, question] of QUESTIONS) {
      if (given[key] !== undefined) continue
      const fallback = String(defaults[key])
      for (;;) {
        const answer = await prompt.question(`${question} [${fallback}]: `, { signal: end.signal })
        answers[key] = answer.trim() || fallback
        const problem = findProblem(key, answers[key])
        if (problem === null) break
        say(problem)
      }
    }
    return answers
  } catch (error) {
    if (end.signal.aborted) throw refused('cancelled', 'cancelled; nothing was written')
    throw error
  } finally {
    prompt.close()
  }
}

// Said at the question, so that one slip does not cost the other answers.
function findProblem(key: keyof Answers, answer: string): string | null {
  try {
    parseSite({ [key]: answer })
    return null
  } catch (error) {
    if (error instanceof SiteError) return error.problems.map(({ message }) => message).join('; ')
    throw error
  }
}

const FLAGS = [
  ['name', '--name'],
  ['baseUrl', '--base-url'],
] as const

// A value that was given now is in no file yet.
function parseAnswers(settings: Settings, given: Answers): Site {
  try {
    return parseSite(settings)
  } catch (error) {
    if (!(error instanceof SiteError)) throw error
    throw new Refused(
      error.problems.map(({ path, message }) => {
        const [, flag] = FLAGS.find(([key]) => path === `/${key}` && given[key] !== undefined) ?? []
        const place = flag ?? `${SITE_PATH}: ${path || '/'}`
        return refusal('site', null, null, `${place} ${message}`)
      }),
    )
  }
}

function definedOnly(answers: Answers): Settings {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
}

async function startDatabase(root: string): Promise<void> {
  await withLinksLock(root, async () => {
    const { SQL, bytes, links } = await readReplaceable(root)
    const empty = encodeLinks(SQL, new Map())
    if (bytes === null || Buffer.compare(bytes, empty) !== 0) {
      await writeFileAtomic(join(root, LINKS_PATH), empty)
    }
    say(`started an empty ${LINKS_PATH}${links.size > 0 ? ' in place of the examples' : ''}`)
  })
}

// Who is named as author of the links that Shortcrust ships with.
const EXAMPLE_AUTHOR = 'shortcrust'

/** The database that may be replaced. @throws {Refused} where it holds links of its owner */
async function readReplaceable(root: string) {
  const SQL = await loadSql()
  const bytes = await readFileIfAny(join(root, LINKS_PATH))
  if (await isUnmerged(gitIn(root))) {
    const message = `${LINKS_PATH} is in a merge that is not settled; settle it first, see: npm run links -- conflicts`
    throw refused('unmerged', message)
  }
  const links: LinkSet = bytes === null ? new Map() : decodeLinks(SQL, bytes)
  const own = [...links.values()].filter(({ createdBy }) => createdBy !== EXAMPLE_AUTHOR)
  if (own.length === 0) return { SQL, bytes, links }
  const message = `${LINKS_PATH} holds ${count(own.length, 'link')} of yours, which "init" would lose; to change settings, edit ${SITE_PATH}; to begin anew all the same, delete ${LINKS_PATH} first`
  throw refused('database-in-use', message)
}
