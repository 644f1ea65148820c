/**
 * Finding links by what people remember of them.
 */
import type { Link } from './link.ts'

export interface Filter {
  /** Exactly this slug; missing or `null`: all. */
  slug?: string | null
  /** Text in slug, target, title, tags or owner, without regard to case; `null`: all. */
  search: string | null
  tag: string | null
  state: Link['state'] | null
}

/** The links that pass all parts of the filter, in their order. */
export function searchLinks(
  links: readonly Link[],
  { slug = null, search, tag, state }: Filter,
): Link[] {
  const wanted = search?.trim().toLowerCase() ?? ''
  return links.filter((link) => {
    if (slug !== null && link.slug !== slug) return false
    if (state !== null && link.state !== state) return false
    if (tag !== null && !link.tags.includes(tag)) return false
    return wanted === '' || searchedText(link).includes(wanted)
  })
}

function searchedText({ slug, url, title, tags, owner }: Link): string {
  return [slug, url, title ?? '', ...tags, owner ?? ''].join('\n').toLowerCase()
}
