/**
 * What waits to go live, and whether it is time to build.
 */
import { describe, expect, it } from 'vitest'
import { findDueReasons, findPending } from '../../../../src/core/publishing/due.ts'
import { linkSet, NOW } from '../../../support/links.ts'

const COMMIT = '5c23354f454e1350f8543e785c23354f454e1350'
const live = (nextChangeAt: string | null = null) => {
  return { ok: true as const, commit: COMMIT, nextChangeAt }
}

it('what was added, changed or removed is pending, in order', () => {
  const before = linkSet([{ slug: 'a' }, { slug: 'b' }, { slug: 'c' }])
  const after = linkSet([{ slug: 'b', title: 'B' }, { slug: 'Z' }, { slug: 'c' }])
  expect(findPending(after, before)).toEqual(['Z', 'a', 'b'])
  expect(findPending(after, after)).toEqual([])
})

describe('a build is due', () => {
  it.each([
    [
      'when a link changed',
      live(),
      ['docs'],
      '1 link changed since the live commit 5c23354: /docs',
    ],
    [
      'when many did',
      live(),
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      '7 links changed since the live commit 5c23354: /a, /b, /c, /d, /e and 2 more',
    ],
    [
      'at the moment when a link starts or ends',
      live(NOW),
      [],
      `a link started or ended at ${NOW}`,
    ],
    ['when the live commit is unknown', live(), null, 'the live commit 5c23354 is not known here'],
    [
      'when the site does not name its commit',
      { ok: true as const, commit: null, nextChangeAt: null },
      null,
      'the live site does not say which commit it was built from',
    ],
    [
      'when the site is silent',
      { ok: false as const, problem: 'it answers 503' },
      null,
      "the live site can't be read: it answers 503",
    ],
  ])('%s', (_name, build, pending, reason) => {
    expect(findDueReasons(build, pending, NOW)).toEqual([reason])
  })

  it('for both reasons', () => {
    expect(findDueReasons(live('2026-11-01T00:00:00Z'), ['a'], NOW)).toHaveLength(2)
  })
})

it.each([null, '2026-11-25T10:00:01Z'])('it is not while all is live (next change: %s)', (next) => {
  expect(findDueReasons(live(next), [], NOW)).toEqual([])
})
