/**
 * The OpenSearch description: lets browsers take a short name from their address bar.
 * https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md
 */
import type { Site } from '../site.ts'
import { toOneLine } from '../text.ts'

// What the specification allows to each.
const SHORT_NAME = 16
const LONG_NAME = 48

/**
 * The text of `/opensearch.xml`. What is typed stands in the path, where browsers encode it: a
 * space can't become a query, and `a/b` may arrive as `a%2Fb`.
 */
export function formatOpenSearch(
  { name, baseUrl }: Pick<Site, 'name' | 'baseUrl'>,
  words: { lang: string; description: string },
): string {
  const lines = [
    element('ShortName', toOneLine(name, SHORT_NAME)),
    element('LongName', toOneLine(name, LONG_NAME)),
    element('Description', words.description),
    element('InputEncoding', 'UTF-8'),
    element('Language', words.lang),
    `<Image width="32" height="32" type="image/x-icon">${escapeXml(`${baseUrl}/favicon.ico`)}</Image>`,
    url('text/html', `${baseUrl}/{searchTerms}`, 'results'),
    url('application/opensearchdescription+xml', `${baseUrl}/opensearch.xml`, 'self'),
    // Where Firefox leads when nothing was typed.
    element('moz:SearchForm', `${baseUrl}/`),
  ]
  const names =
    'xmlns="http://a9.com/-/spec/opensearch/1.1/" xmlns:moz="http://www.mozilla.org/2006/browser/search/"'
  const body = lines.map((line) => `  ${line}\n`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription ${names}>\n${body}</OpenSearchDescription>\n`
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`
}

function url(type: string, template: string, rel: string): string {
  return `<Url type="${type}" method="get" rel="${rel}" template="${escapeXml(template)}"/>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

// U+FFFE and U+FFFF are no characters of XML, and would make it no document at all.
function escapeXml(text: string): string {
  return text
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
