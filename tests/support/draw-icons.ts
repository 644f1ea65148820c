/**
 * Draws the pictures that are kept beside `public/p/icon.svg` from that one sign: run it after the
 * sign has changed, `node tests/support/draw-icons.ts`, and commit what it writes.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { launchBrowser } from './browser.ts'

const PUBLIC = join(import.meta.dirname, '../../public')
const BUTTER = '#ffdf8a'
const CREAM = '#fcf9f0'
const RIM = '#14213d'

const browser = await launchBrowser()
try {
  const sign = await readFile(join(PUBLIC, 'p/icon.svg'), 'utf8')
  const page = await browser.newPage()
  const square = (size: number, share: number, ground: string | null) =>
    shoot(page, { width: size, height: size, ground, body: placed(sign, size, share) })

  await save('p/icon-192.png', await square(192, 1, null))
  await save('p/icon-512.png', await square(512, 1, null))
  // Systems cut a maskable icon to a circle of four fifths.
  await save('p/icon-maskable.png', await square(512, 0.66, BUTTER))
  await save('p/apple-touch-icon.png', await square(180, 0.8, BUTTER))
  const small: { size: number; png: Buffer }[] = []
  for (const size of [16, 32, 48]) small.push({ size, png: await square(size, 1, null) })
  await save('favicon.ico', toIco(small))
  await save(
    'p/card.png',
    await shoot(page, { width: 1200, height: 630, ground: BUTTER, body: drawCard(sign) }),
  )
} finally {
  await browser.close()
}

interface Shot {
  width: number
  height: number
  /** `null`: see-through. */
  ground: string | null
  body: string
}

async function shoot(page: Page, { width, height, ground, body }: Shot): Promise<Buffer> {
  await page.setViewportSize({ width, height })
  const style = `html{background:${ground ?? 'transparent'}}body{margin:0;overflow:hidden}svg{display:block}`
  await page.setContent(`<style>${style}</style>${body}`)
  return page.screenshot({ omitBackground: ground === null })
}

function placed(sign: string, size: number, share: number): string {
  const side = Math.round(size * share)
  const edge = (size - side) / 2
  return `<div style="position:absolute;inset:${edge}px;width:${side}px">${sign}</div>`
}

/** From dough to tart, on the band that stands on every page: short links, baked. */
function drawCard(sign: string): string {
  const raw = sign.replaceAll('#e0912f', '#f6e6bd').replaceAll('#ffdf8a', '#fffaf0')
  const half = sign.replaceAll('#e0912f', '#ebbb76').replaceAll('#ffdf8a', '#ffeebf')
  const tarts: [string, number, number, number][] = [
    [raw, 84, 240, 232],
    [half, 368, 306, 166],
    [sign, 718, 406, 64],
  ]
  const crimp = `radial-gradient(circle at 50% 0,${BUTTER} 30px,${RIM} 32.5px 35px,transparent 37.5px) 50% 0/70px 37.5px repeat-x`
  const shown = tarts.map(
    ([svg, left, side, top]) =>
      `<div style="position:absolute;left:${left}px;top:${top}px;width:${side}px;rotate:-8deg">${svg}</div>`,
  )
  return `<div style="position:absolute;inset:520px 0 0;background:${CREAM}"></div>
    <div style="position:absolute;inset:520px 0 auto;height:37.5px;background:${crimp}"></div>
    ${shown.join('')}`
}

/**
 * An icon file of PNGs, as every browser since 2007 reads it.
 * https://en.wikipedia.org/wiki/ICO_(file_format)
 */
function toIco(images: readonly { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of images.entries()) {
    const at = 6 + 16 * index
    head.writeUInt8(size, at)
    head.writeUInt8(size, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)])
}

async function save(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(PUBLIC, path), bytes)
  console.log(`${path} ${bytes.length} B`)
}
