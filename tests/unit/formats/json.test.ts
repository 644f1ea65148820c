/**
 * JSON and NDJSON: lists of links, each bad one named by its position and line.
 */
import { describe, expect, it } from 'vitest'
import { readJson, writeJson } from '../../../src/formats/json.ts'
import { readNdjson, writeNdjson } from '../../../src/formats/ndjson.ts'
import { linkSet } from '../../support/links.ts'

const url = 'https://example.com/'

describe('JSON', () => {
  it('is a list of links, or one link', () => {
    const row = { draft: { slug: 'a', url, title: null }, line: 1 }
    const text = JSON.stringify({ slug: 'a', url, title: null })
    expect(readJson(`[${text}]`).rows).toEqual([{ ...row, entry: 1 }])
    expect(readJson(text).rows).toEqual([row])
    expect(readJson('[]')).toEqual({ rows: [], findings: [], isBroken: false })
  })

  it('names entry and line of what is wrong; nothing is coerced', () => {
    const text = `[
  {"slug": 0, "url": "https://example.com/[{,\\"]"},
  {"slug": "b",
    "url": "https://example.com", "tags": ["x"], "title": "[\\n"},
  [1, {"a": 2}], 3, {"slug": "c"},
  {"slug": "d", "url": "${url}", "status": "302", "listed": 1, "clicks": 3}
]`
    const { rows, findings, isBroken } = readJson(text)
    expect(rows).toEqual([])
    expect(isBroken).toBe(false)
    expect(findings.map(({ line, field, message }) => [line, field, message])).toEqual([
      [2, 'slug', 'entry 1: a slug is text'],
      [3, 'title', 'entry 2: the title has the character U+000A; remove it'],
      [5, null, expect.stringMatching(/^entry 3: it is no link/)],
      [5, null, expect.stringMatching(/^entry 4: it is no link/)],
      [5, 'url', 'entry 5: the target is empty; give an absolute URL'],
      [6, 'status', 'entry 6: the status is one of 301, 302, 303, 307, 308'],
      [6, 'listed', 'entry 6: listed is true or false'],
      [6, 'clicks', 'entry 6: unknown field "clicks"'],
    ])
  })

  it.each([
    ['[\n{"slug": "a" "url": 1}]', /^the file is not JSON: /, 2],
    ['', /^the file is not JSON: /, undefined],
    ['{"docs": "https://example.com/"}', /^the file is no list of links/, undefined],
    ['null', /^the file is no list of links/, undefined],
    ['"x"', /^the file is no list of links/, undefined],
  ])('that is none, or none of links, is refused: %j', (text, message, line) => {
    const { rows, findings, isBroken } = readJson(text)
    expect({ rows, isBroken }).toEqual({ rows: [], isBroken: true })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toMatch(message)
    expect(findings[0]?.line).toBe(line)
  })

  it('is written as --json prints it', () => {
    const links = linkSet([{ slug: 'b' }, { slug: 'a', title: 'A' }])
    const written: unknown = JSON.parse(writeJson(links))
    expect(written).toEqual([links.get('a'), links.get('b')])
  })
})

describe('NDJSON', () => {
  it('is a link a line, each wrong one named by it', () => {
    const text = `{"slug": "a", "url": "${url}"}\r\n\n{"slug": 7, "url": "${url}"}\nx\n[]\n{"slug": "b", "url": "${url}"}`
    const { rows, findings, isBroken } = readNdjson(text)
    expect(rows.map(({ line, draft }) => [line, draft.slug])).toEqual([
      [1, 'a'],
      [6, 'b'],
    ])
    expect(findings.map(({ line, message }) => [line, message])).toEqual([
      [3, 'a slug is text'],
      [4, expect.stringMatching(/^it is not JSON: /)],
      [5, expect.stringMatching(/^it is no link/)],
    ])
    expect(isBroken).toBe(false)
  })

  it('is written in the order of slugs', () => {
    const links = linkSet([{ slug: 'b' }, { slug: 'a' }])
    const lines = writeNdjson(links).trimEnd().split('\n')
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([links.get('a'), links.get('b')])
  })
})
