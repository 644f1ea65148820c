/**
 * Three-way merge: what two people changed apart comes together, what they changed alike conflicts.
 */
import { describe, expect, it } from 'vitest'
import type { Link } from '../../../src/core/link.ts'
import { isSameSet } from '../../../src/core/link-set.ts'
import { mergeLinks } from '../../../src/core/merge.ts'
import { link, linkSet } from '../../support/links.ts'

const was: Partial<Link> = {
  slug: 'docs',
  title: 'Docs',
  tags: ['a', 'b'],
  startsAt: '2026-01-01T00:00:00Z',
  expiresAt: '2026-12-31T00:00:00Z',
}
const base = linkSet([was, { slug: 'other' }])

function merge(ours: readonly Partial<Link>[], theirs: readonly Partial<Link>[], from = base) {
  const { links, conflicts } = mergeLinks(from, linkSet(ours), linkSet(theirs))
  return { links, fields: conflicts.map(({ slug, field }) => `${slug} ${field}`), conflicts }
}

describe('without conflict', () => {
  const other = { slug: 'other' }
  const tags = Array.from({ length: 9 }, (_, index) => `t${index}`)
  it.each<[string, Partial<Link>[], Partial<Link>[], Partial<Link>[]]>([
    ['nobody changed anything', [was, other], [was, other], [was, other]],
    [
      'both added links',
      [was, other, { slug: 'x' }],
      [was, other, { slug: 'y' }],
      [was, other, { slug: 'x' }, { slug: 'y' }],
    ],
    [
      'both added the same link',
      [was, other, { slug: 'x' }],
      [was, other, { slug: 'x' }],
      [was, other, { slug: 'x' }],
    ],
    ['one removed, the other left it', [was], [was, other], [was]],
    ['both removed it', [was], [was], [was]],
    ['each removed another', [was], [other], []],
    [
      'one changed, the other left it',
      [{ ...was, title: 'x' }, other],
      [was, other],
      [{ ...was, title: 'x' }, other],
    ],
    [
      'both changed it to the same',
      [{ ...was, title: 'x' }, other],
      [{ ...was, title: 'x' }, other],
      [{ ...was, title: 'x' }, other],
    ],
    [
      'each changed another cell',
      [{ ...was, title: 'x' }, other],
      [{ ...was, owner: 'bob', url: 'https://example.org/' }, other],
      [{ ...was, title: 'x', owner: 'bob', url: 'https://example.org/' }, other],
    ],
    [
      'each added a tag',
      [{ ...was, tags: ['a', 'b', 'c'] }, other],
      [{ ...was, tags: ['a', 'b', 'd'] }, other],
      [{ ...was, tags: ['a', 'b', 'c', 'd'] }, other],
    ],
    [
      'one added a tag, the other removed one',
      [{ ...was, tags: ['a', 'b', 'c'] }, other],
      [{ ...was, tags: ['b'] }, other],
      [{ ...was, tags: ['b', 'c'] }, other],
    ],
    [
      'each removed another tag',
      [{ ...was, tags: ['a'] }, other],
      [{ ...was, tags: ['b'] }, other],
      [{ ...was, tags: [] }, other],
    ],
    [
      'both replaced all tags, up to 20',
      [{ ...was, tags }, other],
      [{ ...was, tags: ['x'] }, other],
      [{ ...was, tags: [...tags, 'x'] }, other],
    ],
    [
      'each moved an end of the time',
      [{ ...was, startsAt: '2026-02-01T00:00:00Z' }, other],
      [{ ...was, expiresAt: '2026-06-01T00:00:00Z' }, other],
      [{ ...was, startsAt: '2026-02-01T00:00:00Z', expiresAt: '2026-06-01T00:00:00Z' }, other],
    ],
    [
      'one made a tombstone, the other left it',
      [{ ...was, state: 'gone' }, other],
      [was, other],
      [{ ...was, state: 'gone' }, other],
    ],
  ])('%s', (_name, ours, theirs, expected) => {
    const there = merge(ours, theirs)
    const back = merge(theirs, ours)
    expect(there.fields).toEqual([])
    expect(back.fields).toEqual([])
    expect([...there.links].sort()).toEqual([...linkSet(expected)].sort())
    expect(isSameSet(there.links, back.links)).toBe(true)
  })
})

