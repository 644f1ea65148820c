/**
 * Rules about change: owners and tombstones are judged by the base, never by the change itself.
 */
import { describe, expect, test } from 'vitest'
import type { LinkSet } from '../../../../src/core/link-set.ts'
import { reviewChange } from '../../../../src/core/review/review.ts'
import { parseSite } from '../../../../src/core/site.ts'
import { link, linkSet } from '../../../support/links.ts'

const BEFORE = linkSet([
  link({ slug: 'docs', owner: 'alice' }),
  link({ slug: 'team', owner: 'writers' }),
  link({ slug: 'free' }),
  link({ slug: 'old', state: 'gone', owner: 'alice' }),
])
const SITE = parseSite({ teams: { writers: ['alice', 'bob'] } })

function edited(change: Partial<Record<string, object | null>>): LinkSet {
  const rows = [...BEFORE.values()].flatMap((row) => {
    const fields = change[row.slug]
    if (fields === null) return []
    return [link({ ...row, ...fields })]
  })
  return linkSet(rows)
}

function review(after: LinkSet, actor: string | null, ...approvedBy: string[]): string[] {
  return reviewWith(SITE.teams, after, actor, approvedBy)
}

function reviewWith(
  teams: Record<string, string[]>,
  after: LinkSet,
  actor: string | null,
  approvedBy: readonly string[] = [],
): string[] {
  const proposedSite = { teams }
  const change = { before: BEFORE, after, site: SITE, proposedSite, actor, approvedBy }
  const findings = reviewChange(change)
  return findings.map(({ severity, rule, slug }) => `${severity} ${rule} /${slug}`)
}

const RETARGET = { url: 'https://elsewhere.example/' }

describe('a link with an owner', () => {
  test.each<[string, LinkSet, string, string[], string[]]>([
    ['by its owner', edited({ docs: RETARGET }), 'alice', [], []],
    ['by its owner, in other letters', edited({ docs: RETARGET }), 'ALICE', [], []],
    ['by another', edited({ docs: RETARGET }), 'eve', [], ['error owner /docs']],
    ['by another, approved by its owner', edited({ docs: RETARGET }), 'eve', ['alice'], []],
    [
      'by another, approved by a third',
      edited({ docs: RETARGET }),
      'eve',
      ['bob'],
      ['error owner /docs'],
    ],
    [
      'by another, approved by themselves',
      edited({ docs: RETARGET }),
      'eve',
      ['eve'],
      ['error owner /docs'],
    ],
    [
      'by another, who takes it over in the same change',
      edited({ docs: { ...RETARGET, owner: 'eve' } }),
      'eve',
      [],
      ['error owner /docs'],
    ],
    ['of a team by a member', edited({ team: RETARGET }), 'bob', [], []],
    [
      'of a team by one who is called like it',
      edited({ team: RETARGET }),
      'writers',
      [],
      ['error owner /team'],
    ],
    ['of a team by another', edited({ team: RETARGET }), 'eve', [], ['error owner /team']],
    ['without owner by anyone', edited({ free: RETARGET }), 'eve', [], []],
    [
      'removed by another',
      edited({ docs: null }),
      'eve',
      [],
      ['error owner /docs', 'warning vanished /docs'],
    ],
    ['that stays as it is', edited({}), 'eve', [], []],
  ])('%s', (_name, after, actor, approvedBy, expected) => {
    expect(review(after, actor, ...approvedBy)).toEqual(expected)
  })

  test('is not judged where nobody knows who asks, and it says so', () => {
    expect(review(edited({ docs: RETARGET }), null)).toEqual(['warning owner-not-judged /docs'])
  })

  test('that is renamed by another is theirs still', () => {
    const docs = BEFORE.get('docs')
    const after = linkSet([
      ...edited({ docs: null }).values(),
      link({ ...docs, slug: 'manual' }),
      link({ ...docs, slug: 'docs', url: '/manual' }),
    ])
    expect(review(after, 'eve')).toEqual(['error owner /docs'])
    expect(review(after, 'alice')).toEqual([])
  })
})

