/**
 * What a slug is, which names are reserved, what is suggested instead, and which slugs look alike.
 */
import { describe, expect, it } from 'vitest'
import { isReserved, RESERVED_NAMES } from '../../../src/core/reserved.ts'
import {
  isPattern,
  isSplat,
  lookAlikeKey,
  parseSlug,
  patternShape,
  placeholderNames,
  suggestSlug,
} from '../../../src/core/slug.ts'

describe('a slug is taken as it is', () => {
  it.each([
    ['a word', 'docs'],
    ['one character', 'x'],
    ['segments', 'talks/2026'],
    ['a hyphen inside', 'example/test-a'],
    ['an underscore inside', 'google_uk'],
    ['an underscore later on', 'a/_b'],
    ['a dot inside', 'v1.2.3'],
    ['zero', '0'],
    ['zeros in front', '007'],
    ['what JavaScript reads as a number', '1e5'],
    ['a year', '2026'],
    ['a status', '301'],
    ['capitals', 'Apple'],
    ['only a hyphen', '-'],
    ['128 characters', 'x'.repeat(128)],
    ['a splat', 'gh/*'],
    ['a placeholder', 'pr/:id'],
    ['two placeholders', 'a/:year/:month'],
    ['a placeholder inside', 'a/:id/edit'],
    ['a placeholder and a splat', 'a/:id/*'],
    ['the beginning of a reserved name', 'apis'],
    ['a longer reserved name', 'administrator'],
    ['a word that begins with p', 'pr'],
    ['a reserved name further on', 'my/api'],
    ['a reserved name with other ending', 'admin.htmlx'],
    ['half of a reserved name', 'robots'],
    ['the public database without a hash', 'links.db'],
    ['a file of another kind', 'sitemap.xml.gz'],
    ['a method of objects', 'constructor'],
    ['a method of prototypes', 'toString'],
  ])('%s: %j', (_name, slug) => {
    expect(parseSlug(slug)).toEqual({ ok: true, slug })
  })
})

