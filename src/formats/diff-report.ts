/**
 * What a diff is told with: the two sides by their names, and what a reviewer should look at
 * twice.
 */
import { countKinds, type Diff, type DiffEntry } from '../core/diff.ts'
import type { Risk } from '../core/review/risks.ts'
import { groupDigits } from '../core/text.ts'

/** One side of a comparison. */
export interface ComparedSide {
  /** As a person named it: `HEAD`, `work tree`, `old.db`. */
  name: string
  /** Id of its commit; `null` for a file. */
  commit: string | null
  /** How many links it has; `null` where there is no database, which counts as none. */
  links: number | null
}

export interface DiffReport {
  before: ComparedSide
  after: ComparedSide
  diff: Diff
  risks: readonly Risk[]
}

const KINDS: readonly DiffEntry['kind'][] = ['added', 'changed', 'renamed', 'removed']

/** `2 added, 1 changed`; empty where nothing is. */
export function describeCounts(diff: Diff): string {
  const counts = countKinds(diff)
  return KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${groupDigits(counts[kind])} ${kind}`)
    .join(', ')
}