describe('with conflicts, ours is kept', () => {
  const manyA = Array.from({ length: 12 }, (_, index) => `a${index}`)
  const manyB = Array.from({ length: 12 }, (_, index) => `b${index}`)
  const x = { slug: 'x', url: 'https://example.com/1' }
  const y = { slug: 'x', url: 'https://example.com/2' }
  it.each<[string, Partial<Link>[], Partial<Link>[], string[]]>([
    ['both retitled', [{ ...was, title: 'x' }], [{ ...was, title: 'y' }], ['docs title']],
    [
      'one cleared what the other retitled',
      [{ ...was, title: null }],
      [{ ...was, title: 'y' }],
      ['docs title'],
    ],
    [
      'both changed two cells',
      [{ ...was, title: 'x', owner: 'a' }],
      [{ ...was, title: 'y', owner: 'b' }],
      ['docs title', 'docs owner'],
    ],
    ['one removed what the other changed', [], [{ ...was, title: 'y' }], ['docs row']],
    ['one changed what the other removed', [{ ...was, title: 'y' }], [], ['docs row']],
    ['both added a slug with different targets', [was, x], [was, y], ['x row']],
    [
      'one disabled, the other removed with a tombstone',
      [{ ...was, state: 'disabled' }],
      [{ ...was, state: 'gone' }],
      ['docs state'],
    ],
    [
      'their times are no time together',
      [{ ...was, startsAt: '2026-10-01T00:00:00Z' }],
      [{ ...was, expiresAt: '2026-05-01T00:00:00Z' }],
      ['docs row'],
    ],
    [
      'their tags are too many together',
      [{ ...was, tags: manyA }],
      [{ ...was, tags: manyB }],
      ['docs row'],
    ],
    [
      'one cell conflicts and their times too',
      [{ ...was, title: 'x', startsAt: '2026-10-01T00:00:00Z' }],
      [{ ...was, title: 'y', expiresAt: '2026-05-01T00:00:00Z' }],
      ['docs row'],
    ],
  ])('%s', (_name, ours, theirs, fields) => {
    const from = linkSet([was])
    const there = merge(ours, theirs, from)
    const back = merge(theirs, ours, from)
    expect(there.fields).toEqual(fields)
    expect(back.conflicts).toEqual(
      there.conflicts.map((one) => ({ ...one, ours: one.theirs, theirs: one.ours })),
    )
    expect(isSameSet(there.links, linkSet(ours))).toBe(true)
    expect(isSameSet(back.links, linkSet(theirs))).toBe(true)
  })

  it('and a conflict says what was and what each side made of it', () => {
    const { conflicts } = merge([{ ...was, title: 'x' }], [{ ...was, title: null }], linkSet([was]))
    expect(conflicts).toEqual([
      { slug: 'docs', field: 'title', base: 'Docs', ours: 'x', theirs: null },
    ])
  })

  it('and what does not conflict is merged all the same', () => {
    const ours = [{ ...was, title: 'x', owner: 'a' }, { slug: 'mine' }]
    const theirs = [{ ...was, title: 'y', status: 301 as const }, { slug: 'theirs' }]
    const { links, fields } = merge(ours, theirs, linkSet([was]))
    expect(fields).toEqual(['docs title'])
    expect(links.get('docs')).toEqual(link({ ...was, title: 'x', owner: 'a', status: 301 }))
    expect([...links.keys()].sort()).toEqual(['docs', 'mine', 'theirs'])
  })
})
