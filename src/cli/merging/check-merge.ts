/** `check` in a merge that stopped at the links: that it is not settled, and what to run. */

import type { SqlJsStatic } from 'sql.js'
import { type Finding, notice } from '../../core/finding.ts'
import { LINKS_PATH } from '../../stores/checkout/checkout.ts'
import { StoreUnavailable } from '../../stores/store.ts'
import { findingsOf } from '../failure.ts'
import { count } from '../terminal/output.ts'
import { describeEnd, openMerging } from './merging.ts'

/**
 * Says how to settle the links where the index holds them unmerged. The work tree's file is valid
 * all the same, so this is a warning, and nothing else would tell.
 */
export async function checkMerge(root: string, SQL: SqlJsStatic): Promise<readonly Finding[]> {
  try {
    const merging = await openMerging(root, SQL)
    if (merging === null) return []
    const { operation, open } = merging
    const what = `${LINKS_PATH} is not merged yet: this ${operation.name} stopped at it`
    const way =
      open.length === 0
        ? describeEnd(merging)
        : `${count(open.length, 'conflict')} to settle; see them with: npm run links -- conflicts, or take it back: ${operation.abort}`
    return [notice('unmerged', null, null, `${what}. ${way}`)]
  } catch (error) {
    // Outside a checkout there are no merges.
    if (error instanceof StoreUnavailable) return []
    const findings = findingsOf(error)
    if (findings === null) throw error
    // That the file can't be read is told already.
    return findings.filter(({ rule }) => !rule.startsWith('database-'))
  }
}
