/**
 * How a diff reads: at a terminal, in a comment on a pull request, for programs and for Git.
 */
import { describe, expect, it } from 'vitest'
import { diffLinks } from '../../../src/core/diff.ts'
import type { Link } from '../../../src/core/link.ts'
import { findRisks } from '../../../src/core/review/risks.ts'
import { writeDiffJson } from '../../../src/formats/diff-json.ts'
import { code, markUp, writeDiffMarkdown } from '../../../src/formats/diff-markdown.ts'
import type { DiffReport } from '../../../src/formats/diff-report.ts'
import { writeDiffText } from '../../../src/formats/diff-text.ts'
import { writeLinkText } from '../../../src/formats/link-text.ts'
import { link, linkSet } from '../../support/links.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

function report(before: Partial<Link>[], after: Partial<Link>[]): DiffReport {
  const [was, is] = [linkSet(before), linkSet(after)]
  return {
    before: { name: 'main', commit: COMMIT, links: was.size },
    after: { name: 'work tree', commit: null, links: is.size },
    diff: diffLinks(was, is),
    risks: findRisks(was, is),
  }
}

const url = 'https://a.example.com/a/path/that/is/long'
const changes = report(
  [
    { slug: 'a', title: 'A' },
    { slug: 'c', url, tags: ['x'], owner: 'alice' },
    { slug: 'd', url: 'https://example.com/d' },
  ],
  [
    { slug: 'a', url: '/b' },
    { slug: 'b', title: 'A' },
    { slug: 'c', url: 'https://b.example.com/', tags: ['x', 'y'], owner: null, listed: false },
    { slug: 'e', url: 'https://example.com/e', status: 307, state: 'disabled', tags: ['x', 'y'] },
  ],
)

describe('the text', () => {
  it('tells each link that differs, and at the end what to look at twice', () => {
    expect(writeDiffText(changes)).toBe(`main → work tree: 1 added, 1 changed, 1 renamed, 1 removed

> /a → /b (/a is an alias of it now)

~ /c
    target    https://a.example.com/a/path/that/is/long
            → https://b.example.com/
    listed  yes → no
    tags    x → x y
    owner   alice → (none)

- /d
    target  https://example.com/d

+ /e
    target  https://example.com/e
    status  307
    state   disabled
    tags    x y

! /c led to a.example.com and now leads to b.example.com
! /c belonged to alice, now to nobody
`)
  })

  it('says that nothing differs, and where there is no database', () => {
    const none = report([], [])
    expect(writeDiffText(none)).toBe('main → work tree: no links differ\n')
    const missing = { ...none, before: { ...none.before, links: null } }
    expect(writeDiffText(missing)).toBe(
      'main → work tree: no links differ\n(main has no data/links.db, which counts as no links)\n',
    )
  })

  it('marks with colours what it is given to paint with', () => {
    const painted = writeDiffText(changes, (style, text) => `<${style} ${text}>`)
    for (const part of [
      '<bold main → work tree: 1 added, 1 changed, 1 renamed, 1 removed>',
      '<cyan > /a → /b>',
      '<yellow ~ /c>',
      '<red yes> → <green no>',
      '<red - /d>',
      '<green + /e>',
      '<yellow !> /c led',
    ]) {
      expect(painted).toContain(part)
    }
  })
})

describe('the Markdown', () => {
  it('tells what to look at twice first', () => {
    expect(
      writeDiffMarkdown(changes),
    ).toBe(`**Links: 1 added, 1 changed, 1 renamed, 1 removed**, from \`main\` (\`0123456789\`) to \`work tree\`

### Look twice

- \`/c\` led to \`a.example.com\` and now leads to \`b.example.com\`
- \`/c\` belonged to alice, now to nobody

### Changes

- **renamed** \`/a\` to \`/b\`, leaving an alias
- **changed** \`/c\`
  - target: \`https://a.example.com/a/path/that/is/long\` → \`https://b.example.com/\`
  - listed: \`yes\` → \`no\`
  - tags: \`x\` → \`x y\`
  - owner: \`alice\` → none
- **removed** \`/d\`
  - target: \`https://example.com/d\`
- **added** \`/e\`
  - target: \`https://example.com/e\`
  - status: \`307\`
  - state: \`disabled\`
  - tags: \`x y\`
`)
  })

  it('counts what does not fit', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ slug: `link-${index}` }))
    const text = writeDiffMarkdown(report([], many))
    expect(text.length).toBeLessThan(60_000)
    const shown = text.match(/\*\*added\*\*/g)?.length ?? 0
    expect(shown).toBeGreaterThan(500)
    expect(text).toMatch(new RegExp(`\n- and ${2_000 - shown} more\n$`))
    const short = writeDiffMarkdown(changes, { lengthMax: 500 })
    expect(short.length).toBeLessThanOrEqual(500)
  })

  it.each([
    ['', '` `'],
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a`', '`` a` ``'],
    ['``a`', '``` ``a` ```'],
    [' a ', '`  a  `'],
    ['a\nb', '`a\ufffdb`'],
    ['`'.repeat(200), `\` ${'`'.repeat(200)} \``],
  ])('puts %j into a code span that ends where it ends', (text, expected) => {
    expect(code(text)).toBe(expected)
  })

  it.each([
    ['two plain words, 301.', 'two plain words, 301.'],
    ['ask @alice about #12', 'ask `@alice` about `#12`'],
    ['commit deadbeef is', 'commit `deadbeef` is'],
    ['![x](https://example.com) <b>', '`![x](https://example.com)` `<b>`'],
    ['see www.example.com.', 'see `www.example.com`.'],
    ["the link's host", "the link's host"],
  ])('keeps the plain words of %j plain', (sentence, expected) => {
    expect(markUp(sentence)).toBe(expected)
  })
})

describe('the JSON', () => {
  it('has both sides, the counts, each entry and each risk', () => {
    const shown = JSON.parse(writeDiffJson(changes))
    expect(Object.keys(shown)).toEqual(['before', 'after', 'counts', 'entries', 'risks'])
    expect(shown).toMatchObject({
      before: { name: 'main', commit: COMMIT, links: 3 },
      after: { name: 'work tree', commit: null, links: 4 },
      counts: { added: 1, removed: 1, changed: 1, renamed: 1 },
      entries: [
        { kind: 'renamed', slug: 'b', from: 'a', left: 'alias', fields: [] },
        { kind: 'changed', slug: 'c', fields: [{ field: 'url', from: url }, {}, {}, {}] },
        { kind: 'removed', slug: 'd', link: { slug: 'd' } },
        { kind: 'added', slug: 'e', link: { slug: 'e', tags: ['x', 'y'] } },
      ],
      risks: [{ rule: 'host-changed', slug: 'c', severity: 'warning' }, { rule: 'owner-changed' }],
    })
  })
})

describe("a link's text", () => {
  it('is its slug and a line for each field that says something', () => {
    expect(writeLinkText(link())).toBe(
      '/docs\n  target  https://example.com/docs\n  created 2026-01-01T00:00:00Z by alice\n',
    )
  })

  it.each([
    { url: 'https://example.com/x' },
    { status: 301 as const },
    { state: 'gone' as const },
    { listed: false },
    { title: 'T' },
    { tags: ['a'] },
    { owner: 'bob' },
    { startsAt: '2026-01-01T00:00:00Z' },
    { expiresAt: '2026-01-01T00:00:00Z' },
    { createdAt: '2025-01-01T00:00:00Z' },
    { createdBy: 'bob' },
  ])('is another for %j', (given) => {
    expect(writeLinkText(link(given))).not.toBe(writeLinkText(link()))
  })
})
