/**
 * All that is wrong with a set of links on a site, wherever the two were read.
 */
import type { SqlJsStatic } from 'sql.js'
import { bakeArtefacts } from '../../bake/artefacts.ts'
import { proveArtefacts } from '../../bake/proof.ts'
import { formatTime } from '../../core/fields/time.ts'
import type { Finding } from '../../core/finding.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { findCaptures } from '../../core/redirecting/captures.ts'
import type { Site } from '../../core/site.ts'

/** What a build would prove, but for the pages, which are not built here. */
export async function checkSet(links: LinkSet, site: Site, SQL: SqlJsStatic): Promise<Finding[]> {
  const now = formatTime(Date.now())
  const artefacts = bakeArtefacts({ links, site, SQL, now, commit: null })
  const proved = await proveArtefacts({ artefacts, links, site, now, files: [] })
  return [...proved, ...findCaptures(links, site, now)]
}
