/**
 * Changes to one link as requests: what is sent, what takes it back, and what two people changed.
 */
import { describe, expect, test } from 'vitest'
import type { Link, Me } from '../../../src/client/api.ts'
import {
  changesOf,
  differencesOf,
  isMade,
  type MadeChange,
  mayChange,
  removeRequest,
  undoRequest,
} from '../../../src/client/link-edits.ts'
import { link } from '../../support/links.ts'

const shown = (given: Parameters<typeof link>[0] = {}): Link => {
  const made = link(given)
  return { ...made, shortUrl: `https://go.example/${made.slug}`, etag: `"of-${made.slug}"` }
}

const made = (given: Partial<MadeChange>): MadeChange => {
  return { before: shown(), after: shown(), oldSlug: 'alias', aliases: [], ...given }
}

/** Method, path, condition and body of a request. */
function read(request: ReturnType<typeof undoRequest>): unknown[] | null {
  if (request === null) return null
  const { method, path, ifMatch = null, body = 'null' } = request
  return [method, path, ifMatch, JSON.parse(body)]
}

test('only what differs is sent, and null clears', () => {
  const before = link({ title: 'T', tags: ['a'], owner: 'ed' })
  expect(changesOf(before, { ...before, title: null, tags: ['a', 'b'] })).toEqual({
    title: null,
    tags: ['a', 'b'],
  })
  expect(changesOf(before, { ...before })).toEqual({})
})

test('a slug of any form is one segment of the path', () => {
  expect(removeRequest('gh/*', '"t"', true).path).toBe('/links/gh%2F*?withAliases=true')
})

describe('undo', () => {
  test('of an edit sets its fields back, under the tag that the edit left', () => {
    const change = made({ before: shown({ title: 'T' }), after: shown({ tags: ['a'] }) })
    const body = { title: 'T', tags: [] }
    expect(read(undoRequest(change, 'edit'))).toEqual(['PATCH', '/links/docs', '"of-docs"', body])
  })

  test('of a switch', () => {
    const change = made({ after: shown({ state: 'disabled' }) })
    expect(read(undoRequest(change, 'edit'))?.[3]).toEqual({ state: 'active' })
  })

  test.each([
    ['admin', 'forget'],
    ['edit', 'alias'],
  ] as const)('of a rename as %s leaves at the new slug: %s', (role, oldSlug) => {
    const change = made({ before: shown({ slug: 'Docs' }), after: shown({ slug: 'new' }) })
    expect(read(undoRequest(change, role))).toEqual([
      'PATCH',
      '/links/new',
      '"of-new"',
      { slug: 'Docs', oldSlug, keepCase: true },
    ])
  })

  test('of a rename that retired the old slug is not possible', () => {
    const change = made({ after: shown({ slug: 'new' }), oldSlug: 'retire' })
    expect(undoRequest(change, 'admin')).toBeNull()
  })

  test('of a removal adds the link and its aliases again, which only admins may', () => {
    const alias = link({ slug: 'alias', url: '/docs' })
    const change = made({ after: shown({ state: 'gone' }), aliases: [alias] })
    expect(undoRequest(change, 'edit')).toBeNull()
    expect(read(undoRequest(change, 'admin'))).toEqual([
      'POST',
      '/links',
      null,
      [
        expect.objectContaining({ slug: 'docs', reuse: true, keepCase: true }),
        expect.objectContaining({ slug: 'alias', url: '/docs', reuse: true }),
      ],
    ])
  })

  test('of a removal of what was off would switch it on, so it is not offered', () => {
    const after = shown({ state: 'gone' })
    const off = { state: 'disabled' } as const
    expect(undoRequest(made({ before: shown(off), after }), 'admin')).toBeNull()
    const aliases = [link({ slug: 'alias', url: '/docs', ...off })]
    expect(undoRequest(made({ after, aliases }), 'admin')).toBeNull()
  })

  test('of a restoration removes it again', () => {
    const change = made({ before: shown({ state: 'gone' }) })
    expect(read(undoRequest(change, 'admin'))).toEqual(['DELETE', '/links/docs', '"of-docs"', null])
  })

  test('of nothing is nothing', () => {
    expect(undoRequest(made({}), 'admin')).toBeNull()
  })
})

describe('where two changed a link', () => {
  const describeAny = (_field: string, value: unknown) => String(value)
  const opened = link({ title: 'Base', owner: 'ed' })

  test('both versions are told, and which of them is nobody’s choice', () => {
    const current = { ...opened, title: 'Theirs', status: 301, owner: 'ed' }
    expect(differencesOf(opened, { title: 'Mine', url: opened.url }, current, describeAny)).toEqual(
      [
        { field: 'title', mine: 'Mine', theirs: 'Theirs' },
        { field: 'status', mine: null, theirs: '301' },
      ],
    )
  })

  test('what both changed alike is no difference, and is made', () => {
    const current = { ...opened, title: 'Same' }
    expect(differencesOf(opened, { title: 'Same' }, current, describeAny)).toEqual([])
    expect(isMade({ title: 'Same' }, current)).toBe(true)
    expect(isMade({ title: 'Same', state: 'disabled' }, current)).toBe(false)
  })
})

test.each<[Me['role'], string | null, boolean]>([
  ['create', null, false],
  ['create', 'ed', false],
  ['edit', null, true],
  ['edit', 'ED', true],
  ['edit', 'crew', true],
  ['edit', 'others', false],
  ['admin', 'others', true],
])('the role %s may change a link of %s: %s', (role, owner, may) => {
  const me = { handle: 'ed', role, owners: ['ed', 'crew'], baseUrl: '' }
  expect(mayChange({ owner }, me)).toBe(may)
})
