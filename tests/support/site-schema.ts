/**
 * The JSON Schema of `data/site.json`, for editors. `node tests/support/site-schema.ts` writes it
 * to `src/core/site.schema.json`; a test fails while that file says something else.
 */
import { readFile, writeFile } from 'node:fs/promises'
import * as z from 'zod'
import { siteSchema } from '../../src/core/site.ts'

const FILE = new URL('../../src/core/site.schema.json', import.meta.url)

/** The schema as the code has it. */
export function makeSiteJsonSchema(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(siteSchema, { io: 'input' })))
}

/** The schema as it was last written. */
export async function readSiteJsonSchema(): Promise<unknown> {
  return JSON.parse(await readFile(FILE, 'utf8'))
}

if (import.meta.main) await writeFile(FILE, `${JSON.stringify(makeSiteJsonSchema(), null, 2)}\n`)
