/**
 * The canonical file: bytes that depend on the rows alone, and a named fault for all that is not
 * a whole and valid file of ours.
 */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  DatabaseError,
  type DatabaseFault,
  decodeDespiteDerived,
  decodeLinks,
  encodeLinks,
  encodePublicLinks,
} from '../../../src/core/database.ts'
import type { Link } from '../../../src/core/link.ts'
import { isSameSet, sortedLinks, toLinkSet } from '../../../src/core/link-set.ts'
import { APPLICATION_ID, LINKS_COLUMNS, LINKS_TABLE } from '../../../src/core/schema.ts'
import { SQL, tamper, withNodeSqlite } from '../../support/database.ts'
import { link, linkSet } from '../../support/links.ts'

// All kinds of values, the same on every machine.
function manyLinks(count: number): Link[] {
  return Array.from({ length: count }, (_, n) => {
    const day = String((n % 28) + 1).padStart(2, '0')
    return link({
      slug: n % 7 === 0 ? `talks/${n}/:id` : n % 11 === 0 ? `gh/${n}/*` : `link-${n}`,
      url: `https://example.com/${n}?q=${n * 7919}#${n % 13}`,
      status: n % 5 === 0 ? 301 : 302,
      state: n % 17 === 0 ? 'gone' : n % 13 === 0 ? 'disabled' : 'active',
      listed: n % 3 !== 0,
      title: n % 4 === 0 ? null : `Title № ${n} – "日本語" 😀`,
      tags: n % 6 === 0 ? [] : [`t${n % 9}`, 'x'],
      owner: n % 8 === 0 ? 'alice' : null,
      startsAt: n % 19 === 0 ? `2026-01-${day}T00:00:00Z` : null,
      expiresAt: n % 23 === 0 ? `2027-01-${day}T00:00:00Z` : null,
      createdAt: `2025-03-${day}T12:00:00Z`,
      createdBy: n % 2 === 0 ? 'alice' : 'bob',
    })
  })
}

const many = manyLinks(3_000)
const bytes = encodeLinks(SQL, toLinkSet(many))
const sha256 = (of: Uint8Array) => createHash('sha256').update(of).digest('hex')

function faultOf(file: Uint8Array): [DatabaseFault, string] | ['none', ''] {
  try {
    decodeLinks(SQL, file)
    return ['none', '']
  } catch (error) {
    if (error instanceof DatabaseError) return [error.fault, error.message]
    throw error
  }
}

describe('the bytes of 3,000 links', () => {
  it('are the golden ones; others mean a new format, to be shipped as one commit', () => {
    expect(sha256(bytes)).toBe('8162d7df29ec0ffe248522ad3c83a79a8b33b4eeb09f234c949435f9c46ce0bf')
  })

  it('are the same from links in another order', () => {
    const shuffled = many.toSorted((a, b) => (a.createdAt + a.url < b.createdAt + b.url ? 1 : -1))
    expect(sha256(encodeLinks(SQL, toLinkSet(shuffled)))).toBe(sha256(bytes))
    expect(sha256(encodeLinks(SQL, toLinkSet(many.toReversed())))).toBe(sha256(bytes))
  })

  it('are the same after reading and writing', () => {
    expect(sha256(encodeLinks(SQL, decodeLinks(SQL, bytes)))).toBe(sha256(bytes))
  })

  it('hold what was written', () => {
    expect(isSameSet(decodeLinks(SQL, bytes), toLinkSet(many))).toBe(true)
  })

  it('are a sound file for another SQLite, with the same rows in the order of slugs', () => {
    const { verdict, rows, id, version } = withNodeSqlite(bytes, (db) => ({
      verdict: db.prepare('PRAGMA integrity_check').all(),
      rows: db.prepare('SELECT * FROM links').all(),
      id: db.prepare('PRAGMA application_id').get(),
      version: db.prepare('PRAGMA user_version').get(),
    }))
    expect(verdict).toEqual([{ integrity_check: 'ok' }])
    expect(id).toEqual({ application_id: APPLICATION_ID })
    expect(version).toEqual({ user_version: 1 })
    expect(rows).toEqual(
      sortedLinks(toLinkSet(many)).map((one) => ({
        slug: one.slug,
        url: one.url,
        status: one.status,
        state: one.state,
        listed: one.listed ? 1 : 0,
        title: one.title,
        tags: JSON.stringify(one.tags),
        owner: one.owner,
        starts_at: one.startsAt,
        expires_at: one.expiresAt,
        created_at: one.createdAt,
        created_by: one.createdBy,
      })),
    )
  })

  it('are few: at most 250 a link', () => {
    expect(bytes.length / many.length).toBeLessThan(250)
  })

  it('change in few pages by one link more', () => {
    const grown = encodeLinks(SQL, toLinkSet([...many, link({ slug: 'zzz' })]))
    const pages = (of: Uint8Array) => {
      const list = Array.from({ length: of.length / 1024 }, (_, page) => {
        return sha256(of.subarray(page * 1024, (page + 1) * 1024))
      })
      return new Set(list)
    }
    const before = pages(bytes)
    expect([...pages(grown)].filter((page) => !before.has(page)).length).toBeLessThan(8)
  })
})

