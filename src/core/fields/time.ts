/**
 * Points in time as links hold them: RFC 3339 in UTC with whole seconds, `2026-11-25T10:00:00Z`.
 * Knows no clock; "now" is an argument wherever it matters.
 */

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/
// A normal form whose day is in every month; what follows it judges all others.
const NORMAL = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/
const ZONELESS = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/
const SQL_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?$/

export type ParsedTime = { ok: true; time: string } | { ok: false; message: string }

/**
 * Reads RFC 3339 and converts it to UTC; fractions of a second are dropped.
 * A time without a zone is refused, since it means another moment on every machine.
 *
 * @example
 * parseTime('2026-11-25T10:48:00+03:00') // => { ok: true, time: '2026-11-25T07:48:00Z' }
 */
export function parseTime(input: string): ParsedTime {
  // Nearly all times that are read have been written by us.
  if (NORMAL.test(input)) return { ok: true, time: input }
  const quoted = JSON.stringify(input.slice(0, 60))
  const match = RFC_3339.exec(input)
  if (match === null) {
    const message = ZONELESS.test(input)
      ? `time ${quoted} has no zone; end it with "Z" for UTC or an offset like "+01:00"`
      : `time ${quoted} is not of the form 2026-12-31T23:59:59Z`
    return { ok: false, message }
  }
  const [, date = '', clock = '', zone = ''] = match
  if (!isOnCalendar(date) || !CLOCK.test(clock)) {
    return { ok: false, message: `time ${quoted} does not exist in the calendar` }
  }
  const utc = `${date}T${clock}Z`
  if (zone === 'Z' || zone === 'z') return { ok: true, time: utc }
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))]
  if (hours > 23 || minutes > 59) {
    return { ok: false, message: `time ${quoted} has an offset that no zone has` }
  }
  const offset = (hours * 60 + minutes) * 60_000 * (zone.startsWith('-') ? -1 : 1)
  const time = formatTime(Date.parse(utc) - offset)
  // Beyond the years 0000 to 9999 the text gets a sign and no longer sorts as time does.
  return time.length === utc.length
    ? { ok: true, time }
    : { ok: false, message: `time ${quoted} is outside the years 0000 to 9999` }
}

function isOnCalendar(date: string): boolean {
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7))
  const day = Number(date.slice(8))
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return month >= 1 && month <= 12 && day >= 1 && day <= days
}

/**
 * As `parseTime`, for files of other programs: SQL's `2026-12-31 00:00:00` has no zone and is
 * read as UTC, whatever the zone of this machine.
 */
export function parseForeignTime(input: string): ParsedTime {
  return parseTime(input.replace(SQL_TIME, '$1T$2Z'))
}

/** Milliseconds since 1970 as RFC 3339 in UTC, whole seconds. */
export function formatTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -5)}Z`
}
