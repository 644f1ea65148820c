/**
 * Readers of QR codes that share nothing with the writer, nor with each other, for pictures as PNG.
 */
import { createRequire } from 'node:module'
import { decode, encode } from 'fast-png'
import type jsqr from 'jsqr'
import decodeQR from 'qr/decode.js'

// Its CommonJS has the function one level deeper than its types say.
const find: typeof jsqr = createRequire(import.meta.url)('jsqr').default

interface Pixels {
  width: number
  height: number
  /** RGBA. */
  data: Uint8ClampedArray
}

/** What a reader sees in the picture; `null` for nothing. */
export function readQr(png: Uint8Array): string | null {
  const { data, width, height } = readPixels(png)
  return find(data, width, height)?.data ?? null
}

/** What another reader, by other people, sees in it; `null` for nothing. */
export function readQrOtherwise(png: Uint8Array): string | null {
  try {
    return decodeQR(readPixels(png))
  } catch {
    return null
  }
}

function readPixels(png: Uint8Array): Pixels {
  const { width, height, data, channels } = decode(png)
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let colour = 0; colour < 3; colour += 1) {
      pixels[pixel * 4 + colour] = data[pixel * channels + (channels < 3 ? 0 : colour)] ?? 0
    }
  }
  return { width, height, data: pixels }
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Parts of the picture, each as a PNG of its own; in whole pixels. */
export function cutOut(png: Uint8Array, boxes: readonly Box[]): Uint8Array[] {
  const whole = decode(png)
  const { channels } = whole
  return boxes.map(({ x, y, width, height }) => {
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [wide, high] = [Math.ceil(width), Math.ceil(height)]
    const data = new Uint8Array(wide * high * channels)
    for (let line = 0; line < high; line += 1) {
      const from = ((top + line) * whole.width + left) * channels
      data.set(whole.data.subarray(from, from + wide * channels), line * wide * channels)
    }
    return encode({ width: wide, height: high, data, channels })
  })
}
