/** QR codes as elements of a page; nothing inline, as the Content-Security-Policy wants it. */
import { LOGO_RIM, type QrModules, type QrOverlay, qrToPath } from '../../core/qr/qr.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Draws the code into an `<svg>`, in place of what it shows. */
export function drawQr(svg: SVGSVGElement, modules: QrModules, overlay?: QrOverlay): void {
  const side = modules.length
  svg.setAttribute('viewBox', `0 0 ${side} ${side}`)
  svg.setAttribute('shape-rendering', 'crispEdges')
  svg.replaceChildren(
    path(`M0 0h${side}v${side}H0z`, '#fff'),
    path(qrToPath(modules), '#000'),
    ...(overlay === undefined ? [] : [image(overlay)]),
  )
}

/** The name of a file with the code of this path. */
export function fileNameOf(address: string, ending: 'svg' | 'png'): string {
  return `${address.replaceAll('/', '-')}.${ending}`
}

function path(data: string, fill: string): SVGPathElement {
  const element = document.createElementNS(SVG, 'path')
  element.setAttribute('d', data)
  element.setAttribute('fill', fill)
  return element
}

function image({ room, href }: QrOverlay): SVGImageElement {
  const element = document.createElementNS(SVG, 'image')
  element.setAttribute('x', String(room.at + LOGO_RIM))
  element.setAttribute('y', String(room.at + LOGO_RIM))
  element.setAttribute('width', String(room.side - 2 * LOGO_RIM))
  element.setAttribute('height', String(room.side - 2 * LOGO_RIM))
  element.setAttribute('href', href)
  return element
}
