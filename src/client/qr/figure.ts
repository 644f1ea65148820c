/** The QR code of a short link on a page, as a file to save, and the way to more of it. */
import { makeQr, qrToSvg } from '../../core/qr/qr.ts'
import { byId } from '../shared/dom.ts'
import { shortBase } from '../shared/short-base.ts'
import { drawQr, fileNameOf } from './drawing.ts'
import { openQr } from './open.ts'

const SAVED_SIZE = 1024

/**
 * Shows the code of a short link in the page's figure.
 *
 * @param address the link's path, without leading slash
 */
export function showQr(address: string): void {
  const figure = byId('preview-qr', HTMLElement)
  const base = shortBase(figure.dataset.base ?? '')
  const shortUrl = `${base}/${address}`
  const modules = makeQr(shortUrl)
  drawQr(byId('preview-qr-code', SVGSVGElement), modules)
  byId('preview-qr-url', HTMLElement).textContent = shortUrl.replace(/^https?:\/\//, '')
  const save = byId('preview-qr-save', HTMLAnchorElement)
  const file = new Blob([qrToSvg(modules, SAVED_SIZE)], { type: 'image/svg+xml' })
  save.href = URL.createObjectURL(file)
  save.download = fileNameOf(address, 'svg')
  byId('preview-qr-adjust', HTMLButtonElement).addEventListener('click', () => {
    void openQr(address, base, byId('preview-qr-status', HTMLElement))
  })
  figure.hidden = false
}
