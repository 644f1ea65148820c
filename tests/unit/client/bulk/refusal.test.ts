/** What the API refuses of many links stands at the lines that it is about. */
import { expect, test } from 'vitest'
import type { Line } from '../../../../src/client/bulk/protocol.ts'
import { markRefused } from '../../../../src/client/bulk/refusal.ts'

function line(number: number): Line {
  const url = 'https://example.com/'
  const slug = `s${number}`
  return {
    line: number,
    entry: null,
    slug,
    url,
    text: '',
    verdict: 'new',
    findings: [],
    link: { url, slug },
  }
}

test('an error is found at its line and field, with what would be right', () => {
  const lines = [line(1), line(2)]
  markRefused(lines, [{ path: '/1/slug', message: 'taken', suggestion: 's3' }])
  expect(lines.map(({ verdict }) => verdict)).toEqual(['new', 'bad'])
  expect(lines[1]?.findings).toEqual([
    { severity: 'error', field: 'slug', message: 'taken', suggestion: 's3' },
  ])
})

test('an error of a whole link has no field, and a path of another kind no line', () => {
  const lines = [line(1)]
  markRefused(lines, [
    { path: '/0', message: 'no link' },
    { path: '', message: 'no list' },
    { path: '/7/url', message: 'nowhere' },
  ])
  expect(lines[0]?.findings).toEqual([{ severity: 'error', field: null, message: 'no link' }])
})
