/**
 * The listed links as plain text: for whoever runs no script, or no WebAssembly, and so can't read
 * the public database.
 */
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import { findDestination } from '../core/redirects.ts'
import type { Site } from '../core/site.ts'

/** Below `dist`; the page that says what links there are by tag stands beside it. */
export const PLAIN_LIST = 'p/links.txt'

/**
 * The text, in slug order, an empty line between links; what a link lacks has no line.
 *
 * @example
 * "https://go.example.org/docs\n  https://example.com/docs\n  Documentation\n  #guide #howto\n"
 */
export function formatPlainList(
  links: LinkSet,
  { baseUrl }: Pick<Site, 'baseUrl'>,
  now: string,
): string {
  const blocks: string[] = []
  for (const link of sortedLinks(links)) {
    const { standing, url } = findDestination(links, link, now)
    if (!link.listed || standing !== 'redirects') continue
    const { slug, title, tags } = link
    const facts = [url, ...(title === null ? [] : [title])]
    if (tags.length > 0) facts.push(tags.map((tag) => `#${tag}`).join(' '))
    blocks.push([`${baseUrl}/${slug}`, ...facts.map((fact) => `  ${fact}`), ''].join('\n'))
  }
  return blocks.join('\n')
}
