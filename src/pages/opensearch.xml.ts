/** `/opensearch.xml`: a short name, typed into the address bar. */
import { lang, ways } from '#strings'
import { formatOpenSearch } from '../core/site/opensearch.ts'
import { site } from '../layouts/site.ts'

export function GET(): Response {
  const text = formatOpenSearch(site, { lang, description: ways.openSearch(site.name) })
  return new Response(text, {
    headers: { 'content-type': 'application/opensearchdescription+xml' },
  })
}