describe('a pattern with an owner', () => {
  const url = 'https://example.com/:splat'
  const before = linkSet([
    link({ slug: 'gh/*', url, owner: 'writers' }),
    link({ slug: 'gh/free/*', url }),
  ])
  const reviewAdded = (slug: string, actor: string | null, approvedBy: string[] = []) => {
    const after = new Map(before).set(slug, link({ slug, createdBy: actor ?? 'eve' }))
    const change = { before, after, site: SITE, proposedSite: SITE, actor, approvedBy }
    return reviewChange(change).map(({ severity, rule }) => `${severity} ${rule}`)
  }

  test.each(['gh/octo', 'gh', 'gh/a/b'])('gives no path of its to a new link: %s', (slug) => {
    expect(reviewAdded(slug, 'eve')).toEqual(['error owner'])
    expect(reviewAdded(slug, 'eve', ['bob'])).toEqual([])
    expect(reviewAdded(slug, 'alice')).toEqual([])
    expect(reviewAdded(slug, null)).toEqual(['warning owner-not-judged'])
  })

  test.each(['gho', 'gh/free/x'])('has no say in what it did not answer: %s', (slug) => {
    expect(reviewAdded(slug, 'eve')).toEqual([])
  })
})

describe('a tombstone', () => {
  const revived = edited({ old: { state: 'active', ...RETARGET } })

  test.each<[string, LinkSet, string | null, string[], string[]]>([
    ['used again', revived, 'alice', [], ['error tombstone /old']],
    ['used again, approved by themselves', revived, 'alice', ['Alice'], ['error tombstone /old']],
    ['used again, approved by another', revived, 'alice', ['bob'], ['warning tombstone /old']],
    ['used again by nobody knows whom', revived, null, [], ['warning tombstone-not-judged /old']],
    ['retargeted', edited({ old: RETARGET }), 'alice', [], ['error tombstone /old']],
    ['that gets a title', edited({ old: { title: 'Old' } }), 'alice', [], []],
  ])('%s', (_name, after, actor, approvedBy, expected) => {
    expect(review(after, actor, ...approvedBy)).toEqual(expected)
  })

  test('may take a link’s place', () => {
    expect(review(edited({ free: { state: 'gone' } }), 'eve')).toEqual([])
  })
})

describe('where a link comes from', () => {
  test('stays as it was', () => {
    const after = edited({ free: { createdBy: 'eve', createdAt: '2026-02-02T00:00:00Z' } })
    expect(review(after, 'eve')).toEqual(['error origin /free', 'error origin /free'])
  })

  test('is said of a new link by whoever adds it', () => {
    const mine = link({ slug: 'new', createdBy: 'eve' })
    const theirs = link({ slug: 'new', createdBy: 'alice' })
    expect(review(linkSet([...BEFORE.values(), mine]), 'Eve')).toEqual([])
    expect(review(linkSet([...BEFORE.values(), theirs]), 'eve')).toEqual(['warning author /new'])
  })
})

describe('who a team is, where it owns links,', () => {
  const joined = { writers: ['alice', 'bob', 'eve'] }

  test.each<[string, Record<string, string[]>, string | null, string[], string[]]>([
    ['is changed by a member', joined, 'bob', [], []],
    ['is changed by another', joined, 'eve', [], ['error team /null']],
    ['is changed by another with the approval of a member', joined, 'eve', ['alice'], []],
    ['is changed by one who approves it', joined, 'eve', ['eve'], ['error team /null']],
    ['is not judged without an actor', joined, null, [], ['warning team-not-judged /null']],
    ['is forgotten by another', {}, 'eve', [], ['error team /null']],
    [
      'is named like a person who owns a link',
      { ...SITE.teams, alice: ['eve'] },
      'eve',
      [],
      ['error team /null'],
    ],
    ['is in another order and other letters', { writers: ['BOB', 'Alice'] }, 'eve', [], []],
    [
      'stays, and another team that owns nothing comes',
      { ...SITE.teams, x: ['eve'] },
      'eve',
      [],
      [],
    ],
  ])('%s', (_name, teams, actor, approvedBy, expected) => {
    expect(reviewWith(teams, edited({}), actor, approvedBy)).toEqual(expected)
  })
})
