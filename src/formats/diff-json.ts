/**
 * A diff for programs: `{before, after, counts, entries, risks}`. Entries and risks are as the
 * core has them; links have the fields of `--json` everywhere.
 */
import { countKinds } from '../core/diff.ts'
import type { DiffReport } from './diff-report.ts'

export function writeDiffJson({ before, after, diff, risks }: DiffReport): string {
  const report = { before, after, counts: countKinds(diff), entries: diff, risks }
  return `${JSON.stringify(report, null, 2)}\n`
}
