/**
 * `check --base`: what a change does to the links that stand at another revision.
 */
import { isDeepStrictEqual } from 'node:util'
import type { SqlJsStatic } from 'sql.js'
import type { Finding } from '../../core/finding.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { mergeSets } from '../../core/merging/merge-sets.ts'
import { type Review, reviewChange } from '../../core/review/review.ts'
import type { Site } from '../../core/site.ts'
import { type Checkout, findCheckout } from '../../stores/checkout/checkout.ts'
import { requireCommit } from '../project/revisions.ts'
import { findLinksEntry, findSiteEntry, readLinksEntry, readSiteEntry } from './files-at.ts'
import { describeConflicts } from './proposal.ts'

export interface Base extends Review {
  /** A revision, as git names them. */
  base: string
}

/**
 * Judges `links` and the site's teams against those at the base, by who stands there. What the
 * base did since the branch left it is no part of the change.
 *
 * @throws {Refused} when there is no such revision, or its database can't be read
 */
export async function reviewAgainst(
  root: string,
  SQL: SqlJsStatic,
  links: LinkSet,
  site: Site,
  { base, ...review }: Base,
): Promise<Finding[]> {
  const checkout = await findCheckout(root)
  const revision = await requireCommit(checkout.git, base)
  const before = await readFiles(checkout, SQL, revision, base)
  const proposed = { links, site }
  const fork = await checkout.git.tryText(['merge-base', revision, 'HEAD'])
  const { after, proposedSite, findings } =
    fork === null || fork === revision
      ? { after: links, proposedSite: site, findings: [] }
      : carryOver(await readFiles(checkout, SQL, fork, 'the common ancestor'), before, proposed)
  const change = { before: before.links, after, site: before.site, proposedSite }
  return [...findings, ...reviewChange({ ...change, ...review })]
}

/** The links and the site at a revision, or in the work tree. */
interface Files {
  links: LinkSet
  site: Site
}

async function readFiles(
  checkout: Checkout,
  SQL: SqlJsStatic,
  revision: string,
  name: string,
): Promise<Files> {
  const { git } = checkout
  return {
    // Before its first commit there was nothing that a change could break.
    links: await readLinksEntry(git, SQL, await findLinksEntry(checkout, revision), name),
    site: await readSiteEntry(git, await findSiteEntry(checkout, revision)),
  }
}

/** What is proposed since `fork`, as it looks once the base is merged. */
function carryOver(fork: Files, base: Files, proposed: Files) {
  const merged = mergeSets(fork.links, base.links, proposed.links, proposed.site)
  const isSiteKept = isDeepStrictEqual(fork.site.teams, proposed.site.teams)
  return {
    after: merged.links,
    proposedSite: isSiteKept ? base.site : proposed.site,
    findings: describeConflicts(merged.conflicts),
  }
}
