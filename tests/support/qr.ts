/**
 * An independent reader of QR codes, for pictures as PNG.
 */
import { createRequire } from 'node:module'
import { decode } from 'fast-png'
import type jsqr from 'jsqr'

// Its CommonJS has the function one level deeper than its types say.
const find: typeof jsqr = createRequire(import.meta.url)('jsqr').default

/** What a reader sees in the picture; `null` for nothing. */
export function readQr(png: Uint8Array): string | null {
  const { width, height, data, channels } = decode(png)
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let colour = 0; colour < 3; colour += 1) {
      pixels[pixel * 4 + colour] = data[pixel * channels + (channels < 3 ? 0 : colour)] ?? 0
    }
  }
  return find(pixels, width, height)?.data ?? null
}
