/**
 * All links in a few numbers: when they were added, and which names are most frequent.
 * Knows days, names and counts; knows neither the database nor how they are shown.
 */

/** What a link does at a moment; each does one of these. */
export const STATES_NOW = ['active', 'scheduled', 'expired', 'disabled', 'gone'] as const
export type StateNow = (typeof STATES_NOW)[number]

/** How many links a name, a tag or a day has. */
export interface Counted {
  name: string
  links: number
}

/** The most frequent names, and what the others come to. */
export interface Ranking {
  top: Counted[]
  /** How many names are left. */
  others: number
  /** How many links those have, each counted at each of its names. */
  othersLinks: number
}

/**
 * The `most` most frequent names, the first of the alphabet where two are as frequent.
 *
 * @example
 * rank([{ name: 'b', links: 1 }, { name: 'a', links: 1 }], 1).top // => [{ name: 'a', links: 1 }]
 */
export function rank(counted: readonly Counted[], most: number): Ranking {
  const sorted = [...counted].sort((a, b) => b.links - a.links || (a.name < b.name ? -1 : 1))
  const others = sorted.slice(most)
  return { top: sorted.slice(0, most), others: others.length, othersLinks: sumOf(others) }
}

export type Unit = 'day' | 'week' | 'month' | 'year'

/** A stretch of days; both ends belong to it. */
export interface Bucket {
  /** `2026-11-01` */
  first: string
  last: string
  added: number
  /** Links that there are at its end, of all that there are now. */
  total: number
}

/** How long each bucket is. */
export interface Scale {
  unit: Unit
  /** Units that a bucket holds: 3 months are a quarter. */
  step: number
}

/** Stretches that follow each other without a gap, the oldest first. */
export interface Timeline extends Scale {
  buckets: Bucket[]
}

// A site of today has a week to show, not one lonely column.
const DAYS_LEAST = 7
// Columns that can still be told apart on a phone.
const COLUMNS_MOST = 40
const SCALES: readonly Scale[] = [
  { unit: 'day', step: 1 },
  { unit: 'week', step: 1 },
  { unit: 'month', step: 1 },
  { unit: 'month', step: 3 },
  // Each divides the 10,000 years that a link's time can be of.
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((step): Scale => ({ unit: 'year', step })),
]

/**
 * Sorts days into the finest stretches that still make a readable picture: from the first day, or
 * a week ago, to today, or the last day, whichever is later. No days make no buckets.
 *
 * @param days `name` is a day as `2026-11-25`, each at most once
 */
export function bucketDays(days: readonly Counted[], today: string): Timeline {
  if (days.length === 0) return { unit: 'day', step: 1, buckets: [] }
  const numbers = days.map(({ name }) => dayNumber(name))
  const now = dayNumber(today)
  const from = numbers.reduce((a, b) => Math.min(a, b), now - DAYS_LEAST + 1)
  const to = numbers.reduce((a, b) => Math.max(a, b), now)
  const scale = pickScale(from, to)
  const at = (day: number) => bucketIndex(day, scale)
  const offset = at(from)
  const added = new Array<number>(at(to) - offset + 1).fill(0)
  days.forEach(({ links }, index) => {
    const bucket = at(numbers[index] ?? now) - offset
    added[bucket] = (added[bucket] ?? 0) + links
  })
  let total = 0
  const buckets = added.map((links, index): Bucket => {
    total += links
    const first = bucketStart(offset + index, scale)
    const last = bucketStart(offset + index + 1, scale) - 1
    return { first: nameDay(first), last: nameDay(last), added: links, total }
  })
  return { ...scale, buckets }
}

/** How many links were added on the last `count` days, today among them. */
export function countRecent(days: readonly Counted[], today: string, count: number): number {
  const after = nameDay(dayNumber(today) - count)
  return sumOf(days.filter(({ name }) => name > after && name <= today))
}

function pickScale(from: number, to: number): Scale {
  const fits = (scale: Scale) =>
    bucketIndex(to, scale) - bucketIndex(from, scale) + 1 <= COLUMNS_MOST
  return SCALES.find(fits) ?? { unit: 'year', step: 1000 }
}

// Counts buckets from 1970, or from the year 0.
function bucketIndex(day: number, { unit, step }: Scale): number {
  if (unit === 'day') return day
  // The first day of 1970 was a Thursday, and weeks begin on Monday.
  if (unit === 'week') return Math.floor((day + 3) / 7)
  const date = new Date(day * DAY_MS)
  const year = date.getUTCFullYear()
  return Math.floor((unit === 'month' ? year * 12 + date.getUTCMonth() : year) / step)
}

function bucketStart(index: number, { unit, step }: Scale): number {
  if (unit === 'day') return index
  if (unit === 'week') return index * 7 - 3
  const date = new Date(0)
  const months = index * step * (unit === 'month' ? 1 : 12)
  // Not Date.UTC, which takes the years 0 to 99 for those of the last century.
  date.setUTCFullYear(Math.floor(months / 12), months % 12, 1)
  return date.getTime() / DAY_MS
}

const DAY_MS = 24 * 60 * 60 * 1000

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

function nameDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().split('T')[0] ?? ''
}

function sumOf(counted: readonly Counted[]): number {
  return counted.reduce((sum, { links }) => sum + links, 0)
}
