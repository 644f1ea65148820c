/** Where short URLs begin, as visitors and cameras see it. */

/** The domain of the short links, also on a preview deploy; on one's own machine, whatever port. */
export function shortBase(configured: string): string {
  const { hostname } = new URL(configured)
  return ['localhost', '127.0.0.1'].includes(hostname) ? location.origin : configured
}
