/**
 * Points in time: RFC 3339, converted to UTC, refused without a zone or outside the calendar.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { formatTime, parseForeignTime, parseTime } from '../../../../src/core/fields/time.ts'

describe('a time', () => {
  it.each([
    ['stays in UTC', '2026-11-25T10:48:00Z', '2026-11-25T10:48:00Z'],
    ['may be in lower case', '2026-11-25t10:48:00z', '2026-11-25T10:48:00Z'],
    ['is converted from the east', '2026-11-25T10:48:00+03:00', '2026-11-25T07:48:00Z'],
    ['is converted from the west', '2026-11-25T10:48:00-05:30', '2026-11-25T16:18:00Z'],
    ['is converted over midnight', '2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00Z'],
    ['is converted over a leap day', '2024-02-28T23:00:00-02:00', '2024-02-29T01:00:00Z'],
    ['may have the offset nought', '2026-11-25T10:48:00+00:00', '2026-11-25T10:48:00Z'],
    ['may have an unknown offset', '2026-11-25T10:48:00-00:00', '2026-11-25T10:48:00Z'],
    ['may have the greatest offset', '2026-11-25T23:59:00+23:59', '2026-11-25T00:00:00Z'],
    ['loses its fraction', '2026-11-25T10:48:00.999Z', '2026-11-25T10:48:00Z'],
    ['loses a long fraction', '2026-11-25T10:48:00.123456789+01:00', '2026-11-25T09:48:00Z'],
    ['may be on a leap day', '2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['may be on a leap day of a century', '2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
    ['may be the last of the calendar', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
    ['may be the first of the calendar', '0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ['may be before 1970', '1969-12-31T23:59:59-01:00', '1970-01-01T00:59:59Z'],
  ])('%s: %s', (_name, input, time) => {
    expect(parseTime(input)).toEqual({ ok: true, time })
    expect(parseTime(time)).toEqual({ ok: true, time })
  })

  const calendar = 'does not exist in the calendar'
  const form = 'is not of the form'
  it.each([
    ['no zone', '2026-11-25T10:48:00', 'has no zone'],
    ['no zone and no seconds', '2026-11-25T10:48', 'has no zone'],
    ['no zone, as SQL writes it', '2026-12-31 00:00:00', 'has no zone'],
    ['a date alone', '2026-02-28', form],
    ['a day that no month has', '2026-02-30', form],
    ['30 February', '2026-02-30T00:00:00Z', calendar],
    ['29 February of a common year', '2026-02-29T00:00:00Z', calendar],
    ['29 February of 1900', '1900-02-29T00:00:00Z', calendar],
    ['31 April', '2026-04-31T00:00:00Z', calendar],
    ['day nought', '2026-01-00T00:00:00Z', calendar],
    ['month nought', '2026-00-01T00:00:00Z', calendar],
    ['month 13', '2026-13-01T00:00:00Z', calendar],
    ['24 o’clock', '2026-01-01T24:00:00Z', calendar],
    ['minute 60', '2026-01-01T00:60:00Z', calendar],
    ['a leap second', '2016-12-31T23:59:60Z', calendar],
    ['the offset +25:00', '2026-11-25T10:48:00+25:00', 'an offset that no zone has'],
    ['the offset +01:60', '2026-11-25T10:48:00+01:60', 'an offset that no zone has'],
    ['an offset without colon', '2026-11-25T10:48:00+0300', form],
    ['the name of a zone', '2026-11-25T10:48:00 CET', form],
    ['a zone in brackets', '2026-11-25T10:48:00Z[Europe/Prague]', form],
    ['a space for the T, with zone', '2026-11-25 10:48:00Z', form],
    ['a space around it', ' 2026-11-25T10:48:00Z', form],
    ['a line feed behind it', '2026-11-25T10:48:00Z\n', form],
    ['a year of five digits', '12026-11-25T10:48:00Z', form],
    ['a year with sign', '+002026-11-25T10:48:00Z', form],
    ['before the year 0000', '0000-01-01T00:00:00+01:00', 'outside the years'],
    ['after the year 9999', '9999-12-31T23:59:59-01:00', 'outside the years'],
    ['milliseconds', '1764067680000', form],
    ['words', 'tomorrow', form],
    ['nothing', '', form],
    ['Arabic digits', '٢٠٢٦-11-25T10:48:00Z', form],
  ])('is refused with %s: %j', (_name, input, reason) => {
    expect(parseTime(input)).toEqual({ ok: false, message: expect.stringContaining(reason) })
  })
})

describe('a time of a foreign file, whatever the zone of this machine', () => {
  beforeEach(() => vi.stubEnv('TZ', 'Asia/Tokyo'))
  afterEach(() => vi.unstubAllEnvs())

  it('the machine of this test is in Tokyo', () => {
    expect(new Date('2026-12-31T00:00:00').getTimezoneOffset()).toBe(-540)
  })

  it.each([
    ['2026-12-31 00:00:00', '2026-12-31T00:00:00Z'],
    ['2026-12-31 00:00:00.000000', '2026-12-31T00:00:00Z'],
    ['2026-12-31T00:00:00+09:00', '2026-12-30T15:00:00Z'],
  ])('%s is read as %s', (input, time) => {
    expect(parseForeignTime(input)).toEqual({ ok: true, time })
  })

  it.each(['2026-12-31T00:00:00', '2026-02-30 00:00:00', '31.12.2026 00:00'])(
    '%s is refused',
    (input) => {
      expect(parseForeignTime(input).ok).toBe(false)
    },
  )

  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [1_999, '1970-01-01T00:00:01Z'],
    [Date.UTC(2026, 10, 25, 10), '2026-11-25T10:00:00Z'],
  ])('%i milliseconds are written as %s', (milliseconds, time) => {
    expect(formatTime(milliseconds)).toBe(time)
  })
})
