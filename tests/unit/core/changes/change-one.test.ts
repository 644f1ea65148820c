/**
 * Changes of one link: edit, rename, remove. A link that was given out keeps working.
 */
import { describe, expect, it } from 'vitest'
import {
  type Change,
  type ChangeContext,
  editLink,
  type Leaving,
  removeLink,
  renameLink,
} from '../../../../src/core/changes/change-one.ts'
import { type LinkPatch, linkPatchSchema } from '../../../../src/core/link.ts'
import { allAliasesOf, isSameSet, type LinkSet } from '../../../../src/core/link-set.ts'
import { link, linkSet, NOW, SITE } from '../../../support/links.ts'

const context: ChangeContext = { site: SITE, now: NOW, by: 'bob' }
const docs = link({ slug: 'docs', title: 'Docs', tags: ['a'], expiresAt: '2027-01-01T00:00:00Z' })
const links = linkSet([
  docs,
  { slug: 'd', url: '/docs' },
  { slug: 'dd', url: '/d' },
  { slug: 'other', url: 'https://example.com/other' },
  { slug: 'old', state: 'gone' },
  { slug: 'pr/:id', url: 'https://example.com/:id' },
])

function succeed(change: Change): { links: LinkSet; warnings: string[] } {
  if (!change.ok) throw new Error(change.findings.map(({ message }) => message).join('; '))
  return { links: change.links, warnings: change.findings.map(({ rule }) => rule) }
}

function refusalOf(change: Change): [string, string] {
  return change.ok ? ['', ''] : [change.reason, change.findings.map((one) => one.message).join()]
}

function patch(input: object): LinkPatch {
  return linkPatchSchema.parse(input)
}

describe('a rename to a slug in use', () => {
  it('does not take over the tombstone of an alias of its own', () => {
    const set = linkSet([
      { slug: 'new', url: 'https://example.com/n' },
      { slug: 'old', url: '/new', state: 'gone' },
    ])
    expect(refusalOf(renameLink(set, 'new', 'old', 'alias', context))[0]).toBe('tombstone')
  })
})

