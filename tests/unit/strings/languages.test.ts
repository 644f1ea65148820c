import { expect, test } from 'vitest'
import { LANGUAGES, pickLanguage } from '../../../src/strings/languages.ts'
import { runsOf } from '../../../src/strings/rich.ts'

test('a site speaks its own language where there is one, and English where there is none', () => {
  expect(['de', 'de-AT', 'DE', 'en-GB', 'fr', 'constructor'].map(pickLanguage)).toEqual([
    'de',
    'de',
    'de',
    'en',
    'en',
    'en',
  ])
})

const others = Object.keys(LANGUAGES).filter((language) => language !== 'en')

test.each(others)('%s says all that English says, and nothing else', async (language) => {
  expect(await shapeOf(language)).toEqual(await shapeOf('en'))
})

test.each(others)('%s leaves no sentence in English', async (language) => {
  const english = new Map(await textsOf('en'))
  const same = (await textsOf(language)).filter(([key, text]) => english.get(key) === text)
  // A word or two may well be the same; a sentence is not.
  expect(same.filter(([, text]) => text.split(' ').length > 2)).toEqual([])
})

test.each(Object.keys(LANGUAGES))('%s closes every stretch of code', async (language) => {
  for (const [key, text] of await textsOf(language)) {
    expect(text.split('`').length % 2, key).toBe(1)
  }
})

test('code is what stands between backticks', () => {
  expect(runsOf('See `/p/`.')).toEqual([
    { text: 'See ', isCode: false },
    { text: '/p/', isCode: true },
    { text: '.', isCode: false },
  ])
})

/** Every key with the kind of its value; functions with how many arguments they take. */
async function shapeOf(language: string): Promise<string[]> {
  const entries = await entriesOf(language)
  return entries
    .map(([key, value]) => `${key}: ${typeof value === 'function' ? value.length : typeof value}`)
    .sort()
}

async function textsOf(language: string): Promise<[string, string][]> {
  const entries = await entriesOf(language)
  return entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
}

async function entriesOf(language: string): Promise<[string, unknown][]> {
  const strings = await LANGUAGES[language]?.()
  return Object.entries(strings ?? {}).flatMap(([key, value]) => flatten(key, value))
}

function flatten(path: string, value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => flatten(`${path}.${key}`, inner))
}
