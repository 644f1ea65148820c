/** How long it is until a moment, in the page's language. */
import { lang } from '#strings'

const RELATIVE = new Intl.RelativeTimeFormat(lang)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How long `milliseconds` are, in the unit that is worth telling: never more than is left, but for
 * the last minute.
 *
 * @example
 * describeTimeLeft(3 * 24 * 60 * 60 * 1000) // => 'in 3 days'
 */
export function describeTimeLeft(milliseconds: number): string {
  const whole = (unit: number) => Math.floor(milliseconds / unit)
  if (milliseconds < HOUR) return RELATIVE.format(Math.max(1, whole(MINUTE)), 'minute')
  if (milliseconds < 2 * DAY) return RELATIVE.format(whole(HOUR), 'hour')
  if (milliseconds < 60 * DAY) return RELATIVE.format(whole(DAY), 'day')
  if (milliseconds < 730 * DAY) return RELATIVE.format(whole(30.44 * DAY), 'month')
  return RELATIVE.format(whole(365.25 * DAY), 'year')
}
