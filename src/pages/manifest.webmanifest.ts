/** `/manifest.webmanifest`: the admin page as an app that pages are shared to. */
import { lang, ways } from '#strings'
import { formatManifest, pickIcons } from '../core/site/manifest.ts'
import { ownIcon } from '../layouts/own-files.ts'
import { site } from '../layouts/site.ts'
import { themeColours } from '../layouts/theme-colours.ts'

export function GET(): Response {
  const text = formatManifest({
    name: site.name,
    lang,
    icons: pickIcons(ownIcon),
    themeColour: themeColours.light,
    words: { description: ways.app(site.name), addLink: ways.addLink, allLinks: ways.allLinks },
  })
  return new Response(text, { headers: { 'content-type': 'application/manifest+json' } })
}
