/** What was typed by somebody whose token was refused is theirs alone, and comes back once. */
import { beforeEach, expect, test } from 'vitest'
import type { Me } from '../../../../src/client/api/answers.ts'
import {
  forgetUnsaved,
  keepUnsaved,
  unsavedChange,
  unsavedSlug,
} from '../../../../src/client/editor/unsaved.ts'

const me = (handle: string): Me => ({
  handle,
  role: 'edit',
  owners: [],
  baseUrl: 'https://go.example',
})

beforeEach(forgetUnsaved)

test('the same person finds it again, at its own link', () => {
  keepUnsaved(me('ed'), 'a', { title: 'New' })
  expect(unsavedSlug(me('ed'))).toBe('a')
  expect(unsavedChange('b')).toBeNull()
  expect(unsavedChange('a')).toEqual({ title: 'New' })
  forgetUnsaved()
  expect(unsavedSlug(me('ed'))).toBeNull()
})

test('whoever else signs in never sees it, and then nobody does', () => {
  keepUnsaved(me('ed'), 'a', { title: 'New' })
  expect(unsavedSlug(me('bob'))).toBeNull()
  expect(unsavedChange('a')).toBeNull()
  expect(unsavedSlug(me('ed'))).toBeNull()
})
