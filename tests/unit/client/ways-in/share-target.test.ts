/** What an address shares to the admin page, and how little of it is believed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSearch } from '../../../../src/client/links/search.ts'
import { readShared, withoutShared } from '../../../../src/client/ways-in/share-target.ts'
import { findHidden } from '../../../../src/core/text.ts'

const query = (values: Record<string, string>) => `?${new URLSearchParams(values)}`

describe('the bookmarklet', () => {
  test('gives the address and the title as they were', () => {
    const sent =
      '?url=https%3A%2F%2Fwww.example.com%2Fi%3Fq%3Dlist%2Ball%26first%3D1&title=Say+%22hi%22+%26+%3Cb%3Ebye%3C%2Fb%3E'
    expect(readShared(sent)).toEqual({
      url: 'https://www.example.com/i?q=list+all&first=1',
      title: 'Say "hi" & <b>bye</b>',
    })
  })

  test.each([
    ['an address encoded twice', 'https%3A%2F%2Fexample.com%2F'],
    ['a script', 'javascript:alert(1)'],
    ['a script behind white space', ' \n javascript:alert(1)//https://example.com/'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['a file', 'file:///etc/passwd'],
    ['no scheme', 'example.com/x'],
    ['no host', 'https://'],
    ['a line break within', 'https://exam\nple.com/'],
    ['a zero-width space in the host', 'https://exam\u200bple.com/'],
    ['text that turns about', 'https://example.com/\u202egnp.exe'],
    ['a null', 'https://example.com/\u0000'],
    ['a flood', `https://example.com/${'x'.repeat(9_000)}`],
  ])('%s is no address for a link', (_, url) => {
    expect(readShared(query({ url, title: 'T' }))).toEqual({ url: null, title: 'T' })
  })

  test('an address that is too long for a link is whole, for the form to say so', () => {
    const url = `https://example.com/${'x'.repeat(2_048)}`
    expect(readShared(query({ url }))).toEqual({ url, title: '' })
  })
})

describe('a phone', () => {
  test.each([
    ['the address alone as text', { text: 'https://example.com/a' }, ''],
    ['a title and the address as text', { title: 'T', text: 'https://example.com/a' }, 'T'],
    ['words before it', { text: 'Look at this: https://example.com/a' }, 'Look at this'],
    ['words around it', { text: 'Look (https://example.com/a).' }, 'Look'],
    ['words behind it', { text: 'https://example.com/a – a page' }, '– a page'],
    ['a line before it', { text: 'News\nhttps://example.com/a\n' }, 'News'],
    ['the address as title', { title: 'https://example.com/a' }, ''],
    ['an empty address beside the text', { url: '', text: 'https://example.com/a' }, ''],
    ['a full stop behind it', { text: 'https://example.com/a.', title: 'T' }, 'T'],
    ['quotes around it', { text: '“https://example.com/a”', title: 'T' }, 'T'],
    ['a script before it', { text: 'javascript:x https://example.com/a', title: 'T' }, 'T'],
  ])('shares %s', (_, values, title) => {
    expect(readShared(query(values))).toEqual({ url: 'https://example.com/a', title })
  })

  test('shares an address with its own brackets', () => {
    const url = 'https://en.example.org/wiki/Pie_(food)'
    expect(readShared(query({ text: `${url}.` }))?.url).toBe(url)
    expect(readShared(query({ text: `(see ${url})` }))?.url).toBe(url)
  })

  test('shares words without an address', () => {
    expect(readShared(query({ text: 'Only words' }))).toEqual({ url: null, title: 'Only words' })
  })
})

test('an address that shares nothing is no share', () => {
  expect(['', '?', '?q=docs&tag=a', '?url=&title=&text=', '?url=+'].map(readShared)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
})

test('a title is one line that can be seen, cut where no link could have it', () => {
  const title = `\u202e A\n\tB\u0000 ${'x'.repeat(100_000)}`
  const shared = readShared(query({ url: 'https://example.com/', title }))
  expect(shared?.title).toMatch(/^A B x+…$/)
  expect(shared?.title.length).toBe(200)
  const halved = readShared(query({ url: 'https://example.com/', title: `${'x'.repeat(198)}🥧🥧` }))
  expect(halved?.title).toBe(`${'x'.repeat(198)}…`)
})

test('whatever is sent, only what a field can hold comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      for (const values of [
        { url: one, title: other },
        { text: `${one} https://e.com/${other}` },
      ]) {
        const shared = readShared(query(values))
        if (shared === null) continue
        expect(shared.url ?? 'https://').toMatch(/^https?:\/\//i)
        expect(findHidden(`${shared.url}${shared.title}`)).toBeNull()
      }
    }),
  )
})

test('a search among links is left alone, and is not disturbed', () => {
  const address = '?q=a+b&tag=talk&url=https%3A%2F%2Fe.com&page=2&title=T&text=x&state=active'
  expect(withoutShared(address)).toBe('?q=a+b&tag=talk&page=2&state=active')
  expect(readSearch(address)).toEqual(readSearch(withoutShared(address)))
  expect(withoutShared('?url=https%3A%2F%2Fe.com')).toBe('')
})
