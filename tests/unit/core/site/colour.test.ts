/** Whatever accent an owner takes, what is written in it can be read, in both themes. */
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contrastOf,
  derivePalettes,
  GRAPHIC_CONTRAST,
  GROUNDS,
  type Palette,
  TEXT_CONTRAST,
} from '../../../../src/core/site/colour.ts'

const EDGES = ['#000000', '#ffffff', '#777777', '#767676', '#ffff00', '#00ff00', '#0000ff']

const accents = fc.oneof(
  fc.constantFrom(...EDGES),
  fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`),
)

/** Every pair of text or shape and ground that pages show. */
function pairsOf(palette: Palette, theme: 'light' | 'dark'): [string, string, string, number][] {
  const { page, ware, ink, inkSoft } = GROUNDS[theme]
  const { butter, butterSoft } = palette
  const [text, graphic] = [TEXT_CONTRAST, GRAPHIC_CONTRAST]
  return [
    ['accent as text on the page', palette.accentText, page, text],
    ['accent as text on ware', palette.accentText, ware, text],
    ['accent as text on butter', palette.accentText, butter, text],
    ['accent as text on soft butter', palette.accentText, butterSoft, text],
    ['text on the accent', palette.onAccent, palette.accentText, text],
    ['text on a button', palette.onAccentFill, palette.accentFill, text],
    ["a button's edge on the page", palette.accentEdge, page, graphic],
    ["a button's edge on ware", palette.accentEdge, ware, graphic],
    ["a button's edge on soft butter", palette.accentEdge, butterSoft, graphic],
    ['the name on the band', palette.onButter, butter, text],
    ['the tagline on the band', palette.onButterSoft, butter, text],
    ['ink on soft butter', ink, butterSoft, text],
    ['soft ink on soft butter', inkSoft, butterSoft, text],
  ]
}

test('every accent can be read and seen on every ground, in both themes', () => {
  fc.assert(
    fc.property(accents, (accent) => {
      const palettes = derivePalettes(accent)
      for (const theme of ['light', 'dark'] as const) {
        for (const [what, one, ground, least] of pairsOf(palettes[theme], theme)) {
          expect(contrastOf(one, ground), `${what}, ${theme}, ${accent}`).toBeGreaterThanOrEqual(
            least,
          )
        }
        for (const colour of Object.values(palettes[theme])) {
          expect(colour).toMatch(/^#[0-9a-f]{6}$/)
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('a button is the accent itself, and an accent that can be read already is its text', () => {
  expect(derivePalettes('#0057b7').light).toMatchObject({
    accentFill: '#0057b7',
    accentEdge: '#0057b7',
    accentText: '#0057b7',
    onAccentFill: '#ffffff',
  })
  const { light, dark } = derivePalettes('#ffd500')
  expect([light.accentFill, dark.accentFill, dark.accentText]).toEqual(Array(3).fill('#ffd500'))
  expect(light.onAccentFill).toBe(GROUNDS.light.ink)
  expect(light.accentEdge).not.toBe('#ffd500')
})

test('a grey accent brings no hue', () => {
  const { light, dark } = derivePalettes('#808080')
  for (const hex of [light.butter, light.accentText, dark.onButter]) {
    const [red, green, blue] = [1, 3, 5].map((at) => hex.slice(at, at + 2))
    expect([red, green], hex).toEqual([green, blue])
  }
})

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#0000ff', '#ffffff', 8.59],
  ['#ff0000', '#00ff00', 2.91],
])('the contrast of %s and %s is %d, as WCAG counts', (one, other, contrast) => {
  expect(contrastOf(one, other)).toBeCloseTo(contrast, 2)
  expect(contrastOf(other, one)).toBe(contrastOf(one, other))
})

describe('tokens.css', async () => {
  const css = await readFile(new URL('../../../../src/styles/tokens.css', import.meta.url), 'utf8')
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
  const read = (text: string) =>
    new Map([...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]))
  const tokens = { light: read(light), dark: new Map([...read(light), ...read(dark)]) }

  test.each(['light', 'dark'] as const)('has in its %s theme the grounds counted with', (theme) => {
    const { page, ware, ink, inkSoft } = GROUNDS[theme]
    const of = (name: string) => tokens[theme].get(name)
    expect([of('page'), of('ware')]).toEqual([page, ware])
    expect([of('ink'), of('ink-soft')]).toEqual([ink, inkSoft])
  })

  test.each(['light', 'dark'] as const)('keeps the same contrasts in its %s theme', (theme) => {
    const of = (name: string) => tokens[theme].get(name) ?? `no --${name}`
    const ours: Palette = {
      butter: of('butter'),
      butterSoft: of('butter-soft'),
      onButter: of('on-butter'),
      onButterSoft: of('on-butter-soft'),
      accentText: of('accent-text'),
      onAccent: of('on-accent'),
      accentFill: of('accent-fill'),
      onAccentFill: of('on-accent-fill'),
      accentEdge: of('accent-edge'),
    }
    for (const [what, one, ground, least] of pairsOf(ours, theme)) {
      expect(contrastOf(one, ground), what).toBeGreaterThanOrEqual(least)
    }
  })
})
