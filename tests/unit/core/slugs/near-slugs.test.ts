/**
 * What somebody may have meant who asked for a slug that is not there.
 */
import { describe, expect, it } from 'vitest'
import {
  findNearSlugs,
  findOtherCase,
  trimPunctuation,
} from '../../../../src/core/slugs/near-slugs.ts'

const SLUGS = ['docs', 'dogs', 'talks/2026', 'my-talk', 'lo0l', 'gh/*', 'pr/:id', 'a']

describe('a slug that is not there is near to', () => {
  it.each<[string, string[]]>([
    ['DOCS', ['docs', 'dogs']],
    ['d0cs', ['docs', 'dogs']],
    ['doc', ['docs']],
    ['odcs', ['docs']],
    ['mytalk', ['my-talk']],
    ['my_talk', ['my-talk']],
    ['talks2026', ['talks/2026']],
    ['1ool', ['lo0l']],
    ['b', ['a']],
    ['gh', []],
    ['something-else', []],
    ['', []],
    ['---', []],
  ])('%s: %j', (asked, near) => {
    expect(findNearSlugs(asked, SLUGS)).toEqual(near)
  })

  it('no more than three', () => {
    expect(findNearSlugs('talk', ['talka', 'talkb', 'talkc', 'talkd'])).toHaveLength(3)
  })
})

describe('the punctuation of a sentence is none of the slug', () => {
  it.each([
    ['docs.', 'docs'],
    ['docs).', 'docs'],
    ['docs”,', 'docs'],
    ['v1.2', 'v1.2'],
    ['docs', 'docs'],
    ['...', ''],
  ])('%s', (asked, trimmed) => {
    expect(trimPunctuation(asked)).toBe(trimmed)
  })
})

describe('a slug in another case', () => {
  it.each<[string, string | null]>([
    ['DOCS', 'docs'],
    ['docs', null],
    ['d0cs', null],
    ['TALKS/2026', 'talks/2026'],
    ['GH/*', null],
    ['', null],
  ])('%s is %s', (asked, slug) => {
    expect(findOtherCase(asked, SLUGS)).toBe(slug)
  })

  it('is none of two', () => {
    expect(findOtherCase('DOCS', ['docs', 'Docs'])).toBeNull()
  })
})
