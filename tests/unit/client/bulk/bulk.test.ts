/**
 * Many links on their way: portions, what is left of a text, and lines put right.
 */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { chunkLines } from '../../../../src/client/bulk/chunks.ts'
import type { Line, Preview } from '../../../../src/client/bulk/protocol.ts'
import { fixLine, keepRows, lineRange } from '../../../../src/client/bulk/rest.ts'

function line(number: number, given: Partial<Line> = {}): Line {
  const { slug = `s${number}`, url = 'https://example.com/' } = given
  const link = slug === null ? { url: url ?? '' } : { url: url ?? '', slug }
  return {
    line: number,
    entry: null,
    slug,
    url,
    text: '',
    verdict: 'new',
    findings: [],
    link,
    ...given,
  }
}

describe('portions', () => {
  test('hold every line that can be sent, once, in order, within both limits', () => {
    const lengths = fc.array(fc.tuple(fc.nat(400), fc.boolean()), { maxLength: 60 })
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 7 }), (all, links) => {
        const lines = all.map(([length, isGood], index) => {
          const url = `https://example.com/${'ü'.repeat(length)}`
          return line(index, isGood ? { url } : { url, link: null, verdict: 'bad' })
        })
        const chunks = chunkLines(lines, { links, bytes: 1_200 })
        const good = lines.filter(({ link }) => link !== null)
        expect(chunks.flatMap((chunk) => chunk.lines)).toEqual(good)
        for (const chunk of chunks) {
          expect(JSON.parse(chunk.body)).toEqual(chunk.lines.map(({ link }) => link))
          expect(chunk.lines.length).toBeLessThanOrEqual(links)
          expect(new TextEncoder().encode(chunk.body).length).toBeLessThanOrEqual(1_202)
        }
      }),
    )
  })

  test('have what an alias stands for before the alias', () => {
    const lines = [
      line(1, { slug: 'c', url: '/b' }),
      line(2, { slug: 'b', url: '/a' }),
      line(3, { slug: 'a' }),
      line(4, { slug: 'd', url: '/elsewhere' }),
    ]
    const chunks = chunkLines(lines, { links: 1, bytes: 1_000 })
    expect(chunks.flatMap((chunk) => chunk.lines.map(({ slug }) => slug))).toEqual([
      'a',
      'd',
      'b',
      'c',
    ])
  })
})

describe('what is left', () => {
  const keep = (text: string, format: Preview['format'], rows: Line[], numbers: number[]) =>
    keepRows(text, { format, rows }, new Set(numbers.map((index) => rows[index] ?? line(0))))

  test('of lines is as it was pasted', () => {
    const rows = [line(1), line(3), line(4)]
    expect(keep('a\r\n\r\n b \tc\r\nd', 'lines', rows, [1])).toBe(' b \tc\n')
    expect(keep('a\n\nb\nc', 'lines', rows, [])).toBe('')
  })

  test('of CSV has its header, and records whole', () => {
    const rows = [line(2), line(4), line(5)]
    const text = 'url,title\na,"x\ny"\nb,\nc,"p\nq"\n'
    expect(keep(text, 'csv', rows, [0, 2])).toBe('url,title\na,"x\ny"\nc,"p\nq"\n')
  })

  test('of JSON is a list again', () => {
    const rows = [line(1, { entry: 1 }), line(1, { entry: 2 })]
    const left = keep('[{"url":"a"},{"url":"b","x":1}]', 'json', rows, [1])
    expect(JSON.parse(left)).toEqual([{ url: 'b', x: 1 }])
  })
})

it.each([
  ['a\nhttps://e.example/  my_talk!\nb', 'slug', 'my-talk', 'a\nhttps://e.example/  my-talk\nb'],
  ['a\r\ne.example/\tmy_talk!\r\nb', 'url', 'https://x/', 'a\r\nhttps://x/\tmy_talk!\r\nb'],
  ['a\nmy_talk! my_talk!', 'slug', 'x', null],
  ['a\n', 'slug', 'x', null],
  ['a', 'url', 'x', null],
] as const)('in %j the %s becomes %s', (text, field, value, expected) => {
  expect(fixLine(text, { line: 2, slug: 'my_talk!' }, field, value)).toBe(expected)
})

it.each([
  [1, 'one'],
  [2, 'two'],
  [4, 'four'],
])('line %i is %s', (number, expected) => {
  const text = 'one\ntwo\n\nfour'
  const { start, end } = lineRange(text, number)
  expect(text.slice(start, end)).toBe(expected)
})
