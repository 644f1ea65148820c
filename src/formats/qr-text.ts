/** QR codes for a terminal. */
import type { QrModules } from '../core/qr/qr.ts'

const BLOCKS = [' ', '▄', '▀', '█']

/**
 * The code as lines of half blocks, each of two rows; what is white is drawn, since terminals are
 * mostly dark.
 */
export function qrToText(modules: QrModules): string {
  const lines: string[] = []
  for (let y = 0; y < modules.length; y += 2) {
    const [upper = [], lower = []] = [modules[y], modules[y + 1]]
    lines.push(
      upper.map((isDark, x) => BLOCKS[(isDark ? 0 : 2) + (lower[x] === false ? 1 : 0)]).join(''),
    )
  }
  return `${lines.join('\n')}\n`
}
