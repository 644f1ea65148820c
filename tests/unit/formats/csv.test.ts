/**
 * CSV as spreadsheets and other shorteners write it: what is read, what is refused and on which
 * line, and that no cell of an export runs as a formula.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from '../../../src/formats/csv.ts'
import { linkSet } from '../../support/links.ts'

const url = 'https://example.com/'

function drafts(text: string) {
  const { rows, findings } = readCsv(text)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  return rows.map(({ draft }) => draft)
}

function errors(text: string): string[] {
  return readCsv(text)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ line, field, message }) => `${line} ${field}: ${message}`)
}

describe('columns', () => {
  it.each([
    ['slug,url,startsAt', `docs,${url},2026-01-01T00:00:00Z`],
    ['slug;url;starts_at', `docs;${url};2026-01-01T00:00:00Z`],
    ['Starts_At\tURL\tSlug', `2026-01-01T00:00:00Z\t${url}\tdocs`],
    ['"SLUG";"Url";"STARTSAT"', `"docs";"${url}";"2026-01-01T00:00:00Z"`],
  ])('are found by their names: %s', (header, row) => {
    expect(drafts(`${header}\n${row}\n`)).toEqual([
      { slug: 'docs', url, startsAt: '2026-01-01T00:00:00Z' },
    ])
  })

  it('that are unknown are ignored with a warning that names them', () => {
    const { rows, findings } = readCsv(`slug,url,clicks,\ndocs,${url},12,x\n`)
    expect(rows).toHaveLength(1)
    expect(findings).toMatchObject([
      { severity: 'warning', line: 1, message: 'column "clicks" is unknown and is ignored' },
      { severity: 'warning', line: 1, message: 'column 4 has no name and is ignored' },
    ])
  })

  it.each([
    ['no url', 'slug,target\ndocs,https://example.com/\n', 'names no column "url"'],
    ['no header', `docs,${url}\n`, 'names no column "url"'],
    ['one twice', `slug,url,URL\ndocs,${url},${url}\n`, 'two columns are named "url"'],
    ['nothing at all', '\n\r\n\n', 'the file holds no rows'],
  ])('%s: the file is refused as a whole', (_, text, message) => {
    const { rows, findings, isBroken } = readCsv(text)
    expect({ rows, isBroken }).toEqual({ rows: [], isBroken: true })
    expect(findings.at(-1)?.message).toContain(message)
  })

  it('a row may be shorter than the header, and not longer', () => {
    expect(drafts(`url,slug,title\n${url}\n`)).toEqual([{ url }])
    expect(errors(`slug,url\ndocs,https://example.com/?a,b\n`)).toEqual([
      '2 null: the row has 3 cells, but there are 2 columns; quote cells that hold the delimiter',
    ])
  })
})

describe('cells', () => {
  it('keep slugs as text', () => {
    const slugs = ['0', '007', '1e5', '2026', '301', 'TRUE', 'null', '-x']
    const rows = slugs.map((slug) => `${slug},${url}\n`).join('')
    expect(drafts(`slug,url\n${rows}`).map(({ slug }) => slug)).toEqual(slugs)
  })

  it('that are empty are values that were not given', () => {
    expect(drafts(`slug,url,status,state,listed,title,tags,owner\n,${url},,,,,,\n`)).toEqual([
      { url },
    ])
  })

  it('say listed, status and tags', () => {
    const header = 'url,listed,status,tags\n'
    expect(drafts(`${header}${url},TRUE,301,a b\n${url},0,308,"c, d"\n`)).toEqual([
      { url, listed: true, status: 301, tags: ['a', 'b'] },
      { url, listed: false, status: 308, tags: ['c', 'd'] },
    ])
    expect(errors(`${header}${url},yes,302.0,Big\n`)).toEqual([
      '2 status: the status is one of 301, 302, 303, 307, 308',
      '2 listed: listed is true or false',
      expect.stringMatching(/^2 tags: the tag "Big" is not/),
    ])
  })

  it('may be quoted, with delimiters, quotes and line breaks inside', () => {
    const text = `slug,url,title\r\na,"https://example.com/?a,b","Say ""hi"""\r\n`
    expect(drafts(text)).toEqual([
      { slug: 'a', url: 'https://example.com/?a,b', title: 'Say "hi"' },
    ])
  })

  it('hold targets byte for byte', () => {
    const urls = [
      'https://bucket.example.com/notepad%2B%2B_2019.png',
      'https://s.example.com/#/p/1?email=user%2Btag%40example.com',
      'https://example.com/?abc#123',
      'https://example.com/?2+2_(TV_channel)',
      'https://example.com/?',
    ]
    expect(drafts(`url\n${urls.join('\n')}\n`).map((draft) => draft.url)).toEqual(urls)
  })

  it('have no formulas in an export, and say the same when read again', () => {
    const titles = ['=HYPERLINK("http://evil.example","x")', '+1', '-2', '@x', "'tis", "'=1", "''-"]
    const links = linkSet(titles.map((title, index) => ({ slug: `s${index}`, title })))
    const text = writeCsv(links)
    expect(text).not.toMatch(/(^|,)"?[=+@\t\r-]/m)
    expect(text).toContain(",'tis,")
    expect(text).toContain(",''=1,")
    expect(drafts(text).map(({ title }) => title)).toEqual(titles)
  })

  it('that begin with a tab and a formula are neutralised, should a title ever hold one', () => {
    expect(drafts(`url,title\n${url},'\t=1\n`)).toEqual([{ url, title: '=1' }])
  })
})

describe('lines', () => {
  it.each(['\n', '\r\n', '\r'])('are counted whatever ends them: %j', (end) => {
    const lines = [
      'slug,url,title',
      `a,${url},"one${end}two"`,
      '',
      `b b,${url},`,
      'c,javascript:x,',
    ]
    const text = lines.map((line) => `${line}${end}`).join('')
    expect(errors(text)).toEqual([
      expect.stringMatching(/^2 title: the title has the character U\+000[AD]; remove it$/),
      '5 slug: slug "b b" has a space',
      '6 url: the target has the scheme "javascript:"; only http and https are allowed',
    ])
  })

  it('with bad rows are all listed, among many good ones', () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => `s${index},${url}`)
    rows[15] = 's15,javascript:x'
    rows[498] = `a b,${url}`
    const { rows: good, findings } = readCsv(`slug,url\n${rows.join('\n')}\n`)
    expect(good).toHaveLength(998)
    expect(findings).toMatchObject([
      { line: 17, field: 'url' },
      { line: 500, field: 'slug', suggestion: 'a-b' },
    ])
  })

  it('with a quote in a bare cell are refused alone', () => {
    const text = `slug,url,title\na,${url},The "best" of "all"\nb,${url},x\n`
    expect(errors(text)).toEqual([
      '2 null: a quote stands inside a bare cell; quote the whole cell and double it: ""',
    ])
    expect(readCsv(text)).toMatchObject({ rows: [{ line: 3 }], isBroken: false })
  })

  it.each([
    ['never closed', `slug,url\na,${url}\nb,"${url}\nc,${url}\n`, 3],
    ['closed too early', `slug,url\na,${url}\nb,"x"y\nc,${url}\n`, 3],
  ])('from a quote on that is %s are not trusted', (_, text, line) => {
    const { rows, findings, isBroken } = readCsv(text)
    expect(isBroken).toBe(true)
    expect(rows).toHaveLength(1)
    expect(findings).toMatchObject([{ severity: 'error', line }])
  })

  it('12,000 of them are read in a moment', () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => `s${index},${url}${index},"a, b"`)
    const start = performance.now()
    expect(drafts(`slug,url,title\r\n${rows.join('\r\n')}\r\n`)).toHaveLength(12_000)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('foreign times', () => {
  it('as SQL writes them are UTC, others need a zone', () => {
    const header = 'url,created_at\n'
    expect(drafts(`${header}${url},2026-12-31 00:00:00\n`)).toEqual([
      { url, createdAt: '2026-12-31T00:00:00Z' },
    ])
    expect(drafts(`${header}${url},2026-12-31T10:48:00+03:00\n`)).toEqual([
      { url, createdAt: '2026-12-31T07:48:00Z' },
    ])
    for (const time of [
      '2026-12-31T10:48:00',
      '2026-02-30 00:00:00',
      '2026-01-01T00:00:00+25:00',
    ]) {
      expect(errors(`${header}${url},${time}\n`)).toHaveLength(1)
    }
  })
})

it('slugs that are refused come with what would be right, if anything ASCII is left', () => {
  const slugs = [
    'domácí-zvířata',
    '구글',
    '😢👍',
    '%EA%B5%AC%EA%B8%80',
    'abcd?env=prod',
    'whatever/',
  ]
  const { rows, findings } = readCsv(`slug,url\n${slugs.map((s) => `${s},${url}\n`).join('')}`)
  expect(rows).toEqual([])
  expect(findings.map(({ suggestion }) => suggestion)).toEqual([
    'domaci-zvirata',
    undefined,
    undefined,
    undefined,
    'abcd-env-prod',
    'whatever',
  ])
})

it('2,000 real links: all are read but the reserved 404', () => {
  const text = readFileSync(new URL('../../fixtures/jsorg-2000.csv', import.meta.url), 'utf8')
  const { rows, findings } = readCsv(text)
  expect(rows).toHaveLength(1_999)
  expect(findings).toMatchObject([{ line: 6, slug: '404', field: 'slug' }])
})
