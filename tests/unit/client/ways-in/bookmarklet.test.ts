/** The bookmark's code, run as a page that it is used on would run it. */
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { makeBookmarklet } from '../../../../src/client/ways-in/bookmarklet.ts'
import { readShared } from '../../../../src/client/ways-in/share-target.ts'

/** What it opens on a page of this address and title. */
function use(href: string, title: string): [address: string, ...rest: string[]] {
  const opened: [string, ...string[]][] = []
  const [scheme, code = ''] = [
    ...makeBookmarklet('https://go.example.org').matchAll(/^(\w+):(.*)$/gs),
  ].flatMap(([, ...parts]) => parts)
  expect(scheme).toBe('javascript')
  // Browsers decode what stands behind the scheme before they run it.
  const result: unknown = runInNewContext(decodeURIComponent(code), {
    URLSearchParams,
    location: { href },
    document: { title },
    open: (...given: [string, ...string[]]) => opened.push(given),
  })
  expect(result, 'a result would replace the page').toBeUndefined()
  expect(opened).toHaveLength(1)
  return opened[0] ?? ['']
}

test.each([
  ['https://www.example.com/i?q=list+all&first=1', 'Say "hi" & <b>bye</b>'],
  ['https://example.com/a%20b/%C3%A9?x=%26&y=100%25#z=1&w', "It's 100% — “ok”\\"],
  ['https://example.com/', '🥧 #1 + 1 = 2?'],
])('%s reaches the form as it is', (href, title) => {
  const [address, ...rest] = use(href, title)
  const { origin, pathname, search, hash } = new URL(address)
  expect([origin, pathname, hash]).toEqual(['https://go.example.org', '/admin/', ''])
  expect(readShared(search)).toEqual({ url: href, title })
  expect(rest, 'the page that is opened must not reach back').toEqual(['_blank', 'noopener'])
})

test('a title of any length or with half a character is no trouble', () => {
  const [address] = use('https://example.com/', `\ud83e${'x'.repeat(100_000)}`)
  expect(address.length).toBeLessThan(400)
  expect(readShared(new URL(address).search)?.url).toBe('https://example.com/')
})

test('it can be taken along whatever a bookmark makes of spaces and quotes', () => {
  const code = makeBookmarklet('https://go.example.org')
  expect(code).toMatch(/^javascript:[!-~]+$/)
  expect(code).not.toMatch(/["<>\s]/)
})
