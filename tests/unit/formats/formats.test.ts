/**
 * Which format a file has, told by its name.
 */
import { expect, it } from 'vitest'
import { detectFormat, formatOf } from '../../../src/formats/formats.ts'

it.each([
  ['links.csv', 'csv'],
  ['Links.CSV', 'csv'],
  ['links.tsv', 'csv'],
  ['links.json', 'json'],
  ['links.ndjson', 'ndjson'],
  ['links.jsonl', 'ndjson'],
  ['_redirects', 'redirects'],
  ['links.sql', 'sql'],
  ['links.txt', null],
  ['csv', null],
  ['', null],
])('%s is %s', (name, format) => {
  expect(detectFormat(name)).toBe(format)
})

it('SQL is for export only', () => {
  expect(formatOf('sql').read).toBeNull()
})
