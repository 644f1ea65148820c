// Rules that no request reaches, because one above them takes every path they could answer.
import { expect, test } from 'vitest'
import { findUnreached } from '../../../src/bake/reach.ts'

test.each([
  ['/a', '/a'],
  ['/a/*', '/a/b'],
  ['/a/*', '/a'],
  ['/a/*', '/a/'],
  ['/a/*', '/a/b/*'],
  ['/a/*', '/a/:id'],
  ['/a/:id', '/a/b'],
  ['/a/:id', '/a/:n'],
  ['/a/:id/c', '/a/b/c'],
  ['/a/:id/*', '/a/b/*'],
  ['/*', '/'],
  ['/*', '/a/b'],
])('%s above %s takes all of its requests', (by, from) => {
  expect(findUnreached([by, from])).toEqual([{ from, by }])
})

test.each([
  ['/a', '/a/'],
  ['/a', '/a/*'],
  ['/a', '/A'],
  ['/a/b', '/a/:id'],
  ['/a/:id', '/a/*'],
  ['/a/:id', '/a/'],
  ['/a/:id', '/a/b/c'],
  ['/a/b/*', '/a/*'],
  ['/a/b/*', '/a/:id/*'],
  ['/a/:id/c', '/a/b/:n'],
  ['/', '/*'],
  ['/', '/a'],
])('%s above %s leaves it some', (above, from) => {
  expect(findUnreached([above, from])).toEqual([])
})

test('looks past a literal that leads nowhere to a placeholder beside it', () => {
  const paths = ['/a/b/x', '/a/:id/:n', '/a/b/c']
  expect(findUnreached(paths)).toEqual([{ from: '/a/b/c', by: '/a/:id/:n' }])
})
