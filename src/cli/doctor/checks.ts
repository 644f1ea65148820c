/**
 * What facts about a site in production come to: each check says what it found and what to fix.
 * Judges facts; asks nobody.
 */
import { type Environment, VARIABLE_NAMES } from '../../config.ts'
import type { Finding } from '../../core/finding.ts'
import type { LinkSet } from '../../core/link-set.ts'
import type { LiveBuild } from '../../core/publishing/due.ts'
import type { Site } from '../../core/site.ts'

export interface Check {
  name:
    | 'site'
    | 'variables'
    | 'tokens'
    | 'repository'
    | 'links'
    | 'permission'
    | 'hook'
    | 'live'
    | 'function'
  status: 'ok' | 'warning' | 'error'
  /** What was found. */
  message: string
  /** What to do about it; `null` where there is nothing to do, or the message says it. */
  fix: string | null
}

type Name = Check['name']

export function ok(name: Name, message: string): Check {
  return { name, status: 'ok', message, fix: null }
}

export function warning(name: Name, message: string, fix: string | null = null): Check {
  return { name, status: 'warning', message, fix }
}

export function error(name: Name, message: string, fix: string | null = null): Check {
  return { name, status: 'error', message, fix }
}

/** Whether short links have a domain that others can reach. */
export function checkSite({ baseUrl, host }: Site): Check {
  if (isThisMachine(baseUrl)) {
    return warning(
      'site',
      `short links begin with ${baseUrl}, which is this machine`,
      'set "baseUrl" in data/site.json to your domain: https://go.example.org',
    )
  }
  if (new URL(baseUrl).protocol !== 'https:') {
    return warning(
      'site',
      `short links begin with ${baseUrl}`,
      'set "baseUrl" in data/site.json to https://',
    )
  }
  return ok('site', `short links begin with ${baseUrl}; the host is ${host}`)
}

// What answers there is no deployment, but "npm start" or a proxy in front of it.
function isThisMachine(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl)
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^(?:127(?:\.\d+){3}|\[::1\])$/.test(hostname)
  )
}

/** Names that look like ours and are none: a variable with a typing error says nothing. */
export function checkNames(variables: Readonly<Record<string, string | undefined>>): Check[] {
  const known: readonly string[] = VARIABLE_NAMES
  return Object.keys(variables)
    .filter((name) => name.startsWith('SHORTCRUST_') && !known.includes(name))
    .map((name) =>
      warning('variables', `${name} is no variable of ours`, `the names are ${known.join(', ')}`),
    )
}

/** Whether somebody may write, and somebody may do all. */
export function checkTokens({ tokens }: Pick<Environment, 'tokens'>): Check {
  const make = 'make one with: npm run links -- token <handle> --role admin'
  if (tokens.length === 0) {
    return error(
      'tokens',
      'SHORTCRUST_TOKENS is not set, so a deployed function answers every write with 503',
      make,
    )
  }
  const known = tokens.map(({ handle, role }) => `${handle} (${role})`).join(', ')
  const hashes = new Set(tokens.map(({ hash }) => hash))
  if (hashes.size < tokens.length) {
    return error(
      'tokens',
      `two of ${known} have one token, so that nobody can tell who writes`,
      'make each their own',
    )
  }
  if (!tokens.some(({ role }) => role === 'admin')) {
    return warning('tokens', `${known}: none is an admin, who may change what others own`, make)
  }
  return ok('tokens', known)
}

/** Whether the links at the head can be baked, and the site's host takes them all. */
export function checkHead({ size }: LinkSet, findings: readonly Finding[]): Check {
  const links = `${size.toLocaleString('en')} ${size === 1 ? 'link' : 'links'} at the head`
  const errors = findings.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first !== undefined) {
    const more = errors.length > 1 ? `, and ${errors.length - 1} more` : ''
    return error(
      'links',
      `${links} can't be baked: ${first.message}${more}`,
      'npm run links -- check',
    )
  }
  // Of single links "check" tells more.
  const ofAll = findings.find(({ slug }) => slug === null)
  return ofAll === undefined
    ? ok('links', `${links}, all by the rules`)
    : warning('links', `${links}; ${ofAll.message}`)
}

