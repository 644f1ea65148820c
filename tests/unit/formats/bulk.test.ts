/**
 * Many links as they were pasted: what would become of each line, before anything is written.
 */
import { describe, expect, it, test } from 'vitest'
import { bytesFrom } from '../../../src/api/random.ts'
import { detectBulkFormat, type Judged, judgeBulk } from '../../../src/formats/bulk.ts'
import { linkSet, NOW, SITE } from '../../support/links.ts'

const NOTHING = { tags: [], owner: null, status: 302, listed: true }
const links = linkSet([
  { slug: 'docs', url: 'https://example.com/docs' },
  { slug: 'was-here', state: 'gone' },
])

function judge(text: string, fileName: string | null = null, common: object = {}): Judged {
  const context = { links, site: SITE, now: NOW, by: 'ada', random: bytesFrom(new Uint8Array(32)) }
  return judgeBulk(text, fileName, { ...NOTHING, ...common }, context)
}

/** Each row in a word: its line, verdict, slug and the messages about it. */
function told({ rows }: Judged): string[] {
  return rows.map(({ line, verdict, slug, findings }) => {
    const said = findings.map(({ message }) => `; ${message}`).join('')
    return `${line} ${verdict} ${slug ?? '?'}${said}`
  })
}

describe('the format', () => {
  it.each([
    ['https://example.com/', null, 'lines'],
    ['a\thttps://example.com/', null, 'lines'],
    ['slug,url\na,https://example.com/', null, 'csv'],
    ['\nSlug;"URL"\n', null, 'csv'],
    ['title\turl\n', null, 'csv'],
    [' [{"url": "https://example.com/"}]', null, 'json'],
    ['{"url": "https://example.com/"}', null, 'json'],
    ['{"url":"https://example.com/"}\n{"url":"https://example.com/b"}', null, 'ndjson'],
    ['a,https://example.com/', 'x.csv', 'csv'],
    ['[]', 'x.ndjson', 'ndjson'],
    ['https://example.com/', 'x.txt', 'lines'],
  ])('of %j in %s is %s', (text, fileName, format) => {
    expect(detectBulkFormat(text, fileName)).toBe(format)
  })
})

describe('a pasted line', () => {
  it.each([
    ['https://example.com/a', '1 new ?'],
    ['https://example.com/a A-B', '1 new a-b; the slug "A-B" was lower-cased to "a-b"'],
    ['a https://example.com/a', '1 new a'],
    ['  https://example.com/a \t a \t ', '1 new a'],
    [
      'https://example.com/a docs',
      '1 bad docs; /docs is taken, so choose another slug: it leads to https://example.com/docs',
    ],
    ['https://example.com/docs docs', '1 exists docs'],
    ['https://example.com/docs', '1 new ?; /docs leads there already'],
    ['/docs d', '1 new d'],
    ['/nowhere d', '1 bad d; /d stands for /nowhere, which does not exist'],
    ['https://example.com/a a b', expect.stringContaining('1 bad ?; the line has 3 words')],
    ['https://example.com/a,b', expect.stringContaining('1 new ?; the target ends with ",b"')],
    ['javascript:alert(1) x', expect.stringContaining('1 bad x; the target has the scheme')],
    [
      'https://example.com/a was-here',
      expect.stringContaining('1 bad was-here; /was-here is the tombstone'),
    ],
    ['http://localhost:3000/ x', expect.stringContaining('1 bad x; the target')],
    ['https://example.com/a my%20talk', expect.stringContaining('1 bad my%20talk; slug')],
  ])('%s', (text, expected) => {
    expect(told(judge(text))).toEqual([expected])
  })

  test('may have a title and tags between tabs', () => {
    const [row] = judge('https://example.com/a\ta\tSay "hi", you\tfood, talk').rows
    expect(row?.link).toMatchObject({ title: 'Say "hi", you', tags: ['food', 'talk'] })
  })

  test('is told by its number, empty ones counted', () => {
    expect(told(judge('\r\nhttps://example.com/a a\r\n\r\nx y z'))).toEqual([
      '2 new a',
      expect.stringContaining('4 bad'),
    ])
  })
})

