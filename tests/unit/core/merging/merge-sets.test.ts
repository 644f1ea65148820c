/**
 * Merging whole sets: what two sides break together, and neither alone, is a conflict, and what
 * comes out is valid.
 */
import { describe, expect, it } from 'vitest'
import { checkLinks } from '../../../../src/core/check.ts'
import { hasErrors } from '../../../../src/core/finding.ts'
import type { Link } from '../../../../src/core/link.ts'
import { isSameSet } from '../../../../src/core/link-set.ts'
import { mergeSets } from '../../../../src/core/merging/merge-sets.ts'
import { parseSite } from '../../../../src/core/site.ts'
import { link, linkSet, SITE } from '../../../support/links.ts'

const a = { slug: 'a', url: 'https://example.com/a', title: 'A' }
const b = { slug: 'b', url: 'https://example.com/b', title: 'B' }
const c = { slug: 'c', url: 'https://example.com/c' }

type Rows = readonly Partial<Link>[]

function merge(base: Rows, ours: Rows, theirs: Rows, site = SITE) {
  return mergeSets(linkSet(base), linkSet(ours), linkSet(theirs), site)
}

describe('what breaks a rule only together is a conflict, and ours is kept', () => {
  it.each<[string, Rows, Rows, Rows, string[], string]>([
    [
      'a loop of aliases',
      [a, b],
      [{ ...a, url: '/b' }, b],
      [a, { ...b, url: '/a' }],
      ['a url', 'b url'],
      'alias-loop',
    ],
    [
      'a loop over three',
      [a, b, c],
      [{ ...a, url: '/b' }, { ...b, url: '/c' }, c],
      [a, b, { ...c, url: '/a' }],
      ['a url', 'b url', 'c url'],
      'alias-loop',
    ],
    [
      'an alias without its target',
      [a, b],
      [b],
      [a, b, { slug: 'x', url: '/a' }],
      ['a row', 'x row'],
      'alias-missing',
    ],
    [
      'a chain that loses its end',
      [a, b],
      [b],
      [a, b, { slug: 'x', url: '/y' }, { slug: 'y', url: '/a' }],
      ['a row', 'x row', 'y row'],
      'alias-missing',
    ],
    [
      'two patterns of one shape',
      [],
      [{ slug: 'gh/:x', url: 'https://example.com/:x' }],
      [{ slug: 'gh/:y', url: 'https://example.org/:y' }],
      ['gh/:x row', 'gh/:y row'],
      'pattern-twice',
    ],
    [
      'two patterns of one shape, one of which is a tombstone',
      [],
      [{ slug: 'gh/:x', url: 'https://example.com/:x' }],
      [{ slug: 'gh/:y', url: 'https://example.org/:y', state: 'gone' }],
      ['gh/:x row', 'gh/:y row'],
      'pattern-twice',
    ],
    [
      'an alias whose target came to use a placeholder that it lacks',
      [{ slug: 'pr/:id', url: 'https://example.com/' }],
      [{ slug: 'pr/:id', url: 'https://example.com/:id' }],
      [
        { slug: 'pr/:id', url: 'https://example.com/' },
        { slug: 'x', url: '/pr/:id' },
      ],
      ['pr/:id url', 'x row'],
      'alias-placeholder',
    ],
  ])('%s', (_name, base, ours, theirs, expected, rule) => {
    const there = merge(base, ours, theirs)
    const back = merge(base, theirs, ours)
    expect(there.conflicts.map(({ slug, field }) => `${slug} ${field}`)).toEqual(expected)
    for (const conflict of there.conflicts) expect(conflict.rule).toBe(rule)
    expect(back.conflicts).toEqual(
      there.conflicts.map((one) => ({ ...one, ours: one.theirs, theirs: one.ours })),
    )
    for (const { links } of [there, back]) expect(hasErrors(checkLinks(links, SITE))).toBe(false)
    expect(isSameSet(there.links, linkSet(ours))).toBe(true)
  })

  it('and other cells of the same links merge all the same', () => {
    const { links, conflicts } = merge(
      [a, b],
      [{ ...a, url: '/b', title: 'Ours' }, b],
      [a, { ...b, url: '/a', title: 'Theirs', tags: ['x'] }, c],
    )
    expect(conflicts.map(({ slug, field }) => `${slug} ${field}`)).toEqual(['a url', 'b url'])
    expect(conflicts[1]).toEqual({
      slug: 'b',
      field: 'url',
      base: b.url,
      ours: b.url,
      theirs: '/a',
      rule: 'alias-loop',
      message: '/a leads in a circle: /a → /b → /a',
    })
    expect(links.get('a')).toEqual(link({ ...a, url: '/b', title: 'Ours' }))
    expect(links.get('b')).toEqual(link({ ...b, title: 'Theirs', tags: ['x'] }))
    expect(links.has('c')).toBe(true)
  })

  it('also where a conflict of cells is what breaks it', () => {
    // One removed what the other changed and gave an alias.
    const changed = [
      { ...a, title: 'x' },
      { slug: 'x', url: '/a' },
    ]
    const expected = [
      ['a', 'row', undefined],
      ['x', 'row', 'alias-missing'],
    ]
    for (const [ours, theirs] of [
      [[], changed],
      [changed, []],
    ] as const) {
      const { links, conflicts } = merge([a], ours, theirs)
      expect(conflicts.map(({ slug, field, rule }) => [slug, field, rule])).toEqual(expected)
      expect(isSameSet(links, linkSet(ours))).toBe(true)
    }
  })
})

describe('no conflict is', () => {
  it('what one side had broken already', () => {
    const lonely = { slug: 'x', url: '/nowhere' }
    const { links, conflicts } = merge([a], [a, lonely], [{ ...a, title: 'x' }, b])
    expect(conflicts).toEqual([])
    expect([...links.keys()].sort()).toEqual(['a', 'b', 'x'])
    expect(merge([a], [a, b], [a, lonely]).conflicts).toEqual([])
  })

  it('a chain of aliases, which is only a warning', () => {
    const { conflicts, links } = merge(
      [a, b],
      [{ ...a, url: '/b' }, b],
      [a, { ...b, url: '/c' }, c],
    )
    expect(conflicts).toEqual([])
    expect(links.get('b')?.url).toBe('/c')
  })
})

it('the rules of a site are kept where it is known', () => {
  const site = parseSite({ blockedHosts: ['evil.example'] })
  // A tombstone leads nowhere, so each side alone is well.
  const base = linkSet([{ ...a, state: 'gone' }])
  const ours = linkSet([a])
  const theirs = linkSet([{ ...a, url: 'https://evil.example/', state: 'gone' }])
  const local = linkSet([{ ...a, url: 'http://10.0.0.1/', state: 'gone' }])
  for (const unknown of [theirs, local]) {
    expect(mergeSets(base, ours, unknown, null).conflicts).toEqual([])
  }
  const { links, conflicts } = mergeSets(base, ours, theirs, site)
  expect(conflicts).toMatchObject([
    { slug: 'a', field: 'url', rule: 'target-blocked' },
    { slug: 'a', field: 'state', rule: 'target-blocked' },
  ])
  expect(isSameSet(links, ours)).toBe(true)
})
