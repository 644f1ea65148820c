/**
 * QR codes (ISO/IEC 18004) as modules and as SVG: dark on an explicit white ground, in every theme.
 * Small enough for the scripts of pages.
 */
import qrcode from 'qrcode-generator'
import { COVERABLE, type Coverable, coverableSide } from './room.ts'

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

/** A white square in the middle of a code, where a logo goes; in modules, margin included. */
export interface QrRoom {
  /** Its left and its upper edge. */
  at: number
  side: number
}

/** A code that a logo can be laid on. */
export interface QrWithRoom {
  modules: QrModules
  level: QrLevel
  room: QrRoom
}

/** Longest text of a code with room for a logo, in characters. */
export const ROOM_TEXT_MAX = 74

/** The code of `text`, which is ASCII as all our short URLs are. */
export function makeQr(
  text: string,
  { level = 'M', margin = QR_MARGIN }: QrOptions = {},
): QrModules {
  return withMargin(encode(text, 0, level), margin)
}

/**
 * The code of `text` with its middle left white for a logo; `null` for more than `ROOM_TEXT_MAX`
 * characters. Level H, and for the longest texts Q, restores what is missing.
 */
export function makeQrWithRoom(text: string, margin = QR_MARGIN): QrWithRoom | null {
  const choice = COVERABLE.find((coverable) => text.length <= capacityOf(coverable))
  if (choice === undefined) return null
  const whole = withMargin(encode(text, choice.version, choice.level), margin)
  const side = coverableSide(choice)
  const room = { at: (whole.length - side) / 2, side }
  const isCovered = (index: number) => index >= room.at && index < room.at + side
  const modules = whole.map((row, y) =>
    row.map((isDark, x) => isDark && !(isCovered(x) && isCovered(y))),
  )
  return { modules, level: choice.level, room }
}

// Characters that fit, as bytes (ISO/IEC 18004:2015, table 7).
function capacityOf({ level, version }: Coverable): number {
  return level === 'Q' ? ROOM_TEXT_MAX : { 2: 14, 3: 24, 4: 34, 5: 44, 6: 58 }[version]
}

type Encoded = ReturnType<typeof encode>

function encode(text: string, version: 0 | Coverable['version'], level: QrLevel) {
  const code = qrcode(version, level)
  code.addData(text)
  code.make()
  return code
}

function withMargin(code: Encoded, margin: number): QrModules {
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

/** A picture on a code. */
export interface QrOverlay {
  room: QrRoom
  /** `data:image/…;base64,…`, nothing else. */
  href: string
}

/** Modules of white between a logo and the modules around it. */
export const LOGO_RIM = 0.5

/** The code as an SVG document of `size` user units, without anything of the text in it. */
export function qrToSvg(modules: QrModules, size: number, overlay?: QrOverlay): string {
  const count = modules.length
  const logo = overlay === undefined ? '' : imageOf(overlay)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${count} ${count}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${count}v${count}H0z"/><path fill="#000" d="${qrToPath(modules)}"/>${logo}</svg>\n`
}

// Readers of SVG run no script of an image and load nothing for it
// (https://www.w3.org/TR/SVG2/conform.html#secure-static-mode).
function imageOf({ room, href }: QrOverlay): string {
  if (!DATA_IMAGE.test(href)) throw new Error('the logo is no image in base64')
  const [at, side] = [room.at + LOGO_RIM, room.side - 2 * LOGO_RIM]
  return `<image x="${at}" y="${at}" width="${side}" height="${side}" href="${href}"/>`
}

// Nothing in it that would have to be escaped in an attribute.
const DATA_IMAGE = /^data:image\/[a-z+]+;base64,[A-Za-z0-9+/]+=*$/

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
