/**
 * What a reviewer is told to look at twice, and what is not worth a word.
 */
import { describe, expect, it } from 'vitest'
import type { Link } from '../../../../src/core/link.ts'
import { findRisks } from '../../../../src/core/review/risks.ts'
import { linkSet } from '../../../support/links.ts'

type Rows = Partial<Link>[]

function risks(before: Rows, after: Rows): string[] {
  return findRisks(linkSet(before), linkSet(after)).map(({ rule, slug }) => `${rule} ${slug}`)
}

const a = 'https://a.example.com/'
const b = 'https://b.example.com/'

describe('a risk', () => {
  const cases: [string, Rows, Rows, string[]][] = [
    ['a target on another host', [{ url: a }], [{ url: b }], ['host-changed docs']],
    ['another port', [{ url: a }], [{ url: 'https://a.example.com:8443/' }], ['host-changed docs']],
    ['the same host with its root dot', [{ url: a }], [{ url: 'https://a.example.com./x' }], []],
    ['another page of the host', [{ url: a }], [{ url: `${a}x?y#z` }], []],
    [
      'an alias of a link on another host',
      [{ url: a }, { slug: 'x', url: b }],
      [{ url: '/x' }, { slug: 'x', url: b }],
      ['host-changed docs'],
    ],
    [
      'an alias of a link on the same host',
      [{ url: a }, { slug: 'x', url: `${a}x` }],
      [{ url: '/x' }, { slug: 'x', url: `${a}x` }],
      [],
    ],
    [
      'another host along with a rename',
      [{ slug: 'a', url: a }],
      [
        { slug: 'a', url: '/b' },
        { slug: 'b', url: b },
      ],
      ['host-changed b'],
    ],
    ['a link that went', [{ url: a }], [], []],
    ['another owner', [{ owner: 'alice' }], [{ owner: 'bob' }], ['owner-changed docs']],
    ['an owner where none was', [{}], [{ owner: 'bob' }], ['owner-changed docs']],
    ['no owner where one was', [{ owner: 'alice' }], [{}], ['owner-changed docs']],
    ['a tombstone that is used', [{ state: 'gone' }], [{ url: b }], ['tombstone-reused docs']],
    ['a tombstone that went', [{ state: 'gone' }], [], ['tombstone-removed docs']],
    ['a new tombstone', [{}], [{ state: 'gone' }], []],
    ['a removed link', [{}], [], []],
    [
      'a permanent link to another page',
      [{ url: a, status: 301 }],
      [{ url: `${a}x`, status: 302 }],
      ['permanent-changed docs'],
    ],
    [
      'a permanent link switched off',
      [{ status: 308 }],
      [{ status: 308, state: 'disabled' }],
      ['permanent-changed docs'],
    ],
    [
      'a permanent link that ends',
      [{ status: 308 }],
      [{ status: 308, expiresAt: '2027-01-01T00:00:00Z' }],
      ['permanent-changed docs'],
    ],
    ['a permanent link that went', [{ status: 301 }], [], ['permanent-changed docs']],
    ['a permanent link with another title', [{ status: 301 }], [{ status: 301, title: 'T' }], []],
    ['a link that became permanent', [{}], [{ status: 301 }], ['permanent-changed docs']],
    [
      'a permanent alias of a link to another page',
      [{ url: a }, { slug: 'x', url: '/docs', status: 301 }],
      [{ url: `${a}x` }, { slug: 'x', url: '/docs', status: 301 }],
      ['permanent-changed x'],
    ],
    [
      'a permanent link renamed to leave an alias',
      [{ slug: 'a', status: 301 }],
      [
        { slug: 'a', status: 301, url: '/b' },
        { slug: 'b', status: 301 },
      ],
      [],
    ],
    [
      'a permanent link renamed to leave nothing',
      [{ slug: 'a', status: 301 }],
      [{ slug: 'b', status: 301 }],
      ['permanent-changed a'],
    ],
    [
      'a look-alike',
      [{ slug: 'login' }],
      [{ slug: 'login' }, { slug: '1ogin' }],
      ['look-alike 1ogin'],
    ],
    [
      'two new look-alikes',
      [],
      [{ slug: 'a-b' }, { slug: 'a_b' }],
      ['look-alike a-b', 'look-alike a_b'],
    ],
    [
      'look-alikes that were there',
      [{ slug: 'a-b' }, { slug: 'a_b' }],
      [{ slug: 'a-b', title: 'T' }, { slug: 'a_b' }],
      [],
    ],
    [
      'a look-alike that stands for the same',
      [{ slug: 'a-b' }],
      [{ slug: 'a-b' }, { slug: 'a_b', url: '/a-b' }],
      [],
    ],
    [
      'a rename to a look-alike',
      [{ slug: 'a_b', url: a }],
      [
        { slug: 'a_b', url: '/a-b' },
        { slug: 'a-b', url: a },
      ],
      [],
    ],
    [
      'a pattern over exact slugs',
      [{ slug: 'gh/me' }, { slug: 'gh' }, { slug: 'other' }],
      [{ slug: 'gh/me' }, { slug: 'gh' }, { slug: 'other' }, { slug: 'gh/*' }],
      ['pattern-captures gh/*'],
    ],
    [
      'a pattern that matches nothing else',
      [{ slug: 'gh/me/x' }, { slug: 'ghx' }],
      [{ slug: 'gh/me/x' }, { slug: 'ghx' }, { slug: 'gh/:id' }],
      [],
    ],
    [
      'a pattern that goes before another',
      [{ slug: 'gh/*' }],
      [{ slug: 'gh/*' }, { slug: 'gh/:id' }],
      ['pattern-captures gh/:id'],
    ],
    [
      'a splat that goes before another',
      [{ slug: 'gh/*' }],
      [{ slug: 'gh/*' }, { slug: 'gh/x/*' }],
      ['pattern-captures gh/x/*'],
    ],
    [
      'a pattern that comes after another',
      [{ slug: 'gh/:id' }],
      [{ slug: 'gh/:id' }, { slug: 'gh/*' }],
      [],
    ],
    [
      'a pattern beside another',
      [{ slug: 'gh/a/:id' }],
      [{ slug: 'gh/a/:id' }, { slug: 'gh/b/:id' }],
      [],
    ],
    [
      'a slug that a pattern answers once it is gone',
      [{ slug: 'gh/me' }, { slug: 'gh/*' }],
      [{ slug: 'gh/*' }],
      ['pattern-answers gh/me'],
    ],
    [
      'a slug that left a tombstone under a pattern',
      [{ slug: 'gh/me' }, { slug: 'gh/*' }],
      [{ slug: 'gh/me', state: 'gone' }, { slug: 'gh/*' }],
      [],
    ],
    [
      'a pattern whose paths another answers once it is gone',
      [{ slug: 'gh/:id' }, { slug: 'gh/*' }],
      [{ slug: 'gh/*' }],
      ['pattern-answers gh/:id'],
    ],
  ]
  it.each(cases)('%s', (_name, before, after, expected) => {
    expect(risks(before, after)).toEqual(expected)
  })

  it('says in its message what was and what is', () => {
    const [host] = findRisks(linkSet([{ url: a }]), linkSet([{ url: b }]))
    expect(host).toEqual({
      severity: 'warning',
      rule: 'host-changed',
      slug: 'docs',
      field: 'url',
      message: '/docs led to a.example.com and now leads to b.example.com',
    })
    const many = Array.from({ length: 7 }, (_, index) => ({ slug: `gh/${index}` }))
    const [capture] = findRisks(linkSet(many), linkSet([...many, { slug: 'gh/*' }]))
    expect(capture?.message).toBe(
      '/gh/* also matches /gh/0, /gh/1, /gh/2, /gh/3, /gh/4 and 2 more, which keep their targets only as long as they exist',
    )
  })
})
