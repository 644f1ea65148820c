/** QR codes as files, made in the browser: nothing is sent anywhere. */
import { LOGO_RIM, type QrModules, type QrOverlay } from '../../core/qr/qr.ts'

/** Pixels of a module in a PNG of at most `size` pixels: whole ones, so that all edges are sharp. */
export function scaleOf(modules: QrModules, size: number): number {
  return Math.max(1, Math.floor(size / modules.length))
}

/**
 * The code as a PNG, its side the largest multiple of its modules within `size` pixels.
 *
 * @throws {Error} where the browser gives no canvas, or can't read the logo
 */
export async function qrToPngBlob(
  modules: QrModules,
  size: number,
  overlay?: QrOverlay,
): Promise<Blob> {
  const scale = scaleOf(modules, size)
  const canvas = document.createElement('canvas')
  canvas.width = modules.length * scale
  canvas.height = canvas.width
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('there is no canvas to draw on')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  modules.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) context.fillRect(x * scale, y * scale, scale, scale)
    })
  })
  if (overlay !== undefined) await drawLogo(context, overlay, scale)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the canvas gave no PNG'))
      else resolve(blob)
    }, 'image/png')
  })
}

/** A picture that this page has as `data:` URL, ready to be drawn. @throws {Error} if it is none */
export async function loadPicture(href: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = href
  await image.decode()
  return image
}

async function drawLogo(
  context: CanvasRenderingContext2D,
  { room, href }: QrOverlay,
  scale: number,
): Promise<void> {
  const image = await loadPicture(href)
  const box = (room.side - 2 * LOGO_RIM) * scale
  const at = (room.at + LOGO_RIM) * scale
  // An SVG without measures of its own fills the square.
  const [width, height] = [image.naturalWidth || 1, image.naturalHeight || 1]
  const fit = box / Math.max(width, height)
  const left = at + (box - width * fit) / 2
  const top = at + (box - height * fit) / 2
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, left, top, width * fit, height * fit)
}
