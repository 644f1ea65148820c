/** QR codes as PNG, in grey of one byte a pixel. */
import { encode } from 'fast-png'
import type { QrModules } from '../core/qr.ts'

const WHITE = 255

/** The code as a PNG whose side is the largest multiple of its modules within `size` pixels. */
export function qrToPng(modules: QrModules, size: number): Uint8Array {
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
  return encode({ width: side, height: side, data, channels: 1 })
}
