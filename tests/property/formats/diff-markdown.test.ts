/**
 * Whatever links say, a comment shows it as text: rendered, it stands in code and nowhere else.
 */
import fc from 'fast-check'
import { markdownToHtml } from 'satteri'
import { describe, expect, it } from 'vitest'
import { diffLinks } from '../../../src/core/diff.ts'
import { parseLink } from '../../../src/core/link.ts'
import { code, markUp, writeDiffMarkdown } from '../../../src/formats/diff-markdown.ts'
import { link, linkSet } from '../../support/links.ts'
import { runs } from '../../support/runs.ts'

// All that has a meaning in Markdown of GitHub, GitLab or Forgejo, and what surrounds it.
const PIECES = [
  '`',
  '``',
  '```',
  '~~~',
  '|',
  '||',
  '\\',
  '\\`',
  '\\|',
  '@alice',
  '@org/team',
  '#12',
  'GH-1',
  '!1',
  '![x](https://evil.example/x.png)',
  '[x](javascript:alert(1))',
  '<b>',
  '</code>',
  '<img src=x>',
  '<!--',
  '-->',
  '<https://evil.example>',
  'https://evil.example/x',
  'www.evil.example',
  '&lt;',
  '&#64;',
  '**',
  '__',
  '*',
  '_',
  '~~',
  ':tada:',
  '$x$',
  '# ',
  '- ',
  '> ',
  '1. ',
  '---',
  '===',
  ' ',
  '  ',
  '\t',
  '[x]:',
  '[^1]',
  '{{x}}',
  '$',
  'deadbeef',
  'a',
  '日本',
  '"',
  "'",
]

const arbText = fc.array(
  fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 3 })),
  {
    minLength: 1,
    maxLength: 12,
  },
)

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
}

function decode(html: string): string {
  return html.replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
}

function render(markdown: string): { code: string[]; outside: string } {
  const { html } = markdownToHtml(markdown)
  const spans = [...html.matchAll(/<code>(.*?)<\/code>/gs)].map(([, text = '']) => decode(text))
  return { code: spans, outside: html.replace(/<code>.*?<\/code>/gs, '') }
}

// What our own text makes of Markdown, and no more.
const OURS = /^(?:<\/?(?:ul|li|p|strong|h3)>|[A-Za-z0-9 ,;:.()→\n'])*$/

describe('the Markdown of a diff', () => {
  it('shows titles as they are, and nothing of them outside code', () => {
    const arbTitle = arbText
      .map((pieces) => parseLink({ ...link(), title: pieces.join('') }))
      .filter((parsed) => parsed.ok)
      .map((parsed) => parsed.link.title)
    fc.assert(
      fc.property(arbTitle, arbTitle, (from, to) => {
        const side = { name: 'main', commit: null, links: 1 }
        const diff = diffLinks(
          linkSet([{ title: from }]),
          linkSet([{ title: to }, { slug: 'new', title: to }]),
        )
        const shown = render(writeDiffMarkdown({ before: side, after: side, diff, risks: [] }))
        expect(shown.outside).toMatch(OURS)
        for (const title of [from, to]) if (title !== null) expect(shown.code).toContain(title)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('keeps any text in its span, whatever stands around it', () => {
    fc.assert(
      fc.property(arbText, arbText, (left, right) => {
        const [a, b] = [left.join(''), right.join('')]
        const shown = render(`- ${code(a)} and ${code(b)}\n  - ${code(b)}\n`)
        expect(shown.outside).toMatch(OURS)
        expect(shown.code).toHaveLength(3)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('leaves of a sentence only words outside code', () => {
    fc.assert(
      fc.property(arbText, (pieces) => {
        const { outside } = render(`- ${markUp(`text ${pieces.join(' ')}`)}\n`)
        expect(outside).toMatch(OURS)
        expect(outside).not.toMatch(/[0-9a-f]{7}/)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('shows the cases of the field as text', () => {
    const title = 'a `b` | @name ![x](https://evil.example/x.png) <b>bye</b> ```'
    const side = { name: '`@me`', commit: null, links: null }
    const diff = diffLinks(new Map(), linkSet([{ title }]))
    const shown = render(writeDiffMarkdown({ before: side, after: side, diff, risks: [] }))
    expect(shown.outside).toMatch(OURS)
    expect(shown.code).toContain(title)
    expect(shown.code).toContain('`@me`')
  })
})
