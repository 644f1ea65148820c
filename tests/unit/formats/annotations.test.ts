/**
 * Annotations: nothing in a finding can begin a workflow command of its own.
 */
import { expect, test } from 'vitest'
import { notice, refusal } from '../../../src/core/finding.ts'
import { formatAnnotations } from '../../../src/formats/annotations.ts'

test('a finding is one line, with its suggestion', () => {
  const findings = [
    refusal('slug', 'a', 'slug', 'slug "a b" has a space', 'a-b'),
    notice('look-alike', 'b', 'slug', '100% alike'),
  ]
  expect(formatAnnotations(findings, 'data/links.db')).toBe(
    '::error file=data/links.db,title=slug::slug "a b" has a space%0Atry "a-b"\n' +
      '::warning file=data/links.db,title=look-alike::100%25 alike\n',
  )
})

test('line breaks, commands and separators of properties are escaped', () => {
  const text = formatAnnotations(
    [refusal('a,b:c', null, null, 'x\n::set-output name=a::b\r\n::error::')],
    'da,ta:links',
  )
  expect(text).toBe(
    '::error file=da%2Cta%3Alinks,title=a%2Cb%3Ac::x%0A::set-output name=a::b%0D%0A::error::\n',
  )
})
