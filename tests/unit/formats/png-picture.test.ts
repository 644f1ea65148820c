/**
 * PNG logos: every kind of pixel as seen on white, scaled to the mean of what a pixel stands for.
 */
import { crc32, deflateSync } from 'node:zlib'
import { encode, type ImageData } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { readPicture, scaleInto } from '../../../src/formats/png-picture.ts'

const read = (image: ImageData) => [...(readPicture(encode(image))?.rgb ?? [])]

describe('a picture', () => {
  it.each<[string, ImageData, number[]]>([
    [
      'grey',
      { width: 2, height: 1, channels: 1, data: Uint8Array.of(0, 128) },
      [0, 0, 0, 128, 128, 128],
    ],
    ['colour', { width: 1, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3) }, [1, 2, 3]],
    [
      'half transparent',
      { width: 2, height: 1, channels: 4, data: Uint8Array.of(0, 0, 0, 0, 0, 100, 255, 128) },
      [255, 255, 255, 127, 177, 255],
    ],
    [
      'grey and transparent',
      { width: 2, height: 1, channels: 2, data: Uint8Array.of(0, 255, 0, 0) },
      [0, 0, 0, 255, 255, 255],
    ],
    [
      '16 bits',
      { width: 1, height: 1, channels: 3, depth: 16, data: Uint16Array.of(65535, 0, 32768) },
      [255, 0, 128],
    ],
  ])('of %s is laid on white', (_name, image, rgb) => {
    expect(read(image)).toEqual(rgb)
  })

  it('of a palette with several pixels in a byte is read row by row', () => {
    // 3 × 2 pixels of 2 bits each: each row begins a new byte.
    const palette = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9)
    const rows = Uint8Array.of(0, 0b00_01_10_00, 0, 0b10_01_00_00)
    const png = pngOf({ width: 3, height: 2, depth: 2, type: 3 }, rows, palette)
    const [red, green, blue] = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
    ]
    expect([...(readPicture(png)?.rgb ?? [])]).toEqual([red, green, blue, blue, green, red].flat())
  })

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a signature alone', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    [
      'a cut file',
      encode({ width: 9, height: 9, channels: 1, data: new Uint8Array(81) }).slice(0, 50),
    ],
    [
      'one that claims to be huge',
      pngOf({ width: 60_000, height: 60_000, depth: 8, type: 0 }, new Uint8Array()),
    ],
  ])('is none for %s', (_name, png) => {
    expect(readPicture(png)).toBeNull()
  })
})

describe('scaled into a square', () => {
  const picture = (width: number, height: number, values: number[]) => ({
    width,
    height,
    rgb: Uint8Array.from(values.flatMap((value) => [value, value, value])),
  })
  const scaled =
    (...args: Parameters<typeof picture>) =>
    (side: number) =>
      [...scaleInto(picture(...args), side).rgb].filter((_, index) => index % 3 === 0)

  it('each pixel is the mean of its area', () => {
    expect(scaled(2, 2, [0, 100, 100, 200])(1)).toEqual([100])
    expect(scaled(3, 3, [0, 0, 90, 0, 0, 90, 90, 90, 90])(2)).toEqual([0, 60, 60, 80])
    expect(scaled(1, 1, [7])(3)).toEqual(Array(9).fill(7))
  })

  it('a picture that is no square is whole, in the middle, on white', () => {
    expect(scaled(4, 2, Array(8).fill(0))(4)).toEqual([
      ...Array(4).fill(255),
      ...Array(8).fill(0),
      ...Array(4).fill(255),
    ])
    expect(scaled(2, 1, [0, 0])(1)).toEqual([128])
  })
})

/** A PNG by hand, for what the encoder doesn't write. */
function pngOf(
  { width, height, depth, type }: Record<'width' | 'height' | 'depth' | 'type', number>,
  rows: Uint8Array,
  palette?: Uint8Array,
): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, type, 0, 0, 0], 8)
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunk('IHDR', header),
    ...(palette === undefined ? [] : [chunk('PLTE', palette)]),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