describe('a slug is refused with the reason and a suggestion', () => {
  it.each([
    ['nothing', '', 'at least one character', null],
    ['129 characters', 'x'.repeat(129), '129 characters; the most is 128', 'x'.repeat(128)],
    ['a space', 'my talk', 'has a space', 'my-talk'],
    ['a space at its end', 'docs ', 'has a space', 'docs'],
    ['a space at its start', ' docs', 'has a space', 'docs'],
    ['a no-break space', 'a\u00a0b', 'U+00A0', 'a-b'],
    ['an ideographic space', 'a\u3000b', 'U+3000', 'a-b'],
    ['a tab', 'a\tb', 'U+0009', 'a-b'],
    ['a line feed', 'a\nb', 'U+000A', 'a-b'],
    ['a line feed at its end', 'docs\n', 'U+000A', 'docs'],
    ['a carriage return', 'docs\r', 'U+000D', 'docs'],
    ['a line separator', 'a\u2028b', 'U+2028', 'a-b'],
    ['a null character', 'a\u0000b', 'U+0000', 'a-b'],
    ['an escape character', '\u001b[31m', 'U+001B', '31m'],
    ['a C1 control', 'a\u0085b', 'U+0085', 'a-b'],
    ['a zero-width space', 'do\u200bcs', 'U+200B', 'do-cs'],
    ['a zero-width joiner', 'do\u200dcs', 'U+200D', 'do-cs'],
    ['a byte order mark', '\ufeffdocs', 'U+FEFF', 'docs'],
    ['a soft hyphen', 'do\u00adcs', 'U+00AD', 'do-cs'],
    ['a right-to-left override', 'a\u202eb', 'U+202E', 'a-b'],
    ['an isolate', 'a\u2066b', 'U+2066', 'a-b'],
    ['a tag character', 'a\u{e0061}b', 'U+E0061', 'a-b'],
    ['half of a surrogate pair', 'a\ud800b', 'U+D800', 'a-b'],
    ['a query', 'abcd?env=prod', '"?"', 'abcd-env-prod'],
    ['a fragment', 'a#b', '"#"', 'a-b'],
    ['a backslash', 'a\\b', '"\\"', 'a/b'],
    ['a percent escape', 'a%20b', '"%"', 'a-b'],
    ['an escaped slash', 'a%2Fb', '"%"', 'a/b'],
    ['an escaped line feed', 'a%0Ab', '"%"', 'a-b'],
    ['a broken escape', 'a%zz', '"%"', 'a-zz'],
    ['a lone percent sign', '%', '"%"', null],
    ['a colon inside', 'a:b', 'has ":"', 'a-b'],
    ['an at sign', '@me', '"@"', 'me'],
    ['a plus', 'a+b', '"+"', 'a-b'],
    ['an apostrophe', "it's", '"\'"', 'it-s'],
    ['a quotation mark', 'a"b', '"""', 'a-b'],
    ['markup', '<b>', '"<"', 'b'],
    ['a semicolon', 'a;b', '";"', 'a-b'],
    ['a pipe', 'a|b', '"|"', 'a-b'],
    ['a dollar', '$1', '"$"', '1'],
    ['a tilde', '~me', '"~"', 'me'],
    ['an exclamation mark', '302!', '"!"', '302'],
    ['Czech letters', 'domácí-zvířata', 'U+00E1', 'domaci-zvirata'],
    ['German letters', 'Straße', 'U+00DF', 'strasse'],
    ['Polish letters', 'Łódź', 'U+0141', 'lodz'],
    ['Nordic letters', 'Ærø', 'U+00C6', 'aero'],
    ['a decomposed letter', 'cafe\u0301', 'U+0301', 'cafe'],
    ['full-width letters', 'ｄｏｃｓ', 'U+FF44', 'docs'],
    ['a ligature', 'ﬁle', 'U+FB01', 'file'],
    ['a sign of letters', '™', 'U+2122', 'tm'],
    ['circled digits', '①②', 'U+2460', '12'],
    ['Korean', '구글', 'U+AD6C', null],
    ['escaped Korean', '%EA%B5%AC%EA%B8%80', '"%"', null],
    ['emoji', '😢👍', 'U+1F622', null],
    ['a Cyrillic look-alike alone', 'а', 'U+0430', null],
    ['a Cyrillic look-alike inside', 'dоcs', 'U+043E', 'd-cs'],
    ['a slash at its start', '/docs', 'begins with a slash', 'docs'],
    ['a slash at its end', 'whatever/', 'ends with a slash', 'whatever'],
    ['only a slash', '/', 'begins with a slash', null],
    ['two slashes', 'a//b', 'two slashes in a row', 'a/b'],
    ['a protocol-relative URL', '//example.com', 'begins with a slash', 'example.com'],
    ['a whole URL', 'https://example.com/x', 'two slashes', 'https/example.com/x'],
    ['one dot', '.', 'a dot at the edge', null],
    ['two dots', '..', 'a dot at the edge', null],
    ['a way up', '../etc/passwd', 'a dot at the edge', 'etc/passwd'],
    ['a way up inside', 'a/../b', 'a dot at the edge', 'a/b'],
    ['an escaped way up', '%2e%2e/x', '"%"', 'x'],
    ['a dot at its start', '.env', 'a dot at the edge', 'env'],
    ['a dot at its end', 'docs.', 'a dot at the edge', 'docs'],
    ['two dots inside', 'a..b', 'two dots in a row', 'a.b'],
    ['an underscore at its start', '_x', 'begins with "_"', 'x'],
    ['only underscores', '__', 'begins with "_"', null],
    ['a bare splat', '*', 'begins with a pattern', null],
    ['a bare placeholder', ':id', 'begins with a pattern', 'id'],
    ['a splat before its end', 'gh/*/x', '"*" before its end', 'gh/x'],
    ['a star inside a segment', 'gh*', '"*" inside a segment', 'gh'],
    ['two stars', 'gh/**', '"*" inside a segment', 'gh'],
    ['a placeholder without name', 'pr/:', 'has ":"', 'pr'],
    ['a placeholder in capitals', 'pr/:ID', 'has ":"', 'pr/id'],
    ['a placeholder with a digit', 'pr/:id2', 'has ":"', 'pr/id2'],
    ['a placeholder with an ending', 'pr/:id.html', 'has ":"', 'pr/id.html'],
    ['a placeholder named splat', 'pr/:splat', 'belongs to "*"', 'pr/splat'],
    ['a placeholder twice', 'a/:id/:id', '":id" twice', 'a/id/id'],
    ['a placeholder that begins another', 'a/:c/:cats', 'the beginning of ":cats"', 'a/c/cats'],
    ['the same the other way round', 'a/:cats/:c', 'the beginning of ":cats"', 'a/cats/c'],
    ['a placeholder that begins "splat"', 'a/:s/*', 'the beginning of ":splat"', 'a/s'],
  ])('%s: %j', (_name, slug, reason, suggestion) => {
    const parsed = parseSlug(slug)
    expect(parsed).toEqual({ ok: false, message: expect.stringContaining(reason), suggestion })
  })

  it('the message shows no more than the start of an endless slug', () => {
    const parsed = parseSlug('x'.repeat(100_000))
    expect(parsed.ok ? '' : parsed.message.length).toBeLessThan(250)
  })
})

