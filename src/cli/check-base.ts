/**
 * `check --base`: what a change does to the links that stand at another revision.
 */
import type { SqlJsStatic } from 'sql.js'
import { parseSiteText, SITE_PATH } from '../config.ts'
import { DatabaseError, decodeLinks } from '../core/database.ts'
import type { Finding } from '../core/finding.ts'
import type { LinkSet } from '../core/link-set.ts'
import { type Review, reviewChange } from '../core/review.ts'
import { parseSite, type Site } from '../core/site.ts'
import { type Checkout, findCheckout, LINKS_PATH } from '../stores/checkout.ts'
import { findFileAt, readBlob, readFileAt } from '../stores/revisions.ts'
import { refused } from './failure.ts'
import { requireCommit } from './revisions.ts'

export interface Base extends Review {
  /** A revision, as git names them. */
  base: string
}

/**
 * Judges `links` and the site's teams against those at the base, by who stands there.
 *
 * @throws {Refused} when there is no such revision, or its database can't be read
 */
export async function reviewAgainst(
  root: string,
  SQL: SqlJsStatic,
  links: LinkSet,
  proposedSite: Site,
  { base, ...review }: Base,
): Promise<Finding[]> {
  const checkout = await findCheckout(root)
  const revision = await requireCommit(checkout.git, base)
  const before = await readLinksAt(checkout, SQL, revision, base)
  const site = await readSiteAt(checkout, revision)
  return reviewChange({ before, after: links, site, proposedSite, ...review })
}

async function readLinksAt(
  { git }: Checkout,
  SQL: SqlJsStatic,
  revision: string,
  base: string,
): Promise<LinkSet> {
  const bytes = await readFileAt(git, revision)
  // Before its first commit there was nothing that a change could break.
  if (bytes === null) return new Map()
  try {
    return decodeLinks(SQL, bytes)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    throw refused('base', `${LINKS_PATH} at ${base}: ${error.message}`)
  }
}

async function readSiteAt({ git }: Checkout, revision: string): Promise<Site> {
  const blob = await findFileAt(git, revision, SITE_PATH)
  if (blob === null) return parseSite({})
  return parseSiteText(new TextDecoder().decode(await readBlob(git, blob)))
}
