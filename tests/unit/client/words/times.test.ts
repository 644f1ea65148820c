/**
 * Times between a visitor's clock and UTC, in zones where the clock jumps.
 */
import process from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'
import { toLocal, toUtc } from '../../../../src/client/words/times.ts'

const before = process.env.TZ

afterAll(() => {
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
})

describe('the value of an input', () => {
  test.each([
    ['Europe/Berlin', '2026-12-01T08:00:00Z', '2026-12-01T09:00'],
    ['Europe/Berlin', '2026-07-01T08:00:00Z', '2026-07-01T10:00'],
    ['Europe/Berlin', '2026-07-01T08:00:30Z', '2026-07-01T10:00:30'],
    ['America/New_York', '2026-01-01T02:30:00Z', '2025-12-31T21:30'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01T05:45'],
    ['UTC', '0099-01-01T00:00:00Z', '0099-01-01T00:00'],
  ])('in %s: %s is %s, and back', (zone, utc, local) => {
    process.env.TZ = zone
    expect(toLocal(utc)).toBe(local)
    expect(toUtc(local)).toBe(utc)
  })

  test('an hour that the clock shows twice is one of both', () => {
    process.env.TZ = 'Europe/Berlin'
    for (const utc of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
      expect(toLocal(utc)).toBe('2026-10-25T02:30')
    }
    expect(toUtc('2026-10-25T02:30')).toBe('2026-10-25T00:30:00Z')
  })

  test.each(['', 'x', '2026-13-01T00:00'])('%j is no time', (local) => {
    expect(toUtc(local)).toBeNull()
  })
})
