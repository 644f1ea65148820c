/**
 * The one definition of a valid link: what is refused, what is normalised, what has defaults.
 */
import { describe, expect, it } from 'vitest'
import {
  completeLink,
  hasGivenFields,
  isSameLink,
  LINK_FIELDS,
  type Link,
  linkDraftSchema,
  linkPatchSchema,
  parseLink,
} from '../../../src/core/link.ts'
import { link } from '../../support/links.ts'

describe('a whole link', () => {
  it('has the fields of the table in their order', () => {
    expect(LINK_FIELDS).toEqual([
      'slug',
      'url',
      'status',
      'state',
      'listed',
      'title',
      'tags',
      'owner',
      'startsAt',
      'expiresAt',
      'createdAt',
      'createdBy',
    ])
  })

  const tags = Array.from({ length: 20 }, (_, index) => `t${index}`)
  it.each([
    ['a target', { url: ' HTTPS://Example.com ' }, { url: 'https://example.com/' }],
    ['an empty title to none', { title: '' }, { title: null }],
    ['a title of spaces to none', { title: ' \t ' }, { title: null }],
    ['spaces around a title', { title: ' Docs ' }, { title: 'Docs' }],
    ['a title of 200 characters', { title: 'x'.repeat(200) }, { title: 'x'.repeat(200) }],
    ['tags, sorted', { tags: ['b', 'a', '2026'] }, { tags: ['2026', 'a', 'b'] }],
    ['tags, each once', { tags: ['b', 'a', 'b'] }, { tags: ['a', 'b'] }],
    ['20 tags, one of them twice', { tags: [...tags, 't0'] }, { tags: [...tags].sort() }],
    ['a tag of 32 characters', { tags: ['x'.repeat(32)] }, { tags: ['x'.repeat(32)] }],
    ['a tag that ends with a hyphen', { tags: ['a-'] }, { tags: ['a-'] }],
    [
      'a time with an offset',
      { startsAt: '2026-11-25T10:48:00+03:00' },
      { startsAt: '2026-11-25T07:48:00Z' },
    ],
    [
      'a fraction of a second',
      { createdAt: '2026-11-25T10:48:00.5Z' },
      { createdAt: '2026-11-25T10:48:00Z' },
    ],
    ['a handle of 39 characters', { owner: 'x'.repeat(39) }, { owner: 'x'.repeat(39) }],
    ['a handle of digits', { owner: '007' }, { owner: '007' }],
  ])('normalises %s, once and for all', (_name, given, expected) => {
    const parsed = parseLink({ ...link(), ...given })
    expect(parsed).toEqual({ ok: true, link: { ...link(), ...expected } })
    expect(parseLink(parsed.ok && parsed.link)).toEqual(parsed)
  })

  it.each([
    '=HYPERLINK("http://evil.example","x")',
    '+1',
    '-2',
    '@x',
    "'tis",
    'Say "hi" & <b>bye</b>',
    '"><script>alert(1)</script>',
    '`code` | @name ![x](https://example.com/x.png)',
    '日本語 😀',
    '0',
    'null',
    'a\u00a0b',
  ])('carries the title %j verbatim', (title) => {
    expect(link({ title }).title).toBe(title)
  })

  it.each([301, 302, 303, 307, 308] as const)('may have the status %i', (status) => {
    expect(link({ status }).status).toBe(status)
  })

  it.each([
    ['a slug that is a number', 'slug', { slug: 0 }, 'a slug is text'],
    ['no slug', 'slug', { slug: undefined }, 'a slug is text'],
    ['a slug that is null', 'slug', { slug: null }, 'a slug is text'],
    ['a slug that is a list', 'slug', { slug: ['docs'] }, 'a slug is text'],
    ['a slug with a space', 'slug', { slug: 'a b' }, 'has a space'],
    ['a reserved slug', 'slug', { slug: 'API' }, 'is reserved'],
    ['a target that is a number', 'url', { url: 5 }, 'a target is text'],
    ['a target that is null', 'url', { url: null }, 'a target is text'],
    ['a script for a target', 'url', { url: 'javascript:alert(1)' }, 'only http and https'],
    ['a placeholder not declared', 'url', { url: 'https://example.com/:id' }, 'does not declare'],
    ['a status that is text', 'status', { status: '302' }, 'the status is one of 301, 302'],
    ['the status 200', 'status', { status: 200 }, 'the status is one of 301, 302'],
    ['the status 304', 'status', { status: 304 }, 'the status is one of 301, 302'],
    ['the status 404', 'status', { status: 404 }, 'the status is one of 301, 302'],
    [
      'an unknown state',
      'state',
      { state: 'paused' },
      'the state is one of active, disabled, gone',
    ],
    ['a state that is null', 'state', { state: null }, 'the state is one of'],
    ['listed as a number', 'listed', { listed: 1 }, 'listed is true or false'],
    ['listed as text', 'listed', { listed: 'false' }, 'listed is true or false'],
    ['a title that is a number', 'title', { title: 5 }, 'a title is text or null'],
    ['a title with a line break', 'title', { title: 'a\nb' }, 'U+000A'],
    ['a title that ends with a line break', 'title', { title: 'a\r\n' }, 'U+000D'],
    ['a title with a tab inside', 'title', { title: 'a\tb' }, 'U+0009'],
    ['a title with U+202E', 'title', { title: 'a\u202egpj.exe' }, 'U+202E'],
    ['a title with a zero-width space', 'title', { title: '\u200b' }, 'U+200B'],
    ['a title with a line separator', 'title', { title: 'a\u2028b' }, 'U+2028'],
    ['a title with half a surrogate pair', 'title', { title: 'a\ud800' }, 'U+D800'],
    [
      'a title of 201 characters',
      'title',
      { title: 'x'.repeat(201) },
      '201 characters; the most is 200',
    ],
    ['tags that are text', 'tags', { tags: 'a,b' }, 'tags are a list'],
    ['tags that are null', 'tags', { tags: null }, 'tags are a list'],
    ['a tag that is a number', 'tags', { tags: [2026] }, 'a tag is text'],
    ['a tag in capitals', 'tags', { tags: ['Docs'] }, 'the tag "Docs"'],
    ['a tag with a space', 'tags', { tags: ['a b'] }, 'the tag "a b"'],
    ['a tag that begins with a hyphen', 'tags', { tags: ['-a'] }, 'the tag "-a"'],
    ['an empty tag', 'tags', { tags: [''] }, 'the tag ""'],
    ['a tag of 33 characters', 'tags', { tags: ['x'.repeat(33)] }, 'is not 1 to 32'],
    ['21 tags', 'tags', { tags: [...tags, 'more'] }, 'at most 20 tags'],
    ['an empty owner', 'owner', { owner: '' }, 'a handle is 1 to 39'],
    ['a mail address for an owner', 'owner', { owner: 'a@example.com' }, 'a handle is 1 to 39'],
    ['an owner with a space', 'owner', { owner: 'Alice A' }, 'a handle is 1 to 39'],
    ['an owner of 40 characters', 'owner', { owner: 'x'.repeat(40) }, 'a handle is 1 to 39'],
    ['an owner with a line break', 'owner', { owner: 'alice\n' }, 'a handle is 1 to 39'],
    ['an author that is null', 'createdBy', { createdBy: null }, 'a handle is text'],
    ['a start without zone', 'startsAt', { startsAt: '2026-11-25T10:48:00' }, 'has no zone'],
    ['a start that is a number', 'startsAt', { startsAt: 1764067680 }, 'a time is text'],
    [
      'an expiry on 30 February',
      'expiresAt',
      { expiresAt: '2026-02-30T00:00:00Z' },
      'does not exist',
    ],
    ['an empty expiry', 'expiresAt', { expiresAt: '' }, 'is not of the form'],
    ['no time of creation', 'createdAt', { createdAt: null }, 'a time is text'],
    ['an unknown field', 'visits', { visits: 5 }, 'unknown field "visits"'],
    ['a field in snake case', 'created_at', { created_at: 'x' }, 'unknown field "created_at"'],
    [
      'an expiry before its start',
      'expiresAt',
      { startsAt: '2026-02-01T00:00:00Z', expiresAt: '2026-01-01T00:00:00Z' },
      'not after its start',
    ],
    [
      'an expiry at its start',
      'expiresAt',
      { startsAt: '2026-01-01T00:00:00Z', expiresAt: '2026-01-01T00:00:00Z' },
      'not after its start',
    ],
    [
      'an expiry at its start by another zone',
      'expiresAt',
      { startsAt: '2026-01-01T00:00:00Z', expiresAt: '2026-01-01T01:00:00+01:00' },
      'not after its start',
    ],
  ])('is refused with %s, at its field %s', (_name, field, given, reason) => {
    const parsed = parseLink({ ...link(), ...given })
    expect(parsed.ok ? [] : parsed.findings).toEqual([
      expect.objectContaining({
        severity: 'error',
        field,
        message: expect.stringContaining(reason),
      }),
    ])
  })

  it.each([
    ['slug', { slug: 'my talk' }, 'my-talk'],
    ['url', { url: 'example.com/x' }, 'https://example.com/x'],
    ['tags', { tags: ['My Tag!'] }, 'my-tag'],
  ])('that is refused at its %s says what would do', (_field, given, suggestion) => {
    const parsed = parseLink({ ...link(), ...given })
    expect(parsed.ok ? [] : parsed.findings).toMatchObject([{ suggestion }])
  })

  it('lists all that is wrong with it', () => {
    const parsed = parseLink({
      ...link(),
      slug: 'a b',
      url: 'x',
      status: 200,
      tags: ['A', 'B'],
      y: 1,
    })
    const fields = parsed.ok ? [] : parsed.findings.map(({ field }) => field)
    expect(fields.sort()).toEqual(['slug', 'status', 'tags', 'tags', 'url', 'y'])
  })

  it.each([null, undefined, 5, 'docs', [], true])('is never %j', (input) => {
    expect(parseLink(input).ok).toBe(false)
  })

  it('names the slug in its findings as far as there is one', () => {
    for (const [slug, named] of [
      ['a b', 'a b'],
      [0, null],
      [undefined, null],
    ]) {
      const parsed = parseLink({ ...link(), slug })
      expect(parsed.ok ? [] : parsed.findings).toMatchObject([{ slug: named }])
    }
  })
})

