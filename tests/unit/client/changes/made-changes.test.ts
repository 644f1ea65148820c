import { expect, test } from 'vitest'
import type { Me, SavedLink } from '../../../../src/client/api/answers.ts'
import { showMany } from '../../../../src/client/changes/made-changes.ts'
import { link } from '../../../support/links.ts'

const me = (role: Me['role']): Me => ({
  handle: 'ed',
  role,
  owners: ['ed', 'crew'],
  baseUrl: 'https://go.example.org',
})

function given(to: string): SavedLink {
  const shortUrl = 'https://go.example.org/a'
  return { ...link({ slug: 'a', owner: to }), shortUrl, etag: '"2"', commit: 'c0ffee', live: false }
}

test.each([
  ['edit', 'crew', true],
  ['edit', 'ed', true],
  ['edit', 'bob', false],
  ['admin', 'bob', true],
] as const)('%s, who gave a link to %s, is offered an undo: %s', (role, owner, isOffered) => {
  const before = [link({ slug: 'a', owner: null })]
  const change = showMany(
    { before, after: [given(owner)], oldSlug: 'alias' },
    me(role),
    'Changed 1 link.',
  )
  expect(change?.undo !== null).toBe(isOffered)
})
