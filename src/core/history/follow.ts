/**
 * One link through a history of diffs, under the names that it had.
 */
import type { Diff, DiffEntry } from '../diff.ts'

/**
 * The entries that concern the link at `slug`, in each of `diffs`: those of its names before a
 * rename and, where the slug was given up, of the names after.
 *
 * @param diffs newest first
 */
export function followSlug(diffs: readonly Diff[], slug: string): Diff[] {
  const found = diffs.map((): Set<DiffEntry> => new Set())
  const take = (names: Set<string>, index: number, isBackward: boolean) => {
    for (const entry of diffs[index] ?? []) {
      const from = entry.kind === 'renamed' ? entry.from : entry.slug
      if (!names.has(entry.slug) && !names.has(from)) continue
      found[index]?.add(entry)
      if (entry.kind !== 'renamed') continue
      // Only in its direction: an old slug may serve another link after the rename.
      if (isBackward && names.has(entry.slug)) names.add(from)
      if (!isBackward && names.has(from)) names.add(entry.slug)
    }
  }
  const [older, newer] = [new Set([slug]), new Set([slug])]
  for (let index = 0; index < diffs.length; index += 1) take(older, index, true)
  for (let index = diffs.length - 1; index >= 0; index -= 1) take(newer, index, false)
  return diffs.map((diff, index) => diff.filter((entry) => found[index]?.has(entry)))
}
