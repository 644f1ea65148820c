/** The QR code of a short link on a page, and as a file to save. */
import { makeQr, qrToPath, qrToSvg } from '../core/qr.ts'
import { byId } from './dom.ts'

const SAVED_SIZE = 1024
const SVG = 'http://www.w3.org/2000/svg'

/**
 * Shows the code of a short link in the page's figure.
 *
 * @param address the link's path, without leading slash
 */
export function showQr(address: string): void {
  const figure = byId('preview-qr', HTMLElement)
  const shortUrl = `${baseUrl(figure.dataset.base ?? '')}/${address}`
  const modules = makeQr(shortUrl)
  const side = modules.length
  const code = byId('preview-qr-code', SVGSVGElement)
  code.setAttribute('viewBox', `0 0 ${side} ${side}`)
  code.setAttribute('shape-rendering', 'crispEdges')
  code.replaceChildren(draw(`M0 0h${side}v${side}H0z`, '#fff'), draw(qrToPath(modules), '#000'))
  byId('preview-qr-url', HTMLElement).textContent = shortUrl.replace(/^https?:\/\//, '')
  const save = byId('preview-qr-save', HTMLAnchorElement)
  const file = new Blob([qrToSvg(modules, SAVED_SIZE)], { type: 'image/svg+xml' })
  save.href = URL.createObjectURL(file)
  save.download = `${address.replaceAll('/', '-')}.svg`
  figure.hidden = false
}

// The domain of the short links, also on a preview deploy; on one's own machine, whatever port.
function baseUrl(configured: string): string {
  const { hostname } = new URL(configured)
  return ['localhost', '127.0.0.1'].includes(hostname) ? location.origin : configured
}

function draw(path: string, fill: string): SVGPathElement {
  const element = document.createElementNS(SVG, 'path')
  element.setAttribute('d', path)
  element.setAttribute('fill', fill)
  return element
}
