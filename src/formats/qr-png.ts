/** QR codes as PNG: in grey of one byte a pixel, with a logo in colour. */
import { encode } from 'fast-png'
import { LOGO_RIM, type QrModules, type QrRoom } from '../core/qr/qr.ts'
import { type Picture, scaleInto } from './png-picture.ts'

const WHITE = 255

/** A picture on a code. */
export interface PngOverlay {
  room: QrRoom
  picture: Picture
}

/** The code as a PNG whose side is the largest multiple of its modules within `size` pixels. */
export function qrToPng(modules: QrModules, size: number, overlay?: PngOverlay): Uint8Array {
  const scale = Math.max(1, Math.floor(size / modules.length))
  const side = modules.length * scale
  const data = new Uint8Array(side * side).fill(WHITE)
  modules.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (!isDark) return
      for (let line = y * scale; line < (y + 1) * scale; line += 1) {
        data.fill(0, line * side + x * scale, line * side + (x + 1) * scale)
      }
    })
  })
  if (overlay === undefined) return encode({ width: side, height: side, data, channels: 1 })
  const painted = paint(data, side, scale, overlay)
  return encode({ width: side, height: side, data: painted, channels: 3 })
}

function paint(
  grey: Uint8Array,
  side: number,
  scale: number,
  { room, picture }: PngOverlay,
): Uint8Array {
  const rgb = new Uint8Array(grey.length * 3)
  grey.forEach((value, pixel) => {
    rgb.fill(value, pixel * 3, pixel * 3 + 3)
  })
  const rim = Math.round(LOGO_RIM * scale)
  const at = room.at * scale + rim
  const logo = scaleInto(picture, room.side * scale - 2 * rim)
  for (let y = 0; y < logo.height; y += 1) {
    const row = logo.rgb.subarray(y * logo.width * 3, (y + 1) * logo.width * 3)
    rgb.set(row, ((at + y) * side + at) * 3)
  }
  return rgb
}
