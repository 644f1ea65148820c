/**
 * The sheet as a file: nothing in it runs or is fetched, whatever a title says.
 */
import { expect, it } from 'vitest'
import { makeQr, qrToPath, ROOM_TEXT_MAX } from '../../../src/core/qr/qr.ts'
import { formatSheet } from '../../../src/formats/qr-sheet.ts'

const LOGO = 'data:image/png;base64,AA=='
const HOSTILE = `<img src=x onerror="alert(1)"> 'quoted' & </script>`
const options = { name: 'Go', lang: 'en', level: 'M' } as const
const url = (slug: string) => `https://go.example.org/${slug}`

it('shows each code with its short URL and title', () => {
  const sheet = formatSheet(
    [
      { shortUrl: url('docs'), title: 'The docs' },
      { shortUrl: url('talks/2026'), title: null },
    ],
    options,
  )
  expect(sheet.match(/<li>/g)).toHaveLength(2)
  expect(sheet).toContain(qrToPath(makeQr(url('docs'))))
  expect(sheet).toContain('<p class="url">go.example.org/talks/2026</p></li>')
  expect(sheet).toContain('<p>The docs</p>')
})

it('shows hostile names and titles as text, under a policy of its own', () => {
  const sheet = formatSheet([{ shortUrl: url('a'), title: HOSTILE }], { ...options, name: HOSTILE })
  const tags = new Set(sheet.match(/<\/?[a-z!][\w]*/gi))
  expect([...tags].filter((tag) => /script|img|iframe|link/i.test(tag))).toEqual([])
  expect(sheet).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62; &#39;quoted&#39; &#38;')
  expect(sheet).toContain('content="default-src &#39;none&#39;;')
  expect(sheet).not.toMatch(/\b(?:src|href)="(?!data:)/)
})

it('lays the logo on all codes that have room for it', () => {
  const codes = ['short', 'x'.repeat(ROOM_TEXT_MAX)].map((slug) => ({
    shortUrl: url(slug),
    title: null,
  }))
  expect(formatSheet(codes, { ...options, logo: LOGO }).match(/<image /g)).toHaveLength(1)
})
