/**
 * The only file that reads the environment and `data/site.json`. Wrong values are all named at
 * once, with the way to fix each.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSite, type Site } from './core/site.ts'
import { isMissing } from './stores/files.ts'
import { STORE_NAMES, type StoreName } from './stores/open-store.ts'

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
  /** `SHORTCRUST_STORE`; `null` where it is not set. */
  store: StoreName | null
  /** `SHORTCRUST_PUBLISH`: whether each commit is published at once or with others. */
  publish: 'now' | 'batch'
}

/** Something in the configuration is wrong; the message lists all of it, line by line. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
  }
}

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
    store: oneOf('SHORTCRUST_STORE', STORE_NAMES),
    publish: oneOf('SHORTCRUST_PUBLISH', ['now', 'batch']) ?? 'now',
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return environment
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
