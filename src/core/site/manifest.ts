/**
 * The web app manifest: the admin page as an app, and as a place that phones share pages to.
 * https://www.w3.org/TR/appmanifest/ and https://w3c.github.io/web-share-target/
 */
import { GROUNDS } from './colour.ts'

/** A picture of the owner's, measured. */
export interface Picture {
  /** Path on the site, `/custom/logo.svg`. */
  src: string
  /** `image/svg+xml`, `image/png` … */
  type: string
  width: number
  height: number
}

export interface ManifestIcon {
  src: string
  /** `192x192`, or `any` for a picture without pixels. */
  sizes: string
  type: string
  purpose?: 'any' | 'maskable'
}

export interface ManifestInput {
  name: string
  lang: string
  icons: readonly ManifestIcon[]
  /** The colour of the window's frame. */
  themeColour: string
  words: { description: string; addLink: string; allLinks: string }
}

/** Our sign at every size that installing asks for. */
export const OUR_ICONS: readonly ManifestIcon[] = [
  { src: '/p/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: '/p/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { src: '/p/icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
]

/** Whether a picture can stand for the site in a tab: a sign, and not as wide as words are. */
export function isIcon({ type, width, height }: Picture): boolean {
  const isKnown = ['image/svg+xml', 'image/png'].includes(type)
  return isKnown && Math.max(width / height, height / width) <= 1.25
}

// Below this, systems refuse to install.
const SMALLEST = 192

/** The owner's icon where it is enough to be installed with, and ours beside or instead of it. */
export function pickIcons(own: Picture | null): readonly ManifestIcon[] {
  if (own === null) return OUR_ICONS
  const { src, type, width, height } = own
  if (type === 'image/svg+xml') return [{ src, sizes: 'any', type, purpose: 'any' }]
  const icon: ManifestIcon = { src, sizes: `${width}x${height}`, type, purpose: 'any' }
  return width >= SMALLEST && width === height ? [icon] : [icon, ...OUR_ICONS]
}

// The width of a name below an icon.
const SHORT_NAME = 12

/**
 * The text of `/manifest.webmanifest`. Its scope is the admin page: a short link that is followed
 * must not open inside the app.
 */
export function formatManifest({ name, lang, icons, themeColour, words }: ManifestInput): string {
  const manifest = {
    id: '/admin/',
    start_url: '/admin/',
    scope: '/admin/',
    name,
    // Cut names are worse than none: systems know how to shorten.
    ...(name.length <= SHORT_NAME && { short_name: name }),
    description: words.description,
    lang,
    dir: 'auto',
    display: 'standalone',
    theme_color: themeColour,
    background_color: GROUNDS.light.page,
    icons,
    share_target: {
      action: '/admin/',
      method: 'GET',
      enctype: 'application/x-www-form-urlencoded',
      params: { title: 'title', text: 'text', url: 'url' },
    },
    shortcuts: [
      { name: words.addLink, url: '/admin/#submit' },
      { name: words.allLinks, url: '/admin/#links' },
    ],
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
