/**
 * `GET /links` and `GET /links/{slug}`: what stands at the head of the branch, live or not.
 */
import { type Link, STATES } from '../core/link.ts'
import { type LinkSet, sortedLinks } from '../core/link-set.ts'
import { searchLinks } from '../core/search.ts'
import { json, showLink } from './answer.ts'
import { authenticate } from './auth.ts'
import type { ApiContext } from './context.ts'
import { SORTS } from './contract.ts'
import { Problem } from './problem.ts'
import { readQuery, refuseQuery } from './query.ts'

export async function listLinks(request: Request, context: ApiContext): Promise<Response> {
  authenticate(request, context.tokens)
  const url = new URL(request.url)
  const { sort, limit, offset, ...filter } = readQuery(url, (query) => ({
    slug: query.text('slug'),
    search: query.text('search'),
    tag: query.text('tag'),
    state: query.choice('state', STATES),
    sort: query.choice('sort', SORTS) ?? SORTS[0],
    limit: query.count('limit', 1, null),
    offset: query.count('offset', 0, 0),
  }))
  const { links } = await context.repository.read()
  const found = searchLinks(order(links, sort), filter)
  const page = found.slice(offset, limit === null ? undefined : offset + limit)
  const headers: Record<string, string> = { 'x-total-count': String(found.length) }
  const pages = linkHeader(url, limit, offset, found.length)
  if (pages !== '') headers.link = pages
  return json(
    200,
    page.map((link) => showLink(link, context.site)),
    headers,
  )
}

function order(links: LinkSet, sort: 'slug' | 'newest'): Link[] {
  const sorted = sortedLinks(links)
  if (sort === 'slug') return sorted
  return sorted.sort((a, b) =>
    a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? 1 : -1,
  )
}

// RFC 8288; relative references keep host and scheme out of it.
function linkHeader(url: URL, limit: number | null, offset: number, total: number): string {
  if (limit === null) return ''
  const at = (start: number, relation: string) => {
    const target = new URL(url)
    target.searchParams.set('limit', String(limit))
    target.searchParams.set('offset', String(start))
    return `<${target.pathname}${target.search}>; rel="${relation}"`
  }
  const pages: string[] = []
  if (offset + limit < total) pages.push(at(offset + limit, 'next'))
  // From beyond the end, the page before is the last that has links.
  const end = Math.ceil(total / limit) * limit
  if (offset > 0) pages.push(at(Math.max(0, Math.min(offset, end) - limit), 'prev'))
  return pages.join(', ')
}

export async function readLink(
  request: Request,
  slug: string,
  context: ApiContext,
): Promise<Response> {
  authenticate(request, context.tokens)
  refuseQuery(new URL(request.url))
  const { links } = await context.repository.read()
  const link = links.get(slug)
  if (link === undefined) throw new Problem(404, `there is no link ${JSON.stringify(`/${slug}`)}`)
  const shown = showLink(link, context.site)
  return json(200, shown, { etag: shown.etag })
}
