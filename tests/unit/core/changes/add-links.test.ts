/**
 * Adding links, one or many: all or none, every failure listed, and a replay that adds nothing.
 */
import { describe, expect, it } from 'vitest'
import { type Addition, type Additions, addLinks } from '../../../../src/core/changes/add-links.ts'
import { isSameSet, type LinkSet } from '../../../../src/core/link-set.ts'
import { parseSite } from '../../../../src/core/site.ts'
import type { RandomBytes } from '../../../../src/core/slugs/random-slug.ts'
import { link, linkSet, NOW, SITE } from '../../../support/links.ts'
import { seededBytes, spell } from '../../../support/random.ts'

const links = linkSet([
  { slug: 'docs', url: 'https://example.com/docs', title: 'Docs', tags: ['a'], owner: 'carol' },
  { slug: 'old', url: 'https://example.com/old', state: 'gone' },
  { slug: 'pr/:id', url: 'https://example.com/:id' },
])

function add(
  set: LinkSet,
  additions: readonly Addition[],
  random: RandomBytes = seededBytes('a'),
): Additions {
  return addLinks(set, additions, { site: SITE, now: NOW, by: 'bob', random })
}

function succeed(result: Additions): Extract<Additions, { ok: true }> {
  if (result.ok) return result
  throw new Error(JSON.stringify(result.failures))
}

const url = 'https://example.com/new'

describe('one link is added', () => {
  it('with its defaults, of now and of who adds it', () => {
    const { links: after, added } = succeed(add(links, [{ draft: { slug: 'new', url } }]))
    const expected = link({ slug: 'new', url, createdAt: NOW, createdBy: 'bob' })
    expect(added).toEqual([{ index: 0, link: expected, outcome: 'added', findings: [] }])
    expect(isSameSet(after, new Map([...links, ['new', expected]]))).toBe(true)
    expect(links.has('new')).toBe(false)
  })

  it('with its slug lower-cased, and says so', () => {
    const { added } = succeed(add(links, [{ draft: { slug: 'Apple', url }, line: 3 }]))
    expect(added[0]?.link.slug).toBe('apple')
    expect(added[0]?.findings).toEqual([
      {
        severity: 'warning',
        rule: 'slug-case',
        slug: 'apple',
        field: 'slug',
        message: expect.stringContaining('"Apple" was lower-cased to "apple"'),
        line: 3,
      },
    ])
  })

  it('with its capitals when asked', () => {
    const { added } = succeed(add(links, [{ draft: { slug: 'Apple', url }, keepCase: true }]))
    expect(added).toMatchObject([{ link: { slug: 'Apple' }, findings: [] }])
  })

  it('with warnings: a permanent status, a look-alike', () => {
    const draft = { slug: 'd0cs', url, status: 301 as const }
    const { added } = succeed(add(links, [{ draft, line: 2 }]))
    const rules = added[0]?.findings.map(({ rule, line }) => `${line} ${rule}`)
    expect(rules).toEqual(['2 status-permanent', '2 look-alike'])
  })

  it('with a random slug where none is given', () => {
    const { added } = succeed(add(links, [{ draft: { url } }]))
    expect(added[0]?.link.slug).toMatch(/^[23456789abcdefghjkmnpqrstuvwxyz]{6}$/)
  })

  it('with a random slug of the length that the owner wants', () => {
    const site = parseSite({ slugLength: 9 })
    const random = seededBytes('a')
    const result = addLinks(links, [{ draft: { url } }], { site, now: NOW, by: 'bob', random })
    expect(succeed(result).added[0]?.link.slug).toHaveLength(9)
  })
})

