/**
 * Issue forms: what people fill in comes out as they meant it, and nothing that only looks like a
 * form does.
 */
import { describe, expect, test } from 'vitest'
import { parseIssueForm } from '../../../src/formats/issue-form.ts'
import { changeLink, newLink } from '../../support/issue-form.ts'

/** What the findings say, one a line. */
function complaints(text: string): string {
  const parsed = parseIssueForm(text)
  return parsed.ok ? '' : parsed.findings.map(({ message }) => message).join('\n')
}

describe('new link', () => {
  test('holds what was filled in, and nothing else', () => {
    expect(parseIssueForm(newLink())).toEqual({
      ok: true,
      request: { form: 'new', fields: { url: 'https://example.com/talk' } },
    })
    const filled = {
      url: 'https://example.com/?a=%2B&b=#/x?y',
      slug: 'talks/2026',
      title: 'Say "hi" & <b>bye</b> ### no heading',
      tags: 'talks, 2026  x,',
      owner: 'writers',
      startsAt: '2026-12-31T09:00:00+01:00',
      expiresAt: '2027-12-31T23:59:59Z',
      listed: 'Keep it out',
    }
    expect(parseIssueForm(newLink(filled))).toEqual({
      ok: true,
      request: {
        form: 'new',
        fields: { ...filled, tags: ['talks', '2026', 'x'], listed: false },
      },
    })
  })

  test('reads the line breaks of a browser, and space around values', () => {
    const text = newLink({ slug: '  talk\t' }).replaceAll('\n', '\r\n')
    expect(parseIssueForm(`${text}\r\n\r\n`)).toMatchObject({
      request: { fields: { slug: 'talk' } },
    })
  })

  test('takes a slug as people write it, with its slash', () => {
    expect(parseIssueForm(newLink({ slug: '/talk' }))).toMatchObject({
      request: { fields: { slug: 'talk' } },
    })
  })

  test('needs a target', () => {
    expect(complaints(newLink({ url: '_No response_' }))).toBe(
      '"Target of the new link" is empty; it says where the link leads',
    )
  })
})

describe('change a link', () => {
  test('leaves what is empty, and clears what is "-"', () => {
    expect(
      parseIssueForm(changeLink({ link: '/docs', title: '-', tags: '-', url: '/talk' })),
    ).toEqual({
      ok: true,
      request: {
        form: 'change',
        slug: 'docs',
        action: 'edit',
        fields: { url: '/talk', title: null, tags: [] },
      },
    })
  })

  test('keeps its slug where that is to be cleared', () => {
    expect(complaints(changeLink({ slug: '-' }))).toContain('but a link needs a slug')
  })

  test.each([
    ['Switch it off', 'disable'],
    ['Switch it on again', 'enable'],
    ['Remove it, keeping its slug from being used again', 'remove'],
  ])('%s', (action, expected) => {
    expect(parseIssueForm(changeLink({ action }))).toMatchObject({
      request: { action: expected, fields: {} },
    })
    expect(complaints(changeLink({ action, title: 'x' }))).toContain('ask for one of the two')
  })

  test('asks for something', () => {
    expect(complaints(changeLink({ action: 'Change the fields below' }))).toContain(
      'nothing is asked',
    )
    expect(complaints(changeLink({ link: '_No response_' }))).toContain('"Link to change" is empty')
    expect(complaints(changeLink({ action: 'Delete everything' }))).toContain(
      'it is one of "Change',
    )
    expect(complaints(changeLink({ listed: 'toString' }))).toContain('it is one of "Show it"')
  })
})

describe('what is no form', () => {
  test.each([
    ['an empty issue', ''],
    ['free text', 'please add a link'],
    ['text before the form', `hi\n\n${newLink()}`],
    ['a heading of another level', newLink().replace('### Target', '## Target')],
  ])('%s', (_name, text) => {
    expect(complaints(text)).toBe(
      'the issue is not from the form "New link" or "Change a link"; open one of them',
    )
  })

  test.each([
    [
      'a heading in a value',
      newLink({ title: 'x\n\n### Slug\n\nadmin' }),
      '"### Slug" stands twice',
    ],
    ['a heading as a value', newLink({ slug: '### Title' }), '"### Title" stands twice'],
    [
      'a form in a value',
      newLink({ title: `x\n\n${newLink()}` }),
      '"### Target of the new link" stands',
    ],
    ['a value of two lines', newLink({ title: 'x\ny' }), '"Title" is one line, but goes on'],
    ['text behind it', `${newLink()}\n\nand more`, '"Public directory" is one line, but goes on'],
    ['a form that was cut', newLink().slice(0, 200), 'the form lacks'],
    [
      'a heading left out',
      newLink().replace('### Owner\n\n_No response_\n\n', ''),
      'the form lacks "Owner"',
    ],
    ['a zero-width space', newLink({ slug: 'ta\u200blk' }), '"Slug" holds the character U+200B'],
    ['a lone carriage return', newLink({ title: 'a\rb' }), '"Title" holds the character U+000D'],
    ['a text without end', newLink({ title: 'x'.repeat(70_000) }), 'the most is 65536'],
  ])('%s', (_name, text, complaint) => {
    expect(complaints(text)).toContain(complaint)
  })

  test('thousands of bad lines are told once for each field, or by the first ten', () => {
    const lines = parseIssueForm(newLink({ title: 'x\n'.repeat(30_000) }))
    expect(lines).toMatchObject({ ok: false, findings: [{ line: 12 }] })
    const headings = parseIssueForm(newLink({ title: `${'### Slug\n'.repeat(5_000)}x` }))
    expect(headings.ok ? 0 : headings.findings.length).toBe(10)
  })
})
