/**
 * The bake as an Astro integration: the only place that touches Astro's hooks. Static pages come
 * from Astro, all that depends on links from here.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration, AstroIntegrationLogger } from 'astro'
import { isPreviewContext } from '../config.ts'
import { formatTime } from '../core/fields/time.ts'
import type { Finding } from '../core/finding.ts'
import { loadSql } from '../stores/sql.ts'
import { speaks } from '../strings/languages.ts'
import { type BakeInput, bakeArtefacts } from './artefacts.ts'
import { bake, describeBake } from './bake.ts'
import { findCommit } from './commit.ts'
import { BakeError, readSource, readSourceSite } from './source.ts'
import { stringsPlugin } from './strings-plugin.ts'

/** Set for a build of the pages alone, as `npm start` makes one before it bakes the links itself. */
export const PAGES_ONLY = 'SHORTCRUST_PAGES_ONLY'

/** Bakes `data/links.db` into every build, and serves the same files in `astro dev`. */
export function shortcrust(): AstroIntegration {
  let root = ''
  let input: BakeInput | undefined
  return {
    name: 'shortcrust',
    hooks: {
      'astro:config:setup': async ({ config, updateConfig, logger }) => {
        root = fileURLToPath(config.root)
        const { baseUrl, lang } = await readSourceSite(root)
        if (!speaks(lang))
          logger.warn(
            `no pages in "${lang}", which /lang of data/site.json asks for: they are in English`,
          )
        const plugins = () => [stringsPlugin(root, lang)]
        updateConfig({ site: baseUrl, vite: { plugins: plugins(), worker: { plugins } } })
      },
      // Before the pages, so that what is wrong with the links is said at once.
      'astro:build:start': async () => {
        if (!process.env[PAGES_ONLY]) input = await readInput(root)
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (process.env[PAGES_ONLY]) return
        await bakeBuild(input ?? (await readInput(root)), fileURLToPath(dir), logger)
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          serveArtefact(root, request, response).then((isServed) => isServed || next(), next)
        })
      },
    },
  }
}

async function readInput(root: string): Promise<BakeInput> {
  const SQL = await loadSql()
  const [source, commit] = await Promise.all([readSource(root, SQL), findCommit(root, process.env)])
  const preview = isPreviewContext(process.env.CONTEXT)
  return { ...source, SQL, commit, preview, now: formatTime(Date.now()) }
}

async function bakeBuild(
  input: BakeInput,
  dist: string,
  logger: AstroIntegrationLogger,
): Promise<void> {
  const baked = await bake({ ...input, dist })
  warn(
    baked.findings.filter(({ severity }) => severity === 'warning'),
    logger,
  )
  if (!baked.ok) throw new BakeError(describeErrors(baked.findings))
  logger.info(describeBake(input, baked))
}

const SHOWN_WARNINGS = 10

function warn(warnings: readonly Finding[], logger: AstroIntegrationLogger): void {
  for (const { message } of warnings.slice(0, SHOWN_WARNINGS)) logger.warn(message)
  const more = warnings.length - SHOWN_WARNINGS
  if (more > 0) logger.warn(`and ${more} more warnings; "npm run links -- check" lists them all`)
}

function describeErrors(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const lines = errors.map(({ message, suggestion }) => {
    return `\n  ${message}${suggestion === undefined ? '' : ` (perhaps ${suggestion})`}`
  })
  return `the links can't be baked:${lines.join('')}`
}

// Links are read anew for each request, so that a change shows at once.
async function serveArtefact(
  root: string,
  { url = '/' }: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = url.replace(/\?.*$/, '').slice(1)
  if (!/^(?:_redirects|_headers|build\.json|links\.[0-9a-f]+\.db|p\/links\.txt)$/.test(path))
    return false
  const artefact = bakeArtefacts(await readInput(root)).find((one) => one.path === path)
  if (artefact === undefined) return false
  const type = path === 'build.json' ? 'application/json' : 'text/plain; charset=utf-8'
  response.setHeader('Content-Type', path.endsWith('.db') ? 'application/octet-stream' : type)
  response.setHeader('Cache-Control', 'no-store')
  response.end(artefact.body)
  return true
}