test('lines are judged together: a slug twice, a target twice, an alias of what falls', () => {
  const text = [
    'https://example.com/1 one',
    'https://example.com/2 one',
    'https://example.com/3',
    'https://example.com/3',
    '/docs alias',
    'https://example.com/4 docs',
    '/one second',
    '/new-one third',
  ].join('\n')
  expect(told(judge(text))).toEqual([
    '1 new one',
    expect.stringContaining('2 bad one; /one is given twice'),
    '3 new ?',
    '4 new ?; the same target stands on line 3 already',
    '5 new alias',
    expect.stringContaining('6 bad docs'),
    '7 new second',
    expect.stringContaining('8 bad third'),
  ])
})

test('what all links get gives way to their own, and tags are joined', () => {
  const text =
    'url,tags,owner,status,listed\nhttps://example.com/a,b a,ed,301,false\nhttps://example.com/b,,,,'
  const common = { tags: ['z', 'a'], owner: 'crew', status: 302, listed: true }
  expect(judge(text, null, common).rows.map(({ link }) => link)).toEqual([
    expect.objectContaining({ tags: ['a', 'b', 'z'], owner: 'ed', status: 301, listed: false }),
    { url: 'https://example.com/b', tags: ['a', 'z'], owner: 'crew', keepCase: true },
  ])
})

test('what is wrong with it is said once, and no line is judged', () => {
  const { common, rows } = judge('https://example.com/a', null, { tags: ['Bad!'], owner: 'x y' })
  expect(common.map(({ field }) => field)).toEqual(['tags', 'owner'])
  expect(rows).toEqual([])
})

test('a file keeps the case of its slugs; its bad rows have their lines', () => {
  const text =
    'slug,url,title\nKeep,https://example.com/a,"two\nlines"\nA b,x,\nFine,https://example.com/b,\n'
  const judged = judge(text, 'links.csv')
  expect(told(judged)).toEqual([
    expect.stringContaining('2 bad Keep; the title has'),
    expect.stringContaining('slug "A b" has a space'),
    '5 new Fine',
  ])
  expect(judged.rows[2]?.link?.keepCase).toBe(true)
})

test('entries of a list are told by their numbers', () => {
  const text =
    '[{"url":"https://example.com/a"},{"url":"x","slug":"s"},{"url":"https://example.com/b","no":1}]'
  expect(judge(text).rows.map(({ line, entry, verdict }) => [line, entry, verdict])).toEqual([
    [1, 1, 'new'],
    [1, 2, 'bad'],
    [1, 3, 'bad'],
  ])
})

test.each([
  ['[{"url":', 'the file is not JSON'],
  ['slug,url\na,"https://example.com', 'never closed'],
  ['slug,url,url\na,b,c', 'two columns'],
])('%j is broken as a whole', (text, message) => {
  const { isBroken, general } = judge(text)
  expect([isBroken, general.map((finding) => finding.message).join()]).toEqual([
    true,
    expect.stringContaining(message),
  ])
})

test('of an export, what only the file can say is told: who added it and when, and what is off', () => {
  const head = 'slug,url,state,createdAt,createdBy\n'
  const rows =
    'a,https://example.com/a,active,2020-01-01T00:00:00Z,zoe\nb,https://example.com/b,disabled,,\n'
  const judged = judge(head + rows)
  expect(told(judged)).toEqual(['2 new a', expect.stringContaining('3 bad b; the state is')])
  expect(judged.rows[0]?.link).not.toHaveProperty('createdAt')
  expect(judged.general.map(({ rule }) => rule)).toEqual(['origin'])
})

test('5,000 lines are judged in a few seconds', () => {
  const text = Array.from({ length: 5_000 }, (_, index) => `https://example.com/${index} s${index}`)
  const began = performance.now()
  const { rows } = judge(text.join('\n'))
  expect(rows.filter(({ verdict }) => verdict === 'new')).toHaveLength(5_000)
  expect(performance.now() - began).toBeLessThan(10_000)
})
