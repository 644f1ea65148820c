/**
 * What a file lacks that is one side's as a whole, as `git checkout --ours` and `--theirs` leave it:
 * they take the whole file, not what is in conflict.
 */
import { isSameSet, type LinkSet } from '../../core/link-set.ts'
import { isSameRow } from '../../core/merge.ts'
import { mergeSets } from '../../core/merging/merge-sets.ts'
import type { Site } from '../../core/site.ts'
import { compareBinary } from '../../core/text.ts'
import { LINKS_PATH } from '../../stores/checkout/checkout.ts'
import type { Operation } from '../../stores/checkout/stages.ts'

/** Links that one side changed by itself, and that a file of the other side's alone lacks. */
export interface LeftOut {
  side: 'ours' | 'theirs'
  slugs: readonly string[]
}

interface MergedFile {
  base: LinkSet
  ours: LinkSet
  theirs: LinkSet
  site: Site | null
  merged: LinkSet
  file: LinkSet
}

/** Compares a file with both sides; `null` where it lacks nothing, or is neither side's alone. */
export function findLeftOut({
  base,
  ours,
  theirs,
  site,
  merged,
  file,
}: MergedFile): LeftOut | null {
  if (isSameSet(file, ours)) return toLeftOut('theirs', ours, merged)
  if (!isSameSet(file, theirs)) return null
  return toLeftOut('ours', theirs, mergeSets(base, theirs, ours, site).links)
}

function toLeftOut(side: 'ours' | 'theirs', file: LinkSet, merged: LinkSet): LeftOut | null {
  const slugs = [...new Set([...file.keys(), ...merged.keys()])]
  const lacking = slugs.filter((slug) => !isSameRow(file.get(slug), merged.get(slug)))
  return lacking.length === 0 ? null : { side, slugs: lacking.toSorted(compareBinary) }
}

const NAMED = 5

/** Tells of changes that the file lacks, with the way to have them back. */
export function describeLeftOut({ side, slugs }: LeftOut, operation: Operation): string {
  const [other, option] =
    side === 'theirs' ? [operation.ours, '--ours'] : [operation.theirs, '--theirs']
  const named = slugs.slice(0, NAMED).map((slug) => `/${slug}`)
  const more = slugs.length > NAMED ? ` and ${slugs.length - NAMED} more` : ''
  return `${LINKS_PATH} is that of ${other.name} as a whole, without what ${operation[side].name} changed at ${named.join(', ')}${more}; if "git checkout ${option}" did that, this merges again: git checkout -m ${LINKS_PATH}`
}
