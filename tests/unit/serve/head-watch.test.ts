/**
 * Who watches a branch hears of every move of it, also of one before the first look.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchHead } from '../../../src/serve/head-watch.ts'
import { makeCheckout, removeFolder, type TestCheckout } from '../../support/checkout.ts'
import { link, linkSet } from '../../support/links.ts'
import { waitFor } from '../../support/product.ts'

let project: TestCheckout
let moves: number
let stop: () => void

beforeEach(async () => {
  project = await makeCheckout(linkSet([link({ slug: 'docs' })]))
  moves = 0
  stop = await watchHead(project.checkout, () => {
    moves += 1
  })
})

afterEach(async () => {
  stop()
  await removeFolder(project.root)
})

test('what moved between the last read and the first look is told at once', () => {
  expect(moves).toBe(1)
})

test.each([
  ['a commit', ['commit', '-q', '--allow-empty', '-m', 'More']],
  ['another branch', ['switch', '-q', '-c', 'other']],
  ['packed branches', ['pack-refs', '--all']],
])('%s is told', async (_name, command) => {
  await project.git.text(command)
  await waitFor(
    async () => moves,
    (count) => count === 2,
  )
})