describe('an edit', () => {
  it.each([
    [
      'clears what is null',
      { expiresAt: null, title: null, tags: [] },
      { expiresAt: null, title: null, tags: [] },
    ],
    ['leaves what is missing', {}, {}],
    ['takes an empty title as none', { title: '' }, { title: null }],
    ['disables', { state: 'disabled' }, { state: 'disabled' }],
    ['leads elsewhere', { url: 'https://example.org' }, { url: 'https://example.org/' }],
  ])('%s', (_name, input, expected) => {
    const before = new Map(links)
    const { links: after } = succeed(editLink(links, 'docs', patch(input), context))
    expect(after.get('docs')).toEqual({ ...docs, ...expected })
    expect(after.size).toBe(links.size)
    expect(isSameSet(links, before)).toBe(true)
  })

  it('leaves what is undefined', () => {
    const { links: after } = succeed(editLink(links, 'docs', { title: undefined }, context))
    expect(isSameSet(after, links)).toBe(true)
  })

  it.each([
    ['an unknown link', 'nope', {}, 'missing', 'there is no link /nope'],
    ['a tombstone', 'old', { state: 'active' }, 'tombstone', 'stays reserved'],
    ['a tombstone by renaming', 'old', { slug: 'new' }, 'tombstone', 'stays reserved'],
    [
      'an expiry before the start that stays',
      'docs',
      { startsAt: '2028-01-01T00:00:00Z' },
      'invalid',
      'not after its start',
    ],
    [
      'a placeholder not declared',
      'docs',
      { url: 'https://example.com/:id' },
      'invalid',
      'does not declare',
    ],
    [
      'the site itself',
      'docs',
      { url: 'http://localhost:8888/other' },
      'invalid',
      'this site itself',
    ],
    ['a private host', 'docs', { url: 'http://10.0.0.1/' }, 'invalid', 'private address'],
    ['an alias of nothing', 'docs', { url: '/nope' }, 'invalid', 'does not exist'],
    ['an alias of itself', 'docs', { url: '/docs' }, 'invalid', '/docs → /docs'],
    ['an alias of its own alias', 'docs', { url: '/dd' }, 'invalid', '/docs → /dd → /d → /docs'],
    ['a status that the host drops', 'docs', { status: 307 }, 'invalid', 'Netlify documents only'],
    ['a slug that is taken', 'docs', { slug: 'other' }, 'taken', '/other is taken'],
    [
      'a slug of a tombstone',
      'docs',
      { slug: 'old' },
      'tombstone',
      'the tombstone of a removed link',
    ],
  ])('is refused with %s', (_name, slug, input, reason, message) => {
    const [why, text] = refusalOf(editLink(links, slug, patch(input), context))
    expect(why).toBe(reason)
    expect(text).toContain(message)
  })

  it('warns at a permanent status, since browsers remember it', () => {
    const first = succeed(editLink(links, 'docs', patch({ status: 301 }), context))
    expect(first.warnings).toContain('status-permanent')
    const url = 'https://example.org/'
    const second = succeed(editLink(first.links, 'docs', patch({ url }), context))
    expect(second.warnings).toContain('status-permanent')
  })

  it('is refused where an alias far away would lead to a placeholder it does not declare', () => {
    const set = linkSet([
      { slug: 'gh/*', url: 'https://example.com/' },
      { slug: 'g/*', url: '/gh/*' },
      { slug: 'x', url: '/g/*' },
    ])
    const change = editLink(set, 'gh/*', patch({ url: 'https://example.com/:splat' }), context)
    expect(refusalOf(change)[1]).toContain('/x stands for /gh/*')
  })

  it('renames too, with what else it changes, and leaves an alias', () => {
    const { links: after } = succeed(
      editLink(links, 'docs', patch({ slug: 'manual', title: 'Manual' }), context),
    )
    expect(after.get('manual')).toEqual({ ...docs, slug: 'manual', title: 'Manual' })
    expect(after.get('docs')?.url).toBe('/manual')
  })
})

describe('a rename', () => {
  it('moves the row and leaves an alias, of today and of who renames', () => {
    const { links: after } = succeed(renameLink(links, 'docs', 'manual', 'alias', context))
    expect(after.get('manual')).toEqual({ ...docs, slug: 'manual' })
    expect(after.get('docs')).toEqual(
      link({ slug: 'docs', url: '/manual', listed: false, createdAt: NOW, createdBy: 'bob' }),
    )
  })

  it('lets aliases stand for the new slug, so that no chain grows', () => {
    const { links: after } = succeed(renameLink(links, 'docs', 'manual', 'alias', context))
    expect(after.get('d')?.url).toBe('/manual')
    expect(after.get('dd')?.url).toBe('/d')
  })

  it.each<[Leaving, string | undefined]>([
    ['alias', 'active'],
    ['tombstone', 'gone'],
    ['nothing', undefined],
  ])('that leaves %s leaves the old slug %s', (leaving, state) => {
    const { links: after } = succeed(renameLink(links, 'docs', 'manual', leaving, context))
    expect(after.get('docs')?.state).toBe(state)
    expect(after.has('manual')).toBe(true)
  })

  it('back again takes back the alias that it left', () => {
    const there = succeed(renameLink(links, 'docs', 'manual', 'alias', context))
    const back = succeed(renameLink(there.links, 'manual', 'docs', 'nothing', context))
    expect(back.links.get('docs')).toEqual(docs)
    expect(back.links.has('manual')).toBe(false)
    expect(isSameSet(back.links, links)).toBe(true)
  })

  it('to the same slug changes nothing', () => {
    const { links: after } = succeed(renameLink(links, 'docs', 'docs', 'alias', context))
    expect(isSameSet(after, links)).toBe(true)
  })

  it('of an alias leaves its target alone', () => {
    const { links: after } = succeed(renameLink(links, 'd', 'e', 'nothing', context))
    expect(after.get('e')?.url).toBe('/docs')
    expect(after.get('dd')?.url).toBe('/e')
  })

  it.each([
    ['of nothing', 'nope', 'x', 'missing', 'there is no link /nope'],
    ['onto another link', 'docs', 'other', 'taken', '/other is taken'],
    ['onto an alias of another link', 'other', 'd', 'taken', '/d is taken'],
    ['onto a tombstone', 'docs', 'old', 'tombstone', 'is the tombstone'],
    ['to a reserved name', 'docs', 'API', 'invalid', 'is reserved'],
    ['to no slug', 'docs', 'a b', 'invalid', 'has a space'],
    ['that loses a placeholder', 'pr/:id', 'pr/:number', 'invalid', 'does not declare'],
    ['onto the shape of a pattern', 'other', 'pr/:x', 'invalid', 'matches the same paths'],
  ])('%s is refused', (_name, slug, newSlug, reason, message) => {
    const [why, text] = refusalOf(renameLink(links, slug, newSlug, 'alias', context))
    expect(why).toBe(reason)
    expect(text).toContain(message)
  })
})

