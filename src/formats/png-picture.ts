/** Pictures in PNG files: read whatever their kind, laid on white, and scaled. */
import { type DecodedPng, decode } from 'fast-png'

/** Largest picture that is read: a small file can claim to be a huge one. */
export const PICTURE_MAX_SIDE = 4096

// Signature and IHDR (https://www.w3.org/TR/png-3/#11IHDR): width at 16, height at 20, bit depth at
// 24, interlacing at 28.
const HEADER_END = 33

/** Red, green and blue, one byte each, row by row. */
export interface Picture {
  width: number
  height: number
  rgb: Uint8Array
}

/** Reads a PNG as seen on white; `null` where it is none, is damaged or too large. */
export function readPicture(png: Uint8Array): Picture | null {
  if (png.length < HEADER_END) return null
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength)
  if (header.getUint32(16) > PICTURE_MAX_SIDE || header.getUint32(20) > PICTURE_MAX_SIDE)
    return null
  // Interlaced rows of less than a byte a sample are more than the decoder knows.
  if (header.getUint8(24) < 8 && header.getUint8(28) !== 0) return null
  try {
    return layOnWhite(decode(png))
  } catch {
    return null
  }
}

/**
 * The picture in a square of `side` pixels, as large as fits whole, on white: each pixel is the
 * mean of the area that it stands for.
 */
export function scaleInto(picture: Picture, side: number): Picture {
  const scale = side / Math.max(picture.width, picture.height)
  const across = spread(picture.width, side, scale)
  const down = spread(picture.height, side, scale)
  const rgb = new Uint8Array(side * side * 3).fill(255)
  down.forEach((rows, y) => {
    across.forEach((columns, x) => {
      const sums = [0, 0, 0]
      let weight = 0
      for (const [row, height] of rows) {
        for (const [column, width] of columns) {
          const from = (row * picture.width + column) * 3
          const area = height * width
          weight += area
          for (let colour = 0; colour < 3; colour += 1) {
            sums[colour] = (sums[colour] ?? 0) + area * (picture.rgb[from + colour] ?? 255)
          }
        }
      }
      // What of the pixel lies beside the picture is white.
      const rest = Math.max(0, 1 / scale ** 2 - weight)
      const to = (y * side + x) * 3
      sums.forEach((sum, colour) => {
        rgb[to + colour] = Math.round((sum + rest * 255) / (weight + rest))
      })
    })
  })
  return { width: side, height: side, rgb }
}

type Share = readonly [index: number, weight: number]

/** For each of `side` pixels, the ones of the picture under it and how much of each. */
function spread(length: number, side: number, scale: number): Share[][] {
  const offset = (side - length * scale) / 2
  return Array.from({ length: side }, (_, pixel) => {
    const from = Math.max(0, (pixel - offset) / scale)
    const to = Math.min(length, (pixel + 1 - offset) / scale)
    const shares: Share[] = []
    for (let index = Math.floor(from); index < to; index += 1) {
      shares.push([index, Math.min(index + 1, to) - Math.max(index, from)])
    }
    return shares
  })
}

function layOnWhite(png: DecodedPng): Picture {
  const { width, height } = png
  const rgb = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue, opacity] = colourOf(png, x, y)
      const to = (y * width + x) * 3
      ;[red, green, blue].forEach((colour, index) => {
        rgb[to + index] = Math.round(255 + (colour - 255) * opacity)
      })
    }
  }
  return { width, height, rgb }
}

type Colour = readonly [red: number, green: number, blue: number, opacity: number]

function colourOf(png: DecodedPng, x: number, y: number): Colour {
  const { channels, depth, palette, transparency } = png
  const samples = Array.from({ length: channels }, (_, channel) =>
    sampleAt(png, x * channels + channel, y),
  )
  if (palette !== undefined) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = palette[samples[0] ?? 0] ?? []
    return [red, green, blue, alpha / 255]
  }
  const full = 2 ** depth - 1
  const isGrey = channels < 3
  const shown = samples.slice(0, isGrey ? 1 : 3)
  // One colour can stand for nothing (https://www.w3.org/TR/png-3/#11tRNS).
  const isHidden =
    transparency !== undefined &&
    transparency.length === shown.length &&
    shown.every((sample, index) => sample === transparency[index])
  const alpha = channels % 2 === 0 ? (samples[channels - 1] ?? full) / full : 1
  const [red = 0, green = red, blue = red] = shown.map((sample) => (sample / full) * 255)
  return [red, green, blue, isHidden ? 0 : alpha]
}

/** A sample of the row; several stand in one byte where they have fewer than eight bits. */
function sampleAt({ data, width, channels, depth }: DecodedPng, index: number, y: number): number {
  if (depth >= 8) return data[y * width * channels + index] ?? 0
  const bytesOfRow = Math.ceil((width * channels * depth) / 8)
  const bit = index * depth
  const byte = data[y * bytesOfRow + Math.floor(bit / 8)] ?? 0
  return (byte >> (8 - depth - (bit % 8))) & (2 ** depth - 1)
}
