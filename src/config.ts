/**
 * The only file that reads the environment and `data/site.json`. Wrong values are all named at
 * once, with the way to fix each.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSite, type Site } from './core/site.ts'
import { isMissing } from './stores/files.ts'
import { type GitHubAccess, STORE_NAMES, type StoreSettings } from './stores/open-store.ts'

/** What a token's bearer may do; each role includes those before it. */
export const ROLES = ['create', 'edit', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** One entry of `SHORTCRUST_TOKENS`: whose token it is, and the SHA-256 of the token. */
export interface TokenEntry {
  handle: string
  role: Role
  /** 64 lower-case hexadecimal digits. */
  hash: string
}

/** The environment's part of the configuration. */
export interface Environment {
  /** `PORT`: where `npm start` listens. */
  port: number
  /** `SHORTCRUST_TOKENS` */
  tokens: readonly TokenEntry[]
  /** `SHORTCRUST_STORE` and what goes with it; `null` where it is not set. */
  store: StoreSettings | null
  /** `SHORTCRUST_PUBLISH`: whether each commit is published at once or with others. */
  publish: 'now' | 'batch'
  /** `SHORTCRUST_BUILD_HOOK`: a secret URL that makes the host build once it is posted to. */
  buildHook: string | null
}

/** Something in the configuration is wrong; the message lists all of it, line by line. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
  }
}

/** The variables that are read, but for `PORT`. */
export const VARIABLE_NAMES = [
  'SHORTCRUST_TOKENS',
  'SHORTCRUST_STORE',
  'SHORTCRUST_REPO',
  'SHORTCRUST_BRANCH',
  'SHORTCRUST_GIT_TOKEN',
  'SHORTCRUST_GITHUB_API',
  'SHORTCRUST_GITHUB_APP',
  'SHORTCRUST_GITHUB_APP_KEY',
  'SHORTCRUST_PUBLISH',
  'SHORTCRUST_BUILD_HOOK',
] as const

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Reads the environment; an empty variable counts as missing.
 *
 * @throws {ConfigError} naming every wrong variable
 */
export function readEnvironment(variables: Variables): Environment {
  const problems: string[] = []
  const value = (name: string) => variables[name]?.trim() || null
  const oneOf = <T extends string>(name: string, choices: readonly T[]): T | null => {
    const text = value(name)
    const choice = choices.find((candidate) => candidate === text) ?? null
    if (text !== null && choice === null) {
      problems.push(`${name} is ${JSON.stringify(text)}; it must be one of: ${choices.join(', ')}`)
    }
    return choice
  }
  const environment = {
    port: readPort(value('PORT'), problems),
    tokens: readTokens(value('SHORTCRUST_TOKENS'), problems),
    store: readStore(oneOf('SHORTCRUST_STORE', STORE_NAMES), value, problems),
    publish: oneOf('SHORTCRUST_PUBLISH', ['now', 'batch']) ?? 'now',
    buildHook: readBuildHook(value('SHORTCRUST_BUILD_HOOK'), problems),
  }
  if (environment.publish === 'batch' && value('SHORTCRUST_BUILD_HOOK') === null) {
    problems.push(
      'SHORTCRUST_PUBLISH is "batch", but SHORTCRUST_BUILD_HOOK is missing, so nothing would ever be published; make a build hook at your host and set it to its URL',
    )
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return environment
}

/**
 * Whether a deploy is a preview: Netlify names its deploy contexts, and only `production` may
 * redirect and write. What no such host builds has no context, and is no preview.
 *
 * @param context `CONTEXT` in a build, `context.deploy.context` in a function
 * @see https://docs.netlify.com/deploy/deploy-overview/#deploy-contexts
 */
export function isPreviewContext(context: string | undefined): boolean {
  const name = context?.trim() ?? ''
  return name !== '' && name !== 'production'
}

const DEFAULT_PORT = 8888

function readPort(text: string | null, problems: string[]): number {
  if (text === null) return DEFAULT_PORT
  const port = Number(text)
  // 0 lets the system choose, as servers commonly do.
  if (/^\d+$/.test(text) && port <= 65_535) return port
  problems.push(`PORT is ${JSON.stringify(text)}; it must be a number from 0 to 65535`)
  return DEFAULT_PORT
}

const TOKEN_ENTRY = /^([A-Za-z0-9-]{1,39}):(create|edit|admin):([0-9a-f]{64})$/

function readTokens(text: string | null, problems: string[]): TokenEntry[] {
  const entries = (text ?? '').split(',').map((entry) => entry.trim())
  return entries.flatMap((entry, index): TokenEntry[] => {
    if (entry === '') return []
    const [, handle = '', role, hash = ''] = TOKEN_ENTRY.exec(entry) ?? []
    const known = ROLES.find((candidate) => candidate === role)
    if (known !== undefined) return [{ handle, role: known, hash }]
    // The entry itself is not shown: it may be a token that someone put here unhashed.
    problems.push(
      `SHORTCRUST_TOKENS, entry ${index + 1} is not "handle:role:sha256", with a role of ${ROLES.join(', ')} and 64 hexadecimal digits; make one with: npm run links -- token <handle> --role <role>`,
    )
    return []
  })
}

type Value = (name: string) => string | null

function readStore(
  name: (typeof STORE_NAMES)[number] | null,
  value: Value,
  problems: string[],
): StoreSettings | null {
  if (name === null || name === 'worktree') return name && { kind: name }
  const branch = readBranch(value('SHORTCRUST_BRANCH'), problems)
  const repo = value('SHORTCRUST_REPO')
  if (repo === null) {
    const form = name === 'github' ? 'owner/name' : 'https://host/path.git'
    problems.push(
      `SHORTCRUST_STORE is "${name}", but SHORTCRUST_REPO is missing; set it to ${form}`,
    )
    return null
  }
  const store =
    name === 'github'
      ? readGitHub(repo, branch, value, problems)
      : readGit(repo, branch, value, problems)
  return store
}

// git-check-ref-format(1), reduced to what hosts and people use.
const BRANCH = /^(?!.*(\.\.|\/\/|\.lock(\/|$)|\/\.))[A-Za-z0-9_][A-Za-z0-9._/+-]{0,199}(?<![./])$/

function readBranch(text: string | null, problems: string[]): string {
  if (text === null || BRANCH.test(text)) return text ?? 'main'
  problems.push(
    `SHORTCRUST_BRANCH is ${JSON.stringify(text)}; it must be the name of a branch, such as main`,
  )
  return 'main'
}

const GITHUB_REPO =
  /^(?:https:\/\/github\.com\/)?([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?$/

function readGitHub(
  repo: string,
  branch: string,
  value: Value,
  problems: string[],
): StoreSettings | null {
  const [, owner, name] = GITHUB_REPO.exec(repo) ?? []
  if (owner === undefined || name === undefined) {
    problems.push(`SHORTCRUST_REPO is ${quoteUrl(repo)}; for GitHub it must be owner/name`)
  }
  const api = readServiceUrl('SHORTCRUST_GITHUB_API', value, problems) ?? 'https://api.github.com'
  const access = readGitHubAccess(value, problems)
  if (owner === undefined || name === undefined || access === null) return null
  return { kind: 'github', owner, name, branch, api, access }
}

function readGitHubAccess(value: Value, problems: string[]): GitHubAccess | null {
  const [token, app, key] = [
    'SHORTCRUST_GIT_TOKEN',
    'SHORTCRUST_GITHUB_APP',
    'SHORTCRUST_GITHUB_APP_KEY',
  ].map(value)
  if (app != null) {
    const [, appId, installationId] = /^(\d{1,12})\/(\d{1,12})$/.exec(app) ?? []
    if (appId === undefined) {
      problems.push('SHORTCRUST_GITHUB_APP must be the ids of app and installation: 12345/67890')
    }
    if (key == null) {
      problems.push('SHORTCRUST_GITHUB_APP_KEY is missing; it is the private key of the GitHub App')
    }
    if (appId === undefined || key == null) return null
    // A variable of one line holds a key's line breaks as "\\n".
    const privateKey = key.replaceAll('\\n', '\n')
    return { appId: Number(appId), installationId: Number(installationId), privateKey }
  }
  if (token != null) return { token }
  problems.push(
    'SHORTCRUST_GIT_TOKEN is missing; make a fine-grained token for this repository alone, with "Contents: read and write"',
  )
  return null
}

function readGit(
  repo: string,
  branch: string,
  value: Value,
  problems: string[],
): StoreSettings | null {
  const url = parseUrl(repo)
  const token = value('SHORTCRUST_GIT_TOKEN')
  if (url === null || !isServiceUrl(url) || url.password !== '' || url.search !== '') {
    const found = quoteUrl(repo)
    problems.push(
      `SHORTCRUST_REPO is ${found}; it must be the URL to clone by, https://host/path.git, without password or query (http:// only on this machine)`,
    )
    return null
  }
  if (token === null && !isLoopback(url)) {
    problems.push('SHORTCRUST_GIT_TOKEN is missing; make a token that may write to this repository')
    return null
  }
  // GitHub asks for this name, GitLab and Forgejo take any; Bitbucket's stands in the URL.
  const user = decodeURIComponent(url.username) || 'x-access-token'
  url.username = ''
  return { kind: 'git', url: url.href, branch, user, token }
}

function readServiceUrl(name: string, value: Value, problems: string[]): string | null {
  const text = value(name)
  if (text === null) return null
  const url = parseUrl(text)
  if (url !== null && isServiceUrl(url) && url.username === '' && url.password === '') {
    return url.href.replace(/\/$/, '')
  }
  problems.push(
    `${name} is ${quoteUrl(text)}; it must be an https:// URL (http:// only on this machine)`,
  )
  return null
}

// The URL is the secret, so it is not shown.
function readBuildHook(text: string | null, problems: string[]): string | null {
  const url = text === null ? null : parseUrl(text)
  if (url !== null && isServiceUrl(url)) return url.href
  if (text !== null) {
    problems.push('SHORTCRUST_BUILD_HOOK must be an https:// URL (http:// only on this machine)')
  }
  return null
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

// What is sent there includes secrets, so it must not travel in the open.
function isServiceUrl(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** A URL for a message, without the password that somebody may have put into it. */
function quoteUrl(text: string): string {
  return JSON.stringify(text.replace(/\/\/[^/@]*@/, '//…@').slice(0, 200))
}

/** Where an owner's decisions stand, relative to the project's folder. */
export const SITE_PATH = 'data/site.json'

/**
 * Reads `data/site.json` below `root`.
 *
 * @throws {ConfigError} when it is missing, not JSON, or holds wrong values (all are named)
 */
export async function readSite(root: string): Promise<Site> {
  let text: string
  try {
    text = await readFile(join(root, SITE_PATH), 'utf8')
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new ConfigError([`${SITE_PATH} is missing; start one with: npm run links -- init`])
  }
  return parseSiteText(text)
}

/** As `readSite`, from the file's text. */
export function parseSiteText(text: string): Site {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigError([`${SITE_PATH} is not JSON: ${reason}`])
  }
  return parseSite(json)
}