describe('a slug that is there', () => {
  it.each([
    ['with the same target', { slug: 'docs', url: 'https://example.com/docs' }],
    [
      'with the same target and title',
      { slug: 'docs', url: 'https://example.com/docs', title: 'Docs' },
    ],
    ['in capitals', { slug: 'DOCS', url: 'https://example.com/docs' }],
  ])('%s is unchanged', (_name, draft) => {
    const { links: after, added } = succeed(add(links, [{ draft }]))
    expect(added[0]?.outcome).toBe('unchanged')
    expect(isSameSet(after, links)).toBe(true)
  })

  const other = { slug: 'docs', url }
  const tombstone = { slug: 'old', url }
  it.each<[string, Addition, string, string]>([
    [
      'with another target is refused',
      { draft: other },
      'taken',
      '/docs is taken, so choose another slug: it leads to https://example.com/docs',
    ],
    [
      'with another title is refused',
      { draft: { slug: 'docs', url: 'https://example.com/docs', title: 'x' } },
      'taken',
      '/docs is taken',
    ],
    [
      'with another target is refused when reuse is asked for',
      { draft: other, reuse: true },
      'taken',
      '/docs is taken',
    ],
    [
      'of a tombstone is refused',
      { draft: tombstone },
      'tombstone',
      '/old is the tombstone of a removed link',
    ],
    [
      'of a tombstone is refused even to replace',
      { draft: tombstone, onConflict: 'replace' },
      'tombstone',
      'the tombstone',
    ],
    [
      'of the shape of a pattern is refused',
      { draft: { slug: 'pr/:number', url } },
      'invalid',
      'matches the same paths as /pr/:id',
    ],
  ])('%s', (_name, addition, reason, message) => {
    const result = add(links, [{ ...addition, line: 7 }])
    expect(result).toEqual({
      ok: false,
      failures: [
        {
          index: 0,
          reason,
          findings: [
            expect.objectContaining({ message: expect.stringContaining(message), line: 7 }),
          ],
        },
      ],
    })
  })

  it('is skipped when asked', () => {
    const { links: after, added } = succeed(add(links, [{ draft: other, onConflict: 'skip' }]))
    expect(added).toMatchObject([{ outcome: 'skipped', link: { url: 'https://example.com/docs' } }])
    expect(isSameSet(after, links)).toBe(true)
  })

  it('is replaced when asked, and keeps what is not given', () => {
    const { added } = succeed(add(links, [{ draft: other, onConflict: 'replace' }]))
    expect(added).toMatchObject([{ outcome: 'replaced', link: { ...links.get('docs'), url } }])
  })

  it('is taken over from a tombstone when asked, and keeps nothing of it', () => {
    const { added } = succeed(add(links, [{ draft: tombstone, reuse: true }]))
    const expected = link({ slug: 'old', url, createdAt: NOW, createdBy: 'bob' })
    expect(added).toMatchObject([{ outcome: 'replaced', link: expected }])
  })
})

