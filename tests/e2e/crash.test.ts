/**
 * Kills the server at random moments while links are added, again and again: what it had
 * acknowledged is in the repository, and the repository is whole.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeLinks } from '../../src/core/database.ts'
import { loadSql } from '../../src/stores/sql.ts'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { link, linkSet } from '../support/links.ts'
import { makeProject, type Product, startProduct } from '../support/product.ts'

const KILLS = 50
const WRITERS = 4
// From before the first commit of a round to well into the load.
const LONGEST_LIFE = 1_000

let project: TestCheckout

beforeAll(async () => {
  project = await makeProject(linkSet([link({ slug: 'docs' })]))
  // The first start builds the pages; the others find them built.
  await (await startProduct(project.root)).stop()
})

afterAll(() => removeFolder(project.root))

test(`after ${KILLS} SIGKILLs under load every acknowledged link is there, and git fsck is content`, async () => {
  const { git } = project
  const SQL = await loadSql()
  const acknowledged = new Set<string>()
  let name = 0

  async function write(product: Product): Promise<void> {
    for (;;) {
      name += 1
      const slug = `link-${name}`
      try {
        const answer = await product.api('POST', '/links', {
          url: `https://example.com/${slug}`,
          slug,
        })
        if (answer.status !== 201) return
        // A body that never came was not acknowledged.
        acknowledged.add((await answer.json()).slug)
      } catch {
        return
      }
    }
  }

  for (let kill = 0; kill < KILLS; kill += 1) {
    const product = await startProduct(project.root)
    const gone = new Promise((resolve) => product.process.once('exit', resolve))
    const writers = Array.from({ length: WRITERS }, () => write(product))
    await sleep(Math.random() * LONGEST_LIFE)
    product.process.kill('SIGKILL')
    await Promise.all([gone, ...writers])

    const bytes = await git.bytes(['cat-file', 'blob', 'HEAD:data/links.db'])
    const links = decodeLinks(SQL, bytes)
    const lost = [...acknowledged].filter((slug) => !links.has(slug))
    expect(lost, `after kill ${kill + 1}`).toEqual([])
  }

  await git.text(['fsck', '--strict', '--no-dangling'])
  // Else the kills came before any work.
  expect(acknowledged.size).toBeGreaterThan(KILLS / 2)
  // What was cut off is finished by the next start: nothing looks like a person's edit.
  await (await startProduct(project.root)).stop()
  expect(await git.text(['status', '--porcelain'])).toBe('')
}, 300_000)
