/**
 * `data/site.json`: what an owner decides about the site. The one definition of its keys,
 * defaults and rules; reading the file is an edge's job.
 */
import * as z from 'zod'
import { HOST_NAMES } from './hosts.ts'
import { HANDLE } from './people/handle.ts'
import { canonicalHost, withoutTrailingDot } from './targets/address.ts'
import { findHidden } from './text.ts'

const httpUrl = z
  .string()
  .refine(isHttpUrl, {
    error: 'must be an absolute http or https URL, such as "https://example.org/"',
  })
  .transform((text) => new URL(text).href)
const hostError = 'must be a host name, such as "go.example.org", without scheme or path'
const hostList = z
  .array(
    z
      .string({ error: hostError })
      .refine((text) => canonicalHost(text) !== null, { error: hostError })
      .transform((text) => canonicalHost(text) ?? text),
    { error: 'must be a list of host names, such as ["go.example.org"]' },
  )
  .prefault([])
const pageOrUrl = z
  .union([z.literal('page'), httpUrl], { error: 'must be "page" or an absolute http or https URL' })
  .default('page')

// Said of a wrong type as of a wrong value, since zod's own words name no fix.
const nameError = 'must say the name of the site, such as "Example Go"'
const baseUrlError =
  'must be the origin of the short links, such as "https://go.example.org": http or https, no path, query or credentials'
const langError = 'must be a language tag, such as "en"'
const accentError = 'must be a colour, such as "#b4532a"'
const logoError = 'must be a file of public/custom/, such as "/custom/logo.svg"'
const handleError = 'must be a handle of A-Z, a-z, 0-9 and "-"'

const keys = {
  $schema: z
    .string({ error: 'must be the path of a JSON Schema' })
    .optional()
    .describe('Where editors find the description of this file.'),
  name: z
    .string({ error: nameError })
    .trim()
    .min(1, { error: nameError })
    .max(60, { error: 'must have at most 60 characters' })
    .refine((text) => findHidden(text) === null, { error: 'must be one line of visible text' })
    .default('Shortcrust')
    .describe('Name of the site, shown on its pages.'),
  baseUrl: z
    .string({ error: baseUrlError })
    .refine(isBaseUrl, { error: baseUrlError })
    .transform((text) => new URL(text).origin)
    .default('http://localhost:8888')
    .describe('Origin of the short links: scheme, host and port, no path.'),
  aliases: hostList.describe('Further hosts that serve this site.'),
  lang: z
    .string({ error: langError })
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: langError })
    .default('en')
    .describe('Language of the pages, a BCP 47 tag: en or de; they are in English for any other.'),
  host: z
    .enum(HOST_NAMES, { error: `must be one of: ${HOST_NAMES.join(', ')}` })
    .default('netlify')
    .describe('The CDN that serves the site; its limits are enforced.'),
  home: pageOrUrl.describe('What `/` shows: our page, or a redirect to a URL.'),
  notFound: pageOrUrl.describe('What an unknown slug shows: our page, or a redirect to a URL.'),
  directory: z
    .enum(['off', 'list', 'search'], { error: 'must be one of: off, list, search' })
    .default('list')
    .describe('How the home page shows listed links.'),
  accent: z
    .string({ error: accentError })
    .regex(/^#[0-9a-fA-F]{6}$/, { error: accentError })
    .nullable()
    .default(null)
    .describe('Accent colour of the pages, or null for ours.'),
  logo: z
    .string({ error: logoError })
    .regex(/^\/custom\/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, { error: logoError })
    .nullable()
    .default(null)
    .describe('Logo of the pages, a file in public/custom/, or null.'),
  slugLength: z
    .int({ error: 'must be a whole number' })
    .min(4, { error: 'must be at least 4, or slugs can be guessed' })
    .max(32, { error: 'must be at most 32' })
    .default(6)
    .describe('Characters of a random slug.'),
  privateHosts: hostList.describe(
    'Private hosts that links may lead to all the same, such as "wiki.internal".',
  ),
  blockedHosts: hostList.describe('Hosts that no link may lead to, their subdomains included.'),
  teams: z
    .record(
      z.string().regex(HANDLE, { error: 'team names are made of A-Z, a-z, 0-9 and "-"' }),
      z.array(z.string({ error: handleError }).regex(HANDLE, { error: handleError }), {
        error: 'must be a list of handles, such as ["alice", "bob"]',
      }),
      { error: 'must be teams with their handles, such as {"docs": ["alice", "bob"]}' },
    )
    .default({})
    .describe('Teams that own links: name to handles.'),
}

export const siteSchema = z.strictObject(keys, {
  error: 'must be an object of settings, such as {"name": "Example Go"}',
})

/** An owner's decisions, complete: missing keys have their defaults. */
export type Site = z.output<typeof siteSchema>

/** One wrong value of `site.json`. */
export interface SiteProblem {
  /** JSON Pointer into the file, `/baseUrl`. */
  path: string
  message: string
}

/** `data/site.json` holds values that break the rules; `problems` lists them all. */
export class SiteError extends Error {
  readonly problems: readonly SiteProblem[]
  constructor(problems: readonly SiteProblem[]) {
    const lines = problems.map(({ path, message }) => `  ${path || '/'} ${message}`)
    super(`data/site.json is not valid:\n${lines.join('\n')}`)
    this.name = 'SiteError'
    this.problems = problems
  }
}

/**
 * Reads the parsed JSON of `data/site.json`.
 *
 * @throws {SiteError} naming every wrong value and what it must be
 */
export function parseSite(json: unknown): Site {
  const result = siteSchema.safeParse(json)
  if (result.success) return result.data
  throw new SiteError(
    result.error.issues.flatMap((issue): SiteProblem[] => {
      const path = issue.path.map((key) => `/${String(key)}`).join('')
      if (issue.code === 'unrecognized_keys') {
        const known = Object.keys(keys).join(', ')
        return issue.keys.map((key) => ({
          path: `${path}/${key}`,
          message: `is not a key of this file; the keys are: ${known}`,
        }))
      }
      // The key of a record is wrong: what it must be stands one level deeper.
      const [inner] = issue.code === 'invalid_key' ? issue.issues : [issue]
      return [{ path, message: inner?.message ?? issue.message }]
    }),
  )
}

/** Hosts that serve this site, in their comparable form: that of `baseUrl`, then `aliases`. */
export function ownHosts(site: Pick<Site, 'baseUrl' | 'aliases'>): string[] {
  return [withoutTrailingDot(site.baseUrl.replace(/^https?:\/\//, '')), ...site.aliases]
}

// White space would end the rule of `_redirects` that it stands in.
function isHttpUrl(text: string): boolean {
  if (/\s/.test(text) || findHidden(text) !== null) return false
  return URL.canParse(text) && /^https?:\/\/[^/@]+(?:\/|$)/i.test(text)
}

function isBaseUrl(text: string): boolean {
  if (!/^https?:\/\/[^/?#@\\]+\/?$/i.test(text) || !URL.canParse(text)) return false
  return new URL(text).hostname !== ''
}
