/** What tells an alias from a URL. Imports nothing, so that the scripts of pages stay small. */

/** Whether a link's `url` is an alias: a slug of this site with its slash before it. */
export function isAliasTarget(url: string): boolean {
  return url.startsWith('/') && !url.startsWith('//') && !url.startsWith('/\\')
}
