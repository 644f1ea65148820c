/** Numbers, stretches of time and what is left of it, as the overview's pictures say them. */
import { expect, test } from 'vitest'
import { nameBucket } from '../../../../src/client/overview/bucket-names.ts'
import { describeTimeLeft } from '../../../../src/client/overview/time-left.ts'
import { ticksTo } from '../../../../src/client/overview/timeline.ts'

test.each([
  [1, [0, 1]],
  [2, [0, 1, 2]],
  [4, [0, 2, 4]],
  [40, [0, 20, 40]],
  [412, [0, 200, 400]],
  [100_000, [0, 50_000, 100_000]],
])('an axis up to %i has the lines %j', (most, ticks) => {
  expect(ticksTo(most)).toEqual(ticks)
})

test('an axis never has more than four lines, nor any between whole numbers', () => {
  for (let most = 1; most < 3000; most += 1) {
    const ticks = ticksTo(most)
    expect(ticks.length, String(most)).toBeLessThanOrEqual(4)
    expect(ticks.length, String(most)).toBeGreaterThanOrEqual(2)
    expect(ticks.every(Number.isInteger)).toBe(true)
  }
})

test.each([
  ['2026-11-25', '2026-11-25', { unit: 'day', step: 1 }, 'Nov 25, 2026'],
  ['2026-11-23', '2026-11-29', { unit: 'week', step: 1 }, 'Nov 23 – 29, 2026'],
  ['2026-11-01', '2026-11-30', { unit: 'month', step: 1 }, 'November 2026'],
  ['2026-10-01', '2026-12-31', { unit: 'month', step: 3 }, 'Oct – Dec 2026'],
  ['2026-01-01', '2026-12-31', { unit: 'year', step: 1 }, '2026'],
  ['2020-01-01', '2029-12-31', { unit: 'year', step: 10 }, '2020 – 2029'],
] as const)('%s to %s is %j: %s', (first, last, scale, name) => {
  // Intl sets thin spaces around a dash.
  expect(nameBucket({ first, last }, scale).replace(/\s/gu, ' ')).toBe(name)
})

const [HOUR, DAY] = [3_600_000, 86_400_000]

test.each([
  [1, 'in 1 minute'],
  [59 * 60_000, 'in 59 minutes'],
  [HOUR, 'in 1 hour'],
  [47.9 * HOUR, 'in 47 hours'],
  [2 * DAY, 'in 2 days'],
  [59.9 * DAY, 'in 59 days'],
  [61 * DAY, 'in 2 months'],
  [400 * DAY, 'in 13 months'],
  [731 * DAY, 'in 2 years'],
])('%i ms are told as "%s"', (left, text) => {
  expect(describeTimeLeft(left)).toBe(text)
})
