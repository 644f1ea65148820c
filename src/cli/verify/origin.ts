/** Which site is asked, as a person names it. */
import { UsageError } from '../failure.ts'

export interface Origin {
  /** Scheme, host and port, without a slash at the end. */
  origin: string
  /** Whether anybody between the site and this machine could answer for it. */
  isOpen: boolean
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/**
 * Reads the origin of a site.
 *
 * @example
 * readOrigin('https://go.example.org/') // => { origin: 'https://go.example.org', isOpen: false }
 * @throws {UsageError} where there is more or less than an http(s) origin
 */
export function readOrigin(text: string): Origin {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !isOrigin(url) || /[?#]/.test(text)) {
    const name = JSON.stringify(text.slice(0, 200))
    throw new UsageError(
      `${name} is no origin; give scheme and host alone, such as https://go.example.org`,
    )
  }
  const isOpen = url.protocol === 'http:' && !LOOPBACK.test(url.hostname)
  return { origin: url.origin, isOpen }
}

function isOrigin({ protocol, username, password, pathname, search, hash }: URL): boolean {
  return /^https?:$/.test(protocol) && username + password + pathname + search + hash === '/'
}
