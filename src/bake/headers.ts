/**
 * The `_headers` file: what a host sends along with pages and files. The same for every set of
 * links, and never part of a redirect: Netlify applies it only to files from its own store
 * (https://docs.netlify.com/manage/routing/headers/#limitations), Cloudflare redirects before it
 * looks at headers (https://developers.cloudflare.com/workers/static-assets/redirects/).
 */

/** What a page may load and do; nothing inline, so no text of a link can ever run. */
export const CONTENT_SECURITY_POLICY = [
  `default-src 'none'`,
  // SQLite in the directory and on the admin page is WebAssembly.
  `script-src 'self' 'wasm-unsafe-eval'`,
  // The admin page reads the database in a worker.
  `worker-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `manifest-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

// Both hosts join the values when two paths set one header, so each header has one path only.
const HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/*': {
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    // A target that is opened from one of our pages learns nothing of slugs or the admin page.
    'Referrer-Policy': 'same-origin',
  },
  '/_astro/*': { 'Cache-Control': 'public, max-age=31536000, immutable' },
  '/links.*.db': { 'Cache-Control': 'public, max-age=31536000, immutable' },
  // Tables of types by name lack these, one or another of them by host.
  '/opensearch.xml': { 'Content-Type': 'application/opensearchdescription+xml' },
  '/favicon.ico': { 'Content-Type': 'image/x-icon' },
  '/manifest.webmanifest': { 'Content-Type': 'application/manifest+json' },
  '/build.json': { 'Cache-Control': 'no-store' },
  '/admin/*': { 'X-Robots-Tag': 'noindex' },
  '/p/*': { 'X-Robots-Tag': 'noindex' },
}

/** The text of `_headers`. */
export function formatHeaders(): string {
  return Object.entries(HEADERS)
    .map(([path, values]) => {
      const lines = Object.entries(values).map(([name, value]) => `  ${name}: ${value}\n`)
      return `${path}\n${lines.join('')}`
    })
    .join('')
}