describe('many links', () => {
  it('are added in one go, aliases of each other too', () => {
    const { links: after } = succeed(
      add(links, [
        { draft: { slug: 'd', url: '/new' } },
        { draft: { slug: 'new', url } },
        { draft: { url } },
        { draft: { url } },
      ]),
    )
    expect(after.size).toBe(links.size + 4)
  })

  it('are all refused when one is, and every failure is listed with its line', () => {
    const good = Array.from({ length: 1_000 }, (_, index): Addition => {
      return { draft: { slug: `good/${index}`, url: `${url}/${index}` }, line: index + 2 }
    })
    const additions = good
      .with(17, { draft: { slug: 'docs', url }, line: 19 })
      .with(300, { draft: { slug: 'x', url: '/nope' }, line: 302 })
      .with(500, { draft: { slug: 'y', url: 'http://127.1/' }, line: 502 })
      .with(999, { draft: { slug: 'z', url: 'https://example.com/:id' }, line: 1_001 })
    const result = add(links, additions)
    expect(result.ok).toBe(false)
    const failures = result.ok ? [] : result.failures
    const listed = failures.map(({ index, findings }) => {
      return [index, ...findings.map(({ line, rule }) => `${line} ${rule}`)]
    })
    expect(listed).toEqual([
      [17, '19 slug-taken'],
      [300, '302 alias-missing'],
      [500, '502 target-private'],
      [999, '1001 url'],
    ])
  })

  it('give one slug twice: the second is refused and names the line of the first', () => {
    const result = add(links, [
      { draft: { slug: 'x', url: 'https://example.com/1' }, line: 2 },
      { draft: { slug: 'x', url: 'https://example.com/2' }, line: 9 },
    ])
    expect(result.ok ? [] : result.failures).toEqual([
      {
        index: 1,
        reason: 'taken',
        findings: [
          expect.objectContaining({
            rule: 'slug-twice',
            line: 9,
            message: expect.stringContaining(
              'also on line 2, where it leads to https://example.com/1',
            ),
          }),
        ],
      },
    ])
  })

  it.each(['skip', 'replace'] as const)('give one slug twice: refused even to %s', (onConflict) => {
    const result = add(links, [
      { draft: { slug: 'x', url: 'https://example.com/1' }, onConflict },
      { draft: { slug: 'X', url: 'https://example.com/2' }, onConflict },
    ])
    expect(result.ok ? [] : result.failures).toMatchObject([{ index: 1, reason: 'taken' }])
  })

  it('give one slug twice with the same values: once is enough', () => {
    const twice = [{ draft: { slug: 'x', url } }, { draft: { slug: 'x', url } }]
    const { added } = succeed(add(links, twice))
    expect(added.map(({ outcome }) => outcome)).toEqual(['added', 'unchanged'])
  })

  it('of one target without slugs are two links, even if chance draws one slug twice', () => {
    const random = spell('kmnpqr', 'kmnpqr', 'stuvwx')
    const { added } = succeed(add(links, [{ draft: { url } }, { draft: { url } }], random))
    expect(added.map(({ link: { slug } }) => slug)).toEqual(['kmnpqr', 'stuvwx'])
  })

  it('that lead in a circle are refused, and the circle is named', () => {
    const result = add(links, [
      { draft: { slug: 'a', url: '/b' } },
      { draft: { slug: 'b', url: '/a' } },
    ])
    const messages = result.ok
      ? []
      : result.failures.map(({ findings }) => findings.map(({ message }) => message).join())
    expect(messages).toEqual([
      '/a leads in a circle: /a → /b → /a',
      '/b leads in a circle: /b → /a → /b',
    ])
  })

  it('of none change nothing', () => {
    expect(isSameSet(succeed(add(links, [])).links, links)).toBe(true)
  })
})

describe('a replay with the same random bytes', () => {
  const additions: Addition[] = [
    { draft: { url } },
    { draft: { slug: 'Given', url } },
    { draft: { url } },
    { draft: { url: 'https://example.com/other', title: 'Other' } },
  ]

  it('adds nothing and finds each link again', () => {
    const first = succeed(add(links, additions, seededBytes('k')))
    const again = succeed(add(first.links, additions, seededBytes('k')))
    expect(again.added.map(({ outcome }) => outcome)).toEqual(additions.map(() => 'unchanged'))
    expect(again.added.map((one) => one.link)).toEqual(first.added.map((one) => one.link))
    expect(isSameSet(again.links, first.links)).toBe(true)
  })

  it('finds them also after others have added theirs', () => {
    const first = succeed(add(links, additions, seededBytes('k')))
    const others = succeed(add(first.links, [{ draft: { url } }], seededBytes('other')))
    const again = succeed(add(others.links, additions, seededBytes('k')))
    expect(isSameSet(again.links, others.links)).toBe(true)
  })

  it('draws again when another link holds the slug', () => {
    const [first] = succeed(add(links, [{ draft: { url } }], seededBytes('k'))).added
    const taken = linkSet([{ slug: first?.link.slug ?? '', url: 'https://example.com/taken' }])
    const { added } = succeed(add(taken, [{ draft: { url } }], seededBytes('k')))
    expect(added[0]?.outcome).toBe('added')
    expect(added[0]?.link.slug).not.toBe(first?.link.slug)
  })
})
