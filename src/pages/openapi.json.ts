/** `/openapi.json`: the API for programs; `/p/api/` tells it to people. */
import { makeOpenApi } from '../api/openapi/document.ts'
import { site } from '../layouts/site.ts'

export function GET(): Response {
  return new Response(`${JSON.stringify(makeOpenApi(site), null, 2)}\n`, {
    headers: { 'content-type': 'application/json' },
  })
}
