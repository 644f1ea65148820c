/**
 * An owner's accent → the colours that pages draw with, in both themes. However light, dark or
 * loud the accent is, text keeps 4.5:1 and what is drawn 3:1 to all grounds that they stand on
 * (WCAG 2.2, 1.4.3 and 1.4.11). Knows colours alone; which of them is used where, CSS says.
 */

/** Colours of one theme that follow the accent, each `#rrggbb`. */
export interface Palette {
  /** The band on top, and what is lifted a little. */
  butter: string
  butterSoft: string
  onButter: string
  onButterSoft: string
  /** The accent as text, on every ground here; and text on it. */
  accentText: string
  onAccent: string
  /** The accent itself as the ground of a button, text on it, and the edge that sets it off. */
  accentFill: string
  onAccentFill: string
  accentEdge: string
}

/** Contrasts that WCAG's level AA asks for. */
export const TEXT_CONTRAST = 4.5
export const GRAPHIC_CONTRAST = 3

/** What stays as it is, whatever the accent; the same as in `tokens.css`. */
export const GROUNDS = {
  light: { page: '#fcf9f0', ware: '#ffffff', ink: '#14213d', inkSoft: '#515a70' },
  dark: { page: '#0f1522', ware: '#182034', ink: '#f6efdd', inkSoft: '#b6bac6' },
} as const

/**
 * Derives both themes from an accent, `#rrggbb`.
 *
 * @example
 * derivePalettes('#ffcc00').light.onAccentFill // => '#14213d': white would not be read on yellow
 */
export function derivePalettes(accent: string): { light: Palette; dark: Palette } {
  const { chroma, hue } = toOklch(accent)
  const tint = (lightness: number, most: number) =>
    toHex({ lightness, chroma: Math.min(chroma, most), hue })
  return {
    light: complete(accent, 'light', {
      butter: tint(0.92, 0.08),
      butterSoft: tint(0.96, 0.035),
      onButter: GROUNDS.light.ink,
    }),
    // As in our own dark theme, the night stays blue and the name on the band glows.
    dark: complete(accent, 'dark', {
      butter: '#1d2740',
      butterSoft: '#202b45',
      onButter: tint(0.91, 0.11),
    }),
  }
}

function complete(
  accent: string,
  theme: 'light' | 'dark',
  { butter, butterSoft, onButter }: Pick<Palette, 'butter' | 'butterSoft' | 'onButter'>,
): Palette {
  const { page, ware, inkSoft } = GROUNDS[theme]
  const away = theme === 'light' ? -1 : 1
  const accentText = shift(accent, away, [page, ware, butter, butterSoft], TEXT_CONTRAST)
  return {
    butter,
    butterSoft,
    onButter: shift(onButter, away, [butter], TEXT_CONTRAST),
    onButterSoft: shift(inkSoft, away, [butter], TEXT_CONTRAST),
    accentText,
    onAccent: pickText(accentText),
    accentFill: accent,
    onAccentFill: pickText(accent),
    accentEdge: shift(accent, away, [page, ware, butterSoft], GRAPHIC_CONTRAST),
  }
}

/** The colour itself, or the nearest lighter (`1`) or darker (`-1`) one that the grounds let stand out. */
function shift(colour: string, away: 1 | -1, grounds: readonly string[], contrast: number): string {
  const { lightness, chroma, hue } = toOklch(colour)
  const stands = (hex: string) => grounds.every((ground) => contrastOf(hex, ground) >= contrast)
  if (stands(colour)) return colour
  // Between the colour, which is too near, and black or white, which never is.
  let [near, far] = [lightness, away === 1 ? 1 : 0]
  let found = toHex({ lightness: far, chroma, hue })
  for (let step = 0; step < 12; step += 1) {
    const middle = (near + far) / 2
    const hex = toHex({ lightness: middle, chroma, hue })
    if (stands(hex)) [far, found] = [middle, hex]
    else near = middle
  }
  return found
}

// Our own ink before black, white before both: pure black is left for the middle tones, on which
// nothing else is read.
function pickText(ground: string): string {
  const texts = ['#ffffff', GROUNDS.light.ink]
  return texts.find((text) => contrastOf(text, ground) >= TEXT_CONTRAST) ?? '#000000'
}

/**
 * The contrast of two colours, 1 to 21.
 * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminanceOf(hex: string): number {
  const [red, green, blue] = toLinear(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

type Triple = [number, number, number]

interface Oklch {
  lightness: number
  chroma: number
  /** In radians. */
  hue: number
}

// Matrices of https://bottosson.github.io/posts/oklab/#converting-from-linear-srgb-to-oklab
function toOklch(hex: string): Oklch {
  const [red, green, blue] = toLinear(hex)
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  }
}

function fromOklch({ lightness, chroma, hue }: Oklch): Triple {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

// A screen shows no such green as oklch can name; lightness and hue are kept, chroma gives way.
function toHex({ lightness, chroma, hue }: Oklch): string {
  let [least, most] = [0, chroma]
  let rgb = fromOklch({ lightness, chroma, hue })
  for (let step = 0; step < 12 && !(step === 0 && isShown(rgb)); step += 1) {
    const middle = (least + most) / 2
    const tried = fromOklch({ lightness, chroma: middle, hue })
    if (isShown(tried)) [least, rgb] = [middle, tried]
    else most = middle
  }
  const digits = rgb.map((value) => {
    const byte = Math.round(255 * encodeLinear(Math.min(Math.max(value, 0), 1)))
    return byte.toString(16).padStart(2, '0')
  })
  return `#${digits.join('')}`
}

function isShown(rgb: Triple): boolean {
  return rgb.every((value) => value >= -0.0001 && value <= 1.0001)
}

function toLinear(hex: string): Triple {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return [red ?? 0, green ?? 0, blue ?? 0]
}

function encodeLinear(value: number): number {
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
}
