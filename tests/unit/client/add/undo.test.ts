/**
 * Taking back a link that was just added: nothing is left where nobody was given it.
 */
import { expect, test } from 'vitest'
import { type Moments, undoRequest } from '../../../../src/client/add/undo.ts'
import { link } from '../../../support/links.ts'

const saved = { ...link({ slug: 'a/b' }), shortUrl: '', etag: '"x"', commit: 'c', live: true }
const moments: Moments = { role: 'admin', age: 5_000, isHandedOut: false }

test.each<[string, Partial<Moments>, string]>([
  ['by an admin at once', {}, '?purge=true'],
  ['by an admin, after a minute', { age: 60_000 }, ''],
  ['by an admin, once its address was copied', { isHandedOut: true }, ''],
  ['by a token that may not purge', { role: 'edit' }, ''],
  ['by nobody knows whom', { role: undefined }, ''],
])('%s', (_when, given, query) => {
  expect(undoRequest(saved, { ...moments, ...given })).toEqual({
    method: 'DELETE',
    path: `/links/a%2Fb${query}`,
    ifMatch: '"x"',
  })
})
