/**
 * One link through a history: the names that it had, and the changes that made it what it is.
 */
import { describe, expect, it } from 'vitest'
import { diffLinks } from '../../../../src/core/diff.ts'
import { startBlame } from '../../../../src/core/history/blame.ts'
import { followSlug } from '../../../../src/core/history/follow.ts'
import { LINK_FIELDS, type Link } from '../../../../src/core/link.ts'
import { linkSet } from '../../../support/links.ts'

type Rows = readonly Partial<Link>[]

/** Diffs of a history that is given oldest first, newest first. */
function diffsOf(...versions: Rows[]) {
  const sets = [linkSet([]), ...versions.map(linkSet)]
  return sets
    .slice(1)
    .map((set, index) => diffLinks(sets[index] ?? new Map(), set))
    .toReversed()
}

function follow(slug: string, ...versions: Rows[]): string[] {
  return followSlug(diffsOf(...versions), slug).map((diff) => {
    return diff.map((entry) => `${entry.kind} ${entry.slug}`).join(', ')
  })
}

const later = { createdAt: '2026-06-01T00:00:00Z' }

describe('following a slug', () => {
  const renamed: Rows[] = [
    [{ slug: 'a' }, { slug: 'x' }],
    [{ slug: 'b' }, { slug: 'a', url: '/b', ...later }, { slug: 'x', title: 'X' }],
    [
      { slug: 'b', title: 'B' },
      { slug: 'a', url: '/b', ...later },
      { slug: 'x', title: 'X' },
    ],
  ]

  it.each(['a', 'b'])('goes through a rename from /%s', (slug) => {
    expect(follow(slug, ...renamed)).toEqual(['changed b', 'renamed b', 'added a'])
  })

  it('leaves out what stood at the new slug before, seen from the old', () => {
    const versions: Rows[] = [
      [{ slug: 'a' }, { slug: 'b', ...later }],
      [{ slug: 'a' }],
      [{ slug: 'b' }],
    ]
    expect(follow('a', ...versions)).toEqual(['renamed b', '', 'added a'])
    expect(follow('b', ...versions)).toEqual(['renamed b', 'removed b', 'added a, added b'])
  })

  it('leaves out what stands at the old slug after, seen from the new', () => {
    const versions: Rows[] = [
      [{ slug: 'a' }],
      [{ slug: 'b' }],
      [{ slug: 'b' }, { slug: 'a', ...later }],
    ]
    expect(follow('b', ...versions)).toEqual(['', 'renamed b', 'added a'])
    expect(follow('a', ...versions)).toEqual(['added a', 'renamed b', 'added a'])
  })
})

describe('blame', () => {
  function blame(links: Rows, ...diffs: [name: string, from: Rows, to: Rows][]) {
    const started = startBlame<string>([...linkSet(links).values()])
    for (const [name, from, to] of diffs) {
      for (const entry of diffLinks(linkSet(from), linkSet(to))) started.goBack(name, entry)
    }
    return started
  }

  it('finds the change that set the value that stands, not one that was not taken', () => {
    const { links, isDone } = blame(
      [{ title: 'Ours', owner: 'bob' }],
      ['theirs', [{ owner: 'bob' }], [{ owner: 'bob', title: 'Theirs' }]],
      ['ours', [{ owner: 'bob' }], [{ owner: 'bob', title: 'Ours' }]],
      ['owner', [{}], [{ owner: 'bob' }]],
    )
    expect(links[0]?.last).toBe('ours')
    expect(links[0]?.fields.get('title')).toBe('ours')
    expect(links[0]?.fields.get('owner')).toBe('owner')
    expect([isDone(true), isDone(false)]).toEqual([true, false])
  })

  it('is done once every field is told, under an old slug too', () => {
    const alias = { slug: 'docs', url: '/b', ...later }
    const { links, isDone } = blame(
      [{ slug: 'b' }, alias],
      ['rename', [{}], [{ slug: 'b' }, alias]],
      ['add', [], [{}]],
    )
    expect(isDone(false)).toBe(true)
    const told = links.map(({ fields }) => {
      return LINK_FIELDS.filter((field) => fields.get(field) === 'rename')
    })
    expect(told).toEqual([['slug'], ['url', 'createdAt']])
  })
})
