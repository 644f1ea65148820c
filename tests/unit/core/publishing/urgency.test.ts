/**
 * Which changes can't wait for the next scheduled build.
 */
import { describe, expect, it } from 'vitest'
import { renameLink } from '../../../../src/core/changes/change-one.ts'
import type { Link } from '../../../../src/core/link.ts'
import { findUrgent } from '../../../../src/core/publishing/urgency.ts'
import { link, linkSet, NOW, SITE } from '../../../support/links.ts'

const EARLIER = '2026-11-01T00:00:00Z'
const LATER = '2026-12-01T00:00:00Z'
const LATEST = '2027-01-01T00:00:00Z'
const docs = link({ slug: 'docs' })

const urgent = (before: Partial<Link>[], after: Partial<Link>[]) =>
  findUrgent(linkSet(before), linkSet(after), NOW)

describe('what can not wait', () => {
  it.each<[string, Partial<Link>[], Partial<Link>[]]>([
    ['removing with a tombstone', [docs], [{ ...docs, state: 'gone' }]],
    ['removing without one', [docs], []],
    ['disabling', [docs], [{ ...docs, state: 'disabled' }]],
    ['retargeting', [docs], [{ ...docs, url: 'https://example.org/' }]],
    ['expiring at once', [docs], [{ ...docs, expiresAt: EARLIER }]],
    ['expiring some day', [docs], [{ ...docs, expiresAt: LATER }]],
    ['expiring earlier', [{ ...docs, expiresAt: LATEST }], [{ ...docs, expiresAt: LATER }]],
    ['starting only later', [docs], [{ ...docs, startsAt: LATER }]],
  ])('%s', (_name, before, after) => {
    expect(urgent(before, after)).toEqual(['docs'])
  })

  it('an alias led elsewhere', () => {
    const other = link({ slug: 'other', url: 'https://example.com/other' })
    const alias = { slug: 'me', url: '/docs' }
    expect(urgent([docs, other, alias], [docs, other, { ...alias, url: '/other' }])).toEqual(['me'])
  })
})

describe('what can wait', () => {
  const off = { ...docs, state: 'disabled' as const }
  it.each<[string, Partial<Link>[], Partial<Link>[]]>([
    ['nothing', [docs], [docs]],
    ['adding', [], [docs]],
    [
      'adding under a pattern',
      [{ slug: 'gh/*', url: 'https://e.com/:splat' }],
      [
        { slug: 'gh/*', url: 'https://e.com/:splat' },
        { slug: 'gh/me', url: 'https://e.com/me' },
      ],
    ],
    [
      'titles, tags, owners and listing',
      [docs],
      [{ ...docs, title: 'T', tags: ['a'], owner: 'bob', listed: false }],
    ],
    ['another status', [docs], [{ ...docs, status: 301 }]],
    ['enabling', [off], [docs]],
    ['retargeting what is off', [off], [{ ...off, url: 'https://example.org/' }]],
    ['purging a tombstone', [{ ...docs, state: 'gone' }], []],
    ['expiring later', [{ ...docs, expiresAt: LATER }], [{ ...docs, expiresAt: LATEST }]],
    ['not expiring any more', [{ ...docs, expiresAt: LATER }], [docs]],
    ['removing what has expired', [{ ...docs, expiresAt: EARLIER }], []],
    ['removing what has not started', [{ ...docs, startsAt: LATER }], []],
  ])('%s', (_name, before, after) => {
    expect(urgent(before, after)).toEqual([])
  })

  it('a rename that leaves an alias; one that leaves none can not', () => {
    const links = linkSet([docs, { slug: 'me', url: '/docs' }])
    const context = { site: SITE, now: NOW, by: 'bob' }
    const urgentAfter = (leaving: 'alias' | 'tombstone' | 'nothing') => {
      const renamed = renameLink(links, 'docs', 'manual', leaving, context)
      return renamed.ok ? findUrgent(links, renamed.links, NOW) : null
    }
    expect(urgentAfter('alias')).toEqual([])
    expect(urgentAfter('tombstone')).toEqual(['docs'])
    expect(urgentAfter('nothing')).toEqual(['docs'])
  })
})

it('aliases in a circle lead nowhere, before and after', () => {
  const circle = new Map([
    ['a', link({ slug: 'a', url: '/b' })],
    ['b', link({ slug: 'b', url: '/a' })],
  ])
  expect(findUrgent(circle, new Map(), NOW)).toEqual([])
})
