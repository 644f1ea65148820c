/** How a target is shown to people: short enough for a line, and never misleading about its host. */

/**
 * The URL without its scheme and a bare trailing slash.
 *
 * @example
 * describeTarget('https://example.com/')   // => 'example.com'
 * describeTarget('https://example.com/a?b') // => 'example.com/a?b'
 */
export function describeTarget(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/^([^/?#]+)\/$/, '$1')
}

/** The URL as an absolute http or https address, or `null`: nothing else is ever followed. */
export function parseHttpUrl(url: string): URL | null {
  if (!URL.canParse(url)) return null
  const parsed = new URL(url)
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : null
}
