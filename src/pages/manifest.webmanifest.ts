/** `/manifest.webmanifest`: the admin page as an app that pages are shared to. */
import { lang, ways } from '#strings'
import { formatManifest, type ManifestIcon, OUR_ICONS } from '../core/manifest.ts'
import { ownIcon } from '../layouts/own-files.ts'
import { site } from '../layouts/site.ts'
import { themeColours } from '../layouts/theme-colours.ts'

export function GET(): Response {
  const text = formatManifest({
    name: site.name,
    lang,
    icons: icons(),
    themeColour: themeColours.light,
    words: { description: ways.app(site.name), addLink: ways.addLink, allLinks: ways.allLinks },
  })
  return new Response(text, { headers: { 'content-type': 'application/manifest+json' } })
}

// Below this, systems refuse to install.
const SMALLEST = 192

function icons(): readonly ManifestIcon[] {
  if (ownIcon === null) return OUR_ICONS
  const { src, type, width, height } = ownIcon
  if (type === 'image/svg+xml') return [{ src, sizes: 'any', type, purpose: 'any' }]
  const own: ManifestIcon = { src, sizes: `${width}x${height}`, type, purpose: 'any' }
  return width >= SMALLEST && width === height ? [own] : [own, ...OUR_ICONS]
}
