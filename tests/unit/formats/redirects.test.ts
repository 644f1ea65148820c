/**
 * `_redirects`: rules that a link can stand for become links, all others are refused with their
 * line; what is read is what Netlify's own parser reads.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAllRedirects } from '@netlify/redirect-parser'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { readRedirects, writeRedirects } from '../../../src/formats/redirects.ts'
import { linkSet, NOW, SITE } from '../../support/links.ts'

function read(text: string) {
  const { rows, findings } = readRedirects(text)
  return {
    links: rows.map(({ draft, line }) => [line, draft.slug, draft.url, draft.status]),
    findings: findings.map(({ line, severity, rule }) => [line, severity, rule]),
  }
}

describe('a file of rules', () => {
  const text = `# ours
/a  https://example.com/b#sec   302  # note
/e/ https://example.com/f 301!

/g /h 200
/i a=:a https://example.com/?q=:a
/j https://example.com/k 302 Country=de
/l/* https://example.com/m
/n/:id https://example.com/n 302
/o/* https://example.com/:splat 302`

  it('is read, each loss said and each rule that is more than a link refused', () => {
    expect(read(text)).toEqual({
      links: [
        [2, 'a', 'https://example.com/b#sec', 302],
        [3, 'e', 'https://example.com/f', 301],
        [8, 'l/*', 'https://example.com/m', 301],
        [9, 'n/:id', 'https://example.com/n', 302],
        [10, 'o/*', 'https://example.com/:splat', 302],
      ],
      findings: [
        [3, 'warning', 'redirects-slash'],
        [3, 'warning', 'redirects-force'],
        [5, 'error', 'redirects-status'],
        [6, 'error', 'redirects-query'],
        [7, 'error', 'redirects-condition'],
        [8, 'warning', 'redirects-splat'],
        [9, 'warning', 'redirects-placeholder'],
      ],
    })
  })

  it('is read as by Netlify’s own parser', async () => {
    const parsed = await parseByNetlify(text)
    for (const { draft, line } of readRedirects(text).rows) {
      const words = text.split('\n')[line - 1]?.split(/\s+/)
      const rule = parsed.find(({ from }) => from === words?.[0])
      expect({ line, to: rule?.to, status: rule?.status ?? 301 }).toEqual({
        line,
        to: draft.url,
        status: draft.status,
      })
    }
  })
})

it.each([
  ['/', '/ https://example.com/ 302', 'name its target as "home"'],
  ['another host', 'https://old.example.com/a https://example.com/ 302', 'not for a path of this'],
  ['no target', '/a', 'has no target'],
  ['a target without scheme', '/a example.com 302', 'has no target'],
  ['a forward', '/a/* 200', 'has no target'],
  ['404', '/a /404.html 404', 'answers with 404'],
  ['a status that is none', '/a https://example.com/ 302x', 'has a condition (302x)'],
  ['a language', '/a https://example.com/ Language=de', 'has a condition (Language=de)'],
  ['a role', '/a https://example.com/ 302! Role=admin x', 'has a condition (Role=admin x)'],
  ['all paths', '/* https://example.com/:splat 301', 'begins with a pattern'],
  ['ours', '/api/* https://example.com/:splat 301', 'is reserved'],
  ['not ASCII', '/caf%C3%A9 https://example.com/ 301', 'slug "caf%C3%A9" has'],
  ['an undeclared placeholder', '/a https://example.com/:splat 301', 'does not declare'],
  ['a page', '/a /b.html/ 301', 'is no slug of this site'],
  ['another scheme', '/a HTTP://example.com 301', 'has no target'],
])('a rule for %s is refused', (_, line, message) => {
  const { rows, findings } = readRedirects(`\n${line}\n`)
  expect(rows).toEqual([])
  expect(findings).toMatchObject([{ severity: 'error', line: 2 }])
  expect(findings[0]?.message).toContain(message)
})

it('a rule to a path of the site becomes an alias', () => {
  expect(read('/a /b 302\n/c/* /d/* 302')).toEqual({
    links: [
      [1, 'a', '/b', 302],
      [2, 'c/*', '/d/*', 302],
    ],
    findings: [],
  })
})

it('an export holds what a build would emit', () => {
  const links = linkSet([
    { slug: 'a', url: 'https://example.com/a', createdAt: '2026-01-01T00:00:00Z' },
    { slug: 'b', url: '/a', createdAt: '2026-02-01T00:00:00Z' },
    { slug: 'off', state: 'disabled', createdAt: '2025-01-01T00:00:00Z' },
    { slug: 'gh/*', url: 'https://example.com/:splat' },
  ])
  expect(writeRedirects(links, { site: SITE, now: NOW })).toBe(
    '/b https://example.com/a 302\n/a https://example.com/a 302\n/off /p/off/ 404\n/gh/* https://example.com/:splat 302\n',
  )
})

const rule = z.object({ from: z.string(), to: z.string(), status: z.number().optional() })

async function parseByNetlify(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'shortcrust-'))
  try {
    const file = join(folder, '_redirects')
    await writeFile(file, text)
    const options = { redirectsFiles: [file], configRedirects: [], minimal: true }
    const { redirects } = await parseAllRedirects(options)
    return z.array(rule).parse(redirects)
  } finally {
    await rm(folder, { recursive: true })
  }
}
