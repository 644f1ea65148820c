/**
 * Random slugs: nothing to misread or to mind, long enough, and the same for the same bytes.
 */
import { describe, expect, it } from 'vitest'
import { parseSlug } from '../../../../src/core/slug.ts'
import { drawSlug } from '../../../../src/core/slugs/random-slug.ts'
import { seededBytes, spell } from '../../../support/random.ts'

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'
const always = () => true

function drawMany(count: number): string[] {
  const random = seededBytes('many')
  return Array.from({ length: count }, () =>
    drawSlug(random, { length: 6, count: 0, isFree: always }),
  )
}

describe('a random slug', () => {
  it('is made of the 31 letters and digits that nobody mistakes, all of them', () => {
    const letters = new Set(drawMany(2_000).join(''))
    expect([...letters].sort().join('')).toBe(ALPHABET)
  })

  it('is a valid slug', () => {
    expect(drawMany(2_000).filter((slug) => !parseSlug(slug).ok)).toEqual([])
  })

  it('never holds a word that people mind, read with digits for letters too', () => {
    const minded = /ass|fuck|cunt|sex|xxx|nazi|porn|rape|wank|twat/
    const read = (slug: string) =>
      slug.replaceAll('3', 'e').replaceAll('4', 'a').replaceAll('5', 's')
    expect(drawMany(20_000).filter((slug) => minded.test(slug) || minded.test(read(slug)))).toEqual(
      [],
    )
  })

  it('is the same for the same bytes', () => {
    expect(drawMany(50)).toEqual(drawMany(50))
  })

  it('is another for other bytes', () => {
    const options = { length: 6, count: 0, isFree: always }
    expect(drawSlug(seededBytes('a'), options)).not.toBe(drawSlug(seededBytes('b'), options))
  })

  // 1 % of 31⁴ is 9,235.21; of 31⁵ 286,291.51.
  it.each([
    [4, 0, 4],
    [4, 9_235, 4],
    [4, 9_236, 5],
    [4, 286_291, 5],
    [4, 286_292, 6],
    [6, 286_292, 6],
    [6, 8_875_036, 6],
    [6, 8_875_037, 7],
    [12, 10_000_000, 12],
  ])('of %i characters, in a set of %i links, has %i', (length, count, expected) => {
    expect(drawSlug(seededBytes('a'), { length, count, isFree: always })).toHaveLength(expected)
  })

  it('is drawn again while it is taken', () => {
    const first = drawSlug(seededBytes('a'), { length: 6, count: 0, isFree: always })
    const tried: string[] = []
    const slug = drawSlug(seededBytes('a'), {
      length: 6,
      count: 0,
      isFree: (candidate) => tried.push(candidate) > 3,
    })
    expect(tried).toHaveLength(4)
    expect(tried[0]).toBe(first)
    expect(slug).toBe(tried[3])
  })

  it.each([
    'assume',
    'unsex2',
    '2xxx22',
    '4ss222',
    '224552',
    '53x222',
    '2253x2',
    'fuckme',
    'r4p322',
    '275h47',
    '27w472',
  ])('is drawn again when it reads %s', (slug) => {
    const options = { length: 6, count: 0, isFree: always }
    expect(drawSlug(spell(slug, 'kmnpqr'), options)).toBe('kmnpqr')
  })

  it.each(['kmnpqr', '2a2s2s', '345678', '222222'])('is taken when it reads %s', (slug) => {
    const options = { length: 6, count: 0, isFree: always }
    expect(drawSlug(spell(slug, '222222'), options)).toBe(slug)
  })

  it('is given up after 1,000 draws', () => {
    const draw = () => drawSlug(seededBytes('a'), { length: 6, count: 0, isFree: () => false })
    expect(draw).toThrow('no free slug found in 1000 draws')
  })
})
