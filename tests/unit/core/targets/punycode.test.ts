/**
 * Hosts in their own script: what `URL` writes can be read again.
 */
import { expect, test } from 'vitest'
import { mixesScripts, readableHost } from '../../../../src/client/words/targets.ts'
import { decodePunycode } from '../../../../src/core/targets/punycode.ts'

test.each([
  'münchen.de',
  '日本語.example',
  'россия.example',
  'ελλάδα.example',
  'b\u0443.\u0430pple.example',
  'x-ü-y.example',
  '😀.example',
])('the host %s is read as it was written', (host) => {
  const { hostname } = new URL(`https://${host}/`)
  expect(hostname).toContain('xn--')
  expect(readableHost(hostname)).toBe(host)
})

test.each(['example.com', '127.0.0.1', '[::1]'])('%s needs no second reading', (host) => {
  expect(readableHost(host)).toBeNull()
})

test.each(['!', 'abc-!', 'abc-9', '99999999', 'a-zzzzzzzzzzzz'])('%s is no Punycode', (label) => {
  expect(decodePunycode(label)).toBeNull()
})

test.each([
  ['\u0430pple.com', true],
  ['pay\u03c1al.com', true],
  ['пример.com', false],
  ['münchen.de', false],
  ['日本a.example', false],
])('%s mixes scripts: %j', (host, isMixed) => {
  expect(mixesScripts(host)).toBe(isMixed)
})