/** The head of the branch, which may have no commits yet, or why it is not known. */
export type Head = { ok: true; revision: string | null } | { ok: false; reason: string }

/**
 * What the live site says it was built from.
 *
 * @param pending slugs that differ between that and the head; `null` where the branch has no such
 *   commit
 */
export function checkLive(
  baseUrl: string,
  build: LiveBuild,
  head: Head,
  pending: readonly string[] | null,
): Check {
  const isLocal = isThisMachine(baseUrl)
  const site = isLocal ? 'the site on this machine' : 'the live site'
  if (!build.ok) {
    return error(
      'live',
      build.problem,
      isLocal
        ? 'start it with: npm start'
        : `deploy the site, and let the domain point to it: ${baseUrl}/build.json has to answer`,
    )
  }
  const { commit } = build
  if (commit === null) return warning('live', `${site} does not say which commit it was built from`)
  const id = commit.slice(0, 7)
  if (!head.ok) {
    return warning('live', `${site} is built from ${id}; ${head.reason} to compare it with`)
  }
  if (commit === head.revision) return ok('live', `${site} is built from the head, ${id}`)
  if (pending !== null) {
    const [first] = pending
    const more = pending.length > 1 ? ` and ${pending.length - 1} more` : ''
    const waiting = first === undefined ? '' : `; what changed is not live yet: /${first}${more}`
    return warning(
      'live',
      `${site} is built from ${id}, and the head is ${head.revision?.slice(0, 7) ?? 'no commit yet'}${waiting}`,
      'a build may be under way; else look at the host’s list of deploys, or: npm run links -- publish',
    )
  }
  return error(
    'live',
    `${site} is built from ${id}, which is no commit of this branch`,
    'connect the host to the repository and the branch of SHORTCRUST_REPO and SHORTCRUST_BRANCH',
  )
}

/** What the deployed function answers to somebody without a token; `null` without an answer. */
export function checkFunction(baseUrl: string, status: number | null): Check {
  const url = `${baseUrl}/api/v1/status`
  switch (status) {
    case 401:
      return isThisMachine(baseUrl)
        ? ok(
            'function',
            'what runs on this machine lets no stranger in; it is no deployed function',
          )
        : ok('function', 'the deployed function is configured, and lets no stranger in')
    case 503:
      return error(
        'function',
        `${url} answers 503: the deployed function is not configured, or can't reach the repository`,
        'its log at the host says what is missing; after setting variables, deploy once more',
      )
    case 404:
      return error(
        'function',
        `${url} answers 404: no function is deployed there`,
        'deploy with the netlify.toml of this repository',
      )
    case null:
      return error('function', `${url} can't be reached`)
    default:
      return error('function', `${url} answers ${status} to a request without a token, and not 401`)
  }
}

// https://docs.netlify.com/build/configure-builds/build-hooks/
// https://developers.cloudflare.com/pages/configuration/deploy-hooks/
const HOOKS = ['https://api.netlify.com/build_hooks/', 'https://api.cloudflare.com/client/v4/']

/** What is known of publishing, without calling the hook. */
export function checkHook({ publish, buildHook }: Environment): Check {
  if (buildHook === null)
    return ok('hook', 'no build hook: the host builds each push (SHORTCRUST_PUBLISH is "now")')
  if (!HOOKS.some((start) => buildHook.startsWith(start))) {
    return warning(
      'hook',
      `a build hook is set, for "${publish}"; it is of no host that we know, and was not called`,
      'call it: npm run doctor -- --hook',
    )
  }
  return ok('hook', `a build hook is set, for "${publish}"; it was not called (--hook does)`)
}
