/**
 * QR codes: read back by an independent decoder, from the pixels of a PNG.
 */
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { makeQr, QR_LEVELS, type QrModules, qrToPath, qrToSvg } from '../../../../src/core/qr/qr.ts'
import { qrToPng } from '../../../../src/formats/qr-png.ts'
import { readQr } from '../../../support/qr.ts'

const URLS = [
  'https://go.example.org/a',
  'https://go.example.org/talks/2026',
  `https://go.example.org/${'x'.repeat(37)}`,
  `https://go.example.org/${'long-slug.'.repeat(12)}end`,
]

describe('a code', () => {
  it.each(QR_LEVELS.flatMap((level) => URLS.map((url) => [level, url] as const)))(
    'of level %s is read as %s',
    (level, url) => {
      expect(readQr(qrToPng(makeQr(url, { level }), 600))).toBe(url)
    },
  )

  it('has four modules of white around it, or as many as are asked for', () => {
    const whole = makeQr('https://go.example.org/a')
    const bare = makeQr('https://go.example.org/a', { margin: 0 })
    expect(whole).toHaveLength(bare.length + 8)
    expect(whole.slice(0, 4).flat().includes(true)).toBe(false)
    expect(bare[0]?.[0]).toBe(true)
  })

  it('is as large in pixels as fits, and never smaller than its modules', () => {
    const modules = makeQr('https://go.example.org/a')
    expect(decode(qrToPng(modules, 500)).width).toBe(
      modules.length * Math.floor(500 / modules.length),
    )
    expect(decode(qrToPng(modules, 1)).width).toBe(modules.length)
  })
})

describe('an SVG', () => {
  it('draws the dark modules, and white under them', () => {
    const modules: QrModules = [
      [true, true, false],
      [false, true, false],
      [true, false, true],
    ]
    expect(qrToPath(modules)).toBe('M0 0h2v1h-2zM1 1h1v1h-1zM0 2h1v1h-1zM2 2h1v1h-1z')
    const svg = qrToSvg(modules, 300)
    expect(svg).toContain('width="300" height="300" viewBox="0 0 3 3"')
    expect(svg.indexOf('#fff')).toBeLessThan(svg.indexOf('#000'))
  })
})
