/**
 * Creates through the function over one store, in a process of its own: prints the time of the
 * first, the best of the next ones, and the peak memory as JSON.
 *
 * Arguments: the store's settings as JSON, the folder of the project, how many creates.
 */
import process from 'node:process'
import { openStore } from '../../src/stores/open-store.ts'
import { openRepository } from '../../src/stores/repository.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { openTestApi } from '../support/api.ts'
import { SITE } from '../support/links.ts'
import { time } from './measure.ts'

const [settings = '', root = '', count = ''] = process.argv.slice(2)
const SQL = await loadSql()
const store = await openStore(JSON.parse(settings), { root, SQL, site: SITE })
const { send } = await openTestApi(new Map(), {
  repository: openRepository(store, SQL),
  now: Date.now,
})
let made = 0
const create = async () => {
  made += 1
  const body = { url: `https://example.com/${made}`, slug: `bench-${made}` }
  const { status, body: answer } = await send('POST', '/links', body)
  if (status !== 201) throw new Error(`answered ${status}: ${JSON.stringify(answer)}`)
}
const cold = await time(1, create)
const warm = await time(Number(count) - 1, create)
// Kilobytes since Node 20, whatever the system counts in.
console.log(JSON.stringify({ cold, warm, peak: process.resourceUsage().maxRSS * 1024 }))
