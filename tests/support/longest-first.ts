/**
 * The order of test files: the long ones first, so that at the end no core waits for one of them.
 * Vitest goes by the last run, which a fresh clone has none of, and else by how large a file is.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longer than ten seconds on two cores, the longest first. */
const LONG = [
  'e2e/workflows',
  'e2e/admin-links',
  'e2e/browser',
  'e2e/crash',
  'e2e/public-pages',
  'e2e/failures',
  'contract/github',
  'e2e/admin-add',
  'e2e/git-merge',
  'e2e/git-host',
  'contract/git',
  'e2e/qr',
  'e2e/serve',
  'e2e/build',
  'e2e/lighthouse',
  'unit/cli/log',
  'e2e/ways-in',
  'e2e/overview',
  'unit/cli/doctor/doctor',
  'unit/cli/verify/verify',
  'unit/cli/diff',
  'unit/cli/undo',
  'e2e/function',
  'contract/worktree',
  'unit/cli/upgrade/upgrade',
  'unit/cli/import',
  'unit/cli/qr',
].map((name) => `/tests/${name}.test.ts`)

/** Told to Vitest (https://vitest.dev/config/sequence#sequence-sequencer). */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    // `toSorted` is stable: the others stay as Vitest has them.
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || placeOf(a) - placeOf(b))
  }
}

function groupOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONG.findIndex((end) => moduleId.endsWith(end))
  return place === -1 ? LONG.length : place
}
