/**
 * The product as a whole: builds, and how soon a commit is live under `npm start`.
 */
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { toLinkSet } from '../../src/core/link-set.ts'
import { removeFolder } from '../support/checkout.ts'
import { makeProject, startProduct } from '../support/product.ts'
import { manyLinks } from './links.ts'
import { formatTime, type Row, time, told, within } from './measure.ts'

const run = promisify(execFile)
const BUILDS = 4

export async function benchProduct(): Promise<Row[]> {
  const [empty, small, large] = [await build(0), await build(2_000), await build(10_000)]
  return [
    ...(await benchCreate()),
    told('`npm run build` of the site without links', formatTime(empty)),
    within('`npm run build` at 2,000 links, above that', Math.max(0, small - empty), 500),
    within('`npm run build` at 10,000 links, above that', Math.max(0, large - empty), 1_000),
    await benchLive(2_000, 1_000),
    await benchLive(10_000, null),
  ]
}

async function benchCreate(): Promise<Row[]> {
  const script = join(import.meta.dirname, 'create.ts')
  const { stdout } = await run(process.execPath, [script, '10000'])
  const { cold, warm, peak } = JSON.parse(stdout)
  return [
    within('function: a create at 10,000 links without the store', warm, 150),
    told('the same as the first after a start', formatTime(cold)),
    told('its peak memory, the whole process', `${Math.round(peak / 1024 / 1024)} MB`),
  ]
}

async function build(count: number): Promise<number> {
  const { root } = await makeProject(count === 0 ? toLinkSet([]) : manyLinks(count))
  const milliseconds = await time(BUILDS, async () => {
    await rm(join(root, 'dist'), { recursive: true, force: true })
    await run('npm', ['run', 'build'], { cwd: root })
  })
  await removeFolder(root)
  return milliseconds
}

const COMMITS = 10

// From the answer of the API to the first redirect, asked for without pause.
async function benchLive(count: number, limit: number | null): Promise<Row> {
  const { root } = await makeProject(manyLinks(count))
  const product = await startProduct(root)
  const times: number[] = []
  for (let index = 0; index < COMMITS; index += 1) {
    const body = { url: 'https://example.com/', slug: `live-${index}` }
    const response = await product.api('POST', '/links', body)
    if (response.status !== 201) throw new Error(await response.text())
    const start = performance.now()
    let status = 0
    while (status !== 302) {
      status = (await fetch(`${product.origin}/live-${index}`, { redirect: 'manual' })).status
    }
    times.push(performance.now() - start)
  }
  await product.stop()
  await removeFolder(root)
  const what = `\`npm start\` at ${count.toLocaleString('en')} links: from commit to redirect, slowest of ${COMMITS}`
  const slowest = Math.max(...times)
  return limit === null ? told(what, formatTime(slowest)) : within(what, slowest, limit)
}