describe('the bytes of no links', () => {
  it('are a file all the same', () => {
    const empty = encodeLinks(SQL, new Map())
    expect(decodeLinks(SQL, empty).size).toBe(0)
    expect(withNodeSqlite(empty, (db) => db.prepare('SELECT * FROM links').all())).toEqual([])
  })
})

describe('the file keeps text as text', () => {
  it.each(['0', '007', '1e5', '2026', '301', '-', 'A', 'a.b'])('the slug %s', (slug) => {
    const links = linkSet([{ slug, title: slug }])
    expect(decodeLinks(SQL, encodeLinks(SQL, links))).toEqual(links)
  })

  it.each([
    "'tis",
    '"',
    '\\',
    '\\u0041',
    '=1+1',
    'NULL',
    '[]',
    '😀',
    '\ufffd',
    'x'.repeat(200),
    '日'.repeat(200),
  ])('the title %s', (title) => {
    const links = linkSet([{ title }])
    expect(decodeLinks(SQL, encodeLinks(SQL, links))).toEqual(links)
  })

  it('a target of 2,048 characters, which spills over pages', () => {
    const links = linkSet([{ url: 'https://example.com/'.padEnd(2048, 'a') }, { slug: 'b' }])
    expect(decodeLinks(SQL, encodeLinks(SQL, links))).toEqual(links)
  })
})

describe('the public database', () => {
  it('holds slug, url, title, tags and the day of creation, and nothing else', () => {
    const file = encodePublicLinks(SQL, [
      link({ title: 'Docs', tags: ['a'], owner: 'secret-owner', createdBy: 'secret-author' }),
    ])
    expect(withNodeSqlite(file, (db) => db.prepare('SELECT * FROM links').all())).toEqual([
      {
        slug: 'docs',
        url: 'https://example.com/docs',
        title: 'Docs',
        tags: '["a"]',
        created_at: '2026-01-01T00:00:00Z',
      },
    ])
    expect(Buffer.from(file).includes('secret')).toBe(false)
  })

  it('is no database of links', () => {
    expect(faultOf(encodePublicLinks(SQL, [link()]))[0]).toBe('foreign')
  })
})

const small = linkSet([{ slug: 'a' }, { slug: 'b', title: 'B' }, { slug: 'c' }])
const text = (of: string) => new TextEncoder().encode(of)

