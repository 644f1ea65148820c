/** Times between what a visitor's clock shows and the UTC that links hold. */
import { formatTime } from '../../core/fields/time.ts'
import { LOCALE } from './locale.ts'

const READABLE = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' })

/** Name of the visitor's time zone, `Europe/Berlin`. */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/**
 * The value of a `datetime-local` input, read in the visitor's zone, as UTC; `null` when it is no
 * complete time.
 *
 * @example
 * toUtc('2026-12-01T09:00') // => '2026-12-01T08:00:00Z' in Europe/Berlin
 */
export function toUtc(local: string): string | null {
  const time = new Date(local)
  if (Number.isNaN(time.getTime())) return null
  return formatTime(time.getTime())
}

/**
 * A UTC time as the value of a `datetime-local` input in the visitor's zone; seconds only where
 * there are any.
 *
 * @example
 * toLocal('2026-12-01T08:00:00Z') // => '2026-12-01T09:00' in Europe/Berlin
 */
export function toLocal(utc: string): string {
  const time = new Date(utc)
  const two = (part: number) => String(part).padStart(2, '0')
  const year = String(time.getFullYear()).padStart(4, '0')
  const date = `${year}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  const minutes = `${date}T${two(time.getHours())}:${two(time.getMinutes())}`
  return time.getSeconds() === 0 ? minutes : `${minutes}:${two(time.getSeconds())}`
}

/** A UTC time for reading: in the page's language, and the visitor's zone and region. */
export function describeTime(utc: string): string {
  return READABLE.format(new Date(utc))
}
