/** Selecting links: one by one, in ranges, by the page. */
import { expect, test } from 'vitest'
import {
  coverage,
  extend,
  keepOnly,
  NOTHING,
  put,
  type Selection,
  toggle,
} from '../../../../src/client/selection/selection.ts'

const SHOWN = ['a', 'b', 'c', 'd', 'e']
const of = ({ slugs }: Selection) => [...slugs].sort().join('')

test('a link is selected and taken out, and the selection before stays as it was', () => {
  const one = toggle(NOTHING, 'b')
  expect([of(one), of(toggle(one, 'b')), of(NOTHING)]).toEqual(['b', '', ''])
})

test.each([
  ['down', 'b', 'd', 'bcd'],
  ['up', 'd', 'b', 'bcd'],
  ['to itself', 'c', 'c', 'c'],
])('a range %s', (_way, from, to, slugs) => {
  expect(of(extend(toggle(NOTHING, from), to, SHOWN))).toBe(slugs)
})

test('a range is what its anchor is, so it takes out, too', () => {
  const all = put(NOTHING, SHOWN, true)
  expect(of(extend(toggle(all, 'b'), 'd', SHOWN))).toBe('ae')
})

test('without an anchor that is shown, a range is one link', () => {
  expect(of(extend(NOTHING, 'c', SHOWN))).toBe('c')
  expect(of(extend(toggle(NOTHING, 'elsewhere'), 'c', SHOWN))).toBe('celsewhere')
})

test('a page is selected in none, some or all', () => {
  const two = put(NOTHING, ['a', 'z'], true)
  expect([coverage(NOTHING, SHOWN), coverage(two, SHOWN), coverage(two, ['z'])]).toEqual([
    'none',
    'some',
    'all',
  ])
  expect(coverage(NOTHING, [])).toBe('none')
})

test('what is there no more is selected no more', () => {
  expect(of(keepOnly(put(NOTHING, SHOWN, true), ['b', 'x']))).toBe('b')
})
