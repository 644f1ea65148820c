/**
 * Which paths a change takes from somebody's pattern, by the rules that the host has.
 */
import { describe, expect, test } from 'vitest'
import type { HostName } from '../../../../src/core/hosts.ts'
import type { Link } from '../../../../src/core/link.ts'
import { findTakenPaths } from '../../../../src/core/review/taken-paths.ts'
import { link, linkSet } from '../../../support/links.ts'

const BEFORE = linkSet([
  { slug: 'gh/*', url: 'https://example.com/:splat', owner: 'alice' },
  { slug: 'gh/free/*', url: 'https://example.com/:splat' },
  { slug: 'gh/off', state: 'disabled' },
  { slug: 'gh/gone', state: 'gone' },
  { slug: 'pr/:id', url: 'https://example.com/:id', owner: 'bob', state: 'disabled' },
  { slug: 'a/b/*', url: 'https://example.com/:splat', owner: 'alice' },
  { slug: 'old/*', url: 'https://example.com/:splat', owner: 'alice', state: 'gone' },
  { slug: 'docs', owner: 'alice' },
])

function taken(given: Partial<Link>, host: HostName): string[] {
  const slug = given.slug ?? 'docs'
  const after = new Map(BEFORE).set(slug, link({ ...BEFORE.get(slug), ...given }))
  return findTakenPaths(BEFORE, after, host).map(({ pattern, owner }) => `${pattern} ${owner}`)
}

const splat = { url: 'https://example.com/:splat' }
const ids = { url: 'https://example.com/:id' }

describe('what a link takes on Netlify and on Cloudflare', () => {
  test.each<[string, Partial<Link>, string[], string[]]>([
    ['a new path of a pattern', { slug: 'gh/octo' }, ['gh/* alice'], ['gh/* alice']],
    ['the path of the pattern itself', { slug: 'gh' }, ['gh/* alice'], ['gh/* alice']],
    ['a narrower splat', { slug: 'gh/x/*', ...splat }, ['gh/* alice'], ['gh/* alice']],
    ['a placeholder', { slug: 'gh/:id', ...ids }, ['gh/* alice'], ['gh/* alice']],
    ['a placeholder across', { slug: 'a/:id/c', ...ids }, ['a/b/* alice'], ['a/b/* alice']],
    ['a wider splat', { slug: 'a/*', ...splat }, [], []],
    ['a path that another pattern answers', { slug: 'gh/free/x' }, [], []],
    ['a path that none answers', { slug: 'gho' }, [], []],
    ['a path of a removed pattern', { slug: 'old/x' }, [], []],
    // A disabled pattern answers by saying so, where the host has a rule for that.
    ['a path of a disabled pattern', { slug: 'pr/7' }, ['pr/:id bob'], []],
    // Where a link that is off has a rule of its own, its path was never the pattern's.
    ['its own slug, when enabled', { slug: 'gh/off', state: 'active' }, [], ['gh/* alice']],
    ['its own slug, when restored', { slug: 'gh/gone', state: 'active' }, [], ['gh/* alice']],
    ['a new path, while disabled', { slug: 'gh/x', state: 'disabled' }, ['gh/* alice'], []],
    ['nothing, when edited', { slug: 'docs', title: 'Docs' }, [], []],
  ])('%s', (_what, given, netlify, cloudflare) => {
    expect(taken(given, 'netlify')).toEqual(netlify)
    expect(taken(given, 'cloudflare')).toEqual(cloudflare)
  })
})
