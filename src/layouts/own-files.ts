/**
 * What an owner has put into `public/custom/`, found by its name at build time: a style sheet, an
 * icon, a card. Pictures are measured, so that pages keep their place while they load.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { imageMetadata } from 'astro/assets/utils'
import { isIcon, type Picture } from '../core/site/manifest.ts'
import { site } from './site.ts'

/** The style sheet that stands above ours, if there is one. */
export const ownStyle = existsSync(fileOf('/custom/style.css')) ? '/custom/style.css' : null

/** The logo of `site.json`. */
export const logo = site.logo === null ? null : await measure(site.logo)

/**
 * The icon in a tab and on a phone: a file named so, or else the logo, unless it is as wide as
 * words are.
 */
export const ownIcon =
  (await measure('/custom/icon.svg')) ??
  (await measure('/custom/icon.png')) ??
  (logo !== null && isIcon(logo) ? logo : null)

/** What phones of Apple take, which know no SVG. */
export const ownTouchIcon =
  ownIcon?.type === 'image/png' ? ownIcon : await measure('/custom/icon.png')

/** The picture that is shown where somebody shares the site. */
export const card: Picture = (await measure('/custom/card.png')) ?? {
  src: '/p/card.png',
  type: 'image/png',
  width: 1200,
  height: 630,
}

// What can't be read as a picture has no measures; that a logo is missing at all, the bake says.
async function measure(src: string): Promise<Picture | null> {
  const file = fileOf(src)
  if (!existsSync(file)) return null
  try {
    const { width, height, format } = await imageMetadata(readFileSync(file), src)
    return { src, type: format === 'svg' ? 'image/svg+xml' : `image/${format}`, width, height }
  } catch {
    return null
  }
}

// Astro builds in the folder that it is called in.
function fileOf(src: string): string {
  return join(process.cwd(), 'public', src)
}
