/**
 * Campaign parameters are set without touching a byte of the rest.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readUtm, UTM_NAMES, withUtm } from '../../../../src/core/targets/utm.ts'

const name = fc.constantFrom(...UTM_NAMES)
const part = fc.string({ unit: fc.constantFrom(...'ab=&?%+2Bf:*()!\'"é/;', 'utm_source=', 'utm_') })
const url = fc
  .tuple(part, fc.option(part), fc.option(fc.string({ unit: fc.constantFrom(...'#?&=a') })))
  .map(([path, query, fragment]) => {
    const before = `https://example.com/${path.replace(/[?#]/g, '')}`
    const middle = query === null ? '' : `?${query.replaceAll('#', '')}`
    return before + middle + (fragment === null ? '' : `#${fragment}`)
  })
const value = fc.string({ unit: 'grapheme' })

it('what is set is read, by us and by URLSearchParams, once', () => {
  fc.assert(
    fc.property(url, name, value, (before, key, wanted) => {
      const after = withUtm(before, key, wanted)
      expect(readUtm(after, key)).toBe(wanted)
      if (after === before || wanted === '') return
      expect(new URL(after).searchParams.getAll(`utm_${key}`)).toEqual([wanted])
    }),
  )
})

it('all but that parameter stays, byte for byte', () => {
  fc.assert(
    fc.property(url, name, value, (before, key, wanted) => {
      const after = withUtm(before, key, wanted)
      expect(without(after, key)).toEqual(without(before, key))
    }),
  )
})

it('what is set and taken away again leaves what was there', () => {
  fc.assert(
    fc.property(url, name, fc.string({ minLength: 1 }), (before, key, wanted) => {
      fc.pre(!new URL(before).searchParams.has(`utm_${key}`))
      fc.pre(!/[?&](#|$)/.test(before))
      expect(withUtm(withUtm(before, key, wanted), key, '')).toBe(before)
    }),
  )
})

it('a value that is set again changes nothing', () => {
  fc.assert(
    fc.property(url, name, (before, key) => {
      expect(withUtm(before, key, readUtm(before, key))).toBe(before)
    }),
  )
})

/** The URL in pieces, without the pairs of that parameter. */
function without(text: string, key: string): string[] {
  const {
    1: before = '',
    2: query = '',
    3: fragment = '',
  } = /^([^?#]*)\??([^#]*)(.*)$/s.exec(text) ?? []
  const rest = query.split('&').filter((pair) => {
    return pair !== '' && !new URLSearchParams(pair.split('=', 1)[0]).has(`utm_${key}`)
  })
  return [before, ...rest, fragment]
}
