/**
 * Campaign parameters of a target: where they are put, and what stays.
 */
import { expect, it } from 'vitest'
import { readUtm, withUtm } from '../../../../src/core/targets/utm.ts'

it.each([
  ['https://e.example/', 'https://e.example/?utm_source=s'],
  ['https://e.example/#top', 'https://e.example/?utm_source=s#top'],
  ['https://e.example/#/p?x=1', 'https://e.example/?utm_source=s#/p?x=1'],
  ['https://e.example/?', 'https://e.example/?utm_source=s'],
  ['https://e.example/?abc', 'https://e.example/?abc&utm_source=s'],
  ['https://e.example/?abc#123', 'https://e.example/?abc&utm_source=s#123'],
  ['https://e.example/?2+2_(TV)', 'https://e.example/?2+2_(TV)&utm_source=s'],
  ['https://e.example/?a=%2b&', 'https://e.example/?a=%2b&utm_source=s'],
  ['https://e.example/?utm_source=web#top', 'https://e.example/?utm_source=s#top'],
  ['https://e.example/?utm_source&b=%20', 'https://e.example/?utm_source=s&b=%20'],
  ['https://e.example/?utm%5Fsource=x', 'https://e.example/?utm_source=s'],
  ['https://e.example/?utm_source=1&b&utm_source=2', 'https://e.example/?utm_source=s&b'],
  ['https://e.example/?xutm_source=1', 'https://e.example/?xutm_source=1&utm_source=s'],
])('in %s', (url, expected) => {
  expect(withUtm(url, 'source', 's')).toBe(expected)
})

it.each([
  ['https://e.example/?utm_source=s', 'https://e.example/'],
  ['https://e.example/?utm_source=s#top', 'https://e.example/#top'],
  ['https://e.example/?a&utm_source=s&b=', 'https://e.example/?a&b='],
  ['https://e.example/?a', 'https://e.example/?a'],
  ['https://e.example/?', 'https://e.example/?'],
])('taken from %s', (url, expected) => {
  expect(withUtm(url, 'source', '')).toBe(expected)
})

it.each([
  ['utm_term=a+b%26c', 'a b&c'],
  ['utm_term=100%', '100%'],
  ['utm_term=a=b', 'a=b'],
  ['utm_term', ''],
  ['x=utm_term', ''],
])('reads %s', (query, expected) => {
  expect(readUtm(`https://e.example/?${query}#utm_term=no`, 'term')).toBe(expected)
})

it.each([
  ['a b', 'a%20b'],
  ['a&b=c#d', 'a%26b%3Dc%23d'],
  [':splat', '%3Asplat'],
  ['\ud800', '%EF%BF%BD'],
])('writes %j as the URL parser would leave it', (value, expected) => {
  const url = withUtm('https://e.example/', 'content', value)
  expect(url).toBe(`https://e.example/?utm_content=${expected}`)
  expect(new URL(url).href).toBe(url)
})
