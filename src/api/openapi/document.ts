/**
 * The API as an OpenAPI 3.1 document. Pure: what it describes is the code beside it, and the site
 * is an argument.
 */
import type { Site } from '../../core/site.ts'
import { API_ROOT } from '../contract.ts'
import { PATHS } from './calls.ts'
import { makeComponents } from './components.ts'
import type { OpenApi } from './types.ts'

/** The document that is served at `/openapi.json`. */
export function makeOpenApi({ name, baseUrl }: Pick<Site, 'name' | 'baseUrl'>): OpenApi {
  return {
    openapi: '3.1.1',
    info: {
      title: `Links of ${name}`,
      version: '1',
      summary: `Adds, changes and publishes the short links of ${name}.`,
      description: DESCRIPTION,
    },
    servers: [
      { url: `${baseUrl}${API_ROOT}`, description: 'The site.' },
      { url: API_ROOT, description: 'Where this document was read from.' },
    ],
    tags: [
      { name: 'links', description: 'Add, read, change and remove links.' },
      { name: 'publishing', description: 'From a commit to what visitors see.' },
      { name: 'access', description: 'Who may do what.' },
      { name: 'visitors', description: 'What needs no token.' },
    ],
    paths: PATHS,
    components: makeComponents(),
  }
}

const DESCRIPTION = [
  'JSON goes in and comes out. What was answered with success is committed to the repository; it redirects visitors once a build has baked it.',
  'Whatever goes wrong is told as problem details (RFC 9457, `application/problem+json`). A path that does not exist is 404, a method that a path does not have 405 with `Allow`. `HEAD` is answered as `GET`, without the body.',
  'The host may limit how often one address calls, and answers 429 by itself then.',
].join('\n\n')
