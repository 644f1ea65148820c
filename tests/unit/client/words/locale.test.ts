/**
 * Dates and numbers in the page's language, in the manner of the visitor's region.
 */
import { expect, test } from 'vitest'
import { pickLocale } from '../../../../src/client/words/locale.ts'

test.each([
  ['en', ['de-DE', 'en-GB', 'en-US'], 'en-GB'],
  ['de', ['en-US'], 'de'],
  ['de', ['DE-at', 'de'], 'DE-at'],
  ['en', ['en-US@posix'], 'en'],
  ['en', ['en-US@posix', 'en-CA'], 'en-CA'],
  ['de', ['den-CA'], 'de'],
  ['en', [], 'en'],
])('a page in %s for %j: %s', (page, visitors, locale) => {
  expect(pickLocale(page, visitors)).toBe(locale)
})
