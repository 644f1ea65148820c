/**
 * Findings in a comment: each a list item, with nothing from outside that has a meaning.
 */
import { expect, test } from 'vitest'
import { refusal } from '../../../src/core/finding.ts'
import { listFindings } from '../../../src/formats/review-markdown.ts'

test('what a message lists stands in a list of its own', () => {
  const message = 'the database holds 2 invalid links:\n  /a: <b>\n  /b: @all'
  expect(listFindings([refusal('database-invalid-links', null, null, message)])).toBe(
    '- **error** (`database-invalid-links`): the database holds 2 invalid links:\n' +
      '  - `/a`: `<b>`\n' +
      '  - `/b`: `@all`\n',
  )
})