describe('a removal', () => {
  it('leaves a tombstone with all that the link said', () => {
    const { links: after } = succeed(removeLink(links, 'other', {}))
    expect(after.get('other')).toEqual({ ...links.get('other'), state: 'gone' })
  })

  it('with purge leaves nothing', () => {
    const change = removeLink(links, 'other', { purge: true })
    expect(succeed(change).links.has('other')).toBe(false)
    expect(change.ok && change.link.slug).toBe('other')
  })

  it('of a tombstone changes nothing', () => {
    expect(isSameSet(succeed(removeLink(links, 'old', {})).links, links)).toBe(true)
  })

  it.each([false, true])(
    'of a link with aliases is refused and lists them (purge: %s)',
    (purge) => {
      const [why, text] = refusalOf(removeLink(links, 'docs', { purge }))
      expect(why).toBe('taken')
      expect(text).toContain('/d, /dd')
    },
  )

  it.each([
    [false, ['gone', 'gone', 'gone']],
    [true, [undefined, undefined, undefined]],
  ])('takes all its aliases along when asked (purge: %s)', (purge, states) => {
    const { links: after } = succeed(removeLink(links, 'docs', { purge, withAliases: true }))
    expect(['docs', 'd', 'dd'].map((slug) => after.get(slug)?.state)).toEqual(states)
    expect(after.get('other')?.state).toBe('active')
  })

  it('heeds no alias that is gone itself, but with purge', () => {
    const set = linkSet([{ slug: 'docs' }, { slug: 'd', url: '/docs', state: 'gone' }])
    expect(removeLink(set, 'docs', {}).ok).toBe(true)
    expect(refusalOf(removeLink(set, 'docs', { purge: true }))[1]).toContain('/d')
  })

  it('of nothing is refused', () => {
    expect(refusalOf(removeLink(links, 'nope', {}))).toEqual(['missing', 'there is no link /nope'])
  })
})

describe('all aliases of a slug', () => {
  it.each([
    ['docs', ['d', 'dd']],
    ['d', ['dd']],
    ['other', []],
    ['nope', []],
  ])('%s: %j', (slug, expected) => {
    expect(allAliasesOf(links, slug).map((one) => one.slug)).toEqual(expected)
  })

  it('are found in a circle too, each once', () => {
    const circle = linkSet([
      { slug: 'a', url: '/c' },
      { slug: 'b', url: '/a' },
      { slug: 'c', url: '/b' },
    ])
    expect(allAliasesOf(circle, 'a').map(({ slug }) => slug)).toEqual(['b', 'c'])
  })
})
