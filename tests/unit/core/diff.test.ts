/**
 * What a diff of two sets says: links added, removed, changed field by field, and renamed.
 */
import { describe, expect, it } from 'vitest'
import { renameLink } from '../../../src/core/changes/change-one.ts'
import { applyDiff, countKinds, type Diff, diffLinks } from '../../../src/core/diff.ts'
import type { Link } from '../../../src/core/link.ts'
import { isSameSet, type LinkSet } from '../../../src/core/link-set.ts'
import { link, linkSet, NOW, SITE } from '../../support/links.ts'

const context = { site: SITE, now: NOW, by: 'bob' }

function rename(
  links: LinkSet,
  from: string,
  to: string,
  leaving: 'alias' | 'tombstone' | 'nothing',
) {
  const change = renameLink(links, from, to, leaving, context)
  if (!change.ok) throw new Error(change.findings[0]?.message)
  return change.links
}

function told(diff: Diff): string[] {
  return diff.map((entry) => {
    if (entry.kind === 'renamed') {
      return `${entry.from} > ${entry.slug} (${entry.left}) ${entry.fields.map(({ field }) => field)}`.trim()
    }
    if (entry.kind === 'changed') return `~ ${entry.slug} ${entry.fields.map(({ field }) => field)}`
    return `${entry.kind === 'added' ? '+' : '-'} ${entry.slug}`
  })
}

describe('a diff', () => {
  it('is empty between equal sets, whatever their order', () => {
    expect(
      diffLinks(linkSet([{ slug: 'a' }, { slug: 'b' }]), linkSet([{ slug: 'b' }, { slug: 'a' }])),
    ).toEqual([])
  })

  it('tells each link once, in the order of slugs', () => {
    const before = linkSet([{ slug: 'c' }, { slug: 'Z' }, { slug: 'a', title: 'A', tags: ['x'] }])
    const after = linkSet([
      { slug: 'b', url: 'https://example.com/b' },
      { slug: 'Z' },
      { slug: 'a', title: null, tags: ['x', 'y'], status: 301 },
    ])
    const diff = diffLinks(before, after)
    expect(diff).toEqual([
      {
        kind: 'changed',
        slug: 'a',
        before: before.get('a'),
        after: after.get('a'),
        fields: [
          { field: 'status', from: 302, to: 301 },
          { field: 'title', from: 'A', to: null },
          { field: 'tags', from: ['x'], to: ['x', 'y'] },
        ],
      },
      { kind: 'added', slug: 'b', link: after.get('b') },
      { kind: 'removed', slug: 'c', link: before.get('c') },
    ])
    expect(countKinds(diff)).toEqual({ added: 1, removed: 1, changed: 1, renamed: 0 })
  })

  it('tells a link that became a tombstone as changed', () => {
    expect(
      told(diffLinks(linkSet([{ slug: 'a' }]), linkSet([{ slug: 'a', state: 'gone' }]))),
    ).toEqual(['~ a state'])
  })
})

describe('a rename', () => {
  const links = linkSet([
    { slug: 'a', title: 'A' },
    { slug: 'x', url: '/a' },
  ])

  it.each(['alias', 'tombstone', 'nothing'] as const)('that leaves %s is told as one', (left) => {
    const after = rename(links, 'a', 'b', left)
    const diff = diffLinks(links, after)
    expect(told(diff)).toEqual([`a > b (${left})`, '~ x url'])
    expect(diff[0]).toMatchObject({
      before: links.get('a'),
      after: after.get('b'),
      replaced: null,
      leftRow: after.get('a') ?? null,
    })
    expect(isSameSet(applyDiff(diff, links), after)).toBe(true)
  })

  it('that takes back an earlier one is told as one', () => {
    const there = rename(links, 'a', 'b', 'alias')
    const back = rename(there, 'b', 'a', 'alias')
    const diff = diffLinks(there, back)
    expect(told(diff)).toEqual(['b > a (alias)', '~ x url'])
    expect(diff[0]).toMatchObject({ replaced: there.get('a') })
    expect(isSameSet(applyDiff(diff, there), back)).toBe(true)
  })

  it('that is undone, the alias going with it, is told as one', () => {
    const there = rename(links, 'a', 'b', 'alias')
    const diff = diffLinks(there, links)
    expect(told(diff)).toEqual(['b > a (nothing)', '~ x url'])
    expect(isSameSet(applyDiff(diff, there), links)).toBe(true)
  })

  it('through a slug in between is told as one, and an alias', () => {
    const after = rename(rename(links, 'a', 'b', 'alias'), 'b', 'c', 'alias')
    expect(told(diffLinks(links, after))).toEqual(['+ b', 'a > c (alias)', '~ x url'])
  })

  it('with an edit is told with the fields, where an alias shows the way', () => {
    const after = new Map(rename(links, 'a', 'b', 'alias'))
    after.set('b', link({ slug: 'b', title: 'B' }))
    expect(told(diffLinks(links, after))).toEqual(['a > b (alias) title', '~ x url'])
  })

  const cases: [string, Partial<Link>[], Partial<Link>[], string[]][] = [
    [
      'an edited link that vanished',
      [{ slug: 'a', title: 'A' }],
      [{ slug: 'b', title: 'B' }],
      ['- a', '+ b'],
    ],
    [
      'a tombstone with other fields',
      [{ slug: 'a' }],
      [{ slug: 'a', title: 'T', state: 'gone' }, { slug: 'b' }],
      ['~ a state,title', '+ b'],
    ],
    [
      'a tombstone that was one before',
      [{ slug: 'a', state: 'gone' }],
      [{ slug: 'b', state: 'gone' }],
      ['- a', '+ b'],
    ],
    [
      'an alias of a link that was there',
      [{ slug: 'a' }, { slug: 'b' }],
      [{ slug: 'a', url: '/b' }, { slug: 'b' }],
      ['~ a url'],
    ],
    [
      'an alias of another link',
      [{ slug: 'a' }],
      [
        { slug: 'a', url: '/b' },
        { slug: 'b', createdBy: 'bob' },
      ],
      ['~ a url', '+ b'],
    ],
    [
      "a link in another's alias's place",
      [{ slug: 'a' }, { slug: 'b', url: '/x' }],
      [{ slug: 'b' }],
      ['- a', '~ b url'],
    ],
    [
      'an alias that follows a link which was edited too',
      [{ slug: 'a' }, { slug: 'x', url: '/a' }],
      [
        { slug: 'b', title: 'B' },
        { slug: 'x', url: '/b' },
      ],
      ['- a', '+ b', '~ x url'],
    ],
    ['a copy beside the link', [{ slug: 'a' }], [{ slug: 'a' }, { slug: 'b' }], ['+ b']],
  ]
  it.each(cases)('is not %s', (_name, before, after, expected) => {
    expect(told(diffLinks(linkSet(before), linkSet(after)))).toEqual(expected)
  })

  it('of two equal links pairs them in the order of slugs', () => {
    expect(
      told(
        diffLinks(linkSet([{ slug: 'a' }, { slug: 'b' }]), linkSet([{ slug: 'd' }, { slug: 'c' }])),
      ),
    ).toEqual(['a > c (nothing)', 'b > d (nothing)'])
  })

  it('to an alias goes before an equal link that vanished', () => {
    const before = linkSet([{ slug: 'a' }, { slug: 'b' }])
    const after = linkSet([{ slug: 'b', url: '/c' }, { slug: 'c' }])
    expect(told(diffLinks(before, after))).toEqual(['- a', 'b > c (alias)'])
  })
})
