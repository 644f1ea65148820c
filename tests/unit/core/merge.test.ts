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
    [
      'both added one link, each at its time and with tags of their own',
      [was, other, { slug: 'x', tags: ['a'], createdAt: '2026-03-01T00:00:00Z', createdBy: 'bob' }],
      [was, other, { slug: 'x', tags: ['b'], createdAt: '2026-02-01T00:00:00Z', createdBy: 'eve' }],
      [
        was,
        other,
        { slug: 'x', tags: ['a', 'b'], createdAt: '2026-02-01T00:00:00Z', createdBy: 'eve' },
      ],
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
      'one removed with a tombstone what the other retargeted',
      [{ ...was, state: 'gone' }],
      [{ ...was, url: 'https://example.org/' }],
      ['docs state'],
    ],
    [
      'both added one target with different titles',
      [was, { ...x, title: 'x' }],
      [was, { ...x, title: 'y' }],
      ['x title'],
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
    for (const { slug, field } of there.conflicts) {
      const [merged, mirrored] = [there.links.get(slug), back.links.get(slug)]
      const cell = (row: Link | undefined) => (field === 'row' ? row : row?.[field])
      expect(cell(merged)).toEqual(cell(linkSet(ours).get(slug)))
      expect(cell(mirrored)).toEqual(cell(linkSet(theirs).get(slug)))
    }
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

describe('a renamed link takes the other side’s edit along', () => {
  const moved = { ...was, slug: 'handbook' }
  const alias = {
    slug: 'docs',
    url: '/handbook',
    createdAt: '2026-05-01T00:00:00Z',
    createdBy: 'bob',
  }
  const edit = { owner: 'carol', title: 'New', tags: ['a', 'b', 'c'] }
  const edited = { ...was, ...edit }
  it.each<[string, Partial<Link>[], Partial<Link>[], Partial<Link>[]]>([
    ['leaving an alias', [moved, alias], [edited], [{ ...moved, ...edit }, alias]],
    [
      'also where it was edited after the renaming',
      [{ ...moved, status: 301 }, alias],
      [edited],
      [{ ...moved, ...edit, status: 301 }, alias],
    ],
    [
      'and where both renamed it alike, each at its time',
      [{ ...moved, status: 301 }, alias],
      [
        { ...moved, ...edit },
        { ...alias, createdAt: '2026-04-01T00:00:00Z', createdBy: 'al' },
      ],
      [
        { ...moved, ...edit, status: 301 },
        { ...alias, createdAt: '2026-04-01T00:00:00Z', createdBy: 'al' },
      ],
    ],
  ])('%s', (_name, ours, theirs, expected) => {
    const from = linkSet([was])
    const there = merge(ours, theirs, from)
    const back = merge(theirs, ours, from)
    expect([there.fields, back.fields]).toEqual([[], []])
    expect([...there.links].sort()).toEqual([...linkSet(expected)].sort())
    expect(isSameSet(there.links, back.links)).toBe(true)
  })

  it.each<[string, Partial<Link>[], string[]]>([
    ['the same cell is a conflict of the new slug', [{ ...was, title: 'y' }], ['handbook title']],
    ['a removal is a conflict of the old one', [], ['docs row']],
    ['so is a tombstone', [{ ...was, state: 'gone' }], ['docs row']],
    [
      'another new slug is one, too',
      [
        { ...was, slug: 'guide' },
        { ...alias, url: '/guide', createdAt: '2026-05-02T00:00:00Z' },
      ],
      ['docs row'],
    ],
  ])('%s', (_name, theirs, fields) => {
    const from = linkSet([was])
    const ours = [{ ...moved, title: 'x' }, alias]
    expect(merge(ours, theirs, from).fields).toEqual(fields)
    expect(merge(theirs, ours, from).fields).toEqual(fields)
  })

  it('and a tombstone never gets the alias’s target, nor one alias the other’s', () => {
    const from = linkSet([was])
    const renamed = [moved, alias]
    const gone = [{ ...was, state: 'gone' as const }]
    const elsewhere = [
      { ...was, slug: 'guide' },
      { ...alias, url: '/guide', title: 'x' },
    ]
    for (const side of [gone, elsewhere]) {
      expect(merge(side, renamed, from).links.get('docs')).toEqual(linkSet(side).get('docs'))
      expect(merge(renamed, side, from).links.get('docs')).toEqual(link(alias))
    }
  })

  it('but not where renaming left a tombstone or nothing, which an edit contradicts', () => {
    const from = linkSet([was])
    const retired = [moved, { ...was, state: 'gone' as const }]
    expect(merge(retired, [edited], from).fields).toEqual(['docs state'])
    expect(merge([moved], [edited], from).fields).toEqual(['docs row'])
  })

  it('but not to where another link stands, nor what is another link at the old slug', () => {
    const from = linkSet([was])
    const taken = { slug: 'handbook', url: 'https://other.example/' }
    const fields = ['docs row', 'handbook row']
    expect(merge([moved, alias], [edited, taken], from).fields).toEqual(fields)
    expect(merge([edited, taken], [moved, alias], from).fields).toEqual(fields)
    const anew = { ...was, createdAt: '2026-05-02T00:00:00Z', title: 'Anew' }
    const { links } = merge([moved, alias], [anew], from)
    expect(links.get('handbook')?.title).toBe(was.title)
  })

  it('nor to where the other side put the same link by itself, which a person has to see', () => {
    const from = linkSet([was])
    const twin = { ...moved, createdAt: '2026-05-02T00:00:00Z', createdBy: 'al' }
    expect(merge([moved, alias], [edited, twin], from).fields).toEqual(['docs row'])
    expect(merge([moved, alias], [was, twin], from).fields).toEqual([])
  })

  it('also where an alias of the same origin was led on to the new slug', () => {
    const short = { slug: 'd', url: '/docs' }
    const ours = [moved, alias, { ...short, url: '/handbook' }]
    const { links, fields } = merge(ours, [edited, short], linkSet([was, short]))
    expect(fields).toEqual([])
    expect(links.get('handbook')).toEqual(link({ ...moved, ...edit }))
  })

  it('but not over a link that the other side has at the new slug', () => {
    const own = { slug: 'handbook', url: 'https://example.org/' }
    const { conflicts } = merge([moved, alias], [edited, own], linkSet([was]))
    expect(conflicts).toContainEqual({
      slug: 'handbook',
      field: 'row',
      base: undefined,
      ours: link(moved),
      theirs: link(own),
    })
  })

  it('nor where nobody can tell which of two was renamed', () => {
    const twin = { ...was, slug: 'twin' }
    const ours = [moved, alias, { ...alias, slug: 'twin' }]
    const { links, fields } = merge(ours, [edited, twin], linkSet([was, twin]))
    expect(fields).toEqual(['docs title'])
    expect(links.get('handbook')).toEqual(link(moved))
  })
})
