/**
 * Which tests run how: three files at a time, the long ones first; then, alone, the one whose
 * writers compete. Benchmarks have no part in it.
 */
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

const WITH_GIT_ALONE = [
  'contributing',
  'git-histories',
  'git-merge',
  'ignore-build',
  'workflows',
].map((name) => `tests/e2e/${name}.test.ts`)
const RIVALS = 'tests/e2e/rivals.test.ts'

export default defineConfig({
  test: {
    environment: 'node',
    // More than two cores: most files wait for a page, a server or Git half of the time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['tests/{unit,property,contract}/**/*.test.ts'],
          // Property tests run many times over under SHORTCRUST_DEEP.
          testTimeout: process.env.SHORTCRUST_DEEP ? 900_000 : 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'git',
          include: WITH_GIT_ALONE,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: [...WITH_GIT_ALONE, RIVALS],
          globalSetup: ['tests/support/unpack-browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A browser on a machine that is busy elsewhere is late at times; what is wrong fails twice.
          retry: 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'rivals',
          include: [RIVALS],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
