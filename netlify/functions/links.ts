/**
 * The one serverless function: wires the API to the store that the environment names, nothing else.
 */
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import type { Config, Context } from '@netlify/functions'
import siteJson from '../../data/site.json' with { type: 'json' }
import { postBuildHook } from '../../src/api/build-hook.ts'
import { createApi } from '../../src/api/handler.ts'
import { fetchLiveRevision } from '../../src/api/live-revision.ts'
import { refuseWrites } from '../../src/api/preview.ts'
import { Problem, toResponse } from '../../src/api/problem.ts'
import { ConfigError, isPreviewContext, readEnvironment } from '../../src/config.ts'
import { parseSite, SiteError } from '../../src/core/site.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { openRepository } from '../../src/stores/repository.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { StoreUnavailable } from '../../src/stores/store.ts'

// Of a streamed answer: https://docs.netlify.com/functions/api/#streaming-responses
const STREAM_MAX = 20_000_000

type Api = (request: Request) => Promise<Response>

// Made once and kept while the function is warm; a failure is not kept.
let opening: Promise<Api> | undefined

export default (
  request: Request,
  { deploy }: Partial<Pick<Context, 'deploy'>>,
): Promise<Response> => {
  // Netlify names the context of a deploy to its functions; in the environment it stands in
  // builds and under `netlify dev` only.
  // https://docs.netlify.com/build/functions/environment-variables/#netlify-read-only-variables
  const isPreview = [deploy?.context, process.env.CONTEXT].some(isPreviewContext)
  return isPreview ? refuseWrites(answer)(request) : answer(request)
}

async function answer(request: Request): Promise<Response> {
  opening ??= openApi()
  try {
    const api = await opening
    return await api(request)
  } catch (error) {
    opening = undefined
    if (![ConfigError, SiteError, StoreUnavailable].some((kind) => error instanceof kind))
      throw error
    // What is wrong is for the operator's log; a stranger learns only that it is.
    console.error(error instanceof Error ? error.message : String(error))
    return toResponse(
      new Problem(503, 'the function is not configured; its log says what is missing', {
        headers: { 'retry-after': '300' },
      }),
    )
  }
}

async function openApi(): Promise<Api> {
  const { store: settings, tokens, publish, buildHook } = readEnvironment(process.env)
  const site = parseSite(siteJson)
  const SQL = await loadSql()
  const store = await openStore(settings, { root: process.cwd(), SQL, site })
  return createApi({
    repository: openRepository(store, SQL),
    site,
    tokens,
    publish,
    callBuildHook: buildHook === null ? null : (title) => postBuildHook(buildHook, title),
    bakeNow: null,
    answerMax: STREAM_MAX,
    now: Date.now,
    randomBytes,
    liveRevision: () => fetchLiveRevision(site.baseUrl),
    log: (message) => console.error(message),
  })
}

export const config: Config = {
  path: '/api/v1/*',
  // An array: a plain string is misread without a word.
  // https://docs.netlify.com/manage/security/secure-access-to-sites/rate-limiting/
  rateLimit: { windowLimit: 300, windowSize: 60, aggregateBy: ['ip', 'domain'] },
}
