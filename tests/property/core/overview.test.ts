/**
 * Whatever days links are added on: the buckets hold each of them once, side by side, and few
 * enough to be drawn.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketDays, type Counted, countRecent, rank } from '../../../src/core/overview.ts'
import { runs } from '../../support/runs.ts'

const DAY_MS = 864e5
const nameDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)
// All years that a link's time can be of, and more often those around today.
const arbDay = fc.oneof(
  fc.integer({ min: -719_528, max: 2_932_896 }).map(nameDay),
  fc.integer({ min: 20_000, max: 20_900 }).map(nameDay),
  fc.integer({ min: 20_760, max: 20_800 }).map(nameDay),
)
const arbDays = fc.uniqueArray(fc.record({ name: arbDay, links: fc.integer({ min: 1, max: 9 }) }), {
  selector: ({ name }) => name,
  maxLength: 12,
})

const sumOf = (counted: readonly Counted[]) => counted.reduce((sum, { links }) => sum + links, 0)

test('buckets follow each other without a gap, and their links are those of their days', () => {
  fc.assert(
    fc.property(arbDays, arbDay, (days, today) => {
      const { buckets } = bucketDays(days, today)
      expect(buckets.length).toBeLessThanOrEqual(40)
      buckets.forEach(({ first, last, added, total }, index) => {
        const within = days.filter(({ name }) => first <= name && name <= last)
        expect(added).toBe(sumOf(within))
        expect(total).toBe((buckets[index - 1]?.total ?? 0) + added)
        const before = buckets[index - 1]
        if (before !== undefined) expect(nameDay(Date.parse(before.last) / DAY_MS + 1)).toBe(first)
      })
      expect(buckets.at(-1)?.total ?? 0).toBe(sumOf(days))
      if (days.length > 0) {
        expect(buckets.some(({ first, last }) => first <= today && today <= last)).toBe(true)
      }
    }),
    { numRuns: runs(300) },
  )
})

test('a ranking leaves nobody out, and no other is more frequent', () => {
  const arbCounted = fc.uniqueArray(
    fc.record({ name: fc.string(), links: fc.integer({ min: 1, max: 5 }) }),
    { selector: ({ name }) => name },
  )
  fc.assert(
    fc.property(arbCounted, fc.integer({ min: 1, max: 10 }), (counted, most) => {
      const { top, others, othersLinks } = rank(counted, most)
      expect(top.length + others).toBe(counted.length)
      expect(sumOf(top) + othersLinks).toBe(sumOf(counted))
      const names = new Set(top.map(({ name }) => name))
      const least = top.at(-1)
      for (const { name, links } of counted) {
        if (least === undefined || names.has(name)) continue
        expect(links < least.links || (links === least.links && name > least.name)).toBe(true)
      }
    }),
    { numRuns: runs(200) },
  )
})

test('the last thirty days are today and those before it', () => {
  const days = ['2026-10-26', '2026-10-27', '2026-11-25', '2026-11-26'].map((name) => {
    return { name, links: 1 }
  })
  expect(countRecent(days, '2026-11-25', 30)).toBe(2)
})

test.each([
  ['2026-11-25', 'day', 1, '2026-11-19', '2026-11-19', 7],
  ['2026-10-20', 'day', 1, '2026-10-20', '2026-10-20', 37],
  ['2026-09-01', 'week', 1, '2026-08-31', '2026-09-06', 13],
  ['2024-06-15', 'month', 1, '2024-06-01', '2024-06-30', 30],
  ['2019-02-15', 'month', 3, '2019-01-01', '2019-03-31', 32],
  ['1999-12-31', 'year', 1, '1999-01-01', '1999-12-31', 28],
  ['0001-01-01', 'year', 100, '0000-01-01', '0099-12-31', 21],
])(
  'links from %s on are shown by %s × %i, first %s to %s',
  (day, unit, step, first, last, many) => {
    const timeline = bucketDays([{ name: day, links: 1 }], '2026-11-25')
    expect(timeline).toMatchObject({ unit, step })
    expect(timeline.buckets.length).toBe(many)
    expect(timeline.buckets[0]).toMatchObject({ first, last })
  },
)

test('no links are no buckets', () => {
  expect(bucketDays([], '2026-11-25').buckets).toEqual([])
})
