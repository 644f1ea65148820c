/**
 * Targets as people read them: nothing is hidden, and no host passes for another unsaid.
 */
import { describe, expect, test } from 'vitest'
import {
  looksLatin,
  mixesScripts,
  readableHost,
  readableUrl,
  splitTarget,
} from '../../../../src/client/words/targets.ts'

test.each([
  ['xn--mnchen-3ya.de', 'münchen.de'],
  ['a.xn--80ak6aa92e.com', 'a.аррӏе.com'],
  ['example.com', null],
  ['xn--\u00fc.de', null],
])('the host %s is read as %s', (host, readable) => {
  expect(readableHost(host)).toBe(readable)
})

describe('a host that may pass for another', () => {
  test.each([
    ['pаypal.com', true, false],
    ['аррӏе.com', false, true],
    ['ѕсоре-1.org', false, true],
    ['почта.рф', false, false],
    ['почта.com', false, false],
    ['сосо.рф', false, false],
    ['münchen.de', false, false],
    ['123.com', false, false],
  ])('%s: mixed %s, all alike %s', (host, mixed, alike) => {
    expect([mixesScripts(host), looksLatin(host)]).toEqual([mixed, alike])
  })
})

test.each([
  ['https://example.com/a?b#c', 'https://', 'example.com', '/a?b#c'],
  ['http://example.com:8080?x', 'http://', 'example.com:8080', '?x'],
  ['https://example.com', 'https://', 'example.com', ''],
  ['/docs', '', '', '/docs'],
])('%s has the host in the middle', (url, before, host, after) => {
  expect(splitTarget(url)).toEqual({ before, host, after })
})

describe('escapes are read', () => {
  test.each([
    ['https://a.org/caf%C3%A9?q=%E6%9D%B1', 'https://a.org/café?q=東'],
    ['https://xn--mnchen-3ya.de/%C3%9C', 'https://münchen.de/Ü'],
    ['https://a.org/e%CC%81', 'https://a.org/e\u0301'],
  ])('%s', (url, readable) => {
    expect(readableUrl(url)).toBe(readable)
  })

  test.each([
    ['of ASCII', 'https://a.org/%41%2F%20%3Cb%3E'],
    ['of marks of direction', 'https://a.org/%E2%80%AEexe'],
    ['of spaces and nothing', 'https://a.org/%C2%A0%E2%80%8B'],
    ['that are no UTF-8', 'https://a.org/%E9%FF'],
    ['of which there are none', 'https://a.org/'],
  ])('but not those %s', (_, url) => {
    expect(readableUrl(url)).toBeNull()
  })
})
