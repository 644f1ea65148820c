/**
 * Which tests run how: quick ones side by side, then the end-to-end ones alone, since those
 * build the site, start servers and drive a browser. Benchmarks have no part in it.
 */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
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
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
