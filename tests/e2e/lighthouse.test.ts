/**
 * What Lighthouse says of the pages in the categories that come out the same each time. Its word on
 * performance is a matter of time, and so of `npm run bench`.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFolder, type TestCheckout } from '../support/checkout.ts'
import { DEMO_SITE, demoLinks } from '../support/demo.ts'
import { AUDITED_PAGES, type Auditor, DETERMINISTIC, startAuditor } from '../support/lighthouse.ts'
import { makeProject, type Product, startProduct } from '../support/product.ts'

let project: TestCheckout
let product: Product
let auditor: Auditor

beforeAll(async () => {
  project = await makeProject(demoLinks(Date.now()), { site: DEMO_SITE })
  product = await startProduct(project.root)
  auditor = await startAuditor(product.origin, product.token)
})

afterAll(async () => {
  await auditor.close()
  await product.stop()
  await removeFolder(project.root)
})

test.each(AUDITED_PAGES)(
  '$name reaches $goal in accessibility, best practices and SEO',
  async (page) => {
    const { scores, faults } = await auditor.audit(page, DETERMINISTIC)
    expect([...scores.keys()].sort()).toEqual([...DETERMINISTIC])
    for (const [category, score] of scores) {
      expect(score, `${category}\n${faults.join('\n')}`).toBeGreaterThanOrEqual(page.goal)
    }
  },
)
