/**
 * Changes to one link as requests: what is sent, what takes it back, and what two people changed.
 */
import { describe, expect, test } from 'vitest'
import type { Link, Me } from '../../../../src/client/api/answers.ts'
import { changesOf, differencesOf, isMade } from '../../../../src/client/changes/differences.ts'
import { mayChange } from '../../../../src/client/changes/permission.ts'
import {
  type ChangeRequest,
  manyRequests,
  removeRequest,
  restoreRequest,
} from '../../../../src/client/changes/requests.ts'
import { type MadeChange, undoRequests } from '../../../../src/client/changes/undo.ts'
import type { StoredLink } from '../../../../src/client/database/protocol.ts'
import { link } from '../../../support/links.ts'

const shown = (given: Parameters<typeof link>[0] = {}): Link => {
  const made = link(given)
  return { ...made, shortUrl: `https://go.example/${made.slug}`, etag: `"of-${made.slug}"` }
}

interface Pair {
  before?: StoredLink
  after?: Link
}

const made = (
  { before = shown(), after = shown() }: Pair,
  more: readonly Pair[] = [],
): MadeChange => {
  const pairs = [{ before, after }, ...more]
  return {
    before: pairs.map((pair) => pair.before ?? shown()),
    after: pairs.map((pair) => pair.after ?? shown()),
    oldSlug: 'alias',
  }
}

/** Method, path, condition and body of each request. */
function read(requests: readonly ChangeRequest[] | null): unknown[] | null {
  if (requests === null) return null
  return requests.map(({ method, path, ifMatch = null, body = 'null' }) => {
    return [method, path, ifMatch, JSON.parse(body)]
  })
}

/** What is sent in the one request that takes a change back. */
function undone(change: MadeChange, role: Me['role']): unknown {
  const requests = undoRequests(change, role)
  expect(requests?.map(({ method, path }) => `${method} ${path}`)).toEqual(['PATCH /links'])
  return JSON.parse(requests?.[0]?.body ?? 'null')
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
  expect(removeRequest('gh/*', '"t"', []).path).toBe('/links/gh%2F*')
})

test('aliases are removed and restored with their link in one request', () => {
  const body = (state: string) => [
    { slug: 'docs', ifMatch: '"t"', change: { state } },
    { slug: 'me', change: { state } },
  ]
  const removal = removeRequest('docs', '"t"', ['me'])
  expect(read([removal])).toEqual([['PATCH', '/links', null, body('gone')]])
  const restoration = restoreRequest('docs', '"t"', ['me'])
  expect(read([restoration])).toEqual([['PATCH', '/links', null, body('active')]])
})

test('many are sent in as few requests as the API takes', () => {
  const entries = Array.from({ length: 1001 }, (_, index) => ({ slug: `l${index}`, change: {} }))
  const bodies = manyRequests(entries).map(({ body = '[]' }) => JSON.parse(body))
  expect(bodies.map(({ length }) => length)).toEqual([500, 500, 1])
  expect(bodies.flat()).toEqual(entries)
})

describe('undo', () => {
  test('of an edit sets its fields back, under the tag that the edit left', () => {
    const change = made({ before: shown({ title: 'T' }), after: shown({ tags: ['a'] }) })
    expect(undone(change, 'edit')).toEqual([
      { slug: 'docs', ifMatch: '"of-docs"', change: { title: 'T', tags: [] } },
    ])
  })

  test('of a switch', () => {
    const change = made({ after: shown({ state: 'disabled' }) })
    expect(undone(change, 'edit')).toMatchObject([{ change: { state: 'active' } }])
  })

  test.each([
    ['admin', 'forget'],
    ['edit', 'alias'],
  ] as const)('of a rename as %s leaves at the new slug: %s', (role, oldSlug) => {
    const change = made({ before: shown({ slug: 'Docs' }), after: shown({ slug: 'new' }) })
    expect(read(undoRequests(change, role))).toEqual([
      ['PATCH', '/links/new', '"of-new"', { slug: 'Docs', oldSlug, keepCase: true }],
    ])
  })

  test('of a rename that retired the old slug is not possible', () => {
    const change = { ...made({ after: shown({ slug: 'new' }) }), oldSlug: 'retire' as const }
    expect(undoRequests(change, 'admin')).toBeNull()
  })

  test('of a removal restores each link to the state that it had, which only admins may', () => {
    const alias = shown({ slug: 'alias', url: '/docs', state: 'disabled' })
    const change = made({ after: shown({ state: 'gone' }) }, [
      { before: alias, after: { ...alias, state: 'gone' } },
    ])
    expect(undoRequests(change, 'edit')).toBeNull()
    expect(undone(change, 'admin')).toEqual([
      { slug: 'alias', ifMatch: '"of-alias"', change: { state: 'disabled' } },
      { slug: 'docs', ifMatch: '"of-docs"', change: { state: 'active' } },
    ])
  })

  test('of a restoration removes again, aliases first', () => {
    const alias = shown({ slug: 'alias', url: '/docs' })
    const change = made({ before: shown({ state: 'gone' }) }, [
      { before: { ...alias, state: 'gone' }, after: alias },
    ])
    expect(undone(change, 'edit')).toMatchObject([
      { slug: 'alias', change: { state: 'gone' } },
      { slug: 'docs', change: { state: 'gone' } },
    ])
  })

  test('of nothing is nothing', () => {
    expect(undoRequests(made({}), 'admin')).toBeNull()
    const gone = { before: shown({ state: 'gone' }), after: shown({ state: 'gone' }) }
    expect(undoRequests(made(gone), 'admin')).toBeNull()
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
