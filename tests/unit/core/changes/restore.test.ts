/**
 * Bringing a link back: its own tombstone gives way, another link does not.
 */
import { describe, expect, it } from 'vitest'
import { restoreLink } from '../../../../src/core/changes/restore.ts'
import type { Link } from '../../../../src/core/link.ts'
import { link, linkSet, SITE } from '../../../support/links.ts'

function restore(links: readonly Partial<Link>[], row: Partial<Link>, reuse = false): string {
  const before = linkSet(links)
  const change = restoreLink(before, link(row), { site: SITE, reuse })
  const rules = change.findings.map(({ rule }) => rule)
  if (!change.ok) return [change.reason, ...rules].join(' ')
  expect(change.links.get(change.link.slug)).toEqual(link(row))
  expect(change.links.size).toBe(new Set([...before.keys(), change.link.slug]).size)
  return ['ok', ...rules].join(' ')
}

const other = { createdAt: '2026-06-01T00:00:00Z', createdBy: 'bob' }

describe('restoring a link', () => {
  const cases: [string, Partial<Link>[], Partial<Link>, string][] = [
    ['that was edited', [{ title: 'T' }, { slug: 'x' }], {}, 'ok'],
    ['that is as it was', [{}], {}, 'ok'],
    ['that left its tombstone', [{ state: 'gone' }], {}, 'ok'],
    ['that was purged', [{ slug: 'x' }], {}, 'ok'],
    ['that led to another host', [{ url: 'https://example.org/' }], {}, 'ok host-changed'],
    ['whose slug is another link now', [{ ...other }], {}, 'taken slug-taken'],
    [
      'whose slug is the tombstone of another',
      [{ ...other, state: 'gone' }],
      {},
      'taken slug-taken',
    ],
    [
      'whose slug is the alias that its rename left',
      [{ ...other, url: '/manual' }, { slug: 'manual' }],
      {},
      'ok renamed',
    ],
    [
      'whose slug is an alias of another link',
      [
        { ...other, url: '/manual' },
        { ...other, slug: 'manual' },
      ],
      {},
      'taken slug-taken',
    ],
    ['that is an alias of what is gone', [], { url: '/manual' }, 'invalid alias-missing'],
    [
      'that would close a circle',
      [{ slug: 'a', url: '/docs' }, {}],
      { url: '/a' },
      'invalid alias-loop alias-loop',
    ],
    ['that was a tombstone', [{}], { state: 'gone' }, 'ok'],
    [
      'that was a tombstone, where aliases stand for it',
      [{}, { slug: 'a', url: '/docs' }],
      { state: 'gone' },
      'taken has-aliases',
    ],
  ]
  it.each(cases)('%s', (_name, links, row, expected) => {
    expect(restore(links, row)).toBe(expected)
  })

  it('puts it in the place of another link only where that is asked for', () => {
    expect(restore([{ ...other }], {}, true)).toBe('ok')
    expect(restore([{ ...other, state: 'gone' }], {}, true)).toBe('ok tombstone-reused')
  })
})