describe('a draft', () => {
  const context = { now: '2026-11-25T10:00:00Z', by: 'alice' }

  it('needs a target alone, all else has defaults', () => {
    const draft = linkDraftSchema.parse({ url: 'https://example.com' })
    expect(completeLink({ ...draft, slug: 'docs' }, context)).toEqual({
      slug: 'docs',
      url: 'https://example.com/',
      status: 302,
      state: 'active',
      listed: true,
      title: null,
      tags: [],
      owner: null,
      startsAt: null,
      expiresAt: null,
      createdAt: '2026-11-25T10:00:00Z',
      createdBy: 'alice',
    })
  })

  it('keeps all that it says', () => {
    const whole = link({
      status: 308,
      state: 'disabled',
      listed: false,
      title: 'Docs',
      tags: ['a'],
      owner: 'bob',
      startsAt: '2026-01-01T00:00:00Z',
      expiresAt: '2027-01-01T00:00:00Z',
      createdAt: '2025-01-01T00:00:00Z',
      createdBy: 'carol',
    })
    expect(completeLink({ ...linkDraftSchema.parse(whole), slug: whole.slug }, context)).toEqual(
      whole,
    )
  })

  it.each([
    ['no target', {}],
    ['a slug that is a number', { url: 'https://example.com/', slug: 0 }],
    ['an unknown key', { url: 'https://example.com/', keepcase: true }],
    ['a placeholder not declared', { url: 'https://example.com/:id', slug: 'docs' }],
    [
      'an expiry before its start',
      {
        url: 'https://example.com/',
        startsAt: '2026-02-01T00:00:00Z',
        expiresAt: '2026-01-01T00:00:00Z',
      },
    ],
  ])('is refused with %s', (_name, draft) => {
    expect(linkDraftSchema.safeParse(draft).success).toBe(false)
  })
})