describe('a reserved name', () => {
  it.each([
    ...RESERVED_NAMES,
    'API',
    'Admin',
    'aPi/v1',
    'api/v1',
    'p/x',
    'P',
    'custom/logo.svg',
    '.netlify/x',
    '.NETLIFY/functions/links',
    '.well-known/security.txt',
    '_astro/x.js',
    'openapi.json',
    'OpenAPI.JSON',
    '404',
    'index',
    'admin.html',
    'ADMIN.HTML',
    '404.html',
    'index.htm',
    'p.html/x',
    'links.0af1.db',
    'links.0AF1.DB/x',
  ])('%j is refused in any case', (slug) => {
    expect(isReserved(slug)).toBe(true)
    const parsed = parseSlug(slug)
    expect(parsed.ok).toBe(false)
    // No suggestion leads back to a name of the site.
    if (!parsed.ok && parsed.suggestion !== null) expect(isReserved(parsed.suggestion)).toBe(false)
  })

  it.each(['api/*', 'Admin/:id', 'p/*', '404/*'])('takes its patterns with it: %j', (slug) => {
    const reason = expect.stringContaining('is reserved')
    expect(parseSlug(slug)).toMatchObject({ ok: false, message: reason })
  })
})

describe('a suggestion', () => {
  it.each([
    ['is in lower case', 'My Talk', 'my-talk'],
    ['keeps underscores', 'a_b c', 'a_b-c'],
    ['has one hyphen for a run of strange characters', 'a ?&! b', 'a-b'],
    ['has no hyphen at the edge of a segment', '-a-/ b -', 'a/b'],
    ['has no underscore or hyphen at its start', '_ a', 'a'],
    ['drops a first segment of underscores', '__/a', 'a'],
    ['drops empty segments', '//a//b//', 'a/b'],
    ['drops the dots of a way up', '../../a', 'a'],
    ['is at most 128 characters', `${'ä'.repeat(127)}/b`, 'a'.repeat(127)],
    ['is none where nothing ASCII is left', '日本', null],
    ['is none where a reserved name is left', '/api/', null],
  ])('%s: %j', (_name, input, expected) => {
    expect(suggestSlug(input)).toBe(expected)
  })
})

describe('a pattern', () => {
  it.each([
    { slug: 'docs', pattern: false, splat: false, names: [], shape: 'docs' },
    { slug: 'gh/*', pattern: true, splat: true, names: ['splat'], shape: 'gh/*' },
    { slug: 'pr/:id', pattern: true, splat: false, names: ['id'], shape: 'pr/:' },
    { slug: 'pr/:number', pattern: true, splat: false, names: ['number'], shape: 'pr/:' },
    { slug: 'a/:b/c/:d', pattern: true, splat: false, names: ['b', 'd'], shape: 'a/:/c/:' },
    { slug: 'a/:b/*', pattern: true, splat: true, names: ['b', 'splat'], shape: 'a/:/*' },
  ])(
    '$slug has the names $names and the shape $shape',
    ({ slug, pattern, splat, names, shape }) => {
      expect(isPattern(slug)).toBe(pattern)
      expect(isSplat(slug)).toBe(splat)
      expect(placeholderNames(slug)).toEqual(names)
      expect(patternShape(slug)).toBe(shape)
    },
  )
})

describe('two slugs', () => {
  it.each([
    ['docs', 'DOCS', true],
    ['my-talk', 'my_talk', true],
    ['o', '0', true],
    ['l1', 'il', true],
    ['I', '1', true],
    ['docs', 'doc', false],
    ['a-b', 'ab', false],
    ['s', '5', false],
  ])('%j and %j look alike: %j', (a, b, alike) => {
    expect(lookAlikeKey(a) === lookAlikeKey(b)).toBe(alike)
  })
})
