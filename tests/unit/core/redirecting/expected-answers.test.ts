/**
 * The answers that a live host must give, by links and host.
 */
import { describe, expect, test } from 'vitest'
import { type HostName, hostCapabilities } from '../../../../src/core/hosts.ts'
import type { Link } from '../../../../src/core/link.ts'
import { expectAnswers } from '../../../../src/core/redirecting/expected-answers.ts'
import { linkSet, NOW } from '../../../support/links.ts'

function answers(given: readonly Partial<Link>[], host: HostName = 'netlify', preview = false) {
  const baked = { host: hostCapabilities(host), now: NOW, preview }
  return expectAnswers(linkSet(given), baked).map(({ path, status, location }) => {
    return `${path} ${status} ${location ?? '-'}`
  })
}

const LINKS: Partial<Link>[] = [
  { slug: 'docs', status: 301 },
  { slug: 'help', url: '/docs' },
  { slug: 'off', state: 'disabled' },
  { slug: 'gone', state: 'gone' },
  { slug: 'later', startsAt: '2026-11-26T00:00:00Z' },
  { slug: 'past', expiresAt: NOW },
]

describe('what a host must answer', () => {
  test('on Netlify', () => {
    expect(answers(LINKS)).toEqual([
      '/docs 301 https://example.com/docs',
      '/gone 404 -',
      '/help 302 https://example.com/docs',
      '/later 404 -',
      '/off 404 -',
      '/past 404 -',
    ])
  })

  test('on Cloudflare, at both paths of each rule', () => {
    expect(answers(LINKS.slice(0, 3), 'cloudflare')).toEqual([
      '/docs 301 https://example.com/docs',
      '/docs/ 301 https://example.com/docs',
      '/help 302 https://example.com/docs',
      '/help/ 302 https://example.com/docs',
      '/off 404 -',
      '/off/ 404 -',
    ])
  })

  test('on Cloudflare, of the pattern that takes the path of a link without a rule', () => {
    const links: Partial<Link>[] = [
      { slug: 'gh/*', url: 'https://github.com/:splat' },
      { slug: 'gh/old', state: 'disabled' },
      { slug: 'gh/us/*', url: 'https://example.com/:splat', state: 'gone' },
    ]
    expect(answers(links, 'cloudflare')).toEqual([
      '/gh/verify-1/rest 302 https://github.com/verify-1/rest',
      '/gh/old 302 https://github.com/old',
      '/gh/old/ 302 https://github.com/old/',
      '/gh/us/verify-1/rest 302 https://github.com/us/verify-1/rest',
    ])
    expect(answers(links, 'cloudflare', true)).toContain('/gh/old 302 /p/?gh/old')
    expect(answers(links)).toContain('/gh/old 404 -')
  })

  test('for a pattern, at one of its paths, each placeholder with a value of its own', () => {
    const patterns = [
      { slug: 'a/:x/:y', url: 'https://example.com/:y/:x' },
      { slug: 'gh/*', url: 'https://github.com/:splat#a' },
    ]
    expect(answers(patterns)).toEqual([
      '/a/verify-1-0/verify-1-1 302 https://example.com/verify-1-1/verify-1-0',
      '/gh/verify-1/rest 302 https://github.com/verify-1/rest#a',
    ])
  })

  test('for a pattern, never at a path that another link takes', () => {
    const patterns = [
      { slug: 'gh/*', url: 'https://github.com/:splat' },
      { slug: 'gh/verify-1/rest', url: 'https://example.com/taken' },
    ]
    expect(answers(patterns)).toContain('/gh/verify-2/rest 302 https://github.com/verify-2/rest')
  })

  test('for a splat, at another depth where placeholders take the first', () => {
    const patterns = [
      { slug: 'a/*', url: 'https://example.com/:splat' },
      { slug: 'a/:x/:y', url: 'https://example.com/:x/:y' },
    ]
    expect(answers(patterns)).toEqual([
      '/a/verify-1/rest/of/the/path 302 https://example.com/verify-1/rest/of/the/path',
      '/a/verify-1-0/verify-1-1 302 https://example.com/verify-1-0/verify-1-1',
    ])
  })

  test('for a pattern whose paths others take, nowhere', () => {
    const patterns = [
      { slug: 'a/*', url: 'https://example.com/:splat' },
      { slug: 'a/:x/*', url: 'https://example.com/:x' },
    ]
    expect(answers(patterns)).toEqual([
      '/a/verify-1-0/verify-1/rest 302 https://example.com/verify-1-0',
    ])
  })

  test('in a preview, at the pages that show targets', () => {
    const links = [...LINKS.slice(0, 4), { slug: 'gh/*', url: 'https://github.com/:splat' }]
    expect(answers(links, 'netlify', true)).toEqual([
      '/docs 302 /p/?docs',
      '/gh/verify-1/rest 302 /p/?gh/verify-1/rest',
      '/gone 404 -',
      '/help 302 /p/?help',
      '/off 404 -',
    ])
  })
})