describe('a patch', () => {
  it.each([
    ['nothing', {}, {}],
    [
      'what it clears',
      { expiresAt: null, title: null, tags: [] },
      { expiresAt: null, title: null, tags: [] },
    ],
    ['an empty title as none', { title: '' }, { title: null }],
    ['a target, serialised', { url: 'https://Example.com' }, { url: 'https://example.com/' }],
  ])('holds %s', (_name, input, patch) => {
    expect(linkPatchSchema.parse(input)).toEqual(patch)
  })

  it.each([
    ['an unknown key', { visits: 1 }],
    ['the time of creation', { createdAt: '2026-01-01T00:00:00Z' }],
    ['the author', { createdBy: 'bob' }],
    ['a slug that is null', { slug: null }],
    ['a slug that is a number', { slug: 0 }],
    ['a target that is null', { url: null }],
    ['tags that are null', { tags: null }],
    ['a state that is null', { state: null }],
  ])('is refused with %s', (_name, input) => {
    expect(linkPatchSchema.safeParse(input).success).toBe(false)
  })
})

describe('two links', () => {
  const whole = link({ title: 'Docs', tags: ['a', 'b'] })

  it.each<[string, Partial<Link>]>([
    ['title', { title: null }],
    ['tags', { tags: ['a'] }],
    ['tags', { tags: ['b', 'a'] }],
    ['status', { status: 301 }],
    ['createdBy', { createdBy: 'bob' }],
  ])('differ where their %s do', (_field, given) => {
    expect(isSameLink(whole, { ...whole, ...given })).toBe(false)
  })

  it('are the same where all fields are, tags compared one by one', () => {
    expect(isSameLink(whole, { ...whole, tags: [...whole.tags] })).toBe(true)
  })

  it.each([
    ['its target alone', { url: whole.url }, true],
    ['its tags', { url: whole.url, tags: ['a', 'b'] }, true],
    ['what is undefined', { url: whole.url, owner: undefined }, true],
    ['another target', { url: 'https://example.org/' }, false],
    ['no title', { url: whole.url, title: null }, false],
    ['fewer tags', { url: whole.url, tags: ['a'] }, false],
  ])('a link says %s: %j, %j', (_name, draft, expected) => {
    expect(hasGivenFields(whole, draft)).toBe(expected)
  })
})
