/**
 * What a stranger sends may be long: every parser of a field has to be done with it at once,
 * and not after the square of it. A parser that is not meets the runner's time limit.
 */
import { describe, expect, it } from 'vitest'
import { parseTag } from '../../../src/core/fields/tags.ts'
import { parseTime } from '../../../src/core/fields/time.ts'
import { parseTitle } from '../../../src/core/fields/title.ts'
import { parseLink } from '../../../src/core/link.ts'
import { parseSlug } from '../../../src/core/slug.ts'
import { parseTarget } from '../../../src/core/target.ts'
import { link } from '../../support/links.ts'

const LENGTH = 100_000
const RUNS = [
  ' ',
  '\t',
  '-',
  '.',
  '-.',
  '/',
  '/.',
  ':',
  ':a/',
  '*',
  '%',
  '%41',
  'a',
  'a-',
  'é',
  '\u200b',
  '\\',
  '0',
  '=',
  '?',
  '@',
]

const LONG = RUNS.flatMap((run) => {
  const long = run.repeat(Math.ceil(LENGTH / run.length))
  return [long, `x${long}x`, `https://example.org/${long}x`, `https://${long}x`, `/x${long}x`]
})

const PARSERS: readonly [string, (text: string) => { ok: boolean }][] = [
  ['slug', parseSlug],
  ['target', parseTarget],
  ['title', parseTitle],
  ['tag', parseTag],
  ['time', parseTime],
  ['whole link', (text) => parseLink({ ...link(), slug: text, url: text, title: text })],
]

// What is trimmed, or what `URL` takes away as it serialises, is not too long for what is left.
const SHORTENED: Readonly<Record<string, readonly string[]>> = {
  title: [' '.repeat(21), '\t'.repeat(21)],
  target: ['https://example.org/' + '/'],
}

describe('a long text from a stranger', () => {
  it.each(PARSERS)('is refused as a %s, whatever it repeats', (name, parse) => {
    const taken = LONG.filter((text) => parse(text).ok).map((text) => text.slice(0, 21))
    expect(taken).toEqual(SHORTENED[name] ?? [])
  })
})
