import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inspectCheckout } from '../../../src/serve/preflight.ts'
import { makeCheckout, removeFolder } from '../../support/checkout.ts'
import { link, linkSet } from '../../support/links.ts'

test('a file that is edited is to be committed, one that is missing to be brought back', async () => {
  const { root, git, checkout } = await makeCheckout(linkSet([link({ slug: 'a' })]))
  const file = join(root, 'data', 'links.db')
  expect(await inspectCheckout(checkout)).toEqual([])

  await writeFile(file, 'edited')
  expect(await inspectCheckout(checkout)).toEqual([expect.stringContaining('git commit -m')])

  await rm(file)
  const missing = [expect.stringMatching(/missing here.*git checkout HEAD -- data\/links\.db$/)]
  expect(await inspectCheckout(checkout)).toEqual(missing)
  await git.text(['rm', '-q', 'data/links.db'])
  expect(await inspectCheckout(checkout)).toEqual(missing)

  await git.text(['checkout', 'HEAD', '--', 'data/links.db'])
  expect(await inspectCheckout(checkout)).toEqual([])
  await removeFolder(root)
})
