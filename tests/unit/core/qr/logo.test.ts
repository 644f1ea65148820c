/**
 * Logos: known by their bytes, and nothing of them runs, loads or is expanded anywhere.
 */
import { describe, expect, it } from 'vitest'
import { LOGO_MAX_BYTES, logoToUrl, readLogo } from '../../../../src/core/qr/logo.ts'
import { qrToSvg } from '../../../../src/core/qr/qr.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)
const NS = 'xmlns="http://www.w3.org/2000/svg"'

function judge(content: string | Uint8Array): string {
  const read = readLogo(typeof content === 'string' ? bytesOf(content) : content)
  return read.ok ? read.logo.kind : read.fault
}

it.each<[string, string | Uint8Array, string]>([
  ['PNG', PNG, 'png'],
  ['JPEG', JPEG, 'jpeg'],
  ['SVG', `<svg ${NS}/>`, 'svg'],
  [
    'SVG of a drawing program',
    `\uFEFF<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- by hand -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg ${NS}><title>A &#38; B</title></svg>`,
    'svg',
  ],
  [
    'SVG that refers to itself, and holds a picture',
    `<svg ${NS}><path id="a" fill="url(#g)"/><use href="#a"/><image href="data:image/png;base64,AA=="/></svg>`,
    'svg',
  ],
  ['nothing', '', 'kind'],
  ['a page', '<!doctype html><svg></svg>', 'kind'],
  ['a page behind a comment', '<!-- <svg> --><html>', 'kind'],
  ['GIF', 'GIF89a', 'kind'],
  ['no UTF-8', Uint8Array.of(...bytesOf(`<svg ${NS}>`), 0xff), 'kind'],
  ['too much of it', new Uint8Array(LOGO_MAX_BYTES + 1), 'large'],
])('%s is known by its bytes', (_name, content, expected) => {
  expect(judge(content)).toBe(expected)
})

describe('an SVG is refused', () => {
  it.each([
    '<script>alert(1)</script>',
    '<svg:script/>',
    '<SCRIPT href="#a"/>',
    '<path onclick="alert(1)"/>',
    '<path\nonload = "alert(1)"/>',
    '<path/onload="alert(1)"/>',
    '<a href="javascript:alert(1)"><path/></a>',
    '<a href="&#106;avascript:alert(1)"><path/></a>',
    '<a xlink:href="https://evil.example/"/>',
    "<image href='https://evil.example/pixel.png'/>",
    '<image href="//evil.example/pixel.png"/>',
    '<image href="data:image/svg+xml;base64,AA=="/>',
    '<use href="other.svg#a"/>',
    '<path fill="url(https://evil.example/#a)"/>',
    '<path fill="&#117;rl(https://evil.example/#a)"/>',
    '<style>@import "https://evil.example/a.css";</style>',
    '<style>path { fill: \\75rl(https://evil.example) }</style>',
    '<set attributeName="href" to="https://evil.example/"/>',
    '<foreignObject><p/></foreignObject>',
    '<iframe src="https://evil.example/"/>',
  ])('for %s', (inside) => {
    expect(judge(`<svg ${NS}>${inside}</svg>`)).toBe('svg')
  })

  it.each([
    '<!DOCTYPE svg [<!ENTITY a "aaaa">]>',
    '<?xml version="1.0" encoding="UTF-7"?>',
    '<?xml-stylesheet href="https://evil.example/a.css"?>',
  ])('for %s before it', (before) => {
    expect(readLogo(bytesOf(`${before}<svg ${NS}/>`)).ok).toBe(false)
  })
})

describe('on a code', () => {
  const modules = [[true]]
  const room = { at: 0, side: 1 }

  it('stands in the SVG as a picture in base64', () => {
    const svg = `<svg ${NS}><title>"quoted" &amp; ü</title></svg>`
    const href = logoToUrl({ kind: 'svg', bytes: bytesOf(svg) })
    const [, data = ''] = /href="data:image\/svg\+xml;base64,([^"]+)"/.exec(
      qrToSvg(modules, 100, { room, href }),
    ) ?? ['']
    expect(Buffer.from(data, 'base64').toString()).toBe(svg)
  })

  it.each([
    'https://evil.example/a.png',
    'javascript:alert(1)',
    'data:text/html;base64,AA==',
    'data:image/png;base64,AA=="/><script>alert(1)</script>',
  ])('%s is no picture', (href) => {
    expect(() => qrToSvg(modules, 100, { room, href })).toThrow('no image in base64')
  })
})
