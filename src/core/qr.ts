/**
 * QR codes (ISO/IEC 18004) as modules and as SVG: dark on an explicit white ground, in every theme.
 * Small enough for the scripts of pages.
 */
import qrcode from 'qrcode-generator'

/** How much of a code may be lost: 7, 15, 25 or 30 percent. */
export const QR_LEVELS = ['L', 'M', 'Q', 'H'] as const
export type QrLevel = (typeof QR_LEVELS)[number]

/** A code with its quiet zone: `true` is dark; as many columns as rows. */
export type QrModules = readonly (readonly boolean[])[]

export interface QrOptions {
  level?: QrLevel
  /** Modules of white around the code; readers need four (section 5.3.8). */
  margin?: number
}

export const QR_MARGIN = 4

/** The code of `text`, which is ASCII as all our short URLs are. */
export function makeQr(
  text: string,
  { level = 'M', margin = QR_MARGIN }: QrOptions = {},
): QrModules {
  const code = qrcode(0, level)
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const size = count + 2 * margin
  const isInside = (index: number) => index >= margin && index < margin + count
  return Array.from({ length: size }, (_, row) =>
    Array.from(
      { length: size },
      (_unused, column) =>
        isInside(row) && isInside(column) && code.isDark(row - margin, column - margin),
    ),
  )
}

/** The code as an SVG document of `size` user units, without anything of the text in it. */
export function qrToSvg(modules: QrModules, size: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${modules.length} ${modules.length}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${modules.length}v${modules.length}H0z"/><path fill="#000" d="${qrToPath(modules)}"/></svg>\n`
}

/** The dark modules as path data, in module units: one bar for each run in a row. */
export function qrToPath(modules: QrModules): string {
  return modules
    .flatMap((row, y) => {
      const bars: string[] = []
      for (let x = 0; x < row.length; x += 1) {
        if (!row[x]) continue
        const start = x
        while (row[x]) x += 1
        bars.push(`M${start} ${y}h${x - start}v1h-${x - start}z`)
      }
      return bars
    })
    .join('')
}
