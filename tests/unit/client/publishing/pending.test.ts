import { expect, test } from 'vitest'
import { pendingSlugs } from '../../../../src/client/publishing/pending.ts'

const status = { head: 'c0ffee', publish: 'now', canPublish: true, pending: ['a', 'b'] }

test('links are pending against what visitors see, and none where nobody knows that', () => {
  expect([...pendingSlugs({ ...status, live: 'beef' })]).toEqual(['a', 'b'])
  expect([...pendingSlugs({ ...status, live: null })]).toEqual([])
})
