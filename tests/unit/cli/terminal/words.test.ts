/**
 * The small parts of the command line: handles, tables, sentences.
 */
import { describe, expect, it } from 'vitest'
import { count, formatFinding } from '../../../../src/cli/terminal/output.ts'
import { formatTable } from '../../../../src/cli/terminal/table.ts'
import { refusal } from '../../../../src/core/finding.ts'
import { reduceToHandle } from '../../../../src/core/people/handle.ts'

it.each([
  ['Ada Lovelace', 'Ada-Lovelace'],
  ['Søren  Åkesson-Łódź', 'Soren-Akesson-Lodz'],
  ['alice', 'alice'],
  ['J. R. "Bob" Dobbs', 'J-R-Bob-Dobbs'],
  ['ada@example.com', null],
  ['Ada <ada@example.com>', null],
  ['구글', null],
  ['-', null],
  ['', null],
  ['a'.repeat(60), 'a'.repeat(39)],
])('the name %j makes the handle %j', (name, handle) => {
  expect(reduceToHandle(name)).toBe(handle)
})

describe('a table', () => {
  it('is aligned', () => {
    const rows = [
      ['/a', 'https://example.com/', '日本'],
      ['/longer', 'https://example.org/x', ''],
    ]
    expect(formatTable(rows, 80)).toBe(
      '/a       https://example.com/   日本\n/longer  https://example.org/x\n',
    )
  })

  it('fits the width, the longest columns cut first', () => {
    const rows = [['/docs', `https://example.com/${'x'.repeat(100)}`, 'Title '.repeat(20)]]
    const [line = ''] = formatTable(rows, 60).split('\n')
    expect(line.length).toBeLessThanOrEqual(60)
    expect(line).toMatch(/^\/docs {2}https:\/\/example\.com\/x+… {2}Title .*…$/)
    expect(formatTable([], 60)).toBe('')
  })
})

it('a finding is a sentence with its place and what would be right', () => {
  const finding = { ...refusal('slug', 'my talk', 'slug', 'slug "my talk" has a space', 'my-talk') }
  expect(formatFinding({ ...finding, line: 14 }, 'links.csv')).toBe(
    'error: links.csv line 14: slug "my talk" has a space; try "my-talk"',
  )
  expect(formatFinding(finding)).toBe('error: slug "my talk" has a space; try "my-talk"')
  expect([count(1, 'link'), count(1_999, 'link')]).toEqual(['1 link', '1,999 links'])
})
