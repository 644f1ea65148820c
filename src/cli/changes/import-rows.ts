/**
 * Adds the rows of a file to a set of links: all or none, or all that can be.
 */
import { bytesFrom } from '../../api/random.ts'
import { type Added, type Addition, addLinks } from '../../core/changes/add-links.ts'
import type { ChangeContext } from '../../core/changes/change-one.ts'
import type { Finding } from '../../core/finding.ts'
import type { LinkSet } from '../../core/link-set.ts'
import { at, type ImportedRow } from '../../formats/imported.ts'

export interface ImportChoices {
  onConflict: NonNullable<Addition['onConflict']>
  /** Leave out rows that can't be added, and those that depend on them. */
  skipInvalid: boolean
  /** Lower-case slugs; otherwise they keep their case. */
  lowerCase: boolean
}

export type RowsAdded =
  /** `findings`: warnings, and why rows were left out. */
  | { ok: true; links: LinkSet; added: Added[]; findings: Finding[] }
  | { ok: false; findings: Finding[] }

/**
 * Adds rows to `links`. A row that stands for another one falls with it, so rows are left out
 * until the rest keeps all rules.
 *
 * @param seed of random slugs: the same one draws the same slugs again
 */
export function addRows(
  links: LinkSet,
  rows: readonly ImportedRow[],
  { onConflict, skipInvalid, lowerCase }: ImportChoices,
  { seed, ...context }: ChangeContext & { seed: Uint8Array },
): RowsAdded {
  const left: Finding[] = []
  let remaining = rows
  for (;;) {
    const additions = remaining.map(({ draft, line }): Addition => {
      return { draft, line, onConflict, keepCase: !lowerCase }
    })
    const result = addLinks(links, additions, { ...context, random: bytesFrom(seed) })
    if (result.ok) {
      const warnings = result.added.flatMap(({ index, findings }) => {
        return findings.map((finding) => atRow(finding, remaining[index]))
      })
      return {
        ok: true,
        links: result.links,
        added: result.added,
        findings: [...warnings, ...left],
      }
    }
    for (const { index, findings } of result.failures) {
      left.push(...findings.map((finding) => atRow(finding, remaining[index])))
    }
    if (!skipInvalid) return { ok: false, findings: left }
    const failed = new Set(result.failures.map(({ index }) => index))
    remaining = remaining.filter((_, index) => !failed.has(index))
  }
}

function atRow(finding: Finding, row: ImportedRow | undefined): Finding {
  return row === undefined ? finding : at(finding, row)
}