describe('what is no database is refused', () => {
  it.each<[string, Uint8Array, DatabaseFault, string]>([
    ['nothing', new Uint8Array(0), 'truncated', 'the file is empty'],
    ['a few bytes', text('SQL'), 'not-sqlite', 'is not a SQLite database'],
    [
      'text',
      text('slug,url\ndocs,https://example.com/\n'),
      'not-sqlite',
      'is not a SQLite database',
    ],
    ['zeros', new Uint8Array(4096), 'not-sqlite', 'is not a SQLite database'],
    [
      'a ZIP file',
      text(`PK\u0003\u0004${'x'.repeat(500)}`),
      'not-sqlite',
      'is not a SQLite database',
    ],
    [
      'a Git LFS pointer',
      text('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
      'not-sqlite',
      'text that Git left',
    ],
    [
      'conflict markers',
      text('<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> theirs\n'),
      'not-sqlite',
      'text that Git left',
    ],
    [
      'an older magic',
      text(`SQLite format 2\u0000${'x'.repeat(500)}`),
      'not-sqlite',
      'is not a SQLite database',
    ],
    ['the magic alone', text('SQLite format 3\u0000'), 'truncated', 'truncated within its header'],
  ])('%s', (_name, file, fault, message) => {
    const [actual, said] = faultOf(file)
    expect(actual).toBe(fault)
    expect(said).toContain(message)
  })

  it('a file that was taken for text and so re-encoded', () => {
    const file = text(new TextDecoder().decode(bytes))
    expect(faultOf(file)[0]).not.toBe('none')
  })

  it('at every length but the whole', () => {
    const file = encodeLinks(SQL, toLinkSet(many.slice(0, 60)))
    const lengths = [...Array(110).keys(), ...Array.from({ length: 40 }, (_, n) => n * 397 + 110)]
    for (const length of [...lengths.filter((one) => one < file.length), file.length - 1]) {
      const [fault] = faultOf(file.subarray(0, length))
      expect({ length, fault }).toEqual({
        length,
        fault: expect.stringMatching(/^(truncated|not-sqlite)$/),
      })
    }
    expect(faultOf(file)[0]).toBe('none')
  })
})

describe('text that is not UTF-8 is refused, not read as U+FFFD', () => {
  it.each([
    ['a byte of Latin-1', "x'42e9'"],
    ['a character cut short', "x'42e697'"],
    ['a lone surrogate', "x'eda080'"],
    ['more bytes than needed', "x'c0af'"],
  ])('%s', (_name, title) => {
    const file = tamper(small, `UPDATE links SET title = CAST(${title} AS TEXT) WHERE slug = 'b'`)
    expect(faultOf(file)).toEqual(['damaged', 'the database is damaged: /b: its text is not UTF-8'])
  })

  it('a file of another encoding', () => {
    const file = encodeLinks(SQL, small)
    new DataView(file.buffer, file.byteOffset).setUint32(56, 2)
    expect(faultOf(file)).toEqual([
      'foreign',
      'the database holds its text in another encoding than UTF-8',
    ])
  })
})

describe('what is not ours is refused', () => {
  it.each<[string, string, DatabaseFault, string | RegExp]>([
    ['another application', 'PRAGMA application_id = 1', 'foreign', 'another application_id'],
    ['no application', 'PRAGMA application_id = 0', 'foreign', 'another application_id'],
    [
      'a newer schema',
      'PRAGMA user_version = 2',
      'newer',
      'schema version 2, this Shortcrust knows up to 1; upgrade',
    ],
    ['a much newer schema', 'PRAGMA user_version = 2147483647', 'newer', 'upgrade Shortcrust'],
    ['no schema version', 'PRAGMA user_version = 0', 'foreign', 'unknown schema version 0'],
    ['a table more', 'CREATE TABLE visits (slug TEXT)', 'foreign', 'table "visits"'],
    ['a view', 'CREATE VIEW all_links AS SELECT * FROM links', 'foreign', 'view "all_links"'],
    [
      'a trigger',
      'CREATE TRIGGER t AFTER INSERT ON links BEGIN DELETE FROM links; END',
      'foreign',
      'trigger "t"',
    ],
    [
      'a name that would begin a line of its own',
      'CREATE TABLE "x\n::add-mask::y" (slug TEXT)',
      'foreign',
      'table "x ::add-mask::y"',
    ],
    ['an index', 'CREATE INDEX by_url ON links (url)', 'foreign', 'index "by_url"'],
    ['statistics', 'ANALYZE', 'foreign', 'table "sqlite_stat1"'],
    ['statistics, which can be mended', 'ANALYZE', 'foreign', '"links check --fix" takes it out'],
    [
      'an index on a table that is not ours',
      'CREATE TABLE t (x UNIQUE); CREATE INDEX i ON t (x)',
      'foreign',
      /table "t"$/,
    ],
    ['no table', 'DROP TABLE links', 'foreign', 'no table "links"'],
    [
      'a column more',
      'ALTER TABLE links ADD COLUMN visits INTEGER',
      'foreign',
      'other columns than ours',
    ],
    [
      'a column renamed',
      'ALTER TABLE links RENAME COLUMN url TO target',
      'foreign',
      'other columns than ours',
    ],
    ['a table renamed', 'ALTER TABLE links RENAME TO rows', 'foreign', 'table "rows"'],
    [
      'a lax table',
      `DROP TABLE links; ${LINKS_TABLE.replace('STRICT, ', '')}`,
      'foreign',
      'other columns than ours',
    ],
    [
      'a view in its place',
      `ALTER TABLE links RENAME TO x; CREATE VIEW links AS SELECT * FROM x`,
      'foreign',
      'view "links"',
    ],
  ])('%s', (_name, statements, fault, message) => {
    const [actual, said] = faultOf(tamper(small, statements))
    expect(actual).toBe(fault)
    expect(said).toMatch(message)
  })
})

describe('what other tools make of the links', () => {
  it.each([
    ['an index', 'CREATE INDEX "by ""url""" ON links (url)'],
    ['statistics', 'ANALYZE'],
    ['both', 'CREATE INDEX i ON links (owner, lower(title)); ANALYZE'],
    ['neither', 'SELECT 1'],
  ])('can be taken out without a loss: %s', (_name, statements) => {
    const links = decodeDespiteDerived(SQL, tamper(small, statements))
    expect(encodeLinks(SQL, links)).toEqual(encodeLinks(SQL, small))
  })

  it.each<[string, string]>([
    ['CREATE TABLE visits (slug TEXT); ANALYZE', 'table "visits"'],
    ['CREATE TRIGGER t AFTER INSERT ON links BEGIN DELETE FROM links; END', 'trigger "t"'],
    ['DROP TABLE links', 'no table "links"'],
    ['CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE t', '"sqlite_sequence"'],
  ])('leaves refused what they do not: %s', (statements, message) => {
    const file = tamper(small, statements)
    expect(() => decodeDespiteDerived(SQL, file)).toThrow(message)
    expect(() => decodeDespiteDerived(SQL, file.slice(0, -1024))).toThrow(DatabaseError)
  })
})

it('names a slug without letting it begin a line of its own', () => {
  const [fault, said] = faultOf(
    tamper(
      small,
      "UPDATE links SET slug = 'x' || char(10) || '::add-mask::y' WHERE slug = (SELECT min(slug) FROM links)",
    ),
  )
  expect([fault, said]).toEqual([
    'invalid-links',
    expect.stringContaining('\n  /x ::add-mask::y: '),
  ])
})

describe('a row that breaks a rule is refused', () => {
  const values = {
    slug: "'x'",
    url: "'https://example.com/'",
    status: '302',
    state: "'active'",
    listed: '1',
    title: 'NULL',
    tags: "'[]'",
    owner: 'NULL',
    starts_at: 'NULL',
    expires_at: 'NULL',
    created_at: "'2026-01-01T00:00:00Z'",
    created_by: "'alice'",
  }
  const insert = (given: Partial<typeof values>) => {
    const row = { ...values, ...given }
    return `INSERT INTO links VALUES (${LINKS_COLUMNS.map((column) => row[column]).join(', ')})`
  }

  it('and one that keeps them all is not', () => {
    expect(decodeLinks(SQL, tamper(small, insert({}))).get('x')).toEqual(
      link({ slug: 'x', url: 'https://example.com/' }),
    )
  })

  it.each<[string, Partial<typeof values>, string]>([
    ['an empty slug', { slug: "''" }, 'at least one character'],
    ['a slug with a space', { slug: "'a b'" }, 'has a space'],
    ['a slug with a line break', { slug: "'x' || char(10)" }, 'U+000A'],
    ['a reserved slug', { slug: "'api'" }, 'is reserved'],
    ['a script', { url: "'javascript:alert(1)'" }, 'only http and https'],
    [
      'a target of two lines',
      { url: "'https://example.com/' || char(10) || '/* https://evil.example/'" },
      'U+000A',
    ],
    ['credentials', { url: "'https://u:p@example.com/'" }, 'credentials'],
    ['a target that is not serialised', { url: "'https://Example.com'" }, 'not in its normal form'],
    [
      'a target with a space behind it',
      { url: "'https://example.com/ '" },
      'not in its normal form',
    ],
    ['a placeholder not declared', { url: "'https://example.com/:id'" }, 'does not declare'],
    ['the status 200', { status: '200' }, 'the status is one of'],
    ['an unknown state', { state: "'paused'" }, 'the state is one of'],
    ['a state in capitals', { state: "'Active'" }, 'the state is one of'],
    ['listed as 2', { listed: '2' }, 'listed is true or false'],
    ['an empty title', { title: "''" }, 'not in its normal form'],
    ['a title with spaces around it', { title: "' Docs '" }, 'not in its normal form'],
    ['a title with a hidden character', { title: 'char(8238)' }, 'U+202E'],
    ['a title with a null character', { title: "'a' || char(0) || 'b'" }, 'U+0000'],
    ['tags that are no JSON', { tags: "'a,b'" }, 'tags are a list'],
    ['tags that are an object', { tags: "'{}'" }, 'tags are a list'],
    ['tags that are null', { tags: "'null'" }, 'tags are a list'],
    ['tags in another order', { tags: `'["b","a"]'` }, 'not in its normal form'],
    ['tags twice', { tags: `'["a","a"]'` }, 'not in its normal form'],
    ['a tag that is a number', { tags: "'[1]'" }, 'a tag is text'],
    ['an empty owner', { owner: "''" }, 'a handle is'],
    ['a mail address', { created_by: "'a@example.com'" }, 'a handle is'],
    ['a time without zone', { starts_at: "'2026-01-01 00:00:00'" }, 'has no zone'],
    [
      'a time of another zone',
      { expires_at: "'2026-01-01T00:00:00+01:00'" },
      'not in its normal form',
    ],
    [
      'an expiry before its start',
      { starts_at: "'2026-02-01T00:00:00Z'", expires_at: "'2026-01-01T00:00:00Z'" },
      'not after its start',
    ],
  ])('%s', (_name, given, message) => {
    const [fault, said] = faultOf(tamper(small, insert(given)))
    expect(fault).toBe('invalid-links')
    expect(said).toContain('1 invalid link:')
    expect(said).toContain(message)
  })

  it.each<[string, Partial<typeof values>]>([
    ['tags with spaces', { tags: `'[ "a" ]'` }],
    ['tags with an escape', { tags: `'["\\u0061"]'` }],
  ])('%s, which the canonical file would not hold, are read as what they say', (_name, given) => {
    const links = decodeLinks(SQL, tamper(small, insert(given)))
    expect(links.get('x')?.tags).toEqual(['a'])
  })

  it('all of them are listed, up to twenty', () => {
    const few = ['a b', 'api', '..'].map((slug) => insert({ slug: `'${slug}'` })).join(';')
    const [, said] = faultOf(tamper(small, few))
    expect(said).toContain('3 invalid links:')
    for (const slug of ['/a b: ', '/api: ', '/..: ']) expect(said).toContain(`\n  ${slug}`)

    const lots = Array.from({ length: 25 }, (_, n) => insert({ slug: `'a ${n}'` })).join(';')
    const [, listed] = faultOf(tamper(small, lots))
    expect(listed).toContain('25 invalid links:')
    expect(listed.match(/\n {2}\//g)).toHaveLength(20)
    expect(listed).toContain('and 5 more')
  })
})

describe('a file that is valid but not canonical is read', () => {
  it.each([
    [
      'written by other statements',
      "UPDATE links SET title = 'x' WHERE slug = 'a'; UPDATE links SET title = NULL WHERE slug = 'a'",
    ],
    [
      'with free pages',
      `${Array.from({ length: 50 }, (_, n) => `INSERT INTO links SELECT 'n${n}', url, status, state, listed, title, tags, owner, starts_at, expires_at, created_at, created_by FROM links WHERE slug = 'a'`).join(';')}; DELETE FROM links WHERE slug LIKE 'n%'`,
    ],
    ['with larger pages', 'PRAGMA page_size = 4096; VACUUM'],
  ])('%s', (_name, statements) => {
    const file = tamper(small, statements)
    const links = decodeLinks(SQL, file)
    expect(isSameSet(links, small)).toBe(true)
    expect(sha256(encodeLinks(SQL, links))).toBe(sha256(encodeLinks(SQL, small)))
    expect(sha256(file)).not.toBe(sha256(encodeLinks(SQL, small)))
  })
})
