/**
 * Links → the files that a build adds to its pages: the public database and the plain list,
 * `_redirects`, `_headers` and `build.json`. Says what they hold; `proof.ts` judges them, `bake.ts` writes them.
 */
import { createHash } from 'node:crypto'
import type { SqlJsStatic } from 'sql.js'
import { encodePublicLinks } from '../core/database.ts'
import { hostCapabilities } from '../core/hosts.ts'
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import {
  bakeRules,
  findDestination,
  findNextChange,
  formatRules,
  type Rule,
  toPreviewRule,
} from '../core/redirects.ts'
import type { Site } from '../core/site.ts'
import { formatHeaders } from './headers.ts'
import { formatPlainList, PLAIN_LIST } from './plain-list.ts'
import { siteRules } from './site-rules.ts'

/** One file of the built site. */
export interface Artefact {
  /** Path below `dist`, without leading slash. */
  path: string
  body: string | Uint8Array
}

/** All that the artefacts depend on. */
export interface BakeInput {
  links: LinkSet
  site: Site
  /** The pinned sql.js, or the database's name would change from machine to machine. */
  SQL: SqlJsStatic
  /** RFC 3339, UTC, whole seconds. */
  now: string
  /** The commit that the links are of, where one is known. */
  commit: string | null
  /** Nobody is redirected: links lead to the pages that show their targets. Not, by default. */
  preview?: boolean
}

/** What `build.json` tells pages, the API and `verify` about a build. */
export interface BuildInfo {
  commit: string | null
  builtAt: string
  /** Path of the public database with its leading slash. */
  database: string
  /** How many links redirect, unlisted ones included. */
  links: number
  /** When a link next starts or ends, and the site is due to be built again. */
  nextChangeAt: string | null
  /** Whether links lead to their preview pages. */
  preview: boolean
}

/** The artefacts in the order in which they must appear, since `build.json` names the database. */
export function bakeArtefacts({
  links,
  site,
  SQL,
  now,
  commit,
  preview = false,
}: BakeInput): Artefact[] {
  const open = sortedLinks(links).filter(
    (link) => findDestination(links, link, now).standing === 'redirects',
  )
  const bytes = encodePublicLinks(
    SQL,
    open.filter(({ listed }) => listed),
  )
  const database = `links.${hash(bytes)}.db`
  const info: BuildInfo = {
    commit,
    builtAt: now,
    database: `/${database}`,
    links: open.length,
    nextChangeAt: findNextChange(links, now),
    preview,
  }
  return [
    { path: database, body: bytes },
    { path: '_headers', body: formatHeaders() },
    { path: '_redirects', body: formatRules(allRules(links, site, now, preview)) },
    // An owner who shows no list of links shows none as text.
    ...(site.directory === 'off'
      ? []
      : [{ path: PLAIN_LIST, body: formatPlainList(links, site, now) }]),
    { path: 'build.json', body: `${JSON.stringify(info, null, 2)}\n` },
  ]
}

function allRules(links: LinkSet, site: Site, now: string, preview: boolean): Rule[] {
  const rules = bakeRules(links, hostCapabilities(site.host), now)
  // A preview leaves this site by no rule, so it takes none of the site's own.
  if (preview) return rules.map(toPreviewRule)
  const { first, last } = siteRules(site)
  return [...first, ...rules, ...last]
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

/** The text of the artefact `path`, `''` where there is none. */
export function textOf(artefacts: readonly Artefact[], path: string): string {
  const body = artefacts.find((artefact) => artefact.path === path)?.body ?? ''
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}
