/** The OpenSearch description: well-formed whatever the site's name, within what is allowed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatOpenSearch } from '../../../../src/core/site/opensearch.ts'

const WORDS = { lang: 'en', description: 'Opens links by their short names' }

const of = (name: string) => formatOpenSearch({ name, baseUrl: 'https://go.example.org' }, WORDS)

/** The text of an element, with its entities read. */
function textOf(xml: string, element: string): string {
  const inner = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? 'none'
  const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return inner.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: keyof typeof entities) => entities[name],
  )
}

test('what is typed stands in the path of a short link', () => {
  const xml = of('Example Go')
  expect(xml).toContain(
    '<Url type="text/html" method="get" rel="results" template="https://go.example.org/{searchTerms}"/>',
  )
  expect(xml).toContain('rel="self" template="https://go.example.org/opensearch.xml"')
  expect(xml).toContain('>https://go.example.org/favicon.ico</Image>')
  expect(textOf(xml, 'ShortName')).toBe('Example Go')
  expect(textOf(xml, 'moz:SearchForm')).toBe('https://go.example.org/')
})

test('a long name keeps to the lengths that are allowed', () => {
  const xml = of('The Short Links of Ada Lovelace and of all of her Friends')
  expect(textOf(xml, 'ShortName')).toBe('The Short Links…')
  expect(textOf(xml, 'LongName').length).toBeLessThanOrEqual(48)
})

test('no name leaves its element', () => {
  expect(textOf(of('a\uffffb\ufffe'), 'LongName'), 'no characters of XML').toBe('ab')
  const hostile = `</a><Url a="'&lt;`
  expect(textOf(of(hostile), 'LongName')).toBe(hostile)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (name) => {
      const xml = of(name)
      expect(xml.match(/<[^>]*>/g)?.length).toBe(of('x').match(/<[^>]*>/g)?.length)
      expect(xml).toMatch(/^(?:[^&]|&(?:lt|gt|quot|apos|amp);)*$/)
      // The characters that XML has: https://www.w3.org/TR/xml/#charsets
      expect(xml).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u)
    }),
  )
})
