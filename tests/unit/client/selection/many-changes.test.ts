/**
 * One thing done to many links: what changes, what is left out, and in which order it is sent.
 */
import { describe, expect, test } from 'vitest'
import type { Me } from '../../../../src/client/api/answers.ts'
import {
  type Deed,
  findFault,
  type Plan,
  planChanges,
  type Wish,
} from '../../../../src/client/selection/many-changes.ts'
import { link } from '../../../support/links.ts'

const ED: Me = { handle: 'ed', role: 'edit', owners: ['ed', 'crew'], baseUrl: '' }
const ADA: Me = { ...ED, handle: 'ada', role: 'admin', owners: ['ada'] }
const FULL = Array.from({ length: 20 }, (_, index) => `t${index}`).sort()

const LINKS = [
  link({ slug: 'a', tags: ['x'] }),
  link({ slug: 'b', tags: ['y'], listed: false }),
  link({ slug: 'crews', owner: 'Crew' }),
  link({ slug: 'carols', owner: 'carol' }),
  link({ slug: 'off', state: 'disabled' }),
  link({ slug: 'old', state: 'gone' }),
  link({ slug: 'full', tags: FULL }),
]

const plan = (wish: Partial<Wish>, me = ED) =>
  planChanges(LINKS, [], { deed: 'addTag', value: '', ...wish }, me)
const told = ({ changes }: Plan) =>
  Object.fromEntries(changes.map(({ link: { slug }, change }) => [slug, change]))

describe('what changes', () => {
  test.each<[Deed, string, Record<string, object>, Partial<Plan['leftOut']>, number]>([
    [
      'addTag',
      'x',
      {
        b: { tags: ['x', 'y'] },
        crews: { tags: ['x'] },
        off: { tags: ['x'] },
      },
      { foreign: 1, gone: 1, full: 1 },
      1,
    ],
    ['removeTag', 'x', { a: { tags: [] } }, { foreign: 1, gone: 1 }, 4],
    ['owner', 'crew', { a: {}, b: {}, crews: {}, off: {}, full: {} }, { foreign: 1, gone: 1 }, 0],
    ['owner', '', { crews: { owner: null } }, { foreign: 1, gone: 1 }, 4],
    ['list', '', { b: { listed: true } }, { foreign: 1, gone: 1 }, 4],
    ['unlist', '', { a: {}, crews: {}, off: {}, full: {} }, { foreign: 1, gone: 1 }, 1],
    ['disable', '', { a: {}, b: {}, crews: {}, full: {} }, { foreign: 1, gone: 1 }, 1],
    ['enable', '', { off: { state: 'active' } }, { foreign: 1, gone: 1 }, 4],
    ['remove', '', { a: {}, b: {}, crews: {}, off: {}, full: {} }, { foreign: 1 }, 1],
  ])('%s %s', (deed, value, changes, leftOut, same) => {
    const made = plan({ deed, value })
    expect(told(made)).toMatchObject(changes)
    expect(Object.keys(told(made)).sort()).toEqual(Object.keys(changes).sort())
    const nobody = { foreign: 0, gone: 0, full: 0, foreignAlias: 0 }
    expect([made.leftOut, made.same]).toEqual([{ ...nobody, ...leftOut }, same])
  })

  test('an admin changes everybody’s, and restores', () => {
    expect(plan({ deed: 'disable' }, ADA).leftOut.foreign).toBe(0)
    expect(told(plan({ deed: 'restore' }, ADA))).toEqual({ old: { state: 'active' } })
  })
})

describe('a removal', () => {
  const target = link({ slug: 'target' })
  const alias = link({ slug: 'alias', url: '/target' })
  const deep = link({ slug: 'deep', url: '/alias' })
  const wish: Wish = { deed: 'remove', value: '' }

  test('takes living aliases along, those that lead to others first', () => {
    const gone = link({ slug: 'gone', url: '/target', state: 'gone' })
    const made = planChanges([target], [alias, deep, gone], wish, ED)
    expect(Object.keys(told(made))).toEqual(['deep', 'alias', 'target'])
    expect(made.aliases).toBe(2)
    const chosen = planChanges([target, alias], [alias, deep], wish, ED)
    expect([chosen.changes.length, chosen.aliases]).toEqual([3, 1])
  })

  test('leaves out what has an alias of others', () => {
    const theirs = { ...deep, owner: 'carol' }
    const made = planChanges([target, link({ slug: 'b' })], [alias, theirs], wish, ED)
    expect(Object.keys(told(made))).toEqual(['b'])
    expect(made.leftOut.foreignAlias).toBe(1)
  })

  test('comes back the other way round', () => {
    const tombs = [deep, alias, target].map((one) => ({ ...one, state: 'gone' as const }))
    const made = planChanges(tombs, [], { deed: 'restore', value: '' }, ADA)
    expect(Object.keys(told(made))).toEqual(['target', 'alias', 'deep'])
  })
})

test.each<[Deed, string, ReturnType<typeof findFault>]>([
  ['addTag', '', 'needTag'],
  ['removeTag', 'No Tag', 'noTag'],
  ['addTag', 'a-tag', null],
  ['owner', '', null],
  ['owner', 'a b', 'noOwner'],
  ['disable', '', null],
])('%s %j: %s', (deed, value, fault) => expect(findFault({ deed, value })).toBe(fault))
