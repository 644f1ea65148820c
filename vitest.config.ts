/**
 * Which tests run how: quick ones side by side, and beside them the end-to-end ones that run Git
 * alone; then the others, which build the site, start servers and drive a browser. Benchmarks have no part in it.
 */
import { defineConfig } from 'vitest/config'

const WITH_GIT_ALONE = [
  'contributing',
  'git-histories',
  'git-merge',
  'ignore-build',
  'workflows',
].map((name) => `tests/e2e/${name}.test.ts`)

export default defineConfig({
  test: {
    environment: 'node',
    // With more, writers that compete for a head are starved on two cores.
    maxWorkers: 2,
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
          exclude: WITH_GIT_ALONE,
          globalSetup: ['tests/support/unpack-browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A browser on a machine that is busy elsewhere is late at times; what is wrong fails twice.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
