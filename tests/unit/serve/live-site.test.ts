/**
 * The site as `npm start` serves it: it comes to the head also where a look at it failed.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DatabaseError } from '../../../src/core/database.ts'
import type { LinkSet } from '../../../src/core/link-set.ts'
import { openLiveSite } from '../../../src/serve/live-site.ts'
import { loadSql } from '../../../src/stores/sql.ts'
import { StoreUnavailable } from '../../../src/stores/store.ts'
import { makeFolder, removeFolder } from '../../support/checkout.ts'
import { link, linkSet, SITE } from '../../support/links.ts'
import { waitFor } from '../../support/product.ts'

test.each([
  ['the host is down', new StoreUnavailable('the host is down')],
  [
    "data/links.db of the last commit can't go live; what was live stays: it is truncated",
    new DatabaseError('damaged', 'it is truncated'),
  ],
])('says "%s", and catches up by itself once it can be read again', async (message, failure) => {
  const root = await makeFolder()
  await mkdir(join(root, 'dist'))
  await writeFile(join(root, 'dist', 'index.html'), '<!doctype html>')
  const told: string[] = []
  let links: LinkSet = linkSet([link({ slug: 'docs' })])
  let head = 'a'.repeat(40)
  let isDown = false
  const repository = {
    async read() {
      if (isDown) throw failure
      return { links, revision: head }
    },
    readAt: async () => null,
    readFile: () => expect.fail('no file is read here'),
    change: () => expect.fail('nothing is changed here'),
  }
  const report = (message: string) => told.push(message)
  const site = await openLiveSite({ repository, root, site: SITE, SQL: await loadSql(), report })
  try {
    isDown = true
    links = linkSet([link({ slug: 'docs' }), link({ slug: 'new' })])
    head = 'b'.repeat(40)
    await site.update()
    expect(told).toEqual([message])
    expect(site.match('/new')).toBeNull()
    isDown = false
    await waitFor(
      async () => site.match('/new'),
      (rule) => rule !== null,
    )
    expect(site.revision()).toBe(head)
  } finally {
    site.close()
    await removeFolder(root)
  }
})
