/** Where the links of a tag are listed. */

export const TAGS_PAGE = '/p/tags/'

/** A link to the page of a tag. */
export function tagLink(tag: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = `${TAGS_PAGE}?${encodeURIComponent(tag)}`
  link.textContent = tag
  return link
}
