/**
 * Which tags are offered while one is typed, and what accepting one makes of the text.
 */
import { describe, expect, it } from 'vitest'
import { acceptTag, suggestTags } from '../../../../src/client/fields/tag-tokens.ts'

const known = ['food', 'fool', 'seafood', 'talk', 'talks'].map((name, index) => {
  return { name, links: index }
})

describe('offers', () => {
  it.each([
    ['foo', 3, ['fool', 'food', 'seafood']],
    ['FOO', 3, ['fool', 'food', 'seafood']],
    ['food', 4, ['seafood']],
    ['food, foo', 9, ['fool', 'seafood']],
    ['fo talk', 2, ['fool', 'food', 'seafood']],
    ['talk, ', 6, []],
    ['', 0, []],
    ['zzz', 3, []],
    ['talk', 2, ['talks']],
  ])('for %j at %i', (text, caret, expected) => {
    expect(suggestTags(text, caret, known).map(({ name }) => name)).toEqual(expected)
  })

  it('never more than a list can be looked over', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ name: `t${index}`, links: 1 }))
    expect(suggestTags('t', 1, many)).toHaveLength(8)
  })
})

it.each([
  ['fo', 2, 'food, ', 6],
  ['talk, fo', 8, 'talk, food, ', 12],
  ['fo, talk', 2, 'food, talk', 4],
  ['fo', 1, 'food, ', 6],
])('accepts at %j', (text, caret, expected, at) => {
  expect(acceptTag(text, caret, 'food')).toEqual({ text: expected, caret: at })
})
