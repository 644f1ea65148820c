/** Stretches of time in words, in the page's language. */

import type { Bucket, Scale } from '../../core/overview.ts'
import { LOCALE } from '../words/locale.ts'

type Days = Pick<Bucket, 'first' | 'last'>

/**
 * What stretch of time a bucket is, for reading.
 *
 * @example
 * nameBucket({ first: '2026-11-01', last: '2026-11-30' }, { unit: 'month', step: 1 })
 * // => 'November 2026'
 */
export function nameBucket({ first, last }: Days, { unit, step }: Scale): string {
  const [from, to] = [dateOf(first), dateOf(last)]
  if (unit === 'day') return DAY.format(from)
  if (unit === 'week') return DAY.formatRange(from, to)
  if (unit === 'month') return step === 1 ? MONTH.format(from) : SHORT_MONTH.formatRange(from, to)
  return step === 1 ? YEAR.format(from) : YEAR.formatRange(from, to)
}

/** Where a bucket begins, short enough for an axis. */
export function labelBucket({ first }: Days, { unit }: Scale): string {
  const date = dateOf(first)
  if (unit === 'year') return YEAR.format(date)
  return unit === 'month' ? SHORT_MONTH.format(date) : SHORT_DAY.format(date)
}

/** A day such as `2026-11-25`, for reading. */
export function nameDay(day: string): string {
  return DAY.format(dateOf(day))
}

// A day is the same everywhere; no zone may shift it once more.
const timeZone = 'UTC'
const DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone })
const SHORT_DAY = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone })
const MONTH = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric', timeZone })
const SHORT_MONTH = new Intl.DateTimeFormat(LOCALE, { month: 'short', year: 'numeric', timeZone })
const YEAR = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', timeZone })

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
